import PraxisCore

/// A day as files write it. A year of two digits says nothing sure, and no day may come before its month.
struct WrittenDate {
    /// The ways of writing one; a column that mixes them deserves a look.
    enum Form: String, CaseIterable { case iso, slashed, compact, named }

    let day: LocalDate
    let form: Form

    /// Reads `2026-03-14`, `3/14/2026`, `20260314` and `14-Mar-2026` or `Mar-14-2026`.
    init?(_ text: String) {
        if let day = LocalDate(text) {
            self.init(day, .iso)
        } else if text.count == 8, text.allSatisfy(\.isASCIIDigit) {
            self.init(Self.day(text.prefix(4), text.dropFirst(4).prefix(2), text.suffix(2)), .compact)
        } else if let parts = Self.parts(text, "/") {
            self.init(Self.day(parts[2], parts[0], parts[1]), .slashed)
        } else if let parts = Self.parts(text, "-") ?? Self.parts(text, " ") {
            let isDayFirst = parts[0].allSatisfy(\.isASCIIDigit)
            let name = parts[isDayFirst ? 1 : 0].prefix(3).lowercased()
            guard let month = Self.months.firstIndex(of: name) else { return nil }
            self.init(Self.day(parts[2], "\(month + 1)", parts[isDayFirst ? 0 : 1]), .named)
        } else {
            return nil
        }
    }

    private init?(_ day: LocalDate?, _ form: Form) {
        guard let day else { return nil }
        self.day = day
        self.form = form
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    private static func parts(_ text: String, _ separator: Character) -> [Substring]? {
        let parts = text.replacing(",", with: "").split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].count == 4 else { return nil }
        return parts
    }

    private static func day(
        _ year: some StringProtocol, _ month: some StringProtocol, _ day: some StringProtocol
    ) -> LocalDate? {
        guard [month.count, day.count].allSatisfy({ (1...2).contains($0) }), let year = Int(year),
            let month = Int(month), let day = Int(day)
        else { return nil }
        return LocalDate(year: year, month: month, day: day)
    }
}
