import Logging
import Postgres

/// Compares the chains in the database with what was signed of them last. One that was cut off, written anew or restored
/// from a backup is held: nothing is added to it, and so nothing of its practice changes, until an operator records a
/// recovery. Reading goes on.
struct ChainCheck: Sendable {
    /// Of the role `praxis_jobs`.
    let pool: PostgresPool
    let directory: CheckpointDirectory
    let logger: Logger

    /// Looks at every chain that was ever signed, and holds those that lost something.
    func pass() async throws { try await self.hold(try self.directory.lastCheckpoints()) }

    /// Holds the chains that lack the event of their checkpoint.
    ///
    /// - Returns: their practices.
    @discardableResult
    func hold(_ signed: [String: Checkpoint]) async throws -> Set<String> {
        guard !signed.isEmpty else { return [] }
        let kept = try await self.pool.pipeline(
            .readOnly,
            Query<AuditHead>(
                """
                SELECT e.practice_id::text, e.seq, encode(e.hash, 'hex')
                  FROM praxis_private.audit_events_at(\(Array(signed.keys)), \(signed.values.map(\.seq))) e
                """))
        let hashes = Dictionary(uniqueKeysWithValues: kept.map { ($0.practice, $0.hash) })
        let lost = signed.values.filter { hashes[$0.practice] != $0.hash }
        guard !lost.isEmpty else { return [] }
        for checkpoint in lost {
            self.logger.critical(
                "an audit chain no longer holds what was signed; nothing can be changed until praxisctl audit recover",
                metadata: ["practice": "\(checkpoint.practice)", "checkpoint": "\(checkpoint.seq)"])
        }
        try await self.pool.transaction(.readWrite) { transaction in
            try await transaction.run(
                """
                SELECT praxis_private.audit_hold(
                  \(lost.map(\.practice)), \(lost.map(\.seq)), \(lost.map(\.hash)))
                """)
        }
        return Set(lost.map(\.practice))
    }
}
