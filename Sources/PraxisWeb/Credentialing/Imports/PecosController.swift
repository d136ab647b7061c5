import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// Files of Medicare's enrollment system and of Care Compare: upload, preview, confirm.
struct PecosController: Controller {
    let imports: ImportService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/medicare/imports", .providerImport, "Medicare files", self.list),
            .page(
                .post, "/{scope}/medicare/imports", .providerImport, "Preview a Medicare file",
                body: .bulk, self.upload),
            .page(.get, "/{scope}/medicare/imports/{import}", .providerImport, "A Medicare file", self.show),
            .page(
                .post, "/{scope}/medicare/imports/{import}/confirmation", .providerImport, "Confirm a Medicare file",
                self.confirm),
            .page(
                .post, "/{scope}/medicare/imports/{import}/discard", .providerImport, "Discard a Medicare file",
                self.discard),
            .api(
                .post, "/api/v1/{scope}/medicare/imports", .providerImport, "Preview a PECOS or Care Compare file",
                query: [QueryItem("name", .text(1...255), "The file's name")], body: .bulk,
                answers: .created, status: .created, self.apiUpload),
            .api(
                .get, "/api/v1/{scope}/medicare/imports/{import}", .providerImport,
                "Read the preview of a PECOS or Care Compare file", answers: PecosImportFile.schema, self.apiShow),
            .api(
                .post, "/api/v1/{scope}/medicare/imports/{import}/confirmation", .providerImport,
                "Confirm a PECOS or Care Compare file", status: .noContent, versioned: true, self.apiConfirm),
            .api(
                .post, "/api/v1/{scope}/medicare/imports/{import}/discard", .providerImport,
                "Discard a PECOS or Care Compare file", status: .noContent, versioned: true, self.apiDiscard),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        try await self.listPage(context, FieldErrors())
    }

    private func listPage(
        _ context: ScopedContext, _ errors: FieldErrors, _ problems: [CSVProblem] = []
    ) async throws -> Response {
        async let frame = context.frame()
        let imports = try await self.imports.pecosImports(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Medicare files", status: errors.isEmpty ? .ok : .unprocessableContent) {
            pecosImportsPage(context, shell, imports, errors, problems)
        }
    }

    private func read(_ context: ScopedContext, _ name: String?) throws -> PecosUpload {
        guard let file = context.upload.spooled else {
            throw FieldErrors("file", "Choose an enrollment file of PECOS or a clinician file of Care Compare")
        }
        return PecosUpload(
            fileName: name ?? (file.name.isEmpty ? "medicare.csv" : file.name), source: file.source)
    }

    @Sendable private func upload(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let id = try await self.imports.preview(try self.read(context, nil), as: context.caller)
            return .redirect(to: .pecosImport(context.scope, id))
        } catch let errors as FieldErrors {
            return try await self.listPage(context, errors)
        } catch ImportError.unusable(let failure) {
            return try await self.listPage(context, FieldErrors("file", Problem.sentence(failure.message)))
        } catch ImportError.unreadable(let problems) {
            let sentence = Problem.sentence(ImportError.unreadable(problems).sentence)
            return try await self.listPage(context, FieldErrors("file", sentence), problems)
        }
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let file = try await self.imports.pecosImport(try context.parameters.require("import"), as: context.caller)
        let shell = try await frame
        return context.page(shell, file.summary.fileName) { pecosImportPage(context, shell, file) }
    }

    @Sendable private func confirm(request: Request, context: ScopedContext) async throws -> Response {
        let id: PecosImport.ID = try context.parameters.require("import")
        try await self.imports.confirm(id, version: try context.version(), as: context.caller)
        return .redirect(to: .importBatch(context.scope, ImportBatch.ID(id.uuid)), flash: "Imported")
    }

    @Sendable private func discard(request: Request, context: ScopedContext) async throws -> Response {
        let id: PecosImport.ID = try context.parameters.require("import")
        try await self.imports.discard(id, version: try context.version(), as: context.caller)
        return .redirect(to: .pecosImports(context.scope), flash: "Discarded; nothing was imported")
    }

    @Sendable private func apiUpload(request: Request, context: ScopedContext) async throws -> Response {
        .created(
            try await self.imports.preview(try self.read(context, context.query["name"]), as: context.caller))
    }

    @Sendable private func apiShow(request: Request, context: ScopedContext) async throws -> Response {
        let file = try await self.imports.pecosImport(try context.parameters.require("import"), as: context.caller)
        return .json(file, version: file.summary.version)
    }

    @Sendable private func apiDiscard(request: Request, context: ScopedContext) async throws -> Response {
        let id: PecosImport.ID = try context.parameters.require("import")
        try await self.imports.discard(id, version: try context.version(), as: context.caller)
        return .noContent
    }

    @Sendable private func apiConfirm(request: Request, context: ScopedContext) async throws -> Response {
        let id: PecosImport.ID = try context.parameters.require("import")
        try await self.imports.confirm(id, version: try context.version(), as: context.caller)
        return .noContent
    }
}

extension PecosImportFile: APIObject {
    static let members: [APIMember<PecosImportFile>] = [
        APIMember("file") { $0.summary.fileName }, APIMember("layout") { $0.summary.layout },
        APIMember("state") { $0.summary.state }, APIMember("rows") { $0.summary.rows },
        APIMember("flagged") { $0.summary.flagged }, APIMember("people") { $0.people },
    ]
}

extension PecosReader.Layout: APIWord {}
extension PecosPreview.Outcome: APIWord {}
extension MedicareNumber.Kind: APIWord {}

extension PecosPreview: APIObject {
    static let members: [APIMember<PecosPreview>] = [
        APIMember("row") { $0.row }, APIMember("person") { $0.person }, APIMember("name") { $0.name },
        APIMember("outcome") { $0.outcome }, APIMember("new") { $0.new }, APIMember("problem") { $0.problem },
    ]
}

extension MedicareNumber: APIObject {
    static let members: [APIMember<MedicareNumber>] = [
        APIMember("kind") { $0.kind }, APIMember("value") { $0.value }, APIMember("state") { $0.state },
    ]
}
