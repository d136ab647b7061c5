package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// The worksheet of an element, its checks with their evidence, and exceptions.
package struct CheckController: Controller {
    let files: FileService

    package init(files: FileService) { self.files = files }

    package var routes: [Route] {
        let sheet: PathTemplate = "/{scope}/files/{file}/elements/{element}"
        return [
            .page(.get, sheet, .fileRead, "A verification worksheet", self.show),
            .page(.post, sheet, .verificationWrite, "Record a check", body: .upload(limit: 11 << 20), self.create),
            .page(
                .post, "/{scope}/files/{file}/elements/{element}/exceptions", .fileWrite, "Document an exception",
                self.except),
            .page(
                .post, "/{scope}/files/{file}/checks/{check}/review", .verificationWrite, "Review a fetched check",
                self.review),
        ]
    }

    private func id(_ context: ScopedContext) throws -> CycleFile.ID { try context.parameters.require("file") }

    private func element(_ context: ScopedContext) throws -> String {
        try context.parameters.require("element", as: String.self)
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, try self.element(context), FieldErrors())
    }

    private func page(
        _ context: ScopedContext, _ element: String, _ errors: FieldErrors, of reviewed: Verification.ID? = nil
    ) async throws -> Response {
        async let frame = context.frame()
        let sheet = try await self.files.worksheet(element, of: try self.id(context), as: context.caller)
        let shell = try await frame
        return context.page(shell, sheet.item.title, status: errors.isEmpty ? .ok : .unprocessableContent) {
            worksheetPage(context, shell, sheet, errors, of: reviewed)
        }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let (id, element) = (try self.id(context), try self.element(context))
        do {
            let document = try context.document()
            let sheet = try await self.files.worksheet(element, of: id, as: context.caller)
            let draft = try CheckDraft({ context.form[$0] }, sources: sheet.sources, document: document)
            _ = try await self.files.check(element, of: id, draft, as: context.caller)
            return .redirect(to: .worksheet(context.scope, id, element), flash: "On record")
        } catch let errors as FieldErrors {
            return try await self.page(context, element, errors)
        } catch let error as CredentialingError {
            guard let errors = error.fieldsOfCheck else { throw error }
            return try await self.page(context, element, errors)
        }
    }

    @Sendable private func except(request: Request, context: ScopedContext) async throws -> Response {
        let (id, element) = (try self.id(context), try self.element(context))
        do {
            try await self.files.except(
                element, of: id, try ExceptionDraft { context.form[$0] }, as: context.caller)
            return .redirect(to: .worksheet(context.scope, id, element), flash: "On record")
        } catch let errors as FieldErrors {
            return try await self.page(context, element, errors)
        }
    }

    @Sendable private func review(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        let check: Verification.ID = try context.parameters.require("check")
        do {
            try await self.files.review(check, of: id, try context.checkReview(), as: context.caller)
            return .redirect(to: .file(context.scope, id), flash: "Reviewed")
        } catch let errors as FieldErrors {
            let checks = try await self.files.record(id, as: context.caller).checks
            let element = try checks.filter { $0.id == check }.required().element
            return try await self.page(context, element, errors, of: check)
        }
    }
}

extension ScopedContext {
    /// The document that came with an upload, where one was chosen, or as the whole body.
    func document(named name: String? = nil) throws(FieldErrors) -> EvidenceDraft? {
        guard let file = self.upload.file, !file.bytes.isEmpty else { return nil }
        return try EvidenceDraft(name: name ?? file.name, bytes: file.bytes)
    }
}
