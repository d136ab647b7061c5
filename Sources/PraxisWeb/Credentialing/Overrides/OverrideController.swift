import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Overrides: the queue, the request from a clearance answer, and the decision of a second person.
struct OverrideController: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/clearance/overrides", .credentialRead, "Overrides", self.list),
            .export("/{scope}/clearance/overrides.csv", .credentialRead, "Overrides as CSV", self.csv),
            .export("/{scope}/clearance/overrides.xlsx", .credentialRead, "Overrides as workbook", self.workbook),
            .page(.get, "/{scope}/clearance/overrides/new", .overrideRequest, "Request an override", self.blank),
            .page(.post, "/{scope}/clearance/overrides", .overrideRequest, "Request an override", self.create),
            .page(.get, "/{scope}/clearance/overrides/{override}", .credentialRead, "An override", self.show),
            .page(
                .post, "/{scope}/clearance/overrides/{override}/withdrawal", .overrideRequest,
                "Withdraw a request", self.withdraw),
            .page(
                .post, "/{scope}/clearance/overrides/{override}/decision", .overrideApprove, "Decide an override",
                self.decide),
        ]
    }

    private func state(_ context: ScopedContext) -> ClearanceOverride.State? {
        context.query["state"].flatMap(ClearanceOverride.State.init(rawValue:))
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let rows = try await self.credentialing.overrides(self.state(context), as: context.caller)
        let shell = try await frame
        return context.page(shell, "Overrides") { overridesPage(context, shell, rows) }
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) async throws -> ListExport<ClearanceOverride> {
        let rows = try await self.credentialing.overrides(self.state(context), as: context.caller)
        return ListExport(
            "overrides",
            columns: [
                .text("Name") { $0.name }, .text("Clinic") { $0.clinic }, .text("Role") { $0.roleTitle },
                .text("Waived") { $0.requirementName }, .text("Shift") { $0.shift },
                .text("From") { $0.starts.description }, .text("Until") { $0.ends.description },
                .text("Reason") { $0.reason }, .text("State") { $0.state.title },
                .text("Requested by") { $0.requestedBy }, .text("Decided by") { $0.decidedBy },
            ]
        ) { last in last == nil ? rows : [] }
    }

    // MARK: Asking

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, { context.query[$0] }, FieldErrors())
    }

    /// The form with what credentialing says about the interval, as far as it is known yet.
    private func form(
        _ context: ScopedContext, _ field: (String) -> String?, _ errors: FieldErrors,
        refusal: CredentialingError? = nil
    ) async throws -> Response {
        async let frame = context.frame()
        guard let person = field("person").flatMap(Person.ID.init) else { throw NotFound() }
        var question: OverrideQuestion?
        if let interval = try? OverrideInterval(field) {
            question = try await self.credentialing.question(person, during: interval, as: context.caller)
        }
        let shell = try await frame
        let failed = !errors.isEmpty || refusal != nil
        return context.page(shell, "Request an override", status: failed ? .unprocessableContent : .ok) {
            newOverridePage(context, shell, person, question, field, errors, refusal)
        }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        guard let person = context.form["person"].flatMap(Person.ID.init) else { throw NotFound() }
        do {
            let draft = try OverrideDraft(
                { context.form[$0] }, for: person, during: try OverrideInterval { context.form[$0] })
            let id = try await self.credentialing.request(draft, as: context.caller)
            return .redirect(
                to: .override(context.scope, id), flash: "Requested; it counts once a second person approves it")
        } catch let errors as FieldErrors {
            return try await self.form(context, { context.form[$0] }, errors)
        } catch let error as CredentialingError where error != .unknown {
            return try await self.form(context, { context.form[$0] }, FieldErrors(), refusal: error)
        }
    }

    // MARK: Deciding

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let found = try await self.credentialing.override(
            try context.parameters.require("override"), as: context.caller)
        let shell = try await frame
        return context.page(shell, "An override", status: errors.isEmpty ? .ok : .unprocessableContent) {
            overridePage(context, shell, found, errors)
        }
    }

    @Sendable private func withdraw(request: Request, context: ScopedContext) async throws -> Response {
        try await self.decide(context, .withdrawn)
    }

    @Sendable private func decide(request: Request, context: ScopedContext) async throws -> Response {
        guard let decision = context.form["decision"].flatMap(OverrideDecision.init(rawValue:)), decision != .withdrawn
        else { return try await self.page(context, FieldErrors("decision", "Choose what you decide")) }
        if decision != .approved, context.form["note"] == nil {
            return try await self.page(context, FieldErrors("note", "Say why"))
        }
        return try await self.decide(context, decision)
    }

    private func decide(_ context: ScopedContext, _ decision: OverrideDecision) async throws -> Response {
        let id: ClearanceOverride.ID = try context.parameters.require("override")
        try await self.credentialing.decide(
            id, decision, note: context.form["note"].map { String($0.prefix(1000)) }, after: try context.version(),
            as: context.caller)
        return .redirect(to: .override(context.scope, id), flash: "On record; clearance follows it at once")
    }
}
