import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// What came in from files, and taking it back.
struct ImportBatchController: Controller {
    let imports: ImportService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/imports", .providerImport, "Past imports", self.list),
            .page(.get, "/{scope}/imports/{batch}", .providerImport, "An import", self.show),
            .page(.post, "/{scope}/imports/{batch}/undo", .providerImport, "Undo an import", self.undo)
                .taking(Self.patience),
            .api(
                .get, "/api/v1/{scope}/imports", .providerImport, "List what was imported",
                answers: .page(of: ImportBatch.schema), self.apiList),
            .api(
                .get, "/api/v1/{scope}/imports/{batch}", .providerImport, "Read what an import made",
                answers: ImportBatchAnswer.schema, self.apiShow),
            .api(
                .post, "/api/v1/{scope}/imports/{batch}/undo", .providerImport, "Undo an import as a whole",
                takes: .object(["reason": .text(1...500)]), status: .noContent, self.apiUndo
            ).taking(Self.patience),
        ]
    }

    /// An undo takes back what came with thousands of rows.
    private static let patience: Duration = .seconds(120)

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let batches = try await self.imports.batches(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Past imports") { importBatchesPage(context, shell, batches) }
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.showPage(context, FieldErrors())
    }

    private func showPage(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let (batch, subjects) = try await self.imports.batch(
            try context.parameters.require("batch"), as: context.caller)
        let shell = try await frame
        return context.page(shell, batch.fileName, status: errors.isEmpty ? .ok : .unprocessableContent) {
            importBatchPage(context, shell, batch, subjects, errors)
        }
    }

    @Sendable private func undo(request: Request, context: ScopedContext) async throws -> Response {
        let id: ImportBatch.ID = try context.parameters.require("batch")
        guard let reason = context.form["reason"], reason.count <= 500 else {
            return try await self.showPage(
                context, FieldErrors("reason", "Say in at most 500 characters why the import is undone"))
        }
        do {
            try await self.imports.undo(id, because: reason, as: context.caller)
            return .redirect(to: .importBatch(context.scope, id), flash: "Undone")
        } catch let error as ImportError {
            switch error {
            case .inUse, .windowClosed, .tooLarge:
                return try await self.showPage(context, FieldErrors("reason", Problem.sentence(error.sentence)))
            default: throw error
            }
        }
    }

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.imports.batches(as: context.caller)))
    }

    @Sendable private func apiShow(request: Request, context: ScopedContext) async throws -> Response {
        let (batch, subjects) = try await self.imports.batch(
            try context.parameters.require("batch"), as: context.caller)
        return .json(ImportBatchAnswer(batch: batch, people: subjects))
    }

    @Sendable private func apiUndo(request: Request, context: ScopedContext) async throws -> Response {
        struct Input: Decodable { let reason: String }
        try await self.imports.undo(
            try context.parameters.require("batch"), because: try context.json(Input.self).reason, as: context.caller)
        return .noContent
    }
}

/// A batch with its people, for programs.
struct ImportBatchAnswer: APIObject {
    let batch: ImportBatch
    let people: [ImportSubject]

    static let members: [APIMember<ImportBatchAnswer>] = [
        APIMember("import") { $0.batch }, APIMember("people") { $0.people },
    ]
}

extension ImportBatch.Kind: APIWord {}
extension ImportBatch.State: APIWord {}

extension ImportBatch: APIObject {
    static let members: [APIMember<ImportBatch>] = [
        APIMember("id") { $0.id }, APIMember("kind") { $0.kind }, APIMember("clinic") { $0.clinic },
        APIMember("file") { $0.fileName }, APIMember("sha256") { $0.digestText },
        APIMember("rows") { $0.rows }, APIMember("state") { $0.state }, APIMember("imported_by") { $0.importedBy },
        APIMember("imported_at") { $0.importedAt }, APIMember("undo_until") { $0.undoUntil },
        APIMember("undone_by") { $0.undoneBy }, APIMember("undone_at") { $0.undoneAt },
        APIMember("undo_reason") { $0.undoReason },
    ]
}

extension ImportSubject: APIObject {
    static let members: [APIMember<ImportSubject>] = [
        APIMember("person") { $0.person }, APIMember("name") { $0.name }, APIMember("made") { $0.kinds },
        APIMember("withdrawn") { $0.isWithdrawn },
    ]
}
