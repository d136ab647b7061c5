import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// Files of Medicare's enrollment system, of Care Compare, and lists about people: upload, preview, confirm.
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
                .post, "/api/v1/{scope}/medicare/imports", .providerImport,
                "Preview a file of PECOS, Care Compare or a list of Medicare's",
                query: [
                    QueryItem("name", .text(1...255), "The file's name"),
                    QueryItem("as_of", .date, "The day of a list"),
                    QueryItem("whole", .choice("yes"), "Take a list that is much shorter than the one before"),
                ], body: .bulk,
                answers: .created, status: .created, self.apiUpload),
            .api(
                .get, "/api/v1/{scope}/medicare/imports/{import}", .providerImport,
                "Read the preview of a file of Medicare's", answers: PecosImportFile.schema, self.apiShow),
            .api(
                .post, "/api/v1/{scope}/medicare/imports/{import}/confirmation", .providerImport,
                "Confirm a file of Medicare's", status: .noContent, versioned: true, self.apiConfirm),
            .api(
                .post, "/api/v1/{scope}/medicare/imports/{import}/discard", .providerImport,
                "Discard a file of Medicare's", status: .noContent, versioned: true, self.apiDiscard),
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

    private func read(
        _ context: ScopedContext, _ name: String?, _ field: (String) -> String?
    ) throws -> PecosUpload {
        guard let file = context.upload.spooled else {
            throw FieldErrors("file", "Choose a file of PECOS or of Care Compare, or one of Medicare’s lists")
        }
        var errors = FieldErrors()
        let asOf = field("as_of").flatMap { text in
            errors.check("as_of", text, { LocalDate($0) }, else: "Enter a day such as 2026-03-14, or leave it blank")
        }
        guard errors.isEmpty else { throw errors }
        return PecosUpload(
            fileName: name ?? (file.name.isEmpty ? "medicare.csv" : file.name), source: file.source, asOf: asOf,
            isWhole: field("whole") != nil)
    }

    @Sendable private func upload(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let id = try await self.imports.preview(
                try self.read(context, nil) { context.form[$0] }, as: context.caller)
            return .redirect(to: .pecosImport(context.scope, id))
        } catch let errors as FieldErrors {
            return try await self.listPage(context, errors)
        } catch ImportError.unusable(let failure) {
            return try await self.listPage(context, FieldErrors("file", Problem.sentence(failure.message)))
        } catch ImportError.unreadable(let problems) {
            let sentence = Problem.sentence(ImportError.unreadable(problems).sentence)
            return try await self.listPage(context, FieldErrors("file", sentence), problems)
        } catch let error as ImportError where error.isOfList {
            return try await self.listPage(context, FieldErrors("file", Problem.sentence(error.sentence)))
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
            try await self.imports.preview(
                try self.read(context, context.query["name"]) { context.query[$0] }, as: context.caller))
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
        APIMember("flagged") { $0.summary.flagged }, APIMember("as_of") { $0.summary.listDay?.day },
        APIMember("as_of_from") { $0.summary.listDay?.source }, APIMember("people") { $0.people },
    ]
}

extension PecosReader.Layout: APIWord {}
extension PecosPreview.Outcome: APIWord {}
extension MedicareNumber.Kind: APIWord {}

extension PecosPreview: APIObject {
    static let members: [APIMember<PecosPreview>] = [
        APIMember("row") { $0.isNamed ? $0.row : nil }, APIMember("person") { $0.person },
        APIMember("name") { $0.name },
        APIMember("outcome") { $0.outcome }, APIMember("new") { $0.new }, APIMember("problem") { $0.problem },
        APIMember("listed") { $0.listed },
    ]
}

extension MedicareNumber: APIObject {
    static let members: [APIMember<MedicareNumber>] = [
        APIMember("kind") { $0.kind }, APIMember("value") { $0.value }, APIMember("state") { $0.state },
    ]
}
