import FoundationEssentials
package import Postgres
import PraxisCore

/// A number alone.
struct Count: PostgresRow {
    let value: Int

    init(row: inout RowReader) throws(PostgresError) { self.value = try row.read() }
}

/// A step of a review with the match that it is of.
struct FiledDisposition: PostgresRow {
    let match: ScreeningMatch.ID
    let step: Disposition

    init(row: inout RowReader) throws(PostgresError) {
        self.match = try row.read()
        self.step = try Disposition(row: &row)
    }
}

/// A row of a list in force, as far as it is compared.
struct ListedRow: PostgresRow {
    let list: ScreeningImport.ID
    let row: Int
    /// Whether it repeats a row of the OIG's list: SAM takes over what HHS excludes.
    let repeats: Bool
    let excludedOn: LocalDate
    let identity: ListedIdentity
    let party: ListedParty
    let recordHash: [UInt8]

    init(row: inout RowReader) throws(PostgresError) {
        self.list = try row.read()
        self.row = try row.read()
        self.repeats = try row.read()
        self.excludedOn = try row.read()
        let lastName: String = try row.read()
        let firstName: String = try row.read()
        let middleName: String = try row.read()
        let birthDate: LocalDate? = try row.read()
        let npi: String? = try row.read()
        self.identity = ListedIdentity(
            lastName: lastName, firstName: firstName, middleName: middleName, birthDate: birthDate, npi: npi)
        let business: String = try row.read()
        let also: [String] = try row.read()
        let state: String = try row.read()
        let uei: String? = try row.read()
        let cage: String? = try row.read()
        self.party = ListedParty(
            name: business, also: also, state: state, npi: npi, uei: uei, cage: cage, person: self.identity)
        self.recordHash = try row.read()
    }
}

extension ScreeningSubject: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        let person: Person.ID = try row.read()
        let birthDate: LocalDate? = try row.read()
        let npi: String? = try row.read()
        let families: [String] = try row.read()
        let givens: [String] = try row.read()
        self.init(
            person: person, names: zip(families, givens).map { Name(family: $0, given: $1) }, birthDate: birthDate,
            npi: npi)
    }
}

/// The moment from which a run reads.
struct ReadAt: PostgresRow {
    let instant: Instant

    init(row: inout RowReader) throws(PostgresError) { self.instant = try row.read() }
}

/// A match that an earlier run made.
struct KnownMatch: PostgresRow, Hashable {
    let subject: UUID
    let recordHash: [UInt8]
    let subjectHash: [UInt8]

    init(subject: UUID, recordHash: [UInt8], subjectHash: [UInt8]) {
        self.subject = subject
        self.recordHash = recordHash
        self.subjectHash = subjectHash
    }

    init(row: inout RowReader) throws(PostgresError) {
        self.subject = try row.read()
        self.recordHash = try row.read()
        self.subjectHash = try row.read()
    }
}

/// A list that a run compared, for its report.
struct ListInForce: PostgresRow, Encodable {
    let list: String
    let kind: String
    let name: String
    let month: LocalDate
    let issuedOn: LocalDate?
    let sha256: String
    let rows: Int

    enum CodingKeys: String, CodingKey {
        case list, kind, name, month, sha256, rows
        case issuedOn = "issued_on"
    }

    init(row: inout RowReader) throws(PostgresError) {
        self.list = try row.read()
        self.kind = try row.read()
        self.name = try row.read()
        self.month = try row.read()
        self.issuedOn = try row.read()
        self.sha256 = try row.read()
        self.rows = try row.read()
    }
}

/// A finding on its way into the database.
struct StoredFinding: Encodable {
    let id: ScreeningMatch.ID
    var person: Person.ID?
    var vendor: UUID?
    var entity: UUID?
    let list: ScreeningImport.ID
    let row: Int
    /// The record of the other list whose exclusion this one repeats.
    var repeats: String?
    let tier: Int
    let reasons: [String]
    let subject: ScreeningMatch.Subject
    let subjectHash: String
    let recordHash: String

    enum CodingKeys: String, CodingKey {
        case id, person, vendor, entity, list, row, repeats, tier, reasons, subject
        case subjectHash = "subject_hash"
        case recordHash = "record_hash"
    }
}

/// What a run writes down about itself.
struct RunReport {
    /// Rises with every change of the rules of matching.
    static let ruleVersion = "4"

    let startedAt: Instant
    let subjects: Int
    let parties: Int
    /// Whom it compared, where it was not everybody.
    let narrowedTo: [UUID]?
    let occasion: ScreeningOccasion
    let entries: Int
    let tiers: [String: Int]
    let suppressed: Int
    let lists: [ListInForce]
    let codeVersion: String
}
