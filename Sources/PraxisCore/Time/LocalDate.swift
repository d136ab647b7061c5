package import Postgres

/// A day of the Gregorian calendar without a time or zone, 0001-01-01 … 9999-12-31.
package struct LocalDate: Hashable, Sendable {
    /// Days since 1970-01-01.
    package let daysSinceEpoch: Int

    /// A day before the first or after the last of the calendar becomes that one.
    package init(daysSinceEpoch: Int) {
        self.daysSinceEpoch = min(max(daysSinceEpoch, Self.first.daysSinceEpoch), Self.last.daysSinceEpoch)
    }

    private init(unchecked daysSinceEpoch: Int) { self.daysSinceEpoch = daysSinceEpoch }

    /// 0001-01-01.
    package static let first = LocalDate(unchecked: -719_162)
    /// 9999-12-31.
    package static let last = LocalDate(unchecked: 2_932_896)

    /// `nil` for a day that does not exist, such as February 30.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, in: year)
        else { return nil }
        // Days from civil: years start in March, so that the leap day is the last of its year.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        self.daysSinceEpoch = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    package var components: (year: Int, month: Int, day: Int) {
        let days = self.daysSinceEpoch + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    package var year: Int { self.components.year }
    package var month: Int { self.components.month }
    package var day: Int { self.components.day }

    /// 1 = Monday … 7 = Sunday (ISO 8601).
    package var weekday: Int { ((self.daysSinceEpoch + 3) % 7 + 7) % 7 + 1 }

    /// Whether the year has a February 29.
    package static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// How many days the month has.
    package static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: Self.isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// That many days later, or earlier for a negative number.
    package func adding(days: Int) -> LocalDate {
        let (sum, overflow) = self.daysSinceEpoch.addingReportingOverflow(days)
        return LocalDate(daysSinceEpoch: overflow ? (days < 0 ? .min : .max) : sum)
    }

    /// The same day of a later or earlier month; a day that the month lacks becomes its last (Jan 31 + 1 = Feb 28).
    package func adding(months: Int) -> LocalDate {
        let (year, month, day) = self.components
        guard (-120_000...120_000).contains(months) else { return months < 0 ? .first : .last }
        let count = year * 12 + month - 1 + months
        let target = (year: count / 12, month: count % 12 + 1)
        let last = Self.length(ofMonth: target.month, in: target.year)
        return LocalDate(year: target.year, month: target.month, day: min(day, last)) ?? (months < 0 ? .first : .last)
    }
}

extension LocalDate: Comparable {
    package static func < (a: Self, b: Self) -> Bool { a.daysSinceEpoch < b.daysSinceEpoch }
}

extension LocalDate: Strideable {
    package func distance(to other: LocalDate) -> Int { other.daysSinceEpoch - self.daysSinceEpoch }
    package func advanced(by days: Int) -> LocalDate { self.adding(days: days) }
}

extension LocalDate: LosslessStringConvertible {
    /// Reads ISO 8601 `2026-03-14` and nothing else.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package var description: String {
        let (year, month, day) = self.components
        return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2)
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension LocalDate: CodableText {}

extension LocalDate: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { PostgresType(rawValue: 1082) }
    package var postgresText: String { self.description }

    /// A day that the server knows and the calendar does not, such as the one after 9999-12-31, becomes its last.
    package init?(postgresText bytes: UnsafeRawBufferPointer) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let date = LocalDate(text) {
            self = date
        } else if text == "infinity" || bytes.count > 10 && bytes.prefix(5).allSatisfy({ (48...57).contains($0) }) {
            self = .last
        } else {
            return nil
        }
    }
}
