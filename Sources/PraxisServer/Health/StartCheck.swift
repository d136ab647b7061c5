import Logging
import Postgres

/// Stands before the listener: passes once the database answers, has the schema of this release, cannot be seen past its
/// row-level security by this role, and has every fence in place; and once chains that lost signed events are held.
struct StartCheck: Sendable {
    let pool: PostgresPool
    /// The pool of the jobs, whose role is judged like the daemon's; `nil` where this process runs none.
    let jobs: PostgresPool?
    let conninfo: String
    let schema: SchemaCheck
    let gate: CatalogueGate
    /// `nil` where this process signs no audit trail.
    let chains: ChainCheck?
    let logger: Logger

    /// Waits for the database as long as it takes.
    ///
    /// - Throws: `Refusal` where serving would be worse than not serving.
    func pass() async throws {
        while true {
            do {
                let reasons = try await self.reasons()
                guard reasons.isEmpty else { throw Refusal(reasons: reasons) }
                try await self.chains?.pass()
                return
            } catch let error as PostgresError where error.isTemporary {
                self.logger.warning("waiting for the database", metadata: ["error": "\(error)"])
                try await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func reasons() async throws -> [String] {
        var dangers: [String] = []
        for pool in [self.pool, self.jobs].compactMap(\.self) {
            dangers += try await pool.pipeline(.readOnly, RoleFacts.query).flatMap(\.dangers)
        }
        guard dangers.isEmpty else { return dangers }
        let differences: [String]
        do { differences = try await self.schema.differences() } catch let error as PostgresError {
            guard error.kind == .refused, !error.isTemporary else { throw error }
            return ["the database has no schema of Praxis; run praxisctl migrate up"]
        }
        guard differences.isEmpty else { return differences }
        return try await self.gate.findings(conninfo: self.conninfo).map { "the catalogue gate found: \($0)" }
    }
}
