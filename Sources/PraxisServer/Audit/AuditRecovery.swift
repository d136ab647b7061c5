/// What a chain lost, as after restoring an old backup, and an operator's word that it goes on without it.
///
/// It is signed with the checkpoint of the event that records it.
package struct AuditRecovery: Codable, Hashable, Sendable {
    /// The action of the event that records it.
    package static let action = "audit.chain.recover"

    /// The last event that still is the one that was signed; 0 where none is.
    package let kept: Int64
    /// The last event that was signed and is gone.
    package let lost: Int64
    /// Its hash, 64 hexadecimal digits.
    package let lostHash: String
}
