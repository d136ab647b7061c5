package import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// Policies for programs: everything but acknowledging, which people do in person, signed in.
package struct PolicyAPI: Controller {
    let training: TrainingService

    package init(training: TrainingService) { self.training = training }

    private static let text: KeyValuePairs<String, Schema> = [
        "title": .text(1...200), "body": .text(1...100_000), "due": .integer(0...365),
        "reason": .text(1...1000).optional,
    ]

    package var routes: [Route] {
        let number: Schema = .object(["number": .integer])
        return [
            .api(
                .post, "/api/v1/{scope}/policies", .policyWrite, "Add a policy as a draft",
                takes: .object(["code": .text(2...32)], Self.text), answers: .created, status: .created, self.create),
            .api(
                .post, "/api/v1/{scope}/policies/{policy}/versions", .policyWrite, "Write the next version of a policy",
                takes: .object(["change": .choice("material", "editorial")], Self.text), answers: number,
                status: .created, versioned: true, self.createVersion),
            .api(
                .post, "/api/v1/{scope}/policies/{policy}/versions/{number}/approval", .policyApprove,
                "Approve a version of a policy", status: .noContent, versioned: true, self.approve),
            .api(
                .post, "/api/v1/{scope}/policies/{policy}/versions/{number}/schedule", .policyWrite,
                "Put a version of a policy in force", takes: .object(["effective": .date]), status: .noContent,
                self.schedule),
            .api(
                .post, "/api/v1/account/training/policies/{policy}", .dutyFulfill,
                "Acknowledge a policy for oneself; not with a token",
                takes: .object(["number": .integer(1...100_000), "sha256": .text(64...64)]), status: .noContent,
                self.acknowledge),
        ]
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        return .created(
            try await self.training.add(
                try PolicyDraft({ fields[$0] }, hasDocument: false), document: nil, as: context.caller))
    }

    @Sendable private func createVersion(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let number = try await self.training.add(
            try PolicyText({ fields[$0] }, first: false, hasDocument: false),
            to: try context.parameters.require("policy"), after: try context.version(), document: nil,
            as: context.caller)
        return .json(["number": number.json], status: .created)
    }

    @Sendable private func approve(request: Request, context: ScopedContext) async throws -> Response {
        try await self.training.approve(
            try context.parameters.require("policy"), number: try context.parameters.require("number"),
            version: try context.version(), as: context.caller)
        return .noContent
    }

    @Sendable private func schedule(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        guard let day = fields["effective"].flatMap({ LocalDate($0) }) else {
            throw FieldErrors("effective", "Enter the first day on which it is in force, such as 2026-03-14")
        }
        try await self.training.schedule(
            try context.parameters.require("policy"), number: try context.parameters.require("number"), from: day,
            as: context.caller)
        return .noContent
    }

    @Sendable private func acknowledge(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        try await self.training.acknowledge(
            try context.parameters.require("policy"), number: fields["number"].flatMap { Int($0) } ?? 0,
            digest: fields["sha256"] ?? "", as: context.caller)
        return .noContent
    }
}
