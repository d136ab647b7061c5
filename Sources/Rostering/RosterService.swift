import Postgres
package import PraxisCore

/// The use cases of the roster: weeks, shifts, who works them, and publication.
package struct RosterService: Sendable {
    let database: Database
    /// The time, which tests fix.
    package let now: @Sendable () -> Instant

    package init(database: Database, now: @escaping @Sendable () -> Instant = Instant.now) {
        self.database = database
        self.now = now
    }

    /// A clinic's week with everything that its page shows, in one round trip.
    package func grid(_ week: ISOWeek, as caller: Caller) async throws -> RosterGrid {
        let scope = caller.scope
        let rows = try await self.database.read(
            as: caller, RosterStore.clinic(scope), RosterStore.publication(of: week, in: scope),
            RosterStore.shifts(in: week, of: scope), RosterStore.assignments(in: week, of: scope),
            RosterStore.published(in: week, of: scope), RosterStore.people(in: week, of: scope),
            ShiftStore.templates(in: scope), ClearanceStore.conflicts(in: week, of: scope),
            ClearanceStore.refusals(in: week, of: scope), ClearanceStore.busyElsewhere(in: week, of: scope),
            RosterStore.restRules(), RosterStore.cost(in: week, of: scope),
            ClearanceStore.overrides(in: week, of: scope))
        let clinic = try Self.site(rows.0, of: caller)
        let state = RosterState(last: rows.1.first, published: rows.4, planned: rows.3)
        return RosterGrid(
            clinic: clinic, week: RosterWeek(week, state, rows.2, rows.3), people: rows.5, templates: rows.6,
            published: rows.4, conflicts: rows.7,
            overrides: Dictionary(grouping: rows.12, by: \.assignment).mapValues { $0.map(\.name) }, refusals: rows.8,
            busyElsewhere: BusyRow.byPerson(rows.9),
            restRules: rows.10, cost: Dictionary(rows.11.map { ($0.day, $0.cost) }, uniquingKeysWith: +))
    }

    /// The clinic of the scope, for pages that need its zone first.
    package func clinic(as caller: Caller) async throws -> RosterClinic {
        try Self.site(try await self.database.read(as: caller, RosterStore.clinic(caller.scope)), of: caller)
    }

    /// Every clinic's week at a glance, as far as the caller may see rosters.
    package func overview(_ week: ISOWeek, as caller: Caller) async throws -> [ClinicWeek] {
        try await self.database.read(as: caller, PublicationStore.overview(of: week, in: caller.scope))
    }

    /// What waits in a week and the one after it, and shifts to come whose people are no longer cleared for them, the
    /// next first.
    package func attention(
        _ week: ISOWeek, as caller: Caller
    ) async throws -> (now: [ClinicWeek], next: [ClinicWeek], conflicts: [ShiftConflict]) {
        try await self.database.read(
            as: caller, PublicationStore.overview(of: week, in: caller.scope),
            PublicationStore.overview(of: week.next, in: caller.scope),
            ClearanceStore.conflicts(after: self.now(), in: caller.scope))
    }

    /// What the caller has been told to work, from yesterday on (a night may not be over).
    package func ownShifts(as caller: Caller) async throws -> [OwnShift] {
        let now = self.now()
        let day = LocalDate(daysSinceEpoch: Int(now.microseconds / 86_400_000_000) - 1)
        return try await self.database.read(as: caller, PublicationStore.mine(from: day))
            .filter { $0.span.end > now }
    }

    /// A shift with the people on it and everybody who might be, with what stands in their way.
    package func sheet(_ id: Shift.ID, as caller: Caller) async throws -> ShiftSheet {
        let scope = caller.scope
        let (clinics, shifts, holders, candidates, around, busy, rules, others) = try await self.database.read(
            as: caller, RosterStore.clinic(scope), ShiftStore.shift(id, in: scope),
            AssignmentStore.holders(of: id, in: scope), ClearanceStore.candidates(for: id, in: scope),
            AssignmentStore.around(id, in: scope),
            ClearanceStore.busyElsewhere(around: id, in: scope), RosterStore.restRules(),
            ShiftStore.siblings(of: id, in: scope))
        let clinic = try Self.site(clinics, of: caller)
        guard let shift = shifts.first else { throw RosterError.unknown }
        let judge = CandidateJudge(
            shift: shift, in: clinic.zone, assignments: around, busyElsewhere: BusyRow.byPerson(busy), rules: rules)
        return ShiftSheet(
            clinic: clinic, shift: shift, holders: holders,
            candidates: Candidate.ranked(
                candidates.filter { row in !holders.contains { $0.person.id == row.person.id } }
                    .map { judge.candidate($0.person, $0.reasons) }),
            others: others)
    }

    /// The one clinic that a page or change is about; there is none in a scope of all.
    static func site(_ clinics: [RosterClinic], of caller: Caller) throws(RosterError) -> RosterClinic {
        guard caller.scope != .all, let clinic = clinics.first else { throw .unknown }
        return clinic
    }

    /// A write whose refusals by the database come back in the roster's words.
    func write<Value: Codable & Sendable>(
        as caller: Caller, _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        try await self.database.write(as: caller, refusing: { RosterError(refused: $0) }, body)
    }
}

extension RosterState {
    /// The state that follows from what was published and what is planned.
    package init(last publication: Publication?, published: [Assignment], planned: [Assignment]) {
        let differences =
            publication == nil ? [] : PublicationDifference.between(published: published, planned: planned)
        self.init(last: publication, changes: differences.map(\.changes).reduce(0, +))
    }
}

extension BusyRow {
    static func byPerson(_ rows: [BusyRow]) -> [RosterPerson.ID: [Span]] {
        rows.reduce(into: [:]) { busy, row in
            if let span = Span(row.starts, until: row.ends) { busy[row.person, default: []].append(span) }
        }
    }
}
