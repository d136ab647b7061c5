import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// The rules of authorities on a day, and the practice's own versions of them.
struct RuleController: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/clearance/rules", .credentialRead, "Rules", self.list),
            .export("/{scope}/clearance/rules.csv", .credentialRead, "Rules as CSV", self.csv),
            .export("/{scope}/clearance/rules.xlsx", .credentialRead, "Rules as workbook", self.workbook),
            .page(.get, "/{scope}/clearance/rules/{rule}", .credentialRead, "A rule", self.show),
            .page(
                .post, "/{scope}/clearance/rules/{rule}/versions", .requirementWrite, "Add a version of a rule",
                self.create),
            .page(
                .post, "/{scope}/clearance/rules/{rule}/versions/{version}/end", .requirementWrite,
                "End a version of a rule", self.end),
        ]
    }

    /// The day that the page asks about; today where it names none.
    private func day(_ context: ScopedContext, today: LocalDate) throws -> LocalDate {
        guard let text = context.query["on"] else { return today }
        guard let day = LocalDate(text) else { throw FieldErrors("on", "Enter a day such as 2025-06-30") }
        return day
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let (versions, today) = try await self.credentialing.rules(as: context.caller)
        let shell = try await frame
        do {
            let day = try self.day(context, today: today)
            return context.page(shell, "Rules") {
                rulesPage(context, shell, RuleVersion.inForce(versions, on: day), on: day, FieldErrors())
            }
        } catch let errors as FieldErrors {
            return context.page(shell, "Rules", status: .unprocessableContent) {
                rulesPage(context, shell, [], on: today, errors)
            }
        }
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) async throws -> ListExport<RuleVersion> {
        let (versions, today) = try await self.credentialing.rules(as: context.caller)
        let rows = RuleVersion.inForce(versions, on: try self.day(context, today: today))
        return ListExport(
            "rules",
            columns: [
                .text("Pack") { $0.pack }, .text("Authority") { $0.authority }, .text("Rule") { $0.title },
                .text("Key") { $0.key.rawValue },
                .text("Figures") { $0.sorted.map { "\($0.name): \($0.figure.words)" }.joined(separator: "; ") },
                .date("From") { $0.startsOn }, .date("Ends") { $0.endsOn }, .text("Citation") { $0.citation },
                .text("Confirmed") { $0.isConfirmed ? "yes" : "to be verified" },
                .text("Whose") { $0.isOwn ? "the practice's own" : "the authority's" },
            ]
        ) { last in last == nil ? rows : [] }
    }

    // MARK: One rule

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let (versions, today) = try await self.credentialing.rule(
            try context.parameters.require("rule"), as: context.caller)
        let shell = try await frame
        let title = versions.first?.title ?? ""
        return context.page(shell, title, status: errors.isEmpty ? .ok : .unprocessableContent) {
            rulePage(context, shell, versions, today: today, errors)
        }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let key: RuleKey = try context.parameters.require("rule")
        let (versions, today) = try await self.credentialing.rule(key, as: context.caller)
        guard let known = versions.first(where: { !$0.isOwn }) else { throw NotFound() }
        do {
            let draft = try RuleDraft({ context.form[$0] }, from: known, today: today)
            _ = try await self.credentialing.addRule(draft, to: key, as: context.caller)
            return .redirect(to: .rule(context.scope, key), flash: "Your version holds from \(draft.startsOn.readable)")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch let error as CredentialingError where error == .beginsTwice {
            return try await self.page(context, FieldErrors("starts", error.sentence))
        } catch CredentialingError.notFigure(let field, let choices) {
            return try await self.page(
                context, FieldErrors(field, CredentialingError.notFigure(field: field, choices: choices).sentence))
        }
    }

    @Sendable private func end(request: Request, context: ScopedContext) async throws -> Response {
        let key: RuleKey = try context.parameters.require("rule")
        let (_, today) = try await self.credentialing.rule(key, as: context.caller)
        guard let day = context.form["ends"].flatMap({ LocalDate($0) }), day >= today else {
            return try await self.page(context, FieldErrors("ends", "Enter the day on which it ends, today or later"))
        }
        try await self.credentialing.endRule(
            try context.parameters.require("version"), on: day, as: context.caller)
        return .redirect(to: .rule(context.scope, key), flash: "Ended; the authority's rule holds again")
    }
}
