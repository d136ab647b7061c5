package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// One version of a policy: written, approved by somebody else, scheduled.
package struct PolicyVersionController: Controller {
    let training: TrainingService

    package init(training: TrainingService) { self.training = training }

    package var routes: [Route] {
        let upload = BodyFormat.upload(limit: TrainingDocument.limit + (512 << 10))
        return [
            .page(.get, "/{scope}/policies/{policy}/versions/new", .policyWrite, "Write the next version", self.blank),
            .page(
                .post, "/{scope}/policies/{policy}/versions", .policyWrite, "Write the next version", body: upload,
                self.create),
            .page(.get, "/{scope}/policies/{policy}/versions/{number}", .trainingRead, "A version", self.show),
            .page(.get, "/{scope}/policies/{policy}/versions/{number}/edit", .policyWrite, "Change a draft", self.edit),
            .page(
                .post, "/{scope}/policies/{policy}/versions/{number}", .policyWrite, "Change a draft", body: upload,
                self.change),
            .page(
                .post, "/{scope}/policies/{policy}/versions/{number}/approval", .policyApprove, "Approve a version",
                self.approve),
            .page(
                .post, "/{scope}/policies/{policy}/versions/{number}/schedule", .policyWrite, "Put a version in force",
                self.schedule),
        ]
    }

    /// The policy of the path with its versions.
    private func found(_ context: ScopedContext) async throws -> (policy: Policy, versions: [PolicyVersion]) {
        let id: Policy.ID = try context.parameters.require("policy")
        let catalog = try await self.training.policies(as: context.caller)
        return (try catalog.policies.filter { $0.id == id }.required(), catalog.versions[id] ?? [])
    }

    private func version(
        _ context: ScopedContext
    ) async throws -> (policy: Policy, version: PolicyVersion, before: PolicyVersion?) {
        let number: Int = try context.parameters.require("number")
        let (policy, versions) = try await self.found(context)
        return (
            policy, try versions.filter { $0.number == number }.required(),
            versions.first { $0.number == number - 1 }
        )
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let (policy, version, before) = try await self.version(context)
        let shell = try await frame
        return context.page(shell, version.title, status: errors.isEmpty ? .ok : .unprocessableContent) {
            policyVersionPage(context, shell, policy, version, before, errors)
        }
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, FieldErrors())
    }

    private func form(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let (policy, versions) = try await self.found(context)
        let shell = try await frame
        return context.page(
            shell, "Write the next version", status: errors.isEmpty ? .ok : .unprocessableContent
        ) {
            policyVersionForm(context, policy, nil, before: versions.last, errors)
        }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let id: Policy.ID = try context.parameters.require("policy")
        do {
            let document = try context.uploadedDocument()
            let text = try PolicyText({ context.form[$0] }, first: false, hasDocument: document != nil)
            let number = try await self.training.add(
                text, to: id, after: try context.version(), document: document, as: context.caller)
            return .redirect(
                to: .policyVersion(context.scope, id, number), flash: "The draft is there; a colleague approves it")
        } catch let errors as FieldErrors { return try await self.form(context, errors) }
    }

    @Sendable private func edit(request: Request, context: ScopedContext) async throws -> Response {
        try await self.editForm(context, FieldErrors())
    }

    private func editForm(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let (policy, version, _) = try await self.version(context)
        let shell = try await frame
        guard version.digest == nil else { throw TrainingError.frozen }
        return context.page(shell, "Change a draft", status: errors.isEmpty ? .ok : .unprocessableContent) {
            policyVersionForm(context, policy, version, before: version, errors)
        }
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let id: Policy.ID = try context.parameters.require("policy")
        let number: Int = try context.parameters.require("number")
        do {
            let document = try context.uploadedDocument()
            try await self.training.change(
                id, number: number, version: try context.version(), document: document, as: context.caller
            ) { context.form[$0] }
            return .redirect(to: .policyVersion(context.scope, id, number), flash: "Changed")
        } catch let errors as FieldErrors { return try await self.editForm(context, errors) }
    }

    @Sendable private func approve(request: Request, context: ScopedContext) async throws -> Response {
        let id: Policy.ID = try context.parameters.require("policy")
        let number: Int = try context.parameters.require("number")
        try await self.training.approve(id, number: number, version: try context.version(), as: context.caller)
        return .redirect(
            to: .policyVersion(context.scope, id, number), flash: "Approved; now say from when it is in force")
    }

    @Sendable private func schedule(request: Request, context: ScopedContext) async throws -> Response {
        let id: Policy.ID = try context.parameters.require("policy")
        let number: Int = try context.parameters.require("number")
        do {
            guard let day = context.form["effective"].flatMap({ LocalDate($0) }) else {
                throw FieldErrors("effective", "Enter the first day on which it is in force, such as 2026-03-14")
            }
            try await self.training.schedule(id, number: number, from: day, as: context.caller)
            return .redirect(
                to: .policyVersion(context.scope, id, number), flash: "Its audience is asked from that day on")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch let error as TrainingError where error == .inPast || error == .notInOrder {
            return try await self.page(context, FieldErrors("effective", error.sentence))
        }
    }
}
