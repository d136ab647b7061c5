import FoundationEssentials
import Postgres

/// Looks at everything that the daemon stands on, and changes nothing.
package struct Doctor: Sendable {
    private let settings: Settings

    package init(_ settings: Settings) { self.settings = settings }

    /// Every check, in an order in which the first bad one usually explains the later ones.
    package func findings() async -> [Finding] {
        let pool = PostgresPool(
            PoolConfiguration(connection: ConnectionSettings(conninfo: self.settings.database.url), connections: 1))
        var findings: [Finding] = []
        do {
            let facts = try await pool.pipeline(.readOnly, ServerFacts.query, RoleFacts.query)
            findings += facts.0.flatMap { $0.findings(now: Date.now.timeIntervalSince1970) }
            findings.append(
                .judging("role", facts.1.flatMap(\.dangers), "sign in as praxis_app, made by sql/roles.sql"))
            findings.append(await self.schema(pool))
            findings.append(await self.gate())
            findings += await self.stored()
        } catch {
            findings.append(
                .bad(
                    "database", "\(error)",
                    "see that PostgreSQL runs and that database.url names its socket, its database and praxis_app"))
        }
        await pool.close()
        return findings + [
            self.directory("files", self.settings.filesDirectory),
            self.directory("audit checkpoints", self.settings.auditDirectory),
        ]
    }

    private func schema(_ pool: PostgresPool) async -> Finding {
        do {
            let directory = try MigrationDirectory(path: self.settings.sqlDirectory)
            let differences = try await SchemaCheck(pool: pool, directory: directory).differences()
            return .judging("schema", differences, "run praxisctl migrate up")
        } catch { return .bad("schema", "\(error)", "check sql.directory, then run praxisctl migrate up") }
    }

    private func gate() async -> Finding {
        do {
            let faults = try await CatalogueGate(directory: self.settings.sqlDirectory)
                .findings(conninfo: self.settings.database.url)
            return .judging("catalogue gate", faults, "undo what was changed by hand, or run praxisctl migrate up")
        } catch { return .bad("catalogue gate", "\(error)", "check sql.directory") }
    }

    /// What the migrator alone sees of all practices: the queue, whether balances are the sums of their entries, and
    /// audit chains on hold.
    private func stored() async -> [Finding] {
        let pool = PostgresPool(
            PoolConfiguration(connection: ConnectionSettings(conninfo: self.settings.migratorURL), connections: 1))
        let findings: [Finding]
        do {
            let (queue, books, chains) = try await pool.pipeline(
                .readOnly, QueueFacts.query, BookFacts.query, ChainFacts.query)
            findings = queue.map(\.finding) + books.map(\.finding) + chains.map(\.finding)
        } catch {
            findings = [.warning("jobs and budgets", "not looked at: \(error)", "set migrator.url to see them")]
        }
        await pool.close()
        return findings
    }

    /// There and writable, with room left.
    private func directory(_ check: String, _ path: String) -> Finding {
        let manager = FileManager.default
        guard manager.fileExists(atPath: path) else {
            return .warning(check, "\(path) is not there yet", "the daemon makes it at first use, if it may")
        }
        guard manager.isWritableFile(atPath: path) else {
            return .bad(check, "\(path) cannot be written", "give it to the user that runs praxisd")
        }
        let free = (try? manager.attributesOfFileSystem(forPath: path))?[.systemFreeSize] as? UInt64
        guard let free else { return .good(check, path) }
        let megabytes = free >> 20
        return megabytes < 1024
            ? .warning(check, "\(path) has \(megabytes) MB left", "free some room on its disk")
            : .good(check, "\(path), \(megabytes >> 10) GB free")
    }
}
