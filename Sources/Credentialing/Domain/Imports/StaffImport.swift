package import Postgres
package import PraxisCore

/// A file of staff on its way into the practice: shown first, done when somebody confirms.
package struct StaffImport: Hashable, Sendable {
    package typealias ID = Identifier<StaffImport>

    package let id: ID
    /// The clinic that the whole file is for; `nil` where its rows name theirs.
    package let clinic: String?
    package let fileName: String
    package let isFallbackEncoding: Bool
    package let state: ProviderImport.State
    package let rows: Int
    package let remarks: [String]
    package let version: Int
    package let createdAt: Instant
    /// How many rows have each outcome, by its name.
    package let counts: [String: Int]

    /// How many rows have an outcome.
    package func count(_ outcome: StaffPreview.Outcome) -> Int { self.counts[outcome.rawValue] ?? 0 }
}

extension StaffImport: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.clinic = try row.read()
        self.fileName = try row.read()
        self.isFallbackEncoding = try row.read()
        let state: String = try row.read()
        self.state = ProviderImport.State(rawValue: state) ?? .discarded
        self.rows = try row.read()
        self.remarks = try row.read()
        self.version = try row.read()
        self.createdAt = try row.read()
        let counts: JSONText = try row.read()
        self.counts = (try? counts.decoded()) ?? [:]
    }
}

/// Who a row is about, as somebody answers.
package enum StaffAnswer: Hashable, Sendable {
    case same(Identifier<Person>)
    /// Somebody who is new, and has the name by chance.
    case other
    /// The row is left out.
    case leave

    var word: String {
        switch self {
        case .same: "same"
        case .other: "other"
        case .leave: "leave"
        }
    }

    var person: Identifier<Person>? { if case .same(let person) = self { person } else { nil } }
}
