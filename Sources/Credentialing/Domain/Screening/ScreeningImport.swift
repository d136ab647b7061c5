package import Postgres
package import PraxisCore

/// A file of exclusions that was brought in, or refused.
package struct ScreeningImport: Hashable, Sendable {
    package typealias ID = Identifier<ScreeningImport>

    /// Where a list stands.
    package enum State: String, Sendable {
        case inForce = "in_force"
        case refused, withdrawn
    }

    package let id: ID
    package let list: ExclusionList
    package let kind: ExclusionFile.Kind
    package let month: LocalDate
    /// The day of a daily list.
    package let issuedOn: LocalDate?
    package let fileName: String
    package let digest: [UInt8]
    package let state: State
    /// Whether people are compared with it; a supplement that a later full list holds is not used.
    package let isInForce: Bool
    package let reason: String?
    package let rows: Int
    package let flagged: Int
    /// Rows that could not be read; `problems` are the first of them.
    package let unread: Int
    package let encoding: String
    package let problems: [CSVProblem]
    package let importedBy: String
    package let importedAt: Instant
}

extension ScreeningImport: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        let list: String = try row.read()
        self.list = ExclusionList(rawValue: list) ?? .leie
        let kind: String = try row.read()
        self.kind = ExclusionFile.Kind(rawValue: kind) ?? .exclusions
        self.month = try row.read()
        self.issuedOn = try row.read()
        self.fileName = try row.read()
        self.digest = try row.read()
        let state: String = try row.read()
        self.state = State(rawValue: state) ?? .refused
        self.isInForce = try row.read()
        self.reason = try row.read()
        self.rows = try row.read()
        self.flagged = try row.read()
        self.unread = try row.read()
        self.encoding = try row.read()
        let problems: JSONText = try row.read()
        self.problems = (try? problems.decoded()) ?? []
        self.importedBy = try row.read()
        self.importedAt = try row.read()
    }
}

/// A list that was refused, and why: one sentence without a period.
package struct RefusedListNotice: Hashable, PostgresRow {
    package let fileName: String
    package let reason: String

    package init(row: inout RowReader) throws(PostgresError) {
        self.fileName = try row.read()
        self.reason = try row.read()
    }
}
