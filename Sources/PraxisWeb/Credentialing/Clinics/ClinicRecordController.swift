import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// What is put on record of a clinic's certificates: checks, what authorities did, and documents.
struct ClinicRecordController: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .page(
                .get, "/{scope}/clinic/terms/{term}/verifications/new", .verificationWrite,
                "Verify a clinic credential", self.blankVerification),
            .page(
                .post, "/{scope}/clinic/terms/{term}/verifications", .verificationWrite, "Verify a clinic credential",
                self.verify),
            .page(
                .get, "/{scope}/clinic/credentials/{credential}/statuses/new", .verificationWrite,
                "Record what an authority did to a clinic credential", self.blankStatus),
            .page(
                .post, "/{scope}/clinic/credentials/{credential}/statuses", .verificationWrite,
                "Record what an authority did to a clinic credential", self.createStatus),
            .page(
                .get, "/{scope}/clinic/terms/{term}/documents/new", .credentialWrite,
                "Put a document of a clinic credential on file", self.blankDocument),
            .page(
                .post, "/{scope}/clinic/terms/{term}/documents", .credentialWrite,
                "Put a document of a clinic credential on file", body: .upload(limit: DocumentDraft.limit + 65_536),
                self.addDocument),
            .page(
                .post, "/{scope}/clinic/documents/{document}/openings", .credentialRead,
                "Open a document of a clinic credential", self.open),
        ]
    }

    // MARK: Verifications

    @Sendable private func blankVerification(request: Request, context: ScopedContext) async throws -> Response {
        try await self.verificationForm(context, FieldErrors())
    }

    private func verificationForm(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        try await clinicForm(context, self.credentialing, "Verify a term", errors) { file in
            clinicVerificationForm(context, file, try context.term(in: file), errors)
        }
    }

    @Sendable private func verify(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let draft = try VerificationDraft.ofClinic { context.form[$0] }
            try await self.credentialing.verify(try context.parameters.require("term"), draft, as: context.caller)
            return .redirect(to: .clinicCredentials(context.scope), flash: "The check is on record")
        } catch let errors as FieldErrors {
            return try await self.verificationForm(context, errors)
        } catch let error as CredentialingError {
            guard let errors = error.fieldsOfCheck else { throw error }
            return try await self.verificationForm(context, errors)
        }
    }

    // MARK: What authorities did

    @Sendable private func blankStatus(request: Request, context: ScopedContext) async throws -> Response {
        try await self.statusForm(context, FieldErrors())
    }

    private func statusForm(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        try await clinicForm(context, self.credentialing, "Record an action of the authority", errors) { file in
            clinicStatusForm(context, file, try context.credential(in: file), errors)
        }
    }

    @Sendable private func createStatus(request: Request, context: ScopedContext) async throws -> Response {
        do {
            _ = try await self.credentialing.add(
                try ClinicStatusDraft { context.form[$0] }, to: try context.parameters.require("credential"),
                as: context.caller)
            return .redirect(to: .clinicCredentials(context.scope), flash: "Recorded; clearance follows it at once")
        } catch let errors as FieldErrors {
            return try await self.statusForm(context, errors)
        } catch CredentialingError.verificationRequired {
            return try await self.statusForm(
                context, FieldErrors("status", Problem.sentence(CredentialingError.verificationRequired.sentence)))
        }
    }

    // MARK: Documents

    @Sendable private func blankDocument(request: Request, context: ScopedContext) async throws -> Response {
        try await self.documentForm(context, FieldErrors())
    }

    private func documentForm(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        try await clinicForm(context, self.credentialing, "Put a document on file", errors) { file in
            clinicDocumentForm(context, file, try context.term(in: file), errors)
        }
    }

    @Sendable private func addDocument(request: Request, context: ScopedContext) async throws -> Response {
        do {
            _ = try await self.credentialing.keep(
                try context.clinicDocument(named: context.form["name"]), of: try context.parameters.require("term"),
                as: context.caller)
            return .redirect(to: .clinicCredentials(context.scope), flash: "The document is on file")
        } catch let errors as FieldErrors {
            return try await self.documentForm(context, errors)
        }
    }

    @Sendable private func open(request: Request, context: ScopedContext) async throws -> Response {
        let (document, bytes) = try await self.credentialing.open(
            try context.parameters.require("document"), as: context.caller)
        return .download(document.name, document.mediaType, bytes)
    }
}

/// Shows a form about what the clinic of the scope holds, with what was typed and what is wrong with it.
func clinicForm(
    _ context: ScopedContext, _ credentialing: CredentialingService, _ title: String,
    _ errors: FieldErrors = FieldErrors(), _ content: (ClinicFile) throws -> HTML
) async throws -> Response {
    async let frame = context.frame()
    let file = try await credentialing.clinicFile(as: context.caller)
    let body = try content(file)
    return context.page(try await frame, title, status: errors.isEmpty ? .ok : .unprocessableContent) {
        pageHeader(title, lead: file.site.name, trail: [Crumb("Clinic credentials", .clinicCredentials(context.scope))])
        errorSummary(errors)
        body
    }
}

extension ScopedContext {
    /// The certificate that the path names.
    func credential(in file: ClinicFile) throws -> ClinicCredential {
        let id: ClinicCredential.ID = try self.parameters.require("credential")
        return try file.credentials.filter { $0.id == id }.required()
    }

    /// The term that the path names.
    fileprivate func term(in file: ClinicFile) throws -> ClinicTerm {
        let id: ClinicTerm.ID = try self.parameters.require("term")
        return try file.terms.filter { $0.id == id }.required()
    }

    /// The document that was sent.
    func clinicDocument(named name: String?) throws(FieldErrors) -> DocumentDraft {
        let file = self.upload.file
        return try DocumentDraft(
            name: name ?? file?.name ?? "", bytes: file?.bytes ?? [], compartment: Compartment.credential.rawValue,
            credential: nil)
    }
}
