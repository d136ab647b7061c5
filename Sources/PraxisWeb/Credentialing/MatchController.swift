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
            .page(.get, "/{scope}/screening/matches/{match}", .screeningRead, "A match", self.show),
            .page(.post, "/{scope}/screening/matches/{match}", .matchPropose, "Review a match", self.review),
            .api(
                .get, "/api/v1/{scope}/screening/matches", .screeningRead, "List matches",
                query: [QueryItem("state", .choice(MatchState.allCases.map(\.rawValue)), "Where the review stands")],
                answers: .page(of: MatchDocument.schema), self.apiList),
            .api(
                .post, "/api/v1/{scope}/screening/matches/{match}/dispositions", .matchPropose, "Review a match",
                takes: .object([
                    "decision": .choice(MatchDecision.allCases.map(\.rawValue)),
                    "reason": .choice(DecisionReason.allCases.map(\.rawValue)), "note": .text(1...2000).optional,
                ]), status: .noContent, versioned: true, self.apiReview),
        ]
    }

    private func state(_ context: ScopedContext) -> MatchState? { context.query["state"].flatMap(MatchState.init) }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let matches = try await self.credentialing.matches(self.state(context), as: context.caller)
        let shell = try await frame
        return context.page(shell, "Matches") { matchesPage(context, shell, matches) }
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
            let draft = try DispositionDraft { context.form[$0] }
            _ = try await self.credentialing.review(id, after: try context.version(), draft, as: context.caller)
            return .redirect(to: .match(context.scope, id), flash: "On record")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        }
    }

    // MARK: API

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        let matches = try await self.credentialing.matches(self.state(context), as: context.caller)
        return try .json(JSONPage(matches.map(MatchDocument.init), next: nil))
    }

    @Sendable private func apiReview(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let draft = try DispositionDraft { fields[$0] }
        _ = try await self.credentialing.review(
            try context.parameters.require("match"), after: try context.version(), draft, as: context.caller)
        return .noContent
    }
}

/// A match as the API tells it. `version` goes back as If-Match.
struct MatchDocument: Encodable {
    let id: String
    let person: String
    let name: String
    let tier: Int
    let reasons: [MatchReason]
    let state: MatchState
    let version: Int
    let excludedOn: LocalDate

    init(_ match: ScreeningMatch) {
        self.id = match.id.description
        self.person = match.person.description
        self.name = match.name
        self.tier = match.tier.rawValue
        self.reasons = match.reasons
        self.state = match.state
        self.version = match.step
        self.excludedOn = match.entry.excludedOn
    }

    static let schema = Schema.object([
        "id": .uuid, "person": .uuid, "name": .text(), "tier": .integer(1...5), "reasons": .list(of: .text()),
        "state": .choice(MatchState.allCases.map(\.rawValue)), "version": .integer, "excluded_on": .date,
    ])
}
