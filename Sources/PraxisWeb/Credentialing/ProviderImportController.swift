package import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// Provider files: upload, preview, confirm.
package struct ProviderImportController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/providers/imports", .providerImport, "Provider files", self.list),
            .page(
                .post, "/{scope}/providers/imports", .providerImport, "Preview a provider file",
                body: .bulk, self.upload),
            .page(.get, "/{scope}/providers/imports/{import}", .providerImport, "A provider file", self.show),
            .page(
                .post, "/{scope}/providers/imports/{import}/confirmation", .providerImport, "Confirm a provider file",
                self.confirm),
            .page(
                .post, "/{scope}/providers/imports/{import}/discard", .providerImport, "Discard a provider file",
                self.discard),
            .api(
                .post, "/api/v1/{scope}/providers/imports", .providerImport,
                "Preview a provider file in the NPPES layout",
                query: [
                    QueryItem("name", .text(1...255), "The file's name"),
                    QueryItem("starts", .date, "From when its people are appointed"),
                ], body: .bulk, answers: .created, status: .created, self.apiUpload),
            .api(
                .get, "/api/v1/{scope}/providers/imports/{import}", .providerImport,
                "Read the preview of a provider file",
                query: [QueryItem("after", .text(1...10), "The row after which the page begins")],
                answers: ProviderImportFile.schema, self.apiShow),
            .api(
                .post, "/api/v1/{scope}/providers/imports/{import}/confirmation", .providerImport,
                "Confirm a provider file", status: .noContent, versioned: true, self.apiConfirm),
            .api(
                .post, "/api/v1/{scope}/providers/imports/{import}/discard", .providerImport, "Discard a provider file",
                status: .noContent, versioned: true, self.apiDiscard),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        try await self.listPage(context, FieldErrors())
    }

    private func listPage(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let imports = try await self.credentialing.providerImports(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Provider files", status: errors.isEmpty ? .ok : .unprocessableContent) {
            providerImportsPage(context, shell, imports, errors)
        }
    }

    private func read(_ context: ScopedContext, _ starts: String?, _ name: String?) throws -> ProviderUpload {
        var errors = FieldErrors()
        if context.scope == .all {
            errors.add("file", "Choose a clinic first: the people of the file are appointed there")
        }
        let day = errors.check(
            "starts", starts, { LocalDate($0) }, else: "Enter from when the people are appointed, such as 2026-03-14")
        let file = context.upload.spooled
        if file == nil { errors.add("file", "Choose a file in the NPPES layout") }
        guard errors.isEmpty, let file, let day else { throw errors }
        return ProviderUpload(
            fileName: name ?? (file.name.isEmpty ? "upload.csv" : file.name), source: file.source, startsOn: day)
    }

    @Sendable private func upload(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let upload = try self.read(context, context.form["starts"], nil)
            let id = try await self.credentialing.preview(upload, as: context.caller)
            return .redirect(to: .providerImport(context.scope, id))
        } catch let errors as FieldErrors {
            return try await self.listPage(context, errors)
        } catch CredentialingError.unusableFile(let failure) {
            return try await self.listPage(context, FieldErrors("file", Problem.sentence(failure.message)))
        }
    }

    private func outcome(_ context: ScopedContext) -> ProviderPreview.Outcome? {
        context.query["outcome"].flatMap(ProviderPreview.Outcome.init)
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let file = try await self.credentialing.providerImport(
            try context.parameters.require("import"), self.outcome(context),
            after: context.query["after"].flatMap { Int($0) } ?? 0, as: context.caller)
        let shell = try await frame
        return context.page(shell, file.summary.fileName) {
            providerImportPage(context, shell, file, self.outcome(context))
        }
    }

    @Sendable private func confirm(request: Request, context: ScopedContext) async throws -> Response {
        let id: ProviderImport.ID = try context.parameters.require("import")
        try await self.credentialing.confirm(id, version: try context.version(), as: context.caller)
        return .redirect(to: .providerImport(context.scope, id), flash: "Imported")
    }

    @Sendable private func discard(request: Request, context: ScopedContext) async throws -> Response {
        let id: ProviderImport.ID = try context.parameters.require("import")
        try await self.credentialing.discard(id, version: try context.version(), as: context.caller)
        return .redirect(to: .providerImports(context.scope), flash: "Discarded; nothing was imported")
    }

    // MARK: API

    @Sendable private func apiUpload(request: Request, context: ScopedContext) async throws -> Response {
        let upload = try self.read(context, context.query["starts"], context.query["name"])
        let id = try await self.credentialing.preview(upload, as: context.caller)
        return .created(id)
    }

    @Sendable private func apiDiscard(request: Request, context: ScopedContext) async throws -> Response {
        let id: ProviderImport.ID = try context.parameters.require("import")
        try await self.credentialing.discard(id, version: try context.version(), as: context.caller)
        return .noContent
    }

    @Sendable private func apiShow(request: Request, context: ScopedContext) async throws -> Response {
        let file = try await self.credentialing.providerImport(
            try context.parameters.require("import"), nil, after: context.query["after"].flatMap { Int($0) } ?? 0,
            as: context.caller)
        return .json(file, version: file.summary.version)
    }

    @Sendable private func apiConfirm(request: Request, context: ScopedContext) async throws -> Response {
        try await self.credentialing.confirm(
            try context.parameters.require("import"), version: try context.version(), as: context.caller)
        return .noContent
    }
}
