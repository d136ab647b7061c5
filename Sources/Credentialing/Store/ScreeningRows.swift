import FoundationEssentials
package import Postgres
import PraxisCore

/// A number alone.
struct Count: PostgresRow {
    let value: Int

    init(row: inout RowReader) throws(PostgresError) { self.value = try row.read() }
}

/// A row of a list in force, as far as it is compared.
struct ListedRow: PostgresRow {
    let list: ScreeningImport.ID
    let row: Int
    let identity: ListedIdentity
    let recordHash: [UInt8]

    init(row: inout RowReader) throws(PostgresError) {
        self.list = try row.read()
        self.row = try row.read()
        let lastName: String = try row.read()
        let firstName: String = try row.read()
        let middleName: String = try row.read()
        let birthDate: LocalDate? = try row.read()
        let npi: String? = try row.read()
        self.identity = ListedIdentity(
            lastName: lastName, firstName: firstName, middleName: middleName, birthDate: birthDate, npi: npi)
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

/// A match that an earlier run made.
struct KnownMatch: PostgresRow, Hashable {
    let person: Person.ID
    let recordHash: [UInt8]
    let subjectHash: [UInt8]

    init(person: Person.ID, recordHash: [UInt8], subjectHash: [UInt8]) {
        self.person = person
        self.recordHash = recordHash
        self.subjectHash = subjectHash
    }

    init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.recordHash = try row.read()
        self.subjectHash = try row.read()
    }
}

/// A list that a run compared, for its report.
struct ListInForce: PostgresRow, Encodable {
    let name: String
    let month: LocalDate
    let sha256: String
    let rows: Int

    init(row: inout RowReader) throws(PostgresError) {
        self.name = try row.read()
        self.month = try row.read()
        self.sha256 = try row.read()
        self.rows = try row.read()
    }
}

/// A finding on its way into the database.
struct StoredFinding: Encodable {
    let id: ScreeningMatch.ID
    let person: Person.ID
    let list: ScreeningImport.ID
    let row: Int
    let tier: Int
    let reasons: [String]
    let subject: ScreeningMatch.Subject
    let subjectHash: String
    let recordHash: String

    enum CodingKeys: String, CodingKey {
        case id, person, list, row, tier, reasons, subject
        case subjectHash = "subject_hash"
        case recordHash = "record_hash"
    }
}

/// What a run writes down about itself.
struct RunReport {
    /// Rises with every change of the rules of matching.
    static let ruleVersion = "2"

    let startedAt: Instant
    let subjects: Int
    let entries: Int
    let tiers: [String: Int]
    let suppressed: Int
    let lists: [ListInForce]
}

/// A row of a list on its way into the database.
struct StoredEntry: Encodable {
    let row: Int
    let last, first, middle, business, general, specialty, printed, address, city, state, postal, type: String
    let suffix, npi, waiverState: String?
    let birth, reinstated, waived: LocalDate?
    let excluded: LocalDate
    let flags: [String]
    let identity, record: String

    enum CodingKeys: String, CodingKey {
        case row, last, first, middle, business, general, specialty, printed, address, city, state, postal, type, suffix
        case npi, birth, reinstated, waived, excluded, flags, identity, record
        case waiverState = "waiver_state"
    }

    init(_ entry: ListEntry) {
        self.row = entry.row
        self.last = entry.lastName
        self.first = entry.firstName
        self.middle = entry.middleName
        self.suffix = entry.suffix
        self.business = entry.businessName
        self.general = entry.general
        self.specialty = entry.specialty
        self.npi = entry.npi
        self.birth = entry.birthDate
        self.printed = entry.birthDateAsPrinted
        self.address = entry.address
        self.city = entry.city
        self.state = entry.state
        self.postal = entry.postalCode
        self.type = entry.type
        self.excluded = entry.excludedOn
        self.reinstated = entry.reinstatedOn
        self.waived = entry.waivedOn
        self.waiverState = entry.waiverState
        self.flags = entry.flags.map(\.rawValue).sorted()
        self.identity = Hexadecimal.text(entry.identityHash)
        self.record = Hexadecimal.text(entry.recordHash)
    }
}
