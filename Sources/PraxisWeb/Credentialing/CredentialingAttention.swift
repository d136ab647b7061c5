package import Credentialing
package import PraxisCore

/// What credentialing wants somebody to look at today.
package struct CredentialingAttention: AttentionSource {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    /// Lapsed, unverified and ending credentials, and matches that wait.
    package func attention(as caller: Caller, frame: Frame) async throws -> [Attention] {
        guard frame.may(.credentialRead) else { return [] }
        let (counts, matches) = try await self.credentialing.attention(as: caller)
        var found: [Attention] = [
            Attention(
                .now, count: (counts[.expired] ?? 0) + (counts[.barred] ?? 0),
                "credentials have lapsed or are suspended",
                place: .credentials(frame.scope, .expired)),
            Attention(
                .soon, count: counts[.unverified] ?? 0, "credentials wait for verification",
                place: .credentials(frame.scope, .unverified)),
            Attention(
                .soon, count: counts[.within30] ?? 0, "credentials end within 30 days",
                place: .credentials(frame.scope, .within30)),
        ]
        let unread = try await self.credentialing.unreadReminders(as: caller)
        found.append(Attention(.soon, count: unread, "reminders are unread", place: .reminders(frame.scope)))
        if frame.may(.screeningRead) {
            found.append(
                Attention(
                    .now, count: matches, "matches with exclusion lists wait for a decision",
                    place: .matches(frame.scope)))
        }
        return found
    }
}
