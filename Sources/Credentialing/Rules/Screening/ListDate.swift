package import PraxisCore

/// The dates of lists; of the OIG's files `YYYYMMDD`, `00000000` for none; birth dates until March 2016 as `MM/DD/YY`.
package enum ListDate {
    /// A date of `YYYYMMDD`; `nil` for blanks, zeros and days that do not exist.
    package static func parse(_ text: String) -> LocalDate? {
        let digits = text.trimmingBlanks.utf8
        guard digits.count == 8 else { return nil }
        var number = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            number = number * 10 + Int(digit - 0x30)
        }
        return number == 0 ? nil : LocalDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// A day in any form that SAM uses: `MM/DD/YYYY`, `YYYY-MM-DD` or `YYYYMMDD`.
    package static func day(_ text: String) -> LocalDate? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return LocalDate(text) ?? Self.parse(text) }
        guard parts[2].count == 4, parts.allSatisfy({ (1...4).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) }),
            let month = Int(parts[0]), let day = Int(parts[1]), let year = Int(parts[2])
        else { return nil }
        return LocalDate(year: year, month: month, day: day)
    }

    /// A day of birth in either form. Two digits of a year that would make the person younger than 14 mean 19xx.
    package static func birthDate(_ text: String, listedOn: LocalDate) -> LocalDate? {
        let parts = text.trimmingBlanks.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return Self.parse(text) }
        guard parts.allSatisfy({ (1...4).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) }),
            let month = Int(parts[0]), let day = Int(parts[1]), var year = Int(parts[2])
        else { return nil }
        if parts[2].count == 2 {
            year += 2000
            if year > listedOn.year - Self.youngest { year -= 100 }
        }
        return LocalDate(year: year, month: month, day: day)
    }

    /// Whether somebody born then can be on a list of that day: nobody under 14 or over 110 is.
    package static func isPlausible(_ birthDate: LocalDate, listedOn: LocalDate) -> Bool {
        birthDate <= listedOn.adding(months: -12 * Self.youngest) && birthDate > listedOn.adding(months: -12 * 110)
    }

    private static let youngest = 14
}
