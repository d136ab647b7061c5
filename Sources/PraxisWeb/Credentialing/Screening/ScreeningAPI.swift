import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// One list, one match, and what a match under review does, for programs.
struct ScreeningAPI: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/screening/lists/{list}", .screeningRead,
                "Read how a list of exclusions was read",
                answers: ScreeningImport.schema, self.list),
            .api(
                .post, "/api/v1/{scope}/screening/lists/{list}/withdrawal", .screeningRun,
                "Withdraw a list of exclusions; the one before is in force again", status: .noContent, self.withdraw),
            .api(
                .get, "/api/v1/{scope}/screening/matches/{match}", .screeningRead, "Read a match with its review",
                answers: MatchFile.schema, self.match),
            .api(
                .get, "/api/v1/{scope}/screening/policy", .screeningRead, "Read what a match under review does",
                answers: ScreeningPolicy.schema, self.policy),
            .api(
                .put, "/api/v1/{scope}/screening/policy", .requirementWrite, "Decide what a match under review does",
                takes: .object(["pending": ScreeningPolicy.Pending.schema]), status: .noContent, versioned: true,
                self.decide),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        .json(
            try await self.credentialing.screeningImport(
                try context.parameters.require("list"), as: context.caller))
    }

    @Sendable private func withdraw(request: Request, context: ScopedContext) async throws -> Response {
        try await self.credentialing.withdraw(try context.parameters.require("list"), as: context.caller)
        return .noContent
    }

    @Sendable private func match(request: Request, context: ScopedContext) async throws -> Response {
        let file = try await self.credentialing.match(try context.parameters.require("match"), as: context.caller)
        return .json(file, version: file.match.step)
    }

    @Sendable private func policy(request: Request, context: ScopedContext) async throws -> Response {
        let policy = try await self.credentialing.screeningPolicy(as: context.caller)
        return .json(policy, version: policy.version)
    }

    @Sendable private func decide(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        guard let pending = fields["pending"].flatMap(ScreeningPolicy.Pending.init) else {
            throw FieldErrors("pending", "Choose whether it warns or blocks")
        }
        try await self.credentialing.decide(
            ScreeningPolicy(pending: pending, version: try context.version()), as: context.caller)
        return .noContent
    }
}

extension ScreeningPolicy.Pending: APIWord {}

extension ScreeningPolicy: APIObject {
    static let members: [APIMember<ScreeningPolicy>] = [
        APIMember("pending") { $0.pending }, APIMember("version") { $0.version },
    ]
}

/// The match, each step of its review, and the shifts worked while excluded.
extension MatchFile: APIObject {
    static let members: [APIMember<MatchFile>] =
        ScreeningMatch.members.map { member in member.of { (file: MatchFile) in file.match } } + [
            APIMember("dispositions") { $0.dispositions }, APIMember("findings") { $0.findings },
        ]
}

extension MatchDecision: APIWord {}
extension DecisionReason: APIWord {}
extension ComparedWith: APIWord {}

extension Disposition: APIObject {
    static let members: [APIMember<Disposition>] = [
        APIMember("step") { $0.step }, APIMember("decision") { $0.decision }, APIMember("reason") { $0.reason },
        APIMember("ended_on") { $0.endedOn }, APIMember("note") { $0.note }, APIMember("compared") { $0.compared },
        APIMember("decided_by") { $0.decidedBy }, APIMember("decided_at") { $0.decidedAt },
    ]
}

extension ExclusionFinding: APIObject {
    static let members: [APIMember<ExclusionFinding>] = [
        APIMember("clinic") { $0.clinicSlug }, APIMember("day") { $0.day }, APIMember("role") { $0.role },
        APIMember("starts") { $0.starts }, APIMember("ends") { $0.ends }, APIMember("minutes") { $0.minutes },
        APIMember("noted_at") { $0.notedAt }, APIMember("plans") { $0.plans }, APIMember("held_plans") { $0.heldPlans },
    ]
}
