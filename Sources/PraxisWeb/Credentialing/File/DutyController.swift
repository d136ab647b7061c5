import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// What follows from adverse decisions: the time to appeal, and the duty to report to the data bank.
struct DutyController: Controller {
    let files: FileService

    var routes: [Route] {
        [
            .page(
                .post, "/{scope}/files/{file}/reports", .peerReviewOpen, "Record a report to the data bank",
                self.dispose),
            .api(
                .get, "/api/v1/{scope}/files/appeals", .fileRead, "List the decisions that may be appealed",
                answers: .page(of: FileAppeal.schema), self.apiAppeals),
            .api(
                .get, "/api/v1/{scope}/files/reports", .peerReviewOpen, "List the reports that wait for the data bank",
                answers: .page(of: ReportDuty.schema), self.apiReports),
            .api(
                .post, "/api/v1/{scope}/files/{file}/reports", .peerReviewOpen, "Record a report to the data bank",
                takes: .object([
                    "decision": .uuid.optional, "ending": .uuid.optional, "suspension": .uuid.optional,
                    "outcome": ReportDuty.Outcome.schema,
                    "reported": .date.optional, "reference": .text(1...200).optional,
                    "reason": .text(1...2000).optional, "follows": .integer(0...1000).optional,
                ]), status: .noContent, self.apiDispose),
        ]
    }

    @Sendable private func dispose(request: Request, context: ScopedContext) async throws -> Response {
        let id: CycleFile.ID = try context.parameters.require("file")
        do {
            try await self.files.dispose(try ReportDraft { context.form[$0] }, of: id, as: context.caller)
            return .redirect(to: .file(context.scope, id), flash: "On record")
        } catch let errors as FieldErrors {
            return try await self.again(context, id, errors)
        } catch CredentialingError.refused(let refusal, _) where refusal == .reportDay {
            return try await self.again(context, id, FieldErrors("reported", refusal.sentence))
        }
    }

    private func again(_ context: ScopedContext, _ id: CycleFile.ID, _ errors: FieldErrors) async throws -> Response {
        let shell = try await context.frame()
        let record = try await self.files.record(id, as: context.caller)
        return context.page(shell, record.file.name, status: .unprocessableContent) {
            filePage(context, shell, record, errors)
        }
    }

    @Sendable private func apiAppeals(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.files.duties(as: context.caller).appeals))
    }

    @Sendable private func apiReports(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.files.duties(as: context.caller).reports))
    }

    @Sendable private func apiDispose(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        try await self.files.dispose(
            try ReportDraft { fields[$0] }, of: try context.parameters.require("file"), as: context.caller)
        return .noContent
    }
}

extension FileAppeal: APIObject {
    static let members: [APIMember<FileAppeal>] = [
        APIMember("file") { $0.file }, APIMember("decision") { $0.decision }, APIMember("name") { $0.name },
        APIMember("outcome") { $0.outcome }, APIMember("decided_on") { $0.decidedOn },
        APIMember("told_on") { $0.toldOn }, APIMember("due_on") { $0.dueOn }, APIMember("over") { $0.isOver },
    ]
}

extension ReportDuty: APIObject {
    static let members: [APIMember<ReportDuty>] = [
        APIMember("file") { $0.file }, APIMember("name") { $0.name }, APIMember("decision") { $0.decision },
        APIMember("ending") { $0.ending }, APIMember("suspension") { $0.suspension },
        APIMember("action") { $0.action }, APIMember("began_on") { $0.beganOn },
        APIMember("ended_on") { $0.endedOn }, APIMember("due_on") { $0.dueOn },
        APIMember("appealed") { $0.isAppealed }, APIMember("step") { $0.step }, APIMember("outcome") { $0.outcome },
        APIMember("reported_on") { $0.reportedOn }, APIMember("reference") { $0.reference },
        APIMember("reason") { $0.reason },
    ]
}

extension ReportDuty.Outcome: APIWord {}
