package import PraxisCore

/// Five years of work before an application, and what is missing in it: a gap of more than six months is explained, one
/// of more than a year in writing.
package struct WorkHistory: Sendable {
    /// A time at one place; without an end it goes on.
    package struct Position: Hashable, Sendable {
        package let from: LocalDate
        package let until: LocalDate?

        package init(from: LocalDate, until: LocalDate?) {
            self.from = from
            self.until = until
        }
    }

    /// Days without work: the first and the last of them.
    package struct Gap: Hashable, Sendable {
        package let first: LocalDate
        package let last: LocalDate
        package let isInWriting: Bool
    }

    static let years = 5

    /// The gaps that have to be explained, from the oldest.
    package static func gaps(in positions: [Position], asOf day: LocalDate) -> [Gap] {
        let start = day.adding(months: -12 * Self.years)
        var gaps: [Gap] = []
        var free = start
        for position in positions.sorted(by: { $0.from < $1.from }) {
            if position.from > free { gaps += Self.gap(free, min(position.from, day).adding(days: -1)) }
            free = max(free, (position.until ?? day).adding(days: 1))
        }
        if free < day { gaps += Self.gap(free, day.adding(days: -1)) }
        return gaps
    }

    private static func gap(_ first: LocalDate, _ last: LocalDate) -> [Gap] {
        let after = last.adding(days: 1)
        guard after > first.adding(months: 6) else { return [] }
        return [Gap(first: first, last: last, isInWriting: after > first.adding(months: 12))]
    }
}
