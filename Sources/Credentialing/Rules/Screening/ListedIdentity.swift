package import PraxisCore

/// What of a list's row is compared with people.
package struct ListedIdentity: Hashable, Sendable {
    package let lastName: String
    package let firstName: String
    package let birthDate: LocalDate?
    /// As printed; `nil` for the list's zeros.
    package let npi: String?

    package var isIndividual: Bool { !self.lastName.isEmpty }

    package init(lastName: String, firstName: String, birthDate: LocalDate?, npi: String?) {
        self.lastName = lastName
        self.firstName = firstName
        self.birthDate = birthDate
        self.npi = npi
    }
}

extension ListEntry {
    package var identity: ListedIdentity {
        ListedIdentity(
            lastName: self.lastName, firstName: self.firstName, birthDate: self.birthDate, npi: self.npi)
    }
}
