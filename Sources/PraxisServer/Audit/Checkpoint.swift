/// Where a chain stood at a time, signed with a key that the database does not know.
package struct Checkpoint: Codable, Hashable, Sendable {
    package let practice: String
    package let seq: Int64
    /// The event's hash, 64 hexadecimal digits.
    package let hash: String
    /// RFC 3339.
    package let signedAt: String
    /// Which key signed.
    package let key: String
    /// Ed25519, 128 hexadecimal digits.
    package let signature: String
    /// For the event of a recovery: what was lost before it.
    package var recovery: AuditRecovery?
}

extension Checkpoint {
    /// What is signed.
    static func message(
        practice: String, seq: Int64, hash: String, signedAt: String, recovery: AuditRecovery? = nil
    ) -> [UInt8] {
        let end = "\(practice)\n\(seq)\n\(hash)\n\(signedAt)\n"
        guard let recovery else { return Array(("praxis-audit-checkpoint-1\n" + end).utf8) }
        return Array(
            ("praxis-audit-recovery-1\n" + end + "\(recovery.kept)\n\(recovery.lost)\n\(recovery.lostHash)\n").utf8)
    }

    var message: [UInt8] {
        Self.message(
            practice: self.practice, seq: self.seq, hash: self.hash, signedAt: self.signedAt, recovery: self.recovery)
    }
}
