import Postgres
package import PraxisCore

extension CredentialingService {
    /// What the caller was told, what is still open first.
    package func reminders(as caller: Caller) async throws -> [Reminder] {
        let (people, clinics) = try await self.database.read(
            as: caller, ReminderStore.own(limit: 500), ClinicReminderStore.own(limit: 500))
        func place(_ reminder: Reminder) -> (Int, Int, LocalDate, String) {
            (reminder.isSettled ? 1 : 0, reminder.isRead ? 1 : 0, reminder.endsOn, reminder.id.description)
        }
        return (people + clinics).sorted { place($0) < place($1) }
    }

    /// How many of them are open and unread.
    package func unreadReminders(as caller: Caller) async throws -> Int {
        let (people, clinics) = try await self.database.read(
            as: caller, ReminderStore.unread(), ClinicReminderStore.unread())
        return (people + clinics).map(\.value).reduce(0, +)
    }

    /// Marks one of the caller's reminders as read, or all of them.
    package func markRead(_ id: Reminder.ID? = nil, as caller: Caller) async throws {
        let _: Int = try await self.write(as: caller) { transaction in
            if let id {
                let (people, clinics) = try await transaction.fetch(
                    ReminderStore.isOwn(id), ClinicReminderStore.isOwn(id))
                guard (people + clinics).contains(where: { $0.value == 1 }) else { throw CredentialingError.unknown }
            }
            let (people, clinics) = try await transaction.fetch(
                ReminderStore.markRead(id), ClinicReminderStore.markRead(id))
            let marked = people + clinics
            if let first = marked.first {
                try await transaction.run(
                    AuditEvent(
                        "credentialing.reminder.read", "reminder", first.id.uuid,
                        after: try JSONText(["reminders": marked.count])
                    ).append)
            }
            return marked.count
        }
    }

    /// When people are told of what ends, by kinds of credentials.
    package func reminderRules(as caller: Caller) async throws -> [ReminderRuleEntry] {
        try await self.database.read(as: caller, ReminderStore.rules())
    }

    /// Replaces the rule of a kind from a day on.
    package func change(_ draft: ReminderRuleDraft, as caller: Caller) async throws -> ReminderRuleEntry.ID {
        let id = ReminderRuleEntry.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                ReminderStore.endRule(draft.kind, on: draft.startsOn), ReminderStore.addRule(id, draft),
                AuditEvent(
                    "credentialing.reminder-rule.change", "reminder_rule", id.uuid,
                    after: try JSONText([
                        "kind": draft.kind, "starts": draft.startsOn.description,
                        "thresholds": draft.rule.thresholds.map(String.init).joined(separator: " "),
                    ])
                ).append)
            return id
        }
    }
}
