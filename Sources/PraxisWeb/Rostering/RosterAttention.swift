package import PraxisCore
package import Rostering

/// What the roster wants somebody to look at today: people on shifts that they are no longer cleared for, open shifts of
/// this week and the next, and unpublished changes.
package struct RosterAttention: AttentionSource {
    let roster: RosterService

    package init(roster: RosterService) { self.roster = roster }

    /// Shifts that wait for somebody else, or for anybody, and drafts that wait for publication.
    package func attention(as caller: Caller, frame: Frame) async throws -> [Attention] {
        guard frame.may(.shiftRead) else { return [] }
        let zone = frame.zone.flatMap { Zone($0) } ?? .utc
        let week = ISOWeek(containing: zone.today(at: self.roster.now()))
        let (now, next, conflicts) = try await self.roster.attention(week, as: caller)
        return [
            Self.conflicting(conflicts, frame.scope),
            Self.short(now, .now, "this week", Place.roster(frame.scope, week)),
            Self.short(next, .soon, "next week", Place.roster(frame.scope, week.next)),
            Self.changed(now + next, frame.may(.rosterPublish), Place.roster(frame.scope, week)),
        ].compactMap { $0 }
    }

    private static func conflicting(_ conflicts: [ShiftConflict], _ scope: Scope) -> Attention? {
        guard let next = conflicts.first else { return nil }
        let clinics = Set(conflicts.map(\.clinic.name)).sorted()
        return Attention(
            .now, count: conflicts.count, one: "shift has somebody who is no longer cleared for it",
            many: "shifts have people who are no longer cleared for them",
            detail: "\(clinics.joined(separator: ", ")). The next is on \(next.date.readable).",
            place: Place.roster(scope, ISOWeek(containing: next.date)))
    }

    private static func short(
        _ clinics: [ClinicWeek], _ urgency: Attention.Urgency, _ when: String, _ place: Place
    ) -> Attention? {
        let count = clinics.map(\.unfilledShifts).reduce(0, +)
        guard count > 0 else { return nil }
        return Attention(
            urgency, count: count, one: "shift of \(when) lacks people", many: "shifts of \(when) lack people",
            place: place)
    }

    private static func changed(_ clinics: [ClinicWeek], _ mayPublish: Bool, _ place: Place) -> Attention? {
        let changed = clinics.filter { if case .changed = $0.state { true } else { false } }
        guard mayPublish, !changed.isEmpty else { return nil }
        return Attention(
            .soon, count: changed.count, one: "roster changed since publication",
            many: "rosters changed since publication",
            detail: changed.map(\.clinic.name).joined(separator: ", "), place: place)
    }
}
