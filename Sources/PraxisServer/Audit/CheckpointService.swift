import FoundationEssentials
package import Logging
package import Postgres
import PraxisCore
import ServiceLifecycle

/// Signs the end of every chain that grew, once a minute, into a directory outside the database.
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
        let known = Dictionary(
            try self.directory.checkpoints().map { ($0.practice, $0) }, uniquingKeysWith: { $0.seq > $1.seq ? $0 : $1 })
        try await cancelWhenGracefulShutdown {
            var signed = known
            while !Task.isCancelled {
                do {
                    for checkpoint in try await self.sign(key, after: signed) {
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

    /// Signs each chain that is longer than its last checkpoint and still holds the event that was signed. Another one was
    /// cut off, written anew or restored from a backup: it is reported, and not signed.
    func sign(_ key: CheckpointKey, after signed: [String: Checkpoint]) async throws -> [Checkpoint] {
        let (heads, kept) = try await self.pool.pipeline(
            .readOnly,
            Query<AuditHead>(
                """
                SELECT e.practice_id::text, e.seq, encode(e.hash, 'hex')
                  FROM praxis_private.audit_ends() e
                """),
            Query<AuditHead>(
                """
                SELECT e.practice_id::text, e.seq, encode(e.hash, 'hex')
                  FROM praxis_private.audit_events_at(\(Array(signed.keys)), \(signed.values.map(\.seq))) e
                """))
        let isKept = Dictionary(uniqueKeysWithValues: kept.map { ($0.practice, $0.hash == signed[$0.practice]?.hash) })
        for (practice, last) in signed where isKept[practice] != true {
            self.logger.critical(
                "an audit chain no longer holds what was signed",
                metadata: ["practice": "\(practice)", "checkpoint": "\(last.seq)"])
        }
        let fresh = try heads.filter { head in
            guard let last = signed[head.practice] else { return true }
            return head.seq > last.seq && isKept[head.practice] == true
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
