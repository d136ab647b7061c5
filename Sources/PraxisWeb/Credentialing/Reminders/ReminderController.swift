package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// What the reader was told of terms that end, and the rules by which people are told.
package struct ReminderController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/reminders", .credentialRead, "Reminders", self.list),
            .page(.post, "/{scope}/reminders/readings", .credentialRead, "Mark reminders as read", self.markRead),
            .page(.get, "/{scope}/reminders/rules", .credentialRead, "When people are reminded", self.rules),
            .page(
                .get, "/{scope}/reminders/rules/new", .requirementWrite, "Change when people are reminded", self.blank),
            .page(.post, "/{scope}/reminders/rules", .requirementWrite, "Change when people are reminded", self.change),
            .api(
                .get, "/api/v1/{scope}/reminders", .credentialRead, "List the own reminders",
                answers: .page(of: Reminder.schema), self.apiList),
            .api(
                .post, "/api/v1/{scope}/reminders/{reminder}/reading", .credentialRead, "Mark a reminder as read",
                status: .noContent, self.apiRead),
            .api(
                .get, "/api/v1/{scope}/reminder-rules", .credentialRead, "List when people are reminded",
                answers: .page(of: ReminderRuleEntry.schema), self.apiRules),
            .api(
                .post, "/api/v1/{scope}/reminder-rules", .requirementWrite, "Change when people are reminded",
                takes: .object([
                    "kind": .text(2...32), "thresholds": .text(1...200), "repeat": .text(1...3).optional,
                    "manager": .text(1...4).optional, "administrator": .text(1...4).optional,
                    "director": .text(1...4).optional, "starts": .date, "citation": .text(1...200),
                ]), answers: .created, status: .created, self.apiChange),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let reminders = try await self.credentialing.reminders(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Reminders") { remindersPage(context, shell, reminders) }
    }

    /// One reminder, or all where none is named.
    @Sendable private func markRead(request: Request, context: ScopedContext) async throws -> Response {
        let id = try context.form["reminder"].map { text in
            guard let id = Reminder.ID(text) else { throw NotFound() }
            return id
        }
        try await self.credentialing.markRead(id, as: context.caller)
        return .redirect(to: .reminders(context.scope), flash: id == nil ? "All marked as read" : "Marked as read")
    }

    // MARK: Rules

    @Sendable private func rules(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let rules = try await self.credentialing.reminderRules(as: context.caller)
        let shell = try await frame
        return context.page(shell, "When people are reminded") { reminderRulesPage(context, shell, rules) }
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, FieldErrors())
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let today = try await context.frame().today
            let draft = try ReminderRuleDraft({ context.form[$0] }, today: today)
            _ = try await self.credentialing.change(draft, as: context.caller)
            return .redirect(to: .reminderRules(context.scope), flash: "In force from \(draft.startsOn.readable)")
        } catch let errors as FieldErrors {
            return try await self.form(context, errors)
        }
    }

    private func form(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        async let types = self.credentialing.types(as: context.caller)
        let rules = try await self.credentialing.reminderRules(as: context.caller)
        let (shell, kinds) = (try await frame, try await types)
        return context.page(
            shell, "Change when people are reminded", status: errors.isEmpty ? .ok : .unprocessableContent
        ) {
            reminderRuleForm(context, shell, kinds, rules, errors)
        }
    }

    // MARK: Programs

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.credentialing.reminders(as: context.caller)))
    }

    @Sendable private func apiRead(request: Request, context: ScopedContext) async throws -> Response {
        let id: Reminder.ID = try context.parameters.require("reminder")
        try await self.credentialing.markRead(id, as: context.caller)
        return .noContent
    }

    @Sendable private func apiRules(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.credentialing.reminderRules(as: context.caller)))
    }

    @Sendable private func apiChange(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let draft = try ReminderRuleDraft({ fields[$0] }, today: try await context.frame().today)
        return .created(try await self.credentialing.change(draft, as: context.caller))
    }
}
