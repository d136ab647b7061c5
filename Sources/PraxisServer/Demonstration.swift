import FoundationEssentials
import Postgres

/// The rows of the two invented practices: SQL files that are run in the order of their names, in one transaction.
package struct Demonstration: Sendable {
    private let directory: String

    package init(directory: String) { self.directory = directory }

    /// Loads the rows, once: where the first practice is there already, nothing happens.
    ///
    /// - Parameter conninfo: of a role that row-level security does not bind.
    package func load(conninfo: String) async throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: self.directory)
        let session = try await PostgresSession.open(
            ConnectionSettings(conninfo: conninfo, statementTimeout: .seconds(600), idleInTransactionTimeout: nil))
        do {
            try await self.run(names.filter { $0.hasSuffix(".sql") }.sorted(), in: session)
            await session.close()
        } catch {
            await session.close()
            throw error
        }
    }

    private func run(_ names: [String], in session: PostgresSession) async throws {
        let isLoaded: Query<Column<Bool>> = Query("SELECT EXISTS (SELECT FROM praxis.practice WHERE slug = 'cascade')")
        if try await session.fetch(isLoaded).first?.value == true { return }
        try await session.execute("BEGIN")
        for name in names {
            let data = FileManager.default.contents(atPath: "\(self.directory)/\(name)") ?? Data()
            try await session.report(file: "demo/\(name)", text: String(decoding: data, as: UTF8.self))
        }
        try await session.execute("COMMIT")
    }
}
