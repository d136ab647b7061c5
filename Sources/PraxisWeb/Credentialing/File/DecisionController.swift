package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// The medical director's decision, and the notice about it.
package struct DecisionController: Controller {
    let files: FileService

    package init(files: FileService) { self.files = files }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/files/{file}/decision", .fileDecide, "Decide a file", self.show),
            .page(
                .post, "/{scope}/files/{file}/decision", .fileDecide, "Decide a file", body: .upload(limit: 11 << 20),
                self.decide),
            .page(.get, "/{scope}/files/{file}/notices/{decision}", .fileRead, "Notice of a decision", self.notice),
            .page(
                .post, "/{scope}/files/{file}/notices/{decision}", .fileWrite, "Note that a notice was sent", self.send),
        ]
    }

    private func id(_ context: ScopedContext) throws -> CycleFile.ID { try context.parameters.require("file") }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let record = try await self.files.record(try self.id(context), as: context.caller)
        let shell = try await frame
        return context.page(shell, "Decide", status: errors.isEmpty ? .ok : .unprocessableContent) {
            decisionPage(context, shell, record, errors)
        }
    }

    @Sendable private func decide(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        do {
            let document = try context.document()
            let record = try await self.files.record(id, as: context.caller)
            let draft = try DecisionDraft(
                { context.form[$0] }, today: record.details.today, records: record.records, document: document)
            _ = try await self.files.decide(id, draft, version: try context.version(), as: context.caller)
            return .redirect(to: .file(context.scope, id), flash: draft.outcome.title)
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch CredentialingError.refused(let refusal, let obstacles) where refusal.kind == .unprocessable {
            let field =
                switch refusal {
                case .decisionInFuture, .decisionBeforeCheck: "decided"
                case .lateWithoutDocument, .ownDocument: "record"
                default: "outcome"
                }
            let sentence = [refusal.sentence, obstacles?.sentence].compactMap(\.self).joined(separator: ": ")
            return try await self.page(context, FieldErrors(field, sentence))
        }
    }

    @Sendable private func notice(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let decision: FileDecision.ID = try context.parameters.require("decision")
        let record = try await self.files.record(try self.id(context), as: context.caller)
        let found = try record.decisions.filter { $0.id == decision }.required()
        let shell = try await frame
        return context.page(shell, "Notice of decision") { noticePage(context, shell, record, found) }
    }

    @Sendable private func send(request: Request, context: ScopedContext) async throws -> Response {
        let (id, decision): (CycleFile.ID, FileDecision.ID) = (
            try self.id(context), try context.parameters.require("decision")
        )
        guard let method = context.form["method"], ["letter", "email", "in_person"].contains(method) else {
            throw FieldErrors("method", "Choose how the notice was sent")
        }
        try await self.files.notify(of: decision, on: id, by: method, as: context.caller)
        return .redirect(to: .notice(context.scope, id, decision), flash: "On record")
    }
}
