/// Brings a database to the schema that a directory of SQL files describes. Forward only, one migrator at a time.
package struct Migrator: Sendable {
    private let settings: ConnectionSettings
    private let directory: MigrationDirectory
    private let lockWait: Duration
    private let attempts: Int

    /// - Parameters:
    ///   - conninfo: of a role that may act as `praxis_owner`, who will own everything.
    ///   - lockWait: how long to wait for another migrator, in whole seconds.
    ///   - attempts: how often a file is tried that does not get its locks within two seconds.
    package init(
        conninfo: String, directory: MigrationDirectory, lockWait: Duration = .seconds(60), attempts: Int = 10
    ) {
        self.settings = ConnectionSettings(
            conninfo: conninfo, statementTimeout: .seconds(60), lockTimeout: .seconds(2), idleInTransactionTimeout: nil)
        self.directory = directory
        self.lockWait = lockWait
        self.attempts = attempts
    }

    /// How files and database compare; changes nothing.
    package func status() async throws(MigratorError) -> MigrationStatus {
        try await self.withSession { session throws(MigratorError) in
            try await self.status(in: session)
        }
    }

    /// Everything that keeps the database from being exactly what the files say, one sentence each; changes nothing.
    package func verify() async throws(MigratorError) -> [String] {
        try await self.withSession { session throws(MigratorError) in
            let status = try await self.status(in: session)
            let differences = status.entries.filter { $0.state != .applied }.map {
                "\($0.file) is \($0.state.rawValue)"
            }
            let broken = try await asking { () throws(PostgresError) in
                try await session.fetch(
                    Query<Column<String>>(
                        """
                        SELECT i.indexrelid::regclass::text
                          FROM pg_catalog.pg_index i
                         WHERE NOT i.indisvalid
                         ORDER BY 1
                        """))
            }
            return differences + broken.map { "index \($0.value) is not valid; drop it and make it again" }
        }
    }

    /// Runs what is pending: migrations one transaction each, then, where anything changed, all contracts and policies in
    /// one transaction.
    ///
    /// - Parameter progress: told the path of each file before it runs.
    package func up(
        progress: @Sendable (String) -> Void = { _ in }
    ) async throws(MigratorError) -> MigrationReport {
        try await self.withSession { session throws(MigratorError) in
            try await self.lock(session)
            try await self.makeTable(session)
            let status = try await self.status(in: session)
            let changed = status.files(.migration, .changed)
            let missing = status.files(.migration, .missing)
            guard changed.isEmpty, missing.isEmpty else {
                throw .landedFilesDiffer(changed: changed, missing: missing)
            }
            var report = MigrationReport()
            let pending = Set(status.files(.migration, .pending))
            for file in self.directory.migrations where pending.contains(file.path) {
                progress(file.path)
                try await self.apply([file], in: session)
                report.migrations.append(file.path)
            }
            let obsolete = status.files(.contract, .missing) + status.files(.policy, .missing)
            if !report.migrations.isEmpty || !status.isCurrent {
                for file in self.directory.repeatable { progress(file.path) }
                try await self.apply(self.directory.repeatable, forgetting: obsolete, in: session)
                report.repeated = self.directory.repeatable.map(\.path)
            }
            return report
        }
    }

    private func status(in session: PostgresSession) async throws(MigratorError) -> MigrationStatus {
        let records = try await asking { () throws(PostgresError) in
            let table: Query<Column<Bool>> = Query("SELECT to_regclass('praxis_private.migration') IS NOT NULL")
            return try await session.fetch(table).first?.value == true
                ? try await session.fetch(MigrationRecord.all) : []
        }
        return MigrationStatus(self.directory, records)
    }

    /// Runs files in one transaction, again as a whole where they do not get their locks. A migration that runs in one sees
    /// the rows of all practices.
    private func apply(
        _ files: [MigrationFile], forgetting obsolete: [String] = [], in session: PostgresSession
    ) async throws(MigratorError) {
        if let file = files.first, !file.isTransactional {
            try await session.run(script: file)
            try await asking { () throws(PostgresError) in _ = try await session.execute(MigrationRecord.keep(file)) }
            return
        }
        let isMigration = files.contains { $0.kind == .migration }
        var views: [SQL] = []
        for attempt in 1... {
            do throws(MigratorError) {
                try await asking { () throws(PostgresError) in _ = try await session.execute("BEGIN") }
                try await self.run(isMigration ? ForcedTables.lift : views, in: session)
                for file in files {
                    try await session.run(script: file)
                    guard await session.isInTransaction else { throw MigratorError.endedTransaction(file: file.path) }
                }
                if isMigration { try await self.run(ForcedTables.restore, in: session) }
                try await self.checkForce(in: session)
                try await asking { () throws(PostgresError) in
                    for file in files { _ = try await session.execute(MigrationRecord.keep(file)) }
                    for file in obsolete { _ = try await session.execute(MigrationRecord.forget(file)) }
                    _ = try await session.execute("COMMIT")
                }
                return
            } catch {
                try await asking { () throws(PostgresError) in _ = try await session.execute("ROLLBACK") }
                if error.isAboutColumns, !isMigration, views.isEmpty {
                    views = [ContractViews.drop]
                    continue
                }
                guard attempt < self.attempts, error.isLockFailure else { throw error }
                try? await Task.sleep(for: .milliseconds(200 * attempt) * Double.random(in: 0.5...1.5))
            }
        }
    }
}

