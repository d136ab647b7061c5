import Postgres

/// Compares the schema that the database has with the one that this release brings.
struct SchemaCheck: Sendable {
    let pool: PostgresPool
    let directory: MigrationDirectory

    /// Everything in which they differ, one line each. The daemon starts only where nothing does.
    func differences() async throws -> [String] {
        try await self.status().entries.compactMap { entry in
            switch entry.state {
            case .applied: nil
            case .pending, .changed: "the database lacks \(entry.file) of this release; run praxisctl migrate up"
            case .missing: "the database has \(entry.file), which this release does not know; install the newer release"
            }
        }
    }

    /// Why requests cannot be served now. A newer schema serves the older release while an upgrade is under way; an older
    /// one, as after a restore, serves nobody.
    func problem() async throws -> String? {
        let isOlder = try await self.status().entries.contains {
            $0.state == .pending && $0.file.hasPrefix("migrations/")
        }
        return isOlder ? "the schema is older than this release" : nil
    }

    private func status() async throws -> MigrationStatus {
        let records = try await self.pool.pipeline(.readOnly, MigrationRecord.offered)
        return MigrationStatus(self.directory, records)
    }
}
