import FoundationEssentials
import Postgres

/// Asks the database's own catalogues whether every fence stands: `sql/catalogue_gate.sql`, whose every row is a fault.
package struct CatalogueGate: Sendable {
    private let path: String

    /// - Parameter directory: the one of the release's SQL files.
    package init(directory: String) { self.path = directory + "/catalogue_gate.sql" }

    /// Every fault, one line each; empty for a database that may be served.
    package func findings(conninfo: String) async throws -> [String] {
        guard let data = FileManager.default.contents(atPath: self.path) else {
            throw Refusal(reasons: ["\(self.path) cannot be read"])
        }
        let session = try await PostgresSession.open(
            ConnectionSettings(conninfo: conninfo, statementTimeout: .seconds(30)))
        let rows: [[String]]
        do {
            rows = try await session.report(file: "catalogue_gate.sql", text: String(decoding: data, as: UTF8.self))
        } catch {
            await session.close()
            throw error
        }
        await session.close()
        return rows.map { $0.joined(separator: ": ") }
    }
}
