package import PraxisCore

/// Earlier work that a claims-made policy does not reach back to (R12): it needs a tail of the policy before, or prior acts
/// taken over by the one after.
package enum PriorActs {
    /// What a verified certificate covers as of a day.
    package struct Policy: Hashable, Sendable {
        package let term: Period
        /// `nil` for an occurrence policy, which covers what happens in its term for ever.
        package let retroactiveOn: LocalDate?

        package init(term: Period, retroactiveOn: LocalDate?) {
            self.term = term
            self.retroactiveOn = retroactiveOn
        }

        /// The work that it covers for claims of a day: a claims-made policy only while it is in force.
        package func covers(on day: LocalDate) -> Period? {
            guard let retroactive = self.retroactiveOn else { return self.term }
            return self.term.contains(day) ? Period(retroactive, until: day.adding(days: 1)) : nil
        }
    }

    /// The periods of work up to a day that nothing covers on it, merged and in order. Nothing is said where no policy
    /// is a claims-made one.
    package static func uncovered(
        _ work: [Period], by policies: [Policy], and evidence: [Period], on day: LocalDate
    ) -> [Period] {
        guard policies.contains(where: { $0.retroactiveOn != nil }) else { return [] }
        let covered = policies.compactMap { $0.covers(on: day) } + evidence
        var rest = self.merged(work.compactMap { Period($0.start, until: min($0.end ?? .last, day.adding(days: 1))) })
        for period in covered { rest = rest.flatMap { self.subtract(period, from: $0) } }
        return rest
    }

    private static func merged(_ periods: [Period]) -> [Period] {
        var merged: [Period] = []
        for period in periods.sorted(by: { $0.start < $1.start }) {
            if let last = merged.last, last.end.map({ period.start <= $0 }) ?? true {
                let end = last.end.flatMap { old in period.end.map { max(old, $0) } }
                merged[merged.count - 1] = Period(last.start, until: end) ?? last
            } else {
                merged.append(period)
            }
        }
        return merged
    }

    private static func subtract(_ other: Period, from period: Period) -> [Period] {
        guard period.overlaps(other) else { return [period] }
        let before = Period(period.start, until: other.start)
        let after = other.end.flatMap { end in
            period.end.map { end < $0 } ?? true ? Period(end, until: period.end) : nil
        }
        return [before, after].compactMap(\.self)
    }
}
