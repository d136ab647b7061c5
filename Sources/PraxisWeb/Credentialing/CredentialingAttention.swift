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
                one: "credential has lapsed or is suspended", many: "credentials have lapsed or are suspended",
                place: .credentials(frame.scope, .expired)),
            Attention(
                .soon, count: counts[.unverified] ?? 0, one: "credential waits for verification",
                many: "credentials wait for verification",
                place: .credentials(frame.scope, .unverified)),
            Attention(
                .soon, count: counts[.within30] ?? 0, one: "credential ends within 30 days",
                many: "credentials end within 30 days",
                place: .credentials(frame.scope, .within30)),
        ]
        let (waiting, notices, endings) = try await self.credentialing.clearanceAttention(as: caller)
        if frame.may(.overrideApprove) {
            found.append(
                Attention(
                    .now, count: waiting, one: "override of a clearance waits for a second person",
                    many: "overrides of a clearance wait for a second person",
                    place: .overrides(frame.scope, .requested)))
        }
        found += notices.map { notice in
            Attention(
                .soon,
                "notice of the new laboratory director of \(notice.clinic) is due"
                    + (notice.noticeDue.map { " by \($0.readable)" } ?? ""),
                place: .clinicCredentials(.clinic(notice.clinicSlug)))
        }
        found += endings.compactMap { ending in
            if let days = ending.daysLeft {
                days > 30
                    ? nil
                    : Attention(
                        .soon, "\(ending.typeName) of \(ending.clinic) ends in \(counted(days, "day", "days"))",
                        place: .clinicCredentials(.clinic(ending.clinicSlug)))
            } else {
                Attention(
                    .now,
                    "\(ending.typeName) of \(ending.clinic) "
                        + (ending.barredBy.map { "is \($0.rawValue)" } ?? ending.coveredUntil.map {
                            "ended on \($0.readable)"
                        }
                            ?? (ending.isOnFile ? "is not verified" : "is not on file")),
                    place: .clinicCredentials(.clinic(ending.clinicSlug)))
            }
        }
        let unread = try await self.credentialing.unreadReminders(as: caller)
        found.append(
            Attention(
                .soon, count: unread, one: "reminder is unread", many: "reminders are unread",
                place: .reminders(frame.scope)))
        if frame.may(.screeningRead) {
            found.append(
                Attention(
                    .now, count: matches, one: "match with an exclusion list waits for a decision",
                    many: "matches with exclusion lists wait for a decision",
                    place: .matches(frame.scope)))
            found += try await self.credentialing.refusedLists(as: caller).map { list in
                Attention(.now, "list was refused: \(list.fileName): \(list.reason)", place: .screening(frame.scope))
            }
            if let month = try await self.credentialing.unscreenedMonth(as: caller) {
                let lack =
                    month.standing == .doneWithoutSAM ? "month was screened without SAM" : "month is not screened yet"
                found.append(
                    Attention(
                        frame.today.day >= 20 ? .now : .soon, "\(lack): \(month.month.monthAndYear)",
                        place: .screening(frame.scope)))
            }
        }
        return found
    }
}
