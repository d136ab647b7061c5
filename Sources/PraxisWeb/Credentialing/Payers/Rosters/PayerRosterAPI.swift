import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// Rosters of delegated payers for programs.
struct PayerRosterAPI: Controller {
    let enrollments: EnrollmentService

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/payers/{plan}/rosters", .payerRosterRead,
                "Read what a roster would tell now, and the files that were sent", answers: RosterOverview.schema,
                self.show),
            .api(
                .post, "/api/v1/{scope}/payers/{plan}/rosters", .payerRosterWrite, "Freeze a roster",
                takes: .object(["kind": RosterSubmission.Kind.schema]), answers: .created, status: .created, self.submit
            ),
            .api(
                .get, "/api/v1/{scope}/payer-rosters/{submission}", .payerRosterRead, "Read a roster that was sent",
                answers: RosterSubmission.schema, self.showSent),
            .api(
                .post, "/api/v1/{scope}/payer-rosters/{submission}/answer", .payerRosterWrite,
                "Record a payer's answer",
                takes: .object([
                    "outcome": RosterSubmission.Outcome.schema, "received": .date, "reference": .text(1...100).optional,
                    "rejections": .text(1...20000).optional,
                ]), answers: RosterSubmission.schema, self.answer),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        .json(try await self.enrollments.rosters(of: try context.parameters.require("plan"), as: context.caller))
    }

    @Sendable private func submit(request: Request, context: ScopedContext) async throws -> Response {
        let body: BodyFields = try context.json()
        guard let kind = body["kind"].flatMap(RosterSubmission.Kind.init(rawValue:)) else {
            throw FieldErrors("kind", "Choose a full file or a delta")
        }
        return .created(
            try await self.enrollments.submit(
                kind, for: try context.parameters.require("plan"), as: context.caller))
    }

    @Sendable private func showSent(request: Request, context: ScopedContext) async throws -> Response {
        let id: RosterSubmission.ID = try context.parameters.require("submission")
        return .json(try await self.enrollments.submission(id, as: context.caller).submission)
    }

    @Sendable private func answer(request: Request, context: ScopedContext) async throws -> Response {
        let id: RosterSubmission.ID = try context.parameters.require("submission")
        let body: BodyFields = try context.json()
        let sent = try await self.enrollments.submission(id, as: context.caller).submission
        try await self.enrollments.answer(
            id, try RosterAnswerDraft({ body[$0] }, rowCount: sent.rowCount), as: context.caller)
        return .json(try await self.enrollments.submission(id, as: context.caller).submission)
    }
}

extension RosterSubmission.Kind: APIWord {}
extension RosterSubmission.Outcome: APIWord {}
extension PayerRosterLine.Action: APIWord {}

extension RosterSubmission: APIObject {
    static let members: [APIMember<RosterSubmission>] = [
        APIMember("id") { $0.id }, APIMember("number") { $0.number }, APIMember("kind") { $0.kind },
        APIMember("base") { $0.base }, APIMember("rows") { $0.rowCount }, APIMember("sha256") { $0.digest },
        APIMember("created_at") { $0.createdAt }, APIMember("outcome") { $0.outcome },
        APIMember("answered") { $0.answeredOn }, APIMember("reference") { $0.reference },
        APIMember("rejected_rows") { $0.rejectedRows },
    ]
}

extension RosterOverview: APIObject {
    static let members: [APIMember<RosterOverview>] = [
        APIMember("plan") { $0.plan.id }, APIMember("full_rows") { $0.full.count },
        APIMember("delta") { overview in overview.delta ?? [] },
        APIMember("problems") { overview in
            overview.problems(.full).map { "\($0.name), \($0.clinic): \($0.reasons.joined(separator: "; "))" }
        },
        APIMember("files") { $0.submissions },
    ]
}

/// A row of a delta.
extension PayerRosterLine: APIObject {
    static let members: [APIMember<PayerRosterLine>] = [
        APIMember("person") { $0.key.person }, APIMember("clinic") { $0.key.clinic }, APIMember("action") { $0.action },
        APIMember("npi") { $0.facts[.npi] }, APIMember("term") { $0.facts[.termOn] },
    ]
}
