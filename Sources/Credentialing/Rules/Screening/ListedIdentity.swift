package import PraxisCore

/// What of a list's row is compared with people.
package struct ListedIdentity: Hashable, Sendable {
    package let lastName: String
    package let firstName: String
    package let middleName: String
    package let birthDate: LocalDate?
    /// As printed; `nil` for the list's zeros.
    package let npi: String?

    package var isIndividual: Bool { !self.lastName.isEmpty }

    /// As it is compared: many a second given name stands in the column of the middle name.
    var name: ComparedName { ComparedName(family: self.lastName, given: self.firstName, middle: self.middleName) }

    /// The name of an individual in one piece, without and with what stands between.
    var wholeNames: [String] {
        guard self.isIndividual, !self.firstName.isEmpty else { return [] }
        let short = "\(self.firstName) \(self.lastName)"
        return self.middleName.isEmpty ? [short] : [short, "\(self.firstName) \(self.middleName) \(self.lastName)"]
    }

    package init(lastName: String, firstName: String, middleName: String, birthDate: LocalDate?, npi: String?) {
        self.lastName = lastName
        self.firstName = firstName
        self.middleName = middleName
        self.birthDate = birthDate
        self.npi = npi
    }
}

extension ListEntry {
    package var identity: ListedIdentity {
        ListedIdentity(
            lastName: self.lastName, firstName: self.firstName, middleName: self.middleName, birthDate: self.birthDate,
            npi: self.npi)
    }
}
