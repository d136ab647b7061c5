package import Credentialing
package import PraxisCore

/// Renewals that wait for a check at the source, for those who make such checks.
package struct RenewalAttention: AttentionSource {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    /// How many renewals of others wait.
    package func attention(as caller: Caller, frame: Frame) async throws -> [Attention] {
        guard frame.may(.verificationWrite) else { return [] }
        let claims = try await self.credentialing.waitingRenewals(as: caller).filter { !$0.isOwn }
        let isLate = claims.contains { claim in claim.verifiedUntil.map { $0 < frame.today } ?? true }
        return [
            Attention(
                isLate ? .now : .soon, count: claims.count,
                one: "renewal was handed in and waits for its verification",
                many: "renewals were handed in and wait for their verification",
                detail: claims.first.map { "\($0.name), \($0.title)" }, place: .renewals(frame.scope))
        ]
    }
}
