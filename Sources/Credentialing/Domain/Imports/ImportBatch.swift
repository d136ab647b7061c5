package import Postgres
package import PraxisCore

/// A file that came into effect: who brought it in, what it made, and whether it was taken back.
///
/// A batch can be undone as a whole by who imported it, or who may undo any, until the window of the rule
/// `house.import_undo` closes and while nothing depends on what it made. Undoing withdraws the rows that it made, which stay
/// on record whole, and gives people whom it changed the values that they had.
package struct ImportBatch: Hashable, Sendable {
    package typealias ID = Identifier<ImportBatch>

    /// What the file was.
    package enum Kind: String, CaseIterable, Codable, Sendable { case nppes, staff, pecos }

    /// Where the batch stands.
    package enum State: String, CaseIterable, Codable, Sendable { case undoable, final, undone }

    package let id: ID
    package let kind: Kind
    package let clinic: String?
    package let fileName: String
    package let digest: [UInt8]
    package let rows: Int
    package let importedBy: String
    package let importedAt: Instant
    package let undoUntil: Instant
    /// The rule that the window is by.
    package let undoRule: String
    package let undoneBy: String?
    package let undoneAt: Instant?
    package let undoReason: String?
    /// Whether the caller may undo it while its window is open.
    package let isCallers: Bool
    package let isOpen: Bool
    /// How many rows of each kind it made, by the kind's word.
    package let made: [String: Int]

    /// SHA-256 of the file, as it is written.
    package var digestText: String { Hexadecimal.text(self.digest) }

    /// Where it stands now.
    package var state: State { self.undoneAt != nil ? .undone : self.isOpen ? .undoable : .final }
}

extension ImportBatch: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        let kind: String = try row.read()
        self.kind = Kind(rawValue: kind) ?? .staff
        self.clinic = try row.read()
        self.fileName = try row.read()
        self.digest = try row.read()
        self.rows = try row.read()
        self.importedBy = try row.read()
        self.importedAt = try row.read()
        self.undoUntil = try row.read()
        self.undoRule = try row.read()
        self.undoneBy = try row.read()
        self.undoneAt = try row.read()
        self.undoReason = try row.read()
        self.isCallers = try row.read()
        self.isOpen = try row.read()
        let made: JSONText = try row.read()
        self.made = (try? made.decoded()) ?? [:]
    }
}

/// Somebody whom a batch was about, and what it made of them.
package struct ImportSubject: Hashable, Sendable {
    package let person: Identifier<Person>
    package let name: String
    /// The kinds of rows, such as `person` and `employment`.
    package let kinds: [String]
    /// Whether the person was added by it and withdrawn with it.
    package let isWithdrawn: Bool
}

extension ImportSubject: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.name = try row.read()
        self.kinds = try row.read()
        self.isWithdrawn = try row.read()
    }
}
