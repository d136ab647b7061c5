package import Postgres

/// One human of the practice, whatever the number of clinics.
package struct PersonRecord: Sendable {
    package typealias ID = Identifier<PersonRecord>

    package let id: ID
    package let givenName: String
    package let middleName: String?
    package let familyName: String
    package let suffix: String?
    package let birthDate: LocalDate?
    /// National Provider Identifier.
    package let npi: String?
    package let email: String?
    package let phone: String?
    /// Counts changes; a change names the version it began from.
    package let version: Int

    /// The name as given: `Grace M Okafor Jr`.
    package var name: String {
        [self.givenName, self.middleName, self.familyName, self.suffix].compactMap(\.self).joined(separator: " ")
    }
}

extension PersonRecord: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.givenName = try row.read()
        self.middleName = try row.read()
        self.familyName = try row.read()
        self.suffix = try row.read()
        self.birthDate = try row.read()
        self.npi = try row.read()
        self.email = try row.read()
        self.phone = try row.read()
        self.version = try row.read()
    }
}

/// What may be changed about a person.
package struct PersonDetails: Sendable {
    package var givenName: String
    package var middleName: String?
    package var familyName: String
    package var suffix: String?
    package var birthDate: LocalDate?
    package var npi: String?
    package var email: String?
    package var phone: String?

    package init(
        givenName: String, middleName: String? = nil, familyName: String, suffix: String? = nil,
        birthDate: LocalDate? = nil, npi: String? = nil, email: String? = nil, phone: String? = nil
    ) {
        self.givenName = givenName
        self.middleName = middleName
        self.familyName = familyName
        self.suffix = suffix
        self.birthDate = birthDate
        self.npi = npi
        self.email = email
        self.phone = phone
    }
}

/// Somebody with the name and day of birth of whom somebody would add.
package struct KnownPerson: Error, Equatable, Sendable {
    /// Who it is; `nil` where the caller may not see them.
    package let id: PersonRecord.ID?
}

/// Whether there is somebody of that name and day of birth.
struct Namesake: PostgresRow {
    let exists: Bool
    let person: PersonRecord.ID?

    init(row: inout RowReader) throws(PostgresError) {
        self.exists = try row.read()
        self.person = try row.read()
    }
}
