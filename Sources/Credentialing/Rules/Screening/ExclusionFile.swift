package import PraxisCore

/// A file of the OIG's List of Excluded Individuals/Entities: the full list, or a month's supplement of exclusions or
/// reinstatements. Odd rows are kept and flagged; only a file that is cut off or of another kind is refused.
package struct ExclusionFile: Sendable {
    /// What a file contains.
    package enum Kind: String, CaseIterable, Sendable {
        case full, exclusions, reinstatements
    }

    package let kind: Kind
    /// The first day of the month that the list is for.
    package let month: LocalDate
    package let entries: [ListEntry]
    package let problems: [CSVProblem]
    package let usedFallbackEncoding: Bool

    package init(_ bytes: [UInt8], kind: Kind, month: LocalDate) throws(CSVFailure) {
        let file = try CSVFile(
            bytes, requiring: Self.headings, aliases: ["ZIP CODE": "ZIP", "WAIVERSTATE": "WVRSTATE"])
        self.kind = kind
        self.month = month.adding(days: 1 - month.day)
        var entries: [ListEntry] = []
        var problems = file.problems
        for var row in file.rows {
            if let entry = Self.entry(&row, listedOn: self.month) { entries.append(entry) }
            problems += row.problems
        }
        self.entries = entries
        self.problems = problems.sorted { $0.row < $1.row }
        self.usedFallbackEncoding = file.usedFallbackEncoding
    }

    private static let headings = [
        "LASTNAME", "FIRSTNAME", "MIDNAME", "BUSNAME", "GENERAL", "SPECIALTY", "NPI", "DOB", "ADDRESS", "CITY", "STATE",
        "ZIP",
        "EXCLTYPE", "EXCLDATE", "REINDATE", "WAIVERDATE", "WVRSTATE",
    ]
}

extension ExclusionFile {
    /// Kind and month as the OIG names its files: `1603EXCL.csv`, `1603REIN.csv`.
    package static func named(_ name: String) -> (kind: Kind, month: LocalDate)? {
        let stem =
            (name.split(separator: "/").last ?? "").uppercased().split(separator: ".").first.map(String.init) ?? ""
        let digits = stem.prefix(4)
        guard digits.count == 4, digits.allSatisfy(\.isASCIIDigit), let number = Int(digits),
            let month = LocalDate(year: 2000 + number / 100, month: number % 100, day: 1)
        else { return nil }
        return switch stem.dropFirst(4) {
        case "EXCL": (.exclusions, month)
        case "REIN": (.reinstatements, month)
        default: nil
        }
    }

    private static func entry(_ row: inout CSVRow, listedOn: LocalDate) -> ListEntry? {
        let last = row.text("LASTNAME") ?? ""
        let business = row.text("BUSNAME") ?? ""
        if last.isEmpty, business.isEmpty { row.refuse("LASTNAME", "names neither a person nor a business") }
        let excluded = row.required("EXCLDATE", ListDate.parse, else: "is not a date such as 20260420")
        guard row.problems.isEmpty, let excluded else { return nil }
        let (middle, suffix) = NameFolding.splittingSuffix(row.text("MIDNAME") ?? "")
        let printed = row.text("DOB") ?? ""
        var entry = ListEntry(
            row: row.number, lastName: last, firstName: row.text("FIRSTNAME") ?? "", middleName: middle, suffix: suffix,
            businessName: business, general: row.text("GENERAL") ?? "", specialty: row.text("SPECIALTY") ?? "",
            npi: row.text("NPI").flatMap { $0 == "0000000000" ? nil : $0 },
            birthDate: ListDate.birthDate(printed, listedOn: listedOn), birthDateAsPrinted: printed,
            address: row.text("ADDRESS") ?? "", city: row.text("CITY") ?? "", state: row.text("STATE") ?? "",
            postalCode: row.text("ZIP") ?? "", type: row.text("EXCLTYPE") ?? "", excludedOn: excluded,
            reinstatedOn: row.text("REINDATE").flatMap(ListDate.parse),
            waivedOn: row.text("WAIVERDATE").flatMap(ListDate.parse), waiverState: row.text("WVRSTATE"), flags: [])
        entry.flag(listedOn: listedOn)
        return entry
    }
}

extension ListEntry {
    /// Notes what is odd, and takes an impossible day of birth for a missing one.
    fileprivate mutating func flag(listedOn: LocalDate) {
        if let npi = self.npi, NPI(npi) == nil { self.flags.insert(.npiChecksum) }
        if let birthDate = self.birthDate, !ListDate.isPlausible(birthDate, listedOn: listedOn) {
            self.flags.insert(.birthDateImplausible)
            self.birthDate = nil
        } else if self.isIndividual, self.birthDate == nil {
            self.flags.insert(.birthDateMissing)
        }
        if !self.type.hasPrefix("1128"), !self.type.hasPrefix("BRCH") { self.flags.insert(.unknownType) }
        if self.waivedOn != nil { self.flags.insert(.waived) }
        if self.reinstatedOn == self.excludedOn { self.flags.insert(.rescinded) }
    }
}
