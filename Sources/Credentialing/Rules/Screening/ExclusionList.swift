package import PraxisCore

/// Who publishes a list of exclusions.
package enum ExclusionList: String, CaseIterable, Codable, Sendable {
    /// The OIG's List of Excluded Individuals/Entities: a full list and monthly supplements.
    case leie
    /// The exclusions of SAM.gov, public extract: a full list every day.
    case sam

    package var title: String {
        switch self {
        case .leie: "OIG LEIE"
        case .sam: "SAM.gov exclusions"
        }
    }
}

/// What a file of a list contains, and of when it is.
package enum ExclusionFile {
    /// What a file contains.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case full, exclusions, reinstatements
    }

    /// What a file's name tells.
    package struct Name: Hashable, Sendable {
        package let list: ExclusionList
        package let kind: Kind
        /// The first day of the list's month; `nil` where the name does not tell.
        package let month: LocalDate?
        /// The day of a daily list.
        package let day: LocalDate?
    }

    /// Reads the names that the publishers give: `UPDATED.csv`, also with its month (`UPDATED-2026-10.csv`),
    /// `2610EXCL.csv`, `2610REIN.csv`, before 2016 `sanc1510.txt` and `rein1510.txt`, and
    /// `SAM_Exclusions_Public_Extract_V2_26305.CSV`, whose last number is a year and the day in it.
    package static func named(_ name: String) -> Name? {
        let stem =
            (name.split(separator: "/").last ?? "").uppercased().split(separator: ".").first.map(String.init) ?? ""
        if stem.hasPrefix("SAM_EXCLUSIONS") { return Self.sam(stem) }
        if stem.hasPrefix("UPDATED") {
            let month = LocalDate("\(stem.dropFirst(7).drop { $0 == "-" || $0 == "_" })-01")
            return Name(list: .leie, kind: .full, month: month, day: nil)
        }
        let (word, digits) =
            stem.first?.isASCIIDigit == true
            ? (stem.dropFirst(4), stem.prefix(4)) : (stem.dropLast(4), stem.suffix(4))
        guard let month = Self.month(digits) else { return nil }
        let kind: Kind? =
            switch word {
            case "EXCL", "SANC": .exclusions
            case "REIN": .reinstatements
            default: nil
            }
        return kind.map { Name(list: .leie, kind: $0, month: month, day: nil) }
    }

    private static func month(_ digits: Substring) -> LocalDate? {
        guard digits.count == 4, digits.allSatisfy(\.isASCIIDigit), let number = Int(digits) else { return nil }
        return LocalDate(year: 2000 + number / 100, month: number % 100, day: 1)
    }

    /// A name with a year and its day (`YYDDD`) at the end.
    private static func sam(_ stem: String) -> Name {
        let digits = stem.suffix(5)
        guard digits.count == 5, digits.allSatisfy(\.isASCIIDigit), let number = Int(digits),
            let first = LocalDate(year: 2000 + number / 1000, month: 1, day: 1), (1...366).contains(number % 1000)
        else { return Name(list: .sam, kind: .full, month: nil, day: nil) }
        let day = first.adding(days: number % 1000 - 1)
        return Name(list: .sam, kind: .full, month: day.adding(days: 1 - day.day), day: day)
    }
}
