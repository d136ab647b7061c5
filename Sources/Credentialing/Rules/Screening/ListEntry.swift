package import PraxisCore

/// One row of a list of excluded individuals and entities (OIG LEIE layout), as printed and as understood.
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
        case nameMissing = "name_missing"
        case unknownType = "unknown_type"
        case waived
        case rescinded
    }

    package var row: Int
    package var lastName: String
    package var firstName: String
    package var middleName: String
    package var suffix: String?
    package var businessName: String
    package var general: String
    package var specialty: String
    /// As printed; a number that fails its checksum is kept. `nil` for the list's zeros.
    package var npi: String?
    package var birthDate: LocalDate?
    package var birthDateAsPrinted: String
    package var address: String
    package var city: String
    package var state: String
    package var postalCode: String
    package var type: String
    package var excludedOn: LocalDate
    package var reinstatedOn: LocalDate?
    package var waivedOn: LocalDate?
    package var waiverState: String?
    package var flags: Set<Flag>

    package var isIndividual: Bool { !self.lastName.isEmpty }

    /// Says whom a row is about, so that a reinstatement finds the exclusion that it ends.
    package var identityHash: [UInt8] {
        RecordHash.of([
            NameFolding.folded(self.lastName), NameFolding.folded(self.firstName),
            NameFolding.folded(self.businessName),
            self.birthDate?.description ?? "",
        ])
    }

    /// Changes with anything that a reviewer compared: a cleared match is bound to it.
    package var recordHash: [UInt8] {
        let waiver = self.waivedOn.map { [$0.description, self.waiverState ?? ""] } ?? []
        return RecordHash.of(
            [
                NameFolding.folded(self.lastName), NameFolding.folded(self.firstName),
                NameFolding.folded(self.middleName), self.suffix ?? "", NameFolding.folded(self.businessName),
                self.npi ?? "", self.birthDate?.description ?? self.birthDateAsPrinted, self.state, self.type,
                self.excludedOn.description,
            ] + waiver)
    }
}