extension Migrator {
    private func withSession<Value: Sendable>(
        _ body: (PostgresSession) async throws(MigratorError) -> Value
    ) async throws(MigratorError) -> Value {
        let session = try await asking { () throws(PostgresError) in try await PostgresSession.open(self.settings) }
        do throws(MigratorError) {
            let isPrepared = try await asking { () throws(PostgresError) in
                let query = Query<Column<Bool>>(
                    """
                    SELECT to_regrole('praxis_owner') IS NOT NULL AND to_regnamespace('praxis_private') IS NOT NULL
                    """)
                return try await session.fetch(query).first?.value == true
            }
            guard isPrepared else { throw MigratorError.notPrepared }
            try await asking { () throws(PostgresError) in _ = try await session.execute("SET ROLE praxis_owner") }
            let value = try await body(session)
            await session.close()
            return value
        } catch {
            await session.close()
            throw error
        }
    }

    /// Keeps other migrators of this database out until the session ends.
    private func lock(_ session: PostgresSession) async throws(MigratorError) {
        let deadline = ContinuousClock.now + self.lockWait
        while true {
            let isMine = try await asking { () throws(PostgresError) in
                let query: Query<Column<Bool>> = Query("SELECT pg_try_advisory_lock(7077002)")
                return try await session.fetch(query).first?.value == true
            }
            if isMine { return }
            guard ContinuousClock.now < deadline else { throw .busy }
            try? await Task.sleep(for: .milliseconds(100))
            if Task.isCancelled { throw .busy }
        }
    }

    private func run(_ statements: [SQL], in session: PostgresSession) async throws(MigratorError) {
        try await asking { () throws(PostgresError) in
            for sql in statements { _ = try await session.execute(sql) }
        }
    }

    private func checkForce(in session: PostgresSession) async throws(MigratorError) {
        let open = try await asking { () throws(PostgresError) in try await session.fetch(ForcedTables.open) }
        guard open.isEmpty else { throw .unforced(tables: open.map(\.value)) }
    }

    private func makeTable(_ session: PostgresSession) async throws(MigratorError) {
        try await asking { () throws(PostgresError) in
            _ = try await session.execute(
                """
                CREATE TABLE IF NOT EXISTS praxis_private.migration (
                  file       text        PRIMARY KEY,
                  checksum   text        NOT NULL CHECK (checksum ~ '^[0-9a-f]{64}$'),
                  applied_at timestamptz NOT NULL DEFAULT now()
                )
                """)
            _ = try await session.execute(
                "COMMENT ON TABLE praxis_private.migration IS 'gate:sealed which files of the schema were applied'")
        }
    }
}

/// Turns a database error into the migrator's.
private func asking<Value>(
    _ body: () async throws(PostgresError) -> Value
) async throws(MigratorError) -> Value {
    do { return try await body() } catch { throw .database(error) }
}

extension MigratorError {
    /// Whether a view that is there has other columns than the one that is to replace it.
    fileprivate var isAboutColumns: Bool {
        if case .failed(_, _, let state, _) = self { state == .invalidTableDefinition } else { false }
    }

    /// Whether a lock was not had in time, so that trying again helps.
    fileprivate var isLockFailure: Bool {
        switch self {
        case .failed(_, _, let state, _): state == .lockNotAvailable || state == .deadlockDetected
        case .database(let error): error.sqlState == .lockNotAvailable || error.sqlState == .deadlockDetected
        default: false
        }
    }
}
