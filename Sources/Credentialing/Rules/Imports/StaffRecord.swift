package import PraxisCore

/// Somebody of a staff file: who, and as what they work where from when.
package struct StaffRecord: Hashable, Codable, Sendable {
    package var given: String
    package var middle: String?
    package var family: String
    package var suffix: String?
    package var birthDate: LocalDate?
    package var email: String?
    package var phone: String?
    package var npi: NPI?
    /// The number that payroll knows them by.
    package var number: String?
    package var position: String
    /// As what they are appointed; `nil` for work that needs no clearance.
    package var role: ClinicalRole?
    /// The clinic's short name.
    package var clinic: String
    package var startsOn: LocalDate

    /// Given and family name as a comparison sees them.
    var nameKey: String { NameFolding.folded(self.family) + "," + NameFolding.folded(self.given) }

    /// Whether another row of the file is about the same work.
    func sharesWork(with other: StaffRecord) -> Bool {
        (self.clinic, self.position, self.role) == (other.clinic, other.position, other.role)
    }
}

extension StaffRecord {
    /// How two rows of one file are to each other.
    enum Kinship: Equatable { case none, same, unclear, contradicting }

    /// A shared number, or the name with the day of birth or the e-mail address, makes two rows one person; a number shared
    /// by two names contradicts, and a shared name that nothing tells apart is unclear.
    func kinship(with other: StaffRecord) -> Kinship {
        let sharesNumber =
            self.npi != nil && self.npi == other.npi || self.number != nil && self.number == other.number
        let sharesName = self.nameKey == other.nameKey
        let birthsDiffer = self.birthDate != nil && other.birthDate != nil && self.birthDate != other.birthDate
        let numbersDiffer =
            self.npi != nil && other.npi != nil && self.npi != other.npi
            || self.number != nil && other.number != nil && self.number != other.number
        if sharesNumber { return sharesName && !birthsDiffer && !numbersDiffer ? .same : .contradicting }
        guard sharesName else { return .none }
        if birthsDiffer || numbersDiffer { return .none }
        let sharesBirth = self.birthDate != nil && self.birthDate == other.birthDate
        let sharesEmail = self.email != nil && self.email?.lowercased() == other.email?.lowercased()
        return sharesBirth || sharesEmail ? .same : .unclear
    }
}
