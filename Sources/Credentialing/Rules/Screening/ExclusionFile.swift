package import PraxisCore

/// A file of the OIG's List of Excluded Individuals/Entities: the full list, or a month's supplement of exclusions or
/// reinstatements. Odd rows are kept and flagged; `problems` are rows whose columns cannot be told apart, as in a file that
/// is cut off.
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
        let month = self.month
        self.entries = file.rows.map { Self.entry($0, listedOn: month) }
        self.problems = file.problems.sorted { $0.row < $1.row }
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

    /// What a file contains by its name: also the full list, whose name tells no month, has one.
    package static func kind(named name: String) -> Kind? {
        let stem = (name.split(separator: "/").last ?? "").uppercased().split(separator: ".").first
        return stem == "UPDATED" ? .full : Self.named(name)?.kind
    }

    private static func entry(_ row: CSVRow, listedOn: LocalDate) -> ListEntry {
        let last = row.text("LASTNAME") ?? ""
        let business = row.text("BUSNAME") ?? ""
        let excluded = row.text("EXCLDATE").flatMap(ListDate.parse)
        let reinstated = row.text("REINDATE")
        let (middle, suffix) = NameFolding.splittingSuffix(row.text("MIDNAME") ?? "")
        let printed = row.text("DOB") ?? ""
        var entry = ListEntry(
            row: row.number, lastName: last, firstName: row.text("FIRSTNAME") ?? "", middleName: middle, suffix: suffix,
            businessName: business, general: row.text("GENERAL") ?? "", specialty: row.text("SPECIALTY") ?? "",
            npi: row.text("NPI").flatMap { $0 == "0000000000" ? nil : $0 },
            birthDate: ListDate.birthDate(printed, listedOn: listedOn), birthDateAsPrinted: printed,
            address: row.text("ADDRESS") ?? "", city: row.text("CITY") ?? "", state: row.text("STATE") ?? "",
            postalCode: row.text("ZIP") ?? "", type: row.text("EXCLTYPE") ?? "",
            excludedOn: excluded ?? listedOn, reinstatedOn: reinstated.flatMap(ListDate.parse),
            waivedOn: row.text("WAIVERDATE").flatMap(ListDate.parse), waiverState: row.text("WVRSTATE"), flags: [])
        entry.flag(listedOn: listedOn)
        if excluded == nil { entry.flags.insert(.exclusionDateUnknown) }
        if let reinstated, reinstated != "00000000", entry.reinstatedOn == nil {
            entry.flags.insert(.reinstatementDateUnknown)
        }
        if last.isEmpty, business.isEmpty { entry.flags.insert(.nameMissing) }
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
