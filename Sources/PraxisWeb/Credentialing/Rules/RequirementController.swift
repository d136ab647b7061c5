import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// What roles and services require: the list, and the forms that add to it and end from a day on.
struct RequirementController: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/clearance/requirements", .credentialRead, "Requirements", self.list),
            .export("/{scope}/clearance/requirements.csv", .credentialRead, "Requirements as CSV", self.csv),
            .export(
                "/{scope}/clearance/requirements.xlsx", .credentialRead, "Requirements as workbook", self.workbook),
            .page(
                .get, "/{scope}/clearance/requirements/new", .requirementWrite, "Add a requirement", self.blank),
            .page(.post, "/{scope}/clearance/requirements", .requirementWrite, "Add a requirement", self.create),
            .page(
                .get, "/{scope}/clearance/requirements/{requirement}/end", .requirementWrite, "End a requirement",
                self.ending),
            .page(
                .post, "/{scope}/clearance/requirements/{requirement}/end", .requirementWrite, "End a requirement",
                self.end),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let rows = try await self.credentialing.requirements(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Requirements") { requirementsPage(context, shell, rows) }
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) async throws -> ListExport<Requirement> {
        let rows = try await self.credentialing.requirements(as: context.caller)
        return ListExport(
            "requirements",
            columns: [
                .text("Role") { $0.roleTitle }, .text("Credential") { $0.typeName },
                .text("Of the clinic's state") { $0.isOfClinicState ? "yes" : "no" },
                .text("Compact") { $0.acceptsCompact ? "yes" : "no" }, .text("For") { $0.occasion },
                .text("Where") { $0.place }, .text("Without it") { $0.severity }, .number("Lead days") { $0.leadDays },
                .date("From") { $0.startsOn }, .date("Ends") { $0.endsOn }, .text("Rule") { $0.citation },
            ]
        ) { last in last == nil ? rows : [] }
    }

    // MARK: Adding

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, FieldErrors())
    }

    private func form(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let choices = try await self.credentialing.requirementChoices(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Add a requirement", status: errors.isEmpty ? .ok : .unprocessableContent) {
            newRequirementPage(context, choices, errors)
        }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let choices = try await self.credentialing.requirementChoices(as: context.caller)
        do {
            let draft = try RequirementDraft({ context.form[$0] }, among: choices)
            _ = try await self.credentialing.add(draft, as: context.caller)
            return .redirect(
                to: .requirements(context.scope), flash: "Asked for from \(draft.startsOn.readable); rosters follow")
        } catch let errors as FieldErrors {
            return try await self.form(context, errors)
        } catch let error as CredentialingError where error == .noCompact {
            return try await self.form(context, FieldErrors("compact", error.sentence))
        }
    }

    // MARK: Ending

    @Sendable private func ending(request: Request, context: ScopedContext) async throws -> Response {
        try await self.end(context, FieldErrors())
    }

    private func end(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let id: Requirement.ID = try context.parameters.require("requirement")
        let found = try await self.credentialing.requirements(as: context.caller).filter { $0.id == id }.required()
        let shell = try await frame
        return context.page(shell, "End a requirement", status: errors.isEmpty ? .ok : .unprocessableContent) {
            endRequirementPage(context, shell, found, errors)
        }
    }

    @Sendable private func end(request: Request, context: ScopedContext) async throws -> Response {
        guard let day = context.form["ends"].flatMap({ LocalDate($0) }) else {
            return try await self.end(
                context, FieldErrors("ends", "Enter the first day on which it is asked no longer"))
        }
        do {
            try await self.credentialing.endRequirement(
                try context.parameters.require("requirement"), on: day, as: context.caller)
            return .redirect(to: .requirements(context.scope), flash: "Asked for until before \(day.readable)")
        } catch let error as CredentialingError where error == .inThePast(field: "ends") {
            return try await self.end(context, FieldErrors("ends", error.sentence))
        }
    }
}
