import PraxisCore

/// The OIG's layout, of 18 columns, since before 2015. Its printed description spells two headings otherwise.
enum LEIELayout {
    enum Column: String, CaseIterable, Sendable {
        case last = "LASTNAME"
        case first = "FIRSTNAME"
        case middle = "MIDNAME"
        case business = "BUSNAME"
        case general = "GENERAL"
        case specialty = "SPECIALTY"
        case npi = "NPI"
        case birth = "DOB"
        case address = "ADDRESS"
        case city = "CITY"
        case state = "STATE"
        case postal = "ZIP"
        case type = "EXCLTYPE"
        case excluded = "EXCLDATE"
        case reinstated = "REINDATE"
        case waived = "WAIVERDATE"
        case waiverState = "WVRSTATE"
    }

    static let aliases = ["ZIP CODE": "ZIP", "WAIVERSTATE": "WVRSTATE"]

    /// What a row says. Odd values are flagged, never refused.
    static func entry(_ row: CSVRow, _ columns: ColumnMap<Column>, listedOn: LocalDate) -> ListEntry {
        func text(_ column: Column) -> String { columns.text(column, row) }
        let excluded = ListDate.parse(text(.excluded))
        let reinstated = text(.reinstated)
        var entry = ListEntry(row: row.number, excludedOn: excluded ?? listedOn)
        entry.lastName = text(.last)
        entry.firstName = text(.first)
        entry.businessName = text(.business)
        let middle = text(.middle)
        (entry.middleName, entry.suffix) = middle.isEmpty ? ("", nil) : NameFolding.splittingSuffix(middle)
        entry.general = text(.general)
        entry.specialty = text(.specialty)
        let npi = text(.npi)
        entry.npi = npi == "0000000000" ? nil : npi.ifNotEmpty
        entry.birthDateAsPrinted = text(.birth)
        entry.birthDate = ListDate.birthDate(entry.birthDateAsPrinted, listedOn: listedOn)
        entry.address = text(.address)
        entry.city = text(.city)
        entry.state = text(.state)
        entry.postalCode = text(.postal)
        entry.type = text(.type)
        entry.reinstatedOn = ListDate.parse(reinstated)
        entry.waivedOn = ListDate.parse(text(.waived))
        entry.waiverState = text(.waiverState).ifNotEmpty
        entry.flag(listedOn: listedOn)
        if excluded == nil { entry.flags.insert(.exclusionDateUnknown) }
        if !reinstated.isEmpty, reinstated != "00000000", entry.reinstatedOn == nil {
            entry.flags.insert(.reinstatementDateUnknown)
        }
        if !entry.type.hasPrefix("1128"), !entry.type.hasPrefix("BRCH") { entry.flags.insert(.unknownType) }
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
        if self.waivedOn != nil { self.flags.insert(.waived) }
        if self.reinstatedOn == self.excludedOn { self.flags.insert(.rescinded) }
        if self.lastName.isEmpty, self.businessName.isEmpty { self.flags.insert(.nameMissing) }
    }
}
