import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// What was approved of a person before the practice recorded its decisions here: recorded by one, confirmed by another.
struct PriorApprovalController: Controller {
    let files: FileService

    var routes: [Route] {
        let list: PathTemplate = "/{scope}/people/{person}/approvals"
        let call: PathTemplate = "/api/v1/{scope}/people/{person}/approvals"
        return [
            .page(.get, list, .fileRead, "Approvals from before", self.show),
            .page(
                .post, list, .fileWrite, "Record an approval from before", body: .upload(limit: 11 << 20), self.record),
            .page(
                .post, "/{scope}/people/{person}/approvals/{approval}/review", .fileDecide,
                "Say whether an approval from before counts", self.review),
            .page(
                .post, "/{scope}/people/{person}/approvals/{approval}/document", .peerReviewOpen,
                "Open the document of an approval from before", self.document),
            .api(
                .get, call, .fileRead, "List approvals of a person from before",
                answers: .page(of: PriorApproval.schema), self.apiList),
            .api(
                .post, call, .fileWrite,
                "Record an approval from before with the document that shows it; not with a token",
                query: [
                    QueryItem("role", .choice(ClinicalRole.allCases.map(\.rawValue)), "The role that it is for"),
                    QueryItem("decided", .date, "The day of the decision, which the document bears"),
                    QueryItem("until", .date, "The last day, where the document names one"),
                    QueryItem("by", .text(1...200), "Who decided"),
                    QueryItem("name", .text(1...200), "The document’s name"),
                ], body: .upload(limit: 11 << 20), answers: .created, status: .created, self.apiRecord),
            .api(
                .post, "/api/v1/{scope}/people/{person}/approvals/{approval}/reviews", .fileDecide,
                "Confirm, refuse or take back an approval from before; the version is its own; not with a token",
                takes: .object(["accepted": .boolean, "note": .text(1...2000).optional]), status: .noContent,
                versioned: true, self.apiReview),
        ]
    }

    private func person(_ context: ScopedContext) throws -> Person.ID { try context.parameters.require("person") }

    private func approval(_ context: ScopedContext) throws -> PriorApproval.ID {
        try context.parameters.require("approval")
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let record = try await self.files.approvals(of: try self.person(context), as: context.caller)
        let shell = try await frame
        return context.page(shell, "Earlier approvals", status: errors.isEmpty ? .ok : .unprocessableContent) {
            priorApprovalPage(context, shell, record, errors)
        }
    }

    @Sendable private func record(request: Request, context: ScopedContext) async throws -> Response {
        try await self.change(context, field: "decided", flash: "Recorded; it counts once somebody else confirms it") {
            let draft = try PriorApprovalDraft({ context.form[$0] }, document: try context.document())
            _ = try await self.files.record(draft, of: try self.person(context), as: context.caller)
        }
    }

    @Sendable private func review(request: Request, context: ScopedContext) async throws -> Response {
        try await self.change(context, field: "accepted", flash: "On record") {
            try await self.files.review(
                try self.approval(context), of: try self.person(context), try PriorReviewDraft { context.form[$0] },
                after: try context.version(), as: context.caller)
        }
    }

    private func change(
        _ context: ScopedContext, field: String, flash: String, _ body: () async throws -> Void
    ) async throws -> Response {
        do {
            try await body()
            return .redirect(to: .priorApprovals(context.scope, try self.person(context)), flash: flash)
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch CredentialingError.refused(let refusal, _) where refusal.kind == .unprocessable {
            return try await self.page(context, FieldErrors(field, refusal.sentence))
        }
    }

    @Sendable private func document(request: Request, context: ScopedContext) async throws -> Response {
        .attachment(
            try await self.files.document(
                of: try self.approval(context), of: try self.person(context), purpose: context.form["purpose"],
                as: context.caller))
    }

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.files.approvals(of: try self.person(context), as: context.caller).approvals))
    }

    @Sendable private func apiRecord(request: Request, context: ScopedContext) async throws -> Response {
        let document = try context.document(named: context.query["name"])
        let draft = try PriorApprovalDraft({ context.query[$0] }, document: document)
        return .created(try await self.files.record(draft, of: try self.person(context), as: context.caller))
    }

    @Sendable private func apiReview(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let draft = try PriorReviewDraft { name in
            name == "accepted" ? (fields["accepted"] == nil ? "no" : "yes") : fields[name]
        }
        try await self.files.review(
            try self.approval(context), of: try self.person(context), draft, after: try context.version(),
            as: context.caller)
        return .noContent
    }
}

extension PriorApproval: APIObject {
    static let members: [APIMember<PriorApproval>] = [
        APIMember("id") { $0.id }, APIMember("role") { $0.role }, APIMember("decided_on") { $0.decidedOn },
        APIMember("approved_until") { $0.dueOn ?? $0.approvedUntil }, APIMember("decided_by") { $0.decidedBy },
        APIMember("standing") { $0.standing }, APIMember("recorded_at") { $0.recordedAt },
        APIMember("reviewed_at") { $0.reviewedAt }, APIMember("version") { $0.step },
    ]
}

extension PriorApproval.Standing: APIWord {}
