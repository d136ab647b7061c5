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
        let (waiting, notices) = try await self.credentialing.clearanceAttention(as: caller)
        if frame.may(.overrideApprove) {
            found.append(
                Attention(
                    .now, count: waiting, "overrides of a clearance wait for a second person",
                    place: .overrides(frame.scope, .requested)))
        }
        found += notices.map { notice in
            Attention(
                .soon, count: 1,
                "notice of the new laboratory director of \(notice.clinic) is due"
                    + (notice.noticeDue.map { " by \($0.readable)" } ?? ""),
                place: .clinicCredentials(.clinic(notice.clinicSlug)))
        }
        let unread = try await self.credentialing.unreadReminders(as: caller)
        found.append(Attention(.soon, count: unread, "reminders are unread", place: .reminders(frame.scope)))
        if frame.may(.screeningRead) {
            found.append(
                Attention(
                    .now, count: matches, "matches with exclusion lists wait for a decision",
                    place: .matches(frame.scope)))
            if let month = try await self.credentialing.unscreenedMonth(as: caller) {
                let isLate = frame.today.day >= 20
                found.append(
                    Attention(
                        isLate ? .now : .soon, count: 1,
                        "month is not screened yet: \(month.monthAndYear)", place: .screening(frame.scope)))
            }
        }
        return found
    }
}
