package import Postgres
package import PraxisCore

/// How many years of work before an application are asked for, and from how long on a time without work is explained (NCQA
/// CR 3): the figures of the rule `ncqa.work_history` that is in force.
package struct WorkHistory: Hashable, Sendable {
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

    package let years: Int
    /// A longer time without work is explained.
    package let gapMonths: Int
    /// A longer one is explained in writing.
    package let writtenGapMonths: Int

    package init(years: Int, gapMonths: Int, writtenGapMonths: Int) {
        self.years = years
        self.gapMonths = gapMonths
        self.writtenGapMonths = writtenGapMonths
    }

    /// The gaps that have to be explained, from the oldest.
    package func gaps(in positions: [Position], asOf day: LocalDate) -> [Gap] {
        let start = day.adding(months: -12 * self.years)
        var gaps: [Gap] = []
        var free = start
        for position in positions.sorted(by: { $0.from < $1.from }) {
            if position.from > free { gaps += self.gap(free, min(position.from, day).adding(days: -1)) }
            free = max(free, (position.until ?? day).adding(days: 1))
        }
        if free < day { gaps += self.gap(free, day.adding(days: -1)) }
        return gaps
    }

    private func gap(_ first: LocalDate, _ last: LocalDate) -> [Gap] {
        let after = last.adding(days: 1)
        guard after > first.adding(months: self.gapMonths) else { return [] }
        return [Gap(first: first, last: last, isInWriting: after > first.adding(months: self.writtenGapMonths))]
    }
}

extension WorkHistory: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.years = try row.read()
        self.gapMonths = try row.read()
        self.writtenGapMonths = try row.read()
    }
}
