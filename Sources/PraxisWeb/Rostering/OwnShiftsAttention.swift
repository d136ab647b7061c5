package import PraxisCore
package import Rostering

/// What one works oneself in the next two weeks, as it was published.
package struct OwnShiftsAttention: AttentionSource {
    let roster: RosterService

    package init(roster: RosterService) { self.roster = roster }

    /// The number of shifts ahead, with the next one in words.
    package func attention(as caller: Caller, frame: Frame) async throws -> [Attention] {
        let shifts = try await self.roster.ownShifts(as: caller)
        guard let next = shifts.min(by: { $0.span.start < $1.span.start }) else { return [] }
        let last = next.date.adding(days: 14)
        let count = shifts.count { $0.date <= last }
        return [
            Attention(
                .info, count: count, one: "shift of yours is ahead", many: "shifts of yours are ahead",
                detail: "Next: \(next.date.short), \(RosterWords.hours(next.span, in: next.zone)), "
                    + "\(next.name), \(next.clinic)",
                place: .ownShifts)
        ]
    }
}
