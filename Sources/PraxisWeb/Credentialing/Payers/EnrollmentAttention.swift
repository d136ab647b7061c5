package import Credentialing
package import PraxisCore

/// What enrollment with payers wants somebody to look at today.
package struct EnrollmentAttention: AttentionSource {
    let enrollments: EnrollmentService

    package init(enrollments: EnrollmentService) { self.enrollments = enrollments }

    /// Revalidations whose due date is published, and people who work and cannot be billed; for who does the billing or
    /// the enrolling.
    package func attention(as caller: Caller, frame: Frame) async throws -> [Attention] {
        guard frame.may(.enrollmentRead), frame.may(.enrollmentWrite) || frame.may(.balanceRead) else { return [] }
        let (revalidations, missing) = try await self.enrollments.attention(as: caller)
        return [
            Attention(
                .soon, count: revalidations,
                one: "enrollment is to be revalidated", many: "enrollments are to be revalidated",
                place: .revalidations(frame.scope)),
            Attention(
                .soon, count: missing,
                one: "person cannot be billed to a plan", many: "people cannot be billed to a plan",
                place: .missingEnrollments(frame.scope)),
        ]
    }
}
