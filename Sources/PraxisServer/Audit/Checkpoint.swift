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
}

extension Checkpoint {
    /// What is signed.
    static func message(practice: String, seq: Int64, hash: String, signedAt: String) -> [UInt8] {
        Array("praxis-audit-checkpoint-1\n\(practice)\n\(seq)\n\(hash)\n\(signedAt)\n".utf8)
    }

    var message: [UInt8] {
        Self.message(practice: self.practice, seq: self.seq, hash: self.hash, signedAt: self.signedAt)
    }
}
