import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// Drafts that are written anew, of whom a policy is asked, and its withdrawal, for programs.
struct PolicyChangeAPI: Controller {
    let training: TrainingService

    var routes: [Route] {
        [
            .api(
                .put, "/api/v1/{scope}/policies/{policy}/versions/{number}", .policyWrite,
                "Change a draft; the version is `draft_version`",
                takes: .object([
                    "title": .text(1...200), "body": .text(1...100_000).optional, "due": .integer(0...365),
                    "change": .choice("material", "editorial").optional, "reason": .text(1...1000).optional,
                ]), status: .noContent, versioned: true, self.change),
            .api(
                .post, "/api/v1/{scope}/policies/{policy}/rules", .trainingWrite, "Ask a policy of people",
                takes: .object([
                    "whom": .text(3...50).optional, "clinic": .slug.optional, "due": .integer(0...3650),
                    "starts": .date, "citation": .text(1...300),
                ]), answers: .created, status: .created, self.createRule),
            .api(
                .post, "/api/v1/{scope}/policies/{policy}/withdrawal", .policyWrite,
                "Withdraw a policy from a day on; what people acknowledged stays", takes: .object(["ends": .date]),
                status: .noContent, versioned: true, self.withdraw),
        ]
    }

    /// A document that the draft has stays.
    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        try await self.training.change(
            try context.parameters.require("policy"), number: try context.parameters.require("number"),
            version: try context.version(), document: nil, as: context.caller
        ) { fields[$0] }
        return .noContent
    }

    @Sendable private func createRule(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let policy: Policy.ID = try context.parameters.require("policy")
        return .created(
            try await self.training.add(try TrainingRuleDraft { fields[$0] }, to: policy, as: context.caller))
    }

    @Sendable private func withdraw(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let id: Policy.ID = try context.parameters.require("policy")
        try await self.training.withdraw(
            id, from: try Policy.end(fields["ends"]), version: try context.version(), as: context.caller)
        return .noContent
    }
}
