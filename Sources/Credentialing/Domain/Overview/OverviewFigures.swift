package import Postgres
package import PraxisCore

/// A clinic of the overview.
package struct OverviewClinic: Hashable, Sendable, PostgresRow {
    package let slug: Slug
    package let name: String

    package init(row: inout RowReader) throws(PostgresError) {
        self.slug = try row.read()
        self.name = try row.read()
    }
}

/// How long a file has been open.
package enum FileAge: String, CaseIterable, Sendable {
    case young, middle, old

    package var title: String {
        switch self {
        case .young: "Up to 30 days"
        case .middle: "31 to 90 days"
        case .old: "Over 90 days"
        }
    }
}

/// How many files are up to 30 days old, up to 90, and older.
package struct FileAges: Hashable, Sendable {
    package var young: Int
    package var middle: Int
    package var old: Int

    package var total: Int { self.young + self.middle + self.old }

    package init(young: Int = 0, middle: Int = 0, old: Int = 0) {
        self.young = young
        self.middle = middle
        self.old = old
    }

    static func + (a: FileAges, b: FileAges) -> FileAges {
        FileAges(young: a.young + b.young, middle: a.middle + b.middle, old: a.old + b.old)
    }
}

/// The files of a state at a clinic, or of everybody together: a person of two clinics counts once there.
struct FileTally: PostgresRow {
    let isTotal: Bool
    /// `nil` for people who belong to no clinic any more.
    let clinic: Slug?
    let state: FileState
    let ages: FileAges

    init(row: inout RowReader) throws(PostgresError) {
        self.isTotal = try row.read()
        self.clinic = try row.read()
        let state: String = try row.read()
        self.state = FileState(rawValue: state) ?? .draft
        self.ages = FileAges(young: try row.read(), middle: try row.read(), old: try row.read())
    }
}

/// Lines of the board at a clinic.
struct AheadTally: PostgresRow {
    let clinic: Slug
    let bucket: BoardBucket
    let month: LocalDate?
    let lines: Int

    init(row: inout RowReader) throws(PostgresError) {
        self.clinic = try row.read()
        let bucket: String = try row.read()
        self.bucket = BoardBucket(rawValue: bucket) ?? .unverified
        self.month = try row.read()
        self.lines = try row.read()
    }
}

/// Something counted at a clinic.
struct ClinicTally: PostgresRow {
    let clinic: Slug
    let count: Int

    init(row: inout RowReader) throws(PostgresError) {
        self.clinic = try row.read()
        self.count = try row.read()
    }
}

/// Somebody who belongs to a clinic.
struct PlacedPerson: PostgresRow {
    let clinic: Slug
    let person: Person.ID

    init(row: inout RowReader) throws(PostgresError) {
        self.clinic = try row.read()
        self.person = try row.read()
    }
}
