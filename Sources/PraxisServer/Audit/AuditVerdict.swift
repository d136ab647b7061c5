/// What the verification of one practice's chain found.
package struct AuditVerdict: Sendable {
    package let head: AuditHead
    /// How many events were read.
    package let events: Int
    package let findings: [AuditFinding]

    package var isSound: Bool { self.findings.isEmpty }
}
