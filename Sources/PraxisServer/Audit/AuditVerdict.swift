/// What the verification of one practice's chain found.
package struct AuditVerdict: Sendable {
    package let head: AuditHead
    /// How many events were read.
    package let events: Int
    /// The last event that a checkpoint vouches for; 0 where there is none.
    package let signed: Int64
    /// The events at which the chain goes on after a loss.
    package let recoveredAt: [Int64]
    package let findings: [AuditFinding]
}
