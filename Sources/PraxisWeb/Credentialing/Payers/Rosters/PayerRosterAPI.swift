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
                .put, "/api/v1/{scope}/payers/{plan}/rosters/layout", .payerRosterWrite,
                "Say how a payer wants its roster",
                takes: .object([
                    "columns": .text(1...20000), "days": RosterLayout.DayForm.schema,
                    "refused": .text(1...2000).optional, "delimiter": RosterLayout.Delimiter.schema.optional,
                    "add": .text(1...20).optional, "change": .text(1...20).optional,
                    "terminate": .text(1...20).optional,
                ]), answers: RosterLayoutVersion.schema, versioned: true, self.layOut),
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
        let overview = try await self.enrollments.rosters(
            of: try context.parameters.require("plan"), as: context.caller)
        return .json(overview, version: overview.layout?.number ?? 0)
    }

    @Sendable private func layOut(request: Request, context: ScopedContext) async throws -> Response {
        let plan: PayerPlan.ID = try context.parameters.require("plan")
        let body: BodyFields = try context.json()
        let layout = try RosterLayout { body[$0] }
        let version = try context.version()
        let id = try await self.enrollments.save(layout, for: plan, version: version, as: context.caller)
        let saved = RosterLayoutVersion(id: id, number: version + 1, layout: layout)
        return .json(saved, version: saved.number)
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
extension RosterLayout.DayForm: APIWord {}
extension RosterLayout.Delimiter: APIWord {}
extension RosterField: APIWord {}

extension RosterSubmission: APIObject {
    static let members: [APIMember<RosterSubmission>] = [
        APIMember("id") { $0.id }, APIMember("number") { $0.number }, APIMember("kind") { $0.kind },
        APIMember("base") { $0.base }, APIMember("rows") { $0.rowCount }, APIMember("sha256") { $0.digest },
        APIMember("created_at") { $0.createdAt }, APIMember("outcome") { $0.outcome },
        APIMember("answered") { $0.answeredOn }, APIMember("reference") { $0.reference },
        APIMember("rejected_rows") { $0.rejectedRows }, APIMember("delimiter") { $0.delimiter },
    ]
}

extension RosterOverview: APIObject {
    static let members: [APIMember<RosterOverview>] = [
        APIMember("plan") { $0.plan.id }, APIMember("layout") { $0.layout }, APIMember("full_rows") { $0.full.count },
        APIMember("delta") { overview in overview.delta ?? [] },
        APIMember("problems") { overview in
            overview.problems(.full).map { "\($0.name), \($0.clinic): \($0.reasons.joined(separator: "; "))" }
        },
        APIMember("typed") { $0.marks }, APIMember("files") { $0.submissions },
    ]
}

extension RosterLayoutVersion: APIObject {
    static let members: [APIMember<RosterLayoutVersion>] = [
        APIMember("version") { $0.number }, APIMember("columns") { $0.layout.text },
        APIMember("days") { $0.layout.dayForm }, APIMember("refused") { $0.layout.refusedWords },
        APIMember("delimiter") { $0.layout.delimiter }, APIMember("add") { $0.layout.actions.add },
        APIMember("change") { $0.layout.actions.change }, APIMember("terminate") { $0.layout.actions.terminate },
    ]
}

extension RosterMark: APIObject {
    static let members: [APIMember<RosterMark>] = [
        APIMember("person") { $0.key.person }, APIMember("clinic") { $0.key.clinic }, APIMember("field") { $0.field },
        APIMember("typed") { $0.typed }, APIMember("on_file") { $0.onFile }, APIMember("sent") { $0.isSent },
    ]
}

/// A row of a delta.
extension PayerRosterLine: APIObject {
    static let members: [APIMember<PayerRosterLine>] = [
        APIMember("person") { $0.key.person }, APIMember("clinic") { $0.key.clinic }, APIMember("action") { $0.action },
        APIMember("npi") { $0.facts[.npi] }, APIMember("term") { $0.facts[.termOn] },
    ]
}
