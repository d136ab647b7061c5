/// How the schema's files and a database compare.
package struct MigrationStatus: Equatable, Sendable {
    /// How a file stands to the database.
    package enum State: String, Sendable {
        case applied
        case pending
        /// Its text is not the one that was applied: to be run again for contracts and policies, an error for migrations.
        case changed
        /// Applied, but no longer among the files.
        case missing
    }

    /// One file, among the files or applied before.
    package struct Entry: Equatable, Sendable {
        /// Such as `migrations/0001_kernel.sql`.
        package let file: String
        package let state: State
        /// When it was applied, in UTC.
        package let appliedAt: String?
    }

    package let entries: [Entry]

    package init(_ directory: MigrationDirectory, _ records: [MigrationRecord]) {
        let records = records.map(directory.renewed)
        let byFile = Dictionary(records.map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })
        let files = Set(directory.all.map(\.path))
        self.entries =
            directory.all.map { file in
                let record = byFile[file.path]
                let state: State = record.map { $0.checksum == file.checksum ? .applied : .changed } ?? .pending
                return Entry(file: file.path, state: state, appliedAt: record?.appliedAt)
            }
            + records.filter { !files.contains($0.file) }
            .map { Entry(file: $0.file, state: .missing, appliedAt: $0.appliedAt) }
    }

    /// Whether the database has exactly these files.
    package var isCurrent: Bool { self.entries.allSatisfy { $0.state == .applied } }

    func files(_ kind: MigrationFile.Kind, _ state: State) -> [String] {
        self.entries.filter { $0.state == state && $0.file.hasPrefix("\(kind.rawValue)/") }.map(\.file)
    }
}

/// What a run of the migrator did.
package struct MigrationReport: Equatable, Sendable {
    /// The migrations that were run, in order.
    package internal(set) var migrations: [String] = []
    /// The contracts and policies that were run again.
    package internal(set) var repeated: [String] = []
}

/// The row that is kept of every applied file.
package struct MigrationRecord: PostgresRow {
    let file: String
    let checksum: String
    let appliedAt: String

    init(file: String, checksum: String, appliedAt: String) {
        self.file = file
        self.checksum = checksum
        self.appliedAt = appliedAt
    }

    package init(row: inout RowReader) throws(PostgresError) {
        self.file = try row.read()
        self.checksum = try row.read()
        self.appliedAt = try row.read()
    }

    static let all = Query<MigrationRecord>(
        """
        SELECT m.file, m.checksum, to_char(m.applied_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
          FROM praxis_private.migration m
         ORDER BY m.applied_at, m.file
        """)

    /// The same for roles that may not read the table.
    package static let offered = Query<MigrationRecord>(
        "SELECT s.file, s.checksum, s.applied_at FROM praxis_private.schema_files() s")

    static func keep(_ file: MigrationFile) -> SQL {
        """
        INSERT INTO praxis_private.migration (file, checksum)
        VALUES (\(file.path), \(file.checksum))
            ON CONFLICT (file) DO UPDATE SET checksum = excluded.checksum, applied_at = now()
        """
    }

    static func forget(_ file: String) -> SQL { "DELETE FROM praxis_private.migration WHERE file = \(file)" }
}
