import FoundationEssentials
import Postgres
import PraxisCore

extension AuditTrail {
    /// Why no recovery was recorded.
    package enum RecoveryRefusal: Error, Equatable, CustomStringConvertible {
        /// The chain holds everything that was signed of it.
        case nothingLost
        /// Something is wrong that a restored backup does not explain.
        case unsound([AuditFinding])

        package var description: String {
            switch self {
            case .nothingLost: "the chain holds everything that was signed of it; there is nothing to recover"
            case .unsound(let findings):
                "the chain is not sound, and a recovery would not make it so: "
                    + findings.map(\.description).joined(separator: "; ")
            }
        }
    }

    /// Records in a practice's chain that events which were signed are gone, as after restoring an old backup, and lifts
    /// its hold. The event names both ends, what the chain has and what was signed, and is signed itself, which
    /// is on the disk before the event counts: a crash in between leaves the hold, and the next recovery voids it.
    ///
    /// - Returns: what was signed.
    /// - Throws: `RecoveryRefusal`, `UnknownPractice`.
    package func recover(_ slug: String, reason: String, in directory: CheckpointDirectory) async throws -> Checkpoint {
        let key = try directory.key()
        let (keys, checkpoints) = (try directory.publicKeys(), try directory.checkpoints())
        return try await self.inTransaction("BEGIN") {
            let head = try await self.lockedHead(of: slug)
            let mine = checkpoints.filter { $0.practice == head.practice }
            var verifier = AuditVerifier(checkpoints: mine, keys: keys)
            try await self.forEach(in: head.practice) { verifier.check($0) }
            verifier.finish(head: head)
            let damage = verifier.findings.filter { !$0.isLoss }
            guard damage.isEmpty else { throw RecoveryRefusal.unsound(damage) }
            let recovery = try self.recovery(verifier, hold: try await self.hold(of: head.practice))
            let event = try await self.append(recovery, after: head, reason: reason)
            let latest = mine.map(\.time).max()?.microseconds ?? 0
            let signed = try key.checkpoint(
                at: event, time: max(.now(), Instant(microseconds: latest + 1)), recovery: recovery)
            try directory.append([signed])
            return signed
        }
    }

    private func recovery(_ verifier: AuditVerifier, hold: AuditHead?) throws(RecoveryRefusal) -> AuditRecovery {
        let signed = verifier.findings.isEmpty ? nil : verifier.lastCheckpoint.map { ($0.seq, $0.hash) }
        guard let (lost, hash) = signed ?? hold.map({ ($0.seq, $0.hash) }) else { throw .nothingLost }
        return AuditRecovery(kept: verifier.keptThrough, lost: lost, lostHash: hash)
    }

    /// The practice's head, which nobody moves until this transaction ends.
    private func lockedHead(of slug: String) async throws -> AuditHead {
        let heads = try await self.session.fetch(
            Query<AuditHead>(
                """
                SELECT h.practice_id::text, h.seq, encode(h.hash, 'hex')
                  FROM praxis.audit_head h
                  JOIN praxis.practice p USING (practice_id)
                 WHERE p.slug = \(slug)
                   FOR UPDATE OF h
                """))
        guard let head = heads.first else { throw UnknownPractice(slug: slug) }
        return head
    }

    /// What the daemon found missing.
    private func hold(of practice: String) async throws -> AuditHead? {
        try await self.session.fetch(
            Query<AuditHead>(
                """
                SELECT h.practice_id::text, h.seq, encode(h.hash, 'hex')
                  FROM praxis.audit_hold h
                 WHERE h.practice_id = \(practice)::uuid
                """)
        ).first
    }

    /// Lifts the hold and appends the event.
    private func append(_ recovery: AuditRecovery, after head: AuditHead, reason: String) async throws -> AuditHead {
        guard let practice = UUID(uuidString: head.practice) else { throw UnknownPractice(slug: head.practice) }
        let facts = try JSONText([
            "kept": String(recovery.kept), "lost": String(recovery.lost), "lost_hash": recovery.lostHash,
            "head": String(head.seq), "head_hash": head.hash,
        ])
        try await self.session.execute("DELETE FROM praxis.audit_hold WHERE practice_id = \(practice)")
        try await self.session.execute("SELECT praxis_private.begin_operator(\(practice), \(UUID.version7()))")
        try await self.session.execute(
            AuditEvent(AuditRecovery.action, "practice", practice, after: facts, reason: reason).append)
        guard
            let event = try await self.session.fetch(
                Query<AuditHead>(
                    """
                    SELECT h.practice_id::text, h.seq, encode(h.hash, 'hex')
                      FROM praxis.audit_head h
                     WHERE h.practice_id = \(practice)
                    """)
            ).first
        else { throw UnknownPractice(slug: head.practice) }
        return event
    }
}
