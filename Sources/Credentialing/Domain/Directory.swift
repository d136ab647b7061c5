import FoundationEssentials
import Postgres
import PraxisCore

/// A clinic with the legal entity and the practice that it belongs to, as others address them.
struct DirectorySite: Sendable {
    let practice: UUID
    let practiceName: String
    let entity: UUID
    let entityName: String
    /// Its own NPI, of organizations.
    let entityNPI: String?
    /// For those whom rosters of payers tell it.
    let entityTaxID: String?
    let clinic: UUID
    let name: String
    let street: String
    let city: String
    /// Postal code of the state.
    let state: String
    let postalCode: String
    let isOpen: Bool
}

/// A person with all that a directory says of them.
struct DirectoryPerson: Sendable {
    let id: Person.ID
    let name: DirectoryName
    let birthDate: LocalDate?
    let npi: String?
    let email: String?
    let phone: String?
}

/// A name of a person, with the days on which it was theirs; half-open.
struct DirectoryName: Sendable {
    let given: String
    let middle: String?
    let family: String
    let suffix: String?
    /// `legal`, `former`, `professional` or `preferred`.
    let kind: String
    let startsOn: LocalDate?
    let endsOn: LocalDate?
}

/// What a person works as, by the code set of specialties; without a name where no release has the code.
struct DirectorySpecialty: Sendable {
    let code: String
    let name: String?
}

/// An appointment to a role at a clinic; half-open.
struct DirectoryRole: Sendable {
    let id: UUID
    let person: Person.ID
    let clinic: UUID
    let role: String
    let startsOn: LocalDate
    let endsOn: LocalDate?
    let isCurrent: Bool
}

/// A credential with its latest term and what its source said of that term last.
struct DirectoryCredential: Sendable {
    let id: Credential.ID
    let person: Person.ID
    let type: String
    let typeName: String
    let category: String
    let state: String?
    let number: String?
    let issuer: String?
    let issuedOn: LocalDate
    /// Included.
    let expiresOn: LocalDate?
    let result: VerificationResult?
    let method: VerificationMethod?
    let source: String?
    let verifiedAt: Instant?
}

extension DirectorySite: PostgresRow {
    init(row: inout RowReader) throws(PostgresError) {
        self.practice = try row.read()
        self.practiceName = try row.read()
        self.entity = try row.read()
        self.entityName = try row.read()
        self.entityNPI = try row.read()
        self.entityTaxID = try row.read()
        self.clinic = try row.read()
        self.name = try row.read()
        self.street = try row.read()
        self.city = try row.read()
        self.state = try row.read()
        self.postalCode = try row.read()
        self.isOpen = try row.read()
    }
}

extension DirectoryPerson: PostgresRow {
    init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.birthDate = try row.read()
        self.npi = try row.read()
        self.email = try row.read()
        self.phone = try row.read()
        self.name = try DirectoryName(row: &row)
    }
}

extension DirectoryName: PostgresRow {
    init(row: inout RowReader) throws(PostgresError) {
        self.given = try row.read()
        self.middle = try row.read()
        self.family = try row.read()
        self.suffix = try row.read()
        self.kind = try row.read()
        self.startsOn = try row.read()
        self.endsOn = try row.read()
    }
}

extension DirectorySpecialty: PostgresRow {
    init(row: inout RowReader) throws(PostgresError) {
        self.code = try row.read()
        self.name = try row.read()
    }
}

extension DirectoryRole: PostgresRow {
    init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.person = try row.read()
        self.clinic = try row.read()
        self.role = try row.read()
        self.startsOn = try row.read()
        self.endsOn = try row.read()
        self.isCurrent = try row.read()
    }
}

extension DirectoryCredential: PostgresRow {
    init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.person = try row.read()
        self.type = try row.read()
        self.typeName = try row.read()
        self.category = try row.read()
        self.state = try row.read()
        self.number = try row.read()
        self.issuer = try row.read()
        self.issuedOn = try row.read()
        self.expiresOn = try row.read()
        self.result = (try row.read() as String?).flatMap(VerificationResult.init)
        self.method = (try row.read() as String?).flatMap(VerificationMethod.init)
        self.source = try row.read()
        self.verifiedAt = try row.read()
    }
}
