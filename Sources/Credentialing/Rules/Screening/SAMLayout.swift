import PraxisCore

/// SAM's public extract of exclusions: version 2 of 31 columns, its headings of December 2019, and version 1 of 28.
enum SAMLayout {
    enum Column: String, CaseIterable, Sendable {
        case classification = "Classification"
        case name = "Name"
        case first = "First"
        case middle = "Middle"
        case last = "Last"
        case suffix = "Suffix"
        case address = "Address 1"
        case city = "City"
        case state = "State / Province"
        case country = "Country"
        case postal = "Zip Code"
        case uei = "Unique Entity ID"
        case program = "Exclusion Program"
        case agency = "Excluding Agency"
        case type = "Exclusion Type"
        case remark = "Additional Comments"
        case active = "Active Date"
        case ends = "Termination Date"
        case also = "Cross-Reference"
        case number = "SAM Number"
        case cage = "CAGE"
        case npi = "NPI"
    }

    /// What every version has.
    static let required = Column.allCases.filter { $0 != .uei }.map(\.rawValue)
    static let aliases = ["Unique Entity Identifier (SAM)": "Unique Entity ID"]

    /// What a row says. There is no day of birth, and names may stand in columns of the other kind.
    static func entry(_ row: CSVRow, _ columns: ColumnMap<Column>, listedOn: LocalDate) -> ListEntry {
        func text(_ column: Column) -> String { columns.text(column, row) }
        let active = ListDate.day(text(.active))
        var entry = ListEntry(row: row.number, excludedOn: active ?? listedOn)
        entry.classification = text(.classification)
        entry.name(text(.name), first: text(.first), middle: text(.middle), last: text(.last), suffix: text(.suffix))
        entry.general = entry.classification
        entry.address = text(.address)
        entry.city = text(.city)
        let country = text(.country)
        entry.state = country.isEmpty || country == "USA" ? text(.state) : country
        entry.postalCode = text(.postal)
        entry.type = text(.type)
        entry.program = text(.program)
        entry.agency = text(.agency)
        entry.remark = String(text(.remark).prefix(4000))
        entry.uei = text(.uei).ifNotEmpty
        entry.cage = text(.cage).ifNotEmpty
        entry.listNumber = text(.number).ifNotEmpty
        let npi = text(.npi)
        entry.npi = npi == "0000000000" ? nil : npi.ifNotEmpty
        entry.also = Self.names(in: text(.also))
        let ends = text(.ends)
        entry.endsOn = ListDate.day(ends)
        if active == nil { entry.flags.insert(.exclusionDateUnknown) }
        if entry.endsOn == nil, !ends.isEmpty, ends.lowercased() != "indefinite" { entry.flags.insert(.endDateUnknown) }
        if let npi = entry.npi, NPI(npi) == nil { entry.flags.insert(.npiChecksum) }
        if entry.isIndividual { entry.flags.insert(.birthDateMissing) }
        if entry.lastName.isEmpty, entry.businessName.isEmpty { entry.flags.insert(.nameMissing) }
        return entry
    }

    /// The names of `(also IDRIS NAIM AC)`; several are parted by semicolons or by further parentheses.
    static func names(in text: String) -> [String] {
        text.split { $0 == "(" || $0 == ")" || $0 == ";" }.compactMap { part in
            let words = part.split(separator: " ")
            let name = words.first?.lowercased() == "also" ? words.dropFirst() : words[...]
            return name.joined(separator: " ").ifNotEmpty
        }
    }
}

extension ListEntry {
    fileprivate mutating func name(_ whole: String, first: String, middle: String, last: String, suffix: String) {
        self.suffix = suffix.ifNotEmpty
        guard self.classification.lowercased() == "individual" else {
            self.businessName =
                whole.isEmpty ? [first, middle, last].filter { !$0.isEmpty }.joined(separator: " ") : whole
            if whole.isEmpty, !self.businessName.isEmpty { self.flags.insert(.nameInOddColumn) }
            return
        }
        (self.firstName, self.middleName, self.lastName) = (first, middle, last)
        guard last.isEmpty else { return }
        let odd = whole.isEmpty ? first : whole
        if !odd.isEmpty { self.flags.insert(.nameInOddColumn) }
        if let comma = odd.firstIndex(of: ",") {
            self.lastName = String(odd[..<comma]).trimmingBlanks
            self.firstName = String(odd[odd.index(after: comma)...]).trimmingBlanks
        } else {
            let words = odd.split(separator: " ").map(String.init)
            self.lastName = words.last ?? ""
            self.firstName = words.count > 1 ? words[0] : ""
            self.middleName = words.dropFirst().dropLast().joined(separator: " ")
        }
    }
}
