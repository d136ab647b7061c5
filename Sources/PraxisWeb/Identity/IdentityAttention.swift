package import Identity
package import PraxisCore

/// What those who administer accounts should look at today.
package struct IdentityAttention: AttentionSource {
    let identity: IdentityService

    package init(identity: IdentityService) { self.identity = identity }

    /// Emergencies without a review.
    package func attention(as caller: Caller, frame: Frame) async throws -> [Attention] {
        guard frame.may(.breakGlassReview) else { return [] }
        let (waiting, overdue) = try await self.identity.openEmergencies(as: caller)
        return [
            Attention(
                .now, count: overdue, one: "emergency should have been reviewed by now",
                many: "emergencies should have been reviewed by now",
                place: .emergencies(frame.scope)),
            Attention(
                .soon, count: waiting - overdue, one: "emergency waits for a review",
                many: "emergencies wait for a review", place: .emergencies(frame.scope)),
        ]
    }
}
