import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Suspensions of what the practice granted a person, and what lifts them.
struct SuspensionController: Controller {
    let files: FileService

    var routes: [Route] {
        let list: PathTemplate = "/{scope}/people/{person}/suspensions"
        let lift: PathTemplate = "/{scope}/people/{person}/suspensions/{suspension}/reinstatement"
        return [
            .page(.get, list, .fileRead, "Suspensions", self.show),
            .page(.post, list, .fileDecide, "Suspend somebody", self.suspend),
            .page(.post, lift, .fileDecide, "Lift a suspension", self.reinstate),
            .api(
                .get, "/api/v1/{scope}/people/{person}/suspensions", .fileRead, "List a person's suspensions",
                answers: .page(of: Suspension.schema), self.apiList),
            .api(
                .post, "/api/v1/{scope}/people/{person}/suspensions", .fileDecide, "Suspend somebody",
                takes: .object([
                    "kind": .choice(Suspension.Kind.allCases.map(\.rawValue)), "effective": .date,
                    "reason": .text(1...2000),
                ]), answers: .created, status: .created, self.apiSuspend),
            .api(
                .post, "/api/v1/{scope}/people/{person}/suspensions/{suspension}/reinstatement", .fileDecide,
                "Lift a suspension", takes: .object(["effective": .date, "reason": .text(1...2000)]),
                status: .noContent,
                self.apiReinstate),
        ]
    }

    private func person(_ context: ScopedContext) throws -> Person.ID { try context.parameters.require("person") }

    private func suspension(_ context: ScopedContext) throws -> Suspension.ID {
        try context.parameters.require("suspension")
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let record = try await self.files.suspensions(of: try self.person(context), as: context.caller)
        let shell = try await frame
        return context.page(shell, "Suspensions", status: errors.isEmpty ? .ok : .unprocessableContent) {
            suspensionPage(context, shell, record, errors)
        }
    }

    @Sendable private func suspend(request: Request, context: ScopedContext) async throws -> Response {
        try await self.change(context, flash: "Suspended") {
            _ = try await self.files.suspend(
                try self.person(context), try SuspensionDraft { context.form[$0] }, as: context.caller)
        }
    }

    @Sendable private func reinstate(request: Request, context: ScopedContext) async throws -> Response {
        try await self.change(context, flash: "Suspension lifted") {
            try await self.files.reinstate(
                try self.suspension(context), of: try self.person(context),
                try ReinstatementDraft { context.form[$0] }, as: context.caller)
        }
    }

    private func change(
        _ context: ScopedContext, flash: String, _ body: () async throws -> Void
    ) async throws -> Response {
        do {
            try await body()
            return .redirect(to: .suspensions(context.scope, try self.person(context)), flash: flash)
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch CredentialingError.refused(let refusal, _) where refusal.kind == .unprocessable {
            return try await self.page(context, FieldErrors("effective", refusal.sentence))
        }
    }

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.files.suspensions(of: try self.person(context), as: context.caller).suspensions))
    }

    @Sendable private func apiSuspend(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        return .created(
            try await self.files.suspend(
                try self.person(context), try SuspensionDraft { fields[$0] }, as: context.caller))
    }

    @Sendable private func apiReinstate(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        try await self.files.reinstate(
            try self.suspension(context), of: try self.person(context), try ReinstatementDraft { fields[$0] },
            as: context.caller)
        return .noContent
    }
}

extension Suspension: APIObject {
    static let members: [APIMember<Suspension>] = [
        APIMember("id") { $0.id }, APIMember("kind") { $0.kind }, APIMember("effective_on") { $0.effectiveOn },
        APIMember("reinstated_on") { $0.reinstatedOn }, APIMember("reason") { $0.reason },
        APIMember("reinstated_because") { $0.reinstatedBecause }, APIMember("recorded_at") { $0.recordedAt },
    ]
}

extension Suspension.Kind: APIWord {}
