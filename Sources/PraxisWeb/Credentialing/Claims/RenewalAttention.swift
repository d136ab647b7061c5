package import Credentialing
package import PraxisCore

/// Renewals that wait for a check at the source, and checks by programs that wait for a review, for who makes checks.
package struct RenewalAttention: AttentionSource {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    /// How many renewals of others wait, and how many checks that others ran.
    package func attention(as caller: Caller, frame: Frame) async throws -> [Attention] {
        guard frame.may(.verificationWrite) else { return [] }
        let claims = try await self.credentialing.waitingRenewals(as: caller).filter { !$0.isOwn }
        let checks = try await self.credentialing.waitingChecks(as: caller).filter(\.isReviewable)
        let isLate = claims.contains { claim in claim.verifiedUntil.map { $0 < frame.today } ?? true }
        return [
            Attention(
                isLate ? .now : .soon, count: claims.count,
                one: "renewal was handed in and waits for its verification",
                many: "renewals were handed in and wait for their verification",
                detail: claims.first.map { "\($0.name), \($0.title)" }, place: .renewals(frame.scope)),
            Attention(
                .soon, count: checks.count, one: "check was made by a program and waits for a review",
                many: "checks were made by programs and wait for a review",
                detail: checks.first.map { "\($0.name), \($0.title)" }, place: .renewals(frame.scope)),
        ]
    }
}
