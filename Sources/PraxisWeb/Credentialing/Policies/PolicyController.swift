package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Policies: their list, and of whom each is asked.
package struct PolicyController: Controller {
    let training: TrainingService

    package init(training: TrainingService) { self.training = training }

    package var routes: [Route] {
        let upload = BodyFormat.upload(limit: TrainingDocument.limit + (512 << 10))
        return [
            .page(.get, "/{scope}/policies", .trainingRead, "Policies", self.list),
            .page(.get, "/{scope}/policies/new", .policyWrite, "Add a policy", self.blank),
            .page(.post, "/{scope}/policies", .policyWrite, "Add a policy", body: upload, self.create),
            .page(.get, "/{scope}/policies/{policy}", .trainingRead, "A policy", self.show),
            .page(.post, "/{scope}/policies/{policy}/rules", .trainingWrite, "Ask a policy", self.createRule),
            .page(.post, "/{scope}/policies/{policy}/withdrawal", .policyWrite, "Withdraw a policy", self.withdraw),
            .api(
                .get, "/api/v1/{scope}/policies", .trainingRead, "List policies with their versions",
                answers: .page(of: PolicyAnswer.schema), self.apiList),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let catalog = try await self.training.policies(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Policies") { policiesPage(context, shell, catalog) }
    }

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        let catalog = try await self.training.policies(as: context.caller)
        return .json(JSONPage(catalog.policies.map { PolicyAnswer(policy: $0, catalog: catalog, day: frame.today) }))
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, FieldErrors())
    }

    private func form(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        let frame = try await context.frame()
        return context.page(frame, "Add a policy", status: errors.isEmpty ? .ok : .unprocessableContent) {
            policyForm(context, errors)
        }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let document = try context.uploadedDocument()
            let draft = try PolicyDraft({ context.form[$0] }, hasDocument: document != nil)
            let id = try await self.training.add(draft, document: document, as: context.caller)
            return .redirect(to: .policy(context.scope, id), flash: "The draft is there; a colleague approves it")
        } catch let errors as FieldErrors {
            return try await self.form(context, errors)
        } catch TrainingError.codeTaken {
            return try await self.form(context, FieldErrors("code", TrainingError.codeTaken.sentence))
        }
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let id: Policy.ID = try context.parameters.require("policy")
        let catalog = try await self.training.policies(as: context.caller)
        let policy = try catalog.policies.filter { $0.id == id }.required()
        let shell = try await frame
        return context.page(shell, policy.name, status: errors.isEmpty ? .ok : .unprocessableContent) {
            policyPage(context, shell, catalog, policy, errors)
        }
    }

    @Sendable private func createRule(request: Request, context: ScopedContext) async throws -> Response {
        let id: Policy.ID = try context.parameters.require("policy")
        do {
            _ = try await self.training.add(try TrainingRuleDraft { context.form[$0] }, to: id, as: context.caller)
            return .redirect(to: .policy(context.scope, id), flash: "It is asked from that day on")
        } catch let errors as FieldErrors { return try await self.page(context, errors) }
    }

    @Sendable private func withdraw(request: Request, context: ScopedContext) async throws -> Response {
        let id: Policy.ID = try context.parameters.require("policy")
        do {
            try await self.training.withdraw(
                id, from: try Policy.end(context.form["ends"]), version: try context.version(), as: context.caller)
            return .redirect(to: .policy(context.scope, id), flash: "Withdrawn; what people acknowledged stays")
        } catch let errors as FieldErrors { return try await self.page(context, errors) }
    }
}
