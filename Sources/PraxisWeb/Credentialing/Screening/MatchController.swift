package import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// The review of matches with lists of exclusions.
package struct MatchController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/screening/matches", .screeningRead, "Matches", self.list),
            .export("/{scope}/screening/matches.csv", .screeningRead, "Matches as CSV", self.csv),
            .export("/{scope}/screening/matches.xlsx", .screeningRead, "Matches as workbook", self.workbook),
            .page(.get, "/{scope}/screening/matches/{match}", .screeningRead, "A match", self.show),
            .export(
                "/{scope}/screening/matches/{match}/findings.csv", .screeningRead,
                "Shifts worked while excluded, as CSV",
                self.findings),
            .page(.post, "/{scope}/screening/matches/{match}", .matchPropose, "Review a match", self.review),
            .api(
                .get, "/api/v1/{scope}/screening/matches", .screeningRead, "List matches",
                query: [
                    QueryItem("state", MatchState.schema, "Where the review stands"),
                    QueryItem("after", .uuid, "Where the page begins"),
                ],
                answers: .page(of: ScreeningMatch.schema), self.apiList),
            .api(
                .post, "/api/v1/{scope}/screening/matches/{match}/dispositions", .matchPropose, "Review a match",
                takes: .object([
                    "decision": .choice(MatchDecision.allCases.map(\.rawValue)),
                    "reason": .choice(DecisionReason.allCases.map(\.rawValue)),
                    "ended_on": .date.optional, "note": .text(1...2000).optional,
                    "compared": .list(of: .choice(ComparedWith.allCases.map(\.rawValue)), 0...9).optional,
                ]), status: .noContent, versioned: true, self.apiReview),
        ]
    }

    /// A step as a client sends it.
    private struct Step: Decodable {
        let decision, reason: String
        let note: String?
        let endedOn: String?
        let compared: [String]?

        enum CodingKeys: String, CodingKey {
            case decision, reason, note, compared
            case endedOn = "ended_on"
        }
    }

    private func state(_ context: ScopedContext) -> MatchState? { context.query["state"].flatMap(MatchState.init) }

    private func page(
        _ context: ScopedContext
    ) async throws -> (rows: [ScreeningMatch], next: ScreeningMatch.ID?) {
        var after: ScreeningMatch.ID?
        if let text = context.query["after"] {
            guard let id = ScreeningMatch.ID(text) else { throw FieldErrors("after", "This is no place in the list") }
            after = id
        }
        return try await self.credentialing.matchPage(self.state(context), after: after, as: context.caller)
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let page = try await self.page(context)
        let shell = try await frame
        return context.page(shell, "Matches") { matchesPage(context, shell, page.rows, next: page.next) }
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) async throws -> ListExport<ReviewedMatch> {
        let (state, frame) = (self.state(context), try await context.frame())
        let zone = frame.zone.flatMap { Zone($0) } ?? .utc
        return ListExport("matches", columns: ReviewedMatch.columns(in: zone)) { last in
            try await self.credentialing.reviewedMatches(state, after: last?.match.id, as: context.caller)
        }
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let file = try await self.credentialing.match(try context.parameters.require("match"), as: context.caller)
        let shell = try await frame
        return context.page(shell, file.match.name, status: errors.isEmpty ? .ok : .unprocessableContent) {
            matchPage(context, shell, file, errors)
        }
    }

    @Sendable private func review(request: Request, context: ScopedContext) async throws -> Response {
        let id: ScreeningMatch.ID = try context.parameters.require("match")
        do {
            let draft = try DispositionDraft(compared: context.form.all("compared[]")) { context.form[$0] }
            _ = try await self.credentialing.review(id, after: try context.version(), draft, as: context.caller)
            return .redirect(to: .match(context.scope, id), flash: "On record")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        }
    }

    @Sendable private func findings(request: Request, context: ScopedContext) async throws -> Response {
        let file = try await self.credentialing.match(try context.parameters.require("match"), as: context.caller)
        return try await ListExport<ExclusionFinding>(
            "worked-while-excluded",
            columns: [
                .date("Day") { $0.day }, .text("Clinic") { $0.clinic }, .text("From") { $0.starts },
                .text("To") { $0.ends }, .number("Minutes") { $0.minutes }, .text("Role") { $0.role },
                .text("Noted") { $0.notedAt.description },
                .text("Enrolled with") { $0.plans?.joined(separator: "; ") },
                .text("Hold claims to") { $0.heldPlans?.joined(separator: "; ") },
            ]
        ) { last in last == nil ? file.findings : [] }.csv()
    }

    // MARK: API

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        let page = try await self.page(context)
        return .json(JSONPage(page.rows, next: page.next?.description))
    }

    @Sendable private func apiReview(request: Request, context: ScopedContext) async throws -> Response {
        let step: Step = try context.json()
        let fields = [
            "decision": step.decision, "reason": step.reason, "note": step.note, "ended_on": step.endedOn,
        ]
        let draft = try DispositionDraft(compared: step.compared ?? []) { fields[$0] ?? nil }
        _ = try await self.credentialing.review(
            try context.parameters.require("match"), after: try context.version(), draft, as: context.caller)
        return .noContent
    }
}
