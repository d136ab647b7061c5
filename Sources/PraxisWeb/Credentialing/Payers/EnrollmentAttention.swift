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
                revalidations == 1 ? "enrollment is to be revalidated" : "enrollments are to be revalidated",
                place: .revalidations(frame.scope)),
            Attention(
                .soon, count: missing,
                missing == 1 ? "person cannot be billed to a plan" : "people cannot be billed to a plan",
                place: .missingEnrollments(frame.scope)),
        ]
    }
}
