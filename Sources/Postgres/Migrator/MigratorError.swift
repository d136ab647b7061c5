/// Why the schema could not be brought up to date.
package enum MigratorError: Error, Equatable, Sendable {
    case noDirectory(String)
    /// A file cannot be read, or is not UTF-8.
    case unreadable(String)
    /// The database lacks our roles and schemas: `sql/roles.sql` was not run.
    case notPrepared
    /// Another migrator is at work.
    case busy
    /// Files that landed were changed afterwards, or are gone.
    case landedFilesDiffer(changed: [String], missing: [String])
    /// A file failed; nothing of it stays.
    case failed(file: String, line: Int?, sqlState: SQLState, message: String)
    /// A file ended the transaction that it runs in.
    case endedTransaction(file: String)
    /// Files leave tables behind whose row-level security does not bind their owner, without a mark that this is meant.
    case unforced(tables: [String])
    case database(PostgresError)
}

extension MigratorError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noDirectory(let path): "there is no directory \(path)"
        case .unreadable(let file): "\(file) cannot be read as UTF-8"
        case .notPrepared: "the database has no role praxis_owner or schema praxis_private; run sql/roles.sql first"
        case .busy: "another migration is running"
        case .landedFilesDiffer(let changed, let missing):
            (changed.map { "\($0) was changed after it landed" } + missing.map { "\($0) landed and is missing" })
                .joined(separator: "; ")
        case .failed(let file, let line, let state, let message):
            "\(file)\(line.map { ":\($0)" } ?? ""): \(message) (\(state))"
        case .endedTransaction(let file): "\(file) ends the transaction that it runs in"
        case .unforced(let tables):
            "row-level security would not be forced on \(tables.joined(separator: ", ")), which no gate:unforced marks"
        case .database(let error): error.description
        }
    }
}
