package import PraxisCore

/// One row of a list of excluded individuals and entities, as printed and as understood.
package struct ListEntry: Hashable, Sendable {
    /// What is odd about a row that is kept all the same.
    package enum Flag: String, Hashable, Codable, Sendable {
        case npiChecksum = "npi_checksum"
        case birthDateMissing = "birth_date_missing"
        case birthDateImplausible = "birth_date_implausible"
        /// The day of the exclusion cannot be read; the first of the list's month is taken for it.
        case exclusionDateUnknown = "exclusion_date_unknown"
        /// The day of the reinstatement cannot be read; the exclusion is taken to last.
        case reinstatementDateUnknown = "reinstatement_date_unknown"
        /// The day on which the exclusion ends cannot be read; it is taken to last.
        case endDateUnknown = "end_date_unknown"
        case nameMissing = "name_missing"
        /// The name stands in other columns than those of its kind.
        case nameInOddColumn = "name_in_odd_column"
        case unknownType = "unknown_type"
        case waived
        case rescinded
    }

    package var row: Int
    package var lastName = ""
    package var firstName = ""
    package var middleName = ""
    package var suffix: String?
    package var businessName = ""
    package var general = ""
    package var specialty = ""
    /// As printed; a number that fails its checksum is kept. `nil` for the list's zeros.
    package var npi: String?
    package var birthDate: LocalDate?
    package var birthDateAsPrinted = ""
    package var address = ""
    package var city = ""
    package var state = ""
    package var postalCode = ""
    package var type = ""
    package var excludedOn: LocalDate
    package var reinstatedOn: LocalDate?
    package var waivedOn: LocalDate?
    package var waiverState: String?
    /// What SAM calls the party: an individual, a firm, a vessel or another entity.
    package var classification = ""
    package var uei: String?
    package var cage: String?
    /// SAM's number of the record.
    package var listNumber: String?
    package var agency = ""
    package var program = ""
    /// The day on which the exclusion ends by itself.
    package var endsOn: LocalDate?
    /// Other names to which the list refers.
    package var also: [String] = []
    package var remark = ""
    package var flags: Set<Flag> = []

    package var isIndividual: Bool { !self.lastName.isEmpty }

    /// Says whom a row is about, so that a reinstatement finds the exclusion that it ends. Without a day of birth the name
    /// alone tells nobody apart: the sites of a chain share it.
    package var identityHash: [UInt8] {
        let names = [self.lastName, self.firstName, self.businessName].map(NameFolding.folded)
        if let birthDate = self.birthDate { return RecordHash.of(names + [birthDate.description]) }
        return RecordHash.of(
            names + ["", self.npi ?? "", NameFolding.folded(self.address), NameFolding.folded(self.city), self.state])
    }

    /// Changes with anything that a reviewer compared: a cleared match is bound to it.
    package var recordHash: [UInt8] {
        var fields = [
            NameFolding.folded(self.lastName), NameFolding.folded(self.firstName),
            NameFolding.folded(self.middleName), self.suffix ?? "", NameFolding.folded(self.businessName),
            self.npi ?? "", self.birthDate?.description ?? self.birthDateAsPrinted,
            NameFolding.folded(self.address), NameFolding.folded(self.city), self.state, self.postalCode,
            NameFolding.folded(self.general), NameFolding.folded(self.specialty), self.type,
            self.excludedOn.description,
        ]
        if let waived = self.waivedOn { fields += [waived.description, self.waiverState ?? ""] }
        if !self.classification.isEmpty {
            fields +=
                [self.classification, self.uei ?? "", self.cage ?? "", self.endsOn?.description ?? ""] + self.also
        }
        return RecordHash.of(fields)
    }
}
