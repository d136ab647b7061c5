import Postgres

/// A week of ISO 8601: Monday to Sunday, written `2026-W14`.
package struct ISOWeek: Hashable, Comparable, Sendable {
    package let monday: LocalDate

    package init(containing date: LocalDate) { self.monday = date.adding(days: 1 - date.weekday) }

    /// The year that the week belongs to: that of its Thursday.
    package var year: Int { self.monday.adding(days: 3).year }

    package var number: Int {
        guard let firstThursday = LocalDate(year: self.year, month: 1, day: 4).map(ISOWeek.init(containing:)) else {
            return 1
        }
        return (self.monday.daysSinceEpoch - firstThursday.monday.daysSinceEpoch) / 7 + 1
    }

    package var days: [LocalDate] { (0..<7).map(self.monday.adding(days:)) }
    /// The week after it; the last week of the calendar is followed by itself.
    package var next: ISOWeek { ISOWeek(containing: min(self.monday.adding(days: 7), LocalDate.last.adding(days: -7))) }
    package var previous: ISOWeek { ISOWeek(containing: self.monday.adding(days: -7)) }

    package static func < (a: Self, b: Self) -> Bool { a.monday < b.monday }
}

extension ISOWeek: LosslessStringConvertible {
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 3, parts[1].first == "W",
            parts[0].allSatisfy(\.isASCIIDigit), parts[1].dropFirst().allSatisfy(\.isASCIIDigit),
            let year = Int(parts[0]), let number = Int(parts[1].dropFirst()), (1...53).contains(number),
            let fourth = LocalDate(year: year, month: 1, day: 4)
        else { return nil }
        self.init(containing: fourth.adding(days: (number - 1) * 7))
        guard self.year == year, self.number == number, self.monday <= LocalDate.last.adding(days: -6) else {
            return nil
        }
    }

    package var description: String {
        let number = String(self.number)
        return "\(self.year)-W" + (number.count == 1 ? "0" : "") + number
    }
}

extension ISOWeek: PostgresText {}

extension ISOWeek: CodableText {}
