package import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// The documents of a person's file, compartment by compartment, and their openings.
package struct DocumentController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/people/{person}/documents", .personRead, "Documents", self.list),
            .page(
                .post, "/{scope}/people/{person}/documents", .personWrite, "Put a document on file",
                body: .upload(limit: DocumentDraft.limit + 65_536), self.add),
            .page(
                .get, "/{scope}/people/{person}/documents/{document}/openings/new", .personRead, "Open a document",
                self.ask),
            .page(
                .post, "/{scope}/people/{person}/documents/{document}/openings", .personRead, "Open a document",
                self.open),
            .api(
                .get, "/api/v1/{scope}/people/{person}/documents", .personRead, "List the documents of a person's file",
                answers: .page(of: Document.schema), self.apiList),
            .api(
                .post, "/api/v1/{scope}/people/{person}/documents", .personWrite, "Put a document on file",
                query: [
                    QueryItem("compartment", .choice(Compartment.allCases.map(\.rawValue)), "Where it belongs"),
                    QueryItem("credential", .uuid, "The credential that it proves"),
                    QueryItem("name", .text(1...200), "Its name"),
                ], body: .upload(limit: DocumentDraft.limit), answers: .created, status: .created, self.apiAdd),
            .api(
                .post, "/api/v1/{scope}/people/{person}/documents/{document}/openings", .personRead,
                "Open a document, which the trail keeps", takes: .object(["purpose": .text(10...500).optional]),
                answers: .openedDocument, self.apiOpen),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let file = try await self.credentialing.documents(
            of: try context.parameters.require("person"), as: context.caller)
        let shell = try await frame
        return context.page(shell, "Documents", status: errors.isEmpty ? .ok : .unprocessableContent) {
            documentsPage(context, shell, file, errors)
        }
    }

    private func draft(_ context: ScopedContext, _ field: (String) -> String?) async throws -> DocumentDraft {
        let file = context.upload.file
        let name = field("name") ?? file?.name ?? ""
        let draft = try DocumentDraft(
            name: name, bytes: file?.bytes ?? [], compartment: field("compartment"), credential: field("credential"))
        guard try await context.frame().may(draft.compartment.writing) else {
            throw CredentialingError.permissionMissing
        }
        return draft
    }

    @Sendable private func add(request: Request, context: ScopedContext) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        do {
            let draft = try await self.draft(context) { context.form[$0] }
            _ = try await self.credentialing.add(draft, to: person, as: context.caller)
            return .redirect(to: .documents(context.scope, person), flash: "On file in \(draft.compartment.title)")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        }
    }

    // MARK: Opening

    @Sendable private func ask(request: Request, context: ScopedContext) async throws -> Response {
        try await self.purposePage(context, FieldErrors())
    }

    private func purposePage(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        async let frame = context.frame()
        let document = try await self.credentialing.document(
            try context.parameters.require("document"), of: person, as: context.caller)
        return context.page(
            try await frame, "Open a document", status: errors.isEmpty ? .ok : .unprocessableContent
        ) {
            openingForm(context, person, document, errors)
        }
    }

    @Sendable private func open(request: Request, context: ScopedContext) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        let id: Document.ID = try context.parameters.require("document")
        let document = try await self.credentialing.document(id, of: person, as: context.caller)
        let purpose = context.form["purpose"]
        if document.compartment.asksForPurpose, !(10...500).contains(purpose?.count ?? 0) {
            return try await self.purposePage(
                context, FieldErrors("purpose", "Enter what you open it for, in 10 to 500 characters"))
        }
        let opened = try await self.credentialing.open(id, of: person, purpose: purpose, as: context.caller)
        return .download(opened.document.name, opened.document.mediaType, opened.bytes)
    }

    // MARK: Programs

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        let file = try await self.credentialing.documents(
            of: try context.parameters.require("person"), as: context.caller)
        return .json(JSONPage(file.documents))
    }

    @Sendable private func apiAdd(request: Request, context: ScopedContext) async throws -> Response {
        let draft = try await self.draft(context) { context.query[$0] }
        return .created(
            try await self.credentialing.add(
                draft, to: try context.parameters.require("person"), as: context.caller))
    }

    @Sendable private func apiOpen(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let opened = try await self.credentialing.open(
            try context.parameters.require("document"), of: try context.parameters.require("person"),
            purpose: fields["purpose"], as: context.caller)
        return .opened(opened.document.name, opened.document.mediaType, opened.document.digest, opened.bytes)
    }
}
