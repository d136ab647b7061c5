import FoundationEssentials
package import Logging
package import Postgres
import PraxisCore
import ServiceLifecycle

/// Signs the end of every chain that grew, once a minute, into a directory outside the database; a chain that lacks what
/// was signed is held instead.
package struct CheckpointService: Service {
    private let pool: PostgresPool
    private let directory: CheckpointDirectory
    private let interval: Duration
    private let logger: Logger

    /// - Parameter pool: of the role `praxis_jobs`.
    package init(
        pool: PostgresPool, directory: CheckpointDirectory, interval: Duration = .seconds(60), logger: Logger
    ) {
        self.pool = pool
        self.directory = directory
        self.interval = interval
        self.logger = logger
    }

    package func run() async throws {
        let key = try self.directory.key()
        let known = try self.directory.lastCheckpoints()
        try await cancelWhenGracefulShutdown {
            var signed = known
            while !Task.isCancelled {
                do {
                    let lost = try await self.check.hold(signed)
                    // An operator may have recorded what was lost.
                    if !lost.isEmpty { signed = try self.directory.lastCheckpoints() }
                    for checkpoint in try await self.sign(key, after: signed, except: lost) {
                        signed[checkpoint.practice] = checkpoint
                    }
                } catch is CancellationError {
                    break
                } catch let error as PostgresError {
                    self.logger.warning("no audit checkpoint", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: self.interval)
            }
        }
    }

    /// What holds the chains that lost something signed.
    private var check: ChainCheck { ChainCheck(pool: self.pool, directory: self.directory, logger: self.logger) }

    /// Signs each chain that is longer than its last checkpoint and still holds the event that was signed.
    func sign(_ key: CheckpointKey, after signed: [String: Checkpoint]) async throws -> [Checkpoint] {
        try await self.sign(key, after: signed, except: try await self.check.hold(signed))
    }

    private func sign(
        _ key: CheckpointKey, after signed: [String: Checkpoint], except lost: Set<String>
    ) async throws -> [Checkpoint] {
        let heads = try await self.pool.pipeline(
            .readOnly,
            Query<AuditHead>(
                """
                SELECT e.practice_id::text, e.seq, encode(e.hash, 'hex')
                  FROM praxis_private.audit_ends() e
                """))
        let fresh = try heads.filter { head in
            !lost.contains(head.practice) && head.seq > signed[head.practice]?.seq ?? 0
        }.map { try key.checkpoint(at: $0, time: .now()) }
        guard !fresh.isEmpty else { return [] }
        try self.directory.append(fresh)
        try await self.copy(fresh)
        return fresh
    }

    /// Keeps copies in the database, where auditors see them.
    private func copy(_ checkpoints: [Checkpoint]) async throws {
        try await self.pool.transaction(.readWrite) { transaction in
            for checkpoint in checkpoints {
                try await transaction.run(
                    """
                    SELECT praxis_private.checkpoint_append(
                      \(checkpoint.practice)::uuid, \(checkpoint.seq), \(Hexadecimal.bytes(checkpoint.hash.utf8)),
                      \(checkpoint.signedAt)::timestamptz, \(checkpoint.key), \(Hexadecimal.bytes(checkpoint.signature.utf8)))
                    """)
            }
        }
    }
}
