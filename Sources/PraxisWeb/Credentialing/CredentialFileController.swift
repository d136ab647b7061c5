package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// A person's credential file: what is on it, and the forms that add to it.
package struct CredentialFileController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        let person: PathTemplate = "/{scope}/people/{person}/credentials"
        return [
            .page(.get, person, .credentialRead, "Credential file", self.show),
            .page(.get, "/{scope}/people/{person}/credentials/new", .credentialWrite, "Add a credential", self.blank),
            .page(.post, person, .credentialWrite, "Add a credential", self.create),
            .page(
                .get, "/{scope}/people/{person}/credentials/{credential}/terms/new", .credentialWrite, "Add a term",
                self.blankTerm),
            .page(
                .post, "/{scope}/people/{person}/credentials/{credential}/terms", .credentialWrite, "Add a term",
                self.createTerm),
            .page(
                .get, "/{scope}/people/{person}/credentials/{credential}/statuses/new", .verificationWrite,
                "Record a board action", self.blankStatus),
            .page(
                .post, "/{scope}/people/{person}/credentials/{credential}/statuses", .verificationWrite,
                "Record a board action", self.createStatus),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        if context.looksBack { return try await self.showAsOf(context) }
        async let frame = context.frame()
        let file = try await self.file(context)
        let shell = try await frame
        return context.page(shell, file.person.name) { credentialFilePage(context, shell, file) }
    }

    func file(_ context: ScopedContext) async throws -> CredentialFile {
        try await self.credentialing.file(of: try context.parameters.require("person"), as: context.caller)
    }

    /// Shows a form, with what was typed and what is wrong with it.
    private func form(
        _ context: ScopedContext, _ title: String, _ errors: FieldErrors = FieldErrors(),
        _ content: (CredentialFile) throws -> HTML
    ) async throws -> Response {
        async let frame = context.frame()
        let file = try await self.file(context)
        let body = try content(file)
        return context.page(try await frame, title, status: errors.isEmpty ? .ok : .unprocessableContent) {
            pageHeader(
                title, lead: file.person.name,
                trail: [Crumb(file.person.name, .credentialFile(context.scope, file.person.id))])
            errorSummary(errors)
            body
        }
    }

    // MARK: Credentials

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, "Add a credential") { credentialForm(context, $0, FieldErrors()) }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        do {
            let draft = try CredentialDraft(
                { context.form[$0] }, types: try await self.credentialing.types(as: context.caller))
            _ = try await self.credentialing.add(draft, to: person, as: context.caller)
            return .redirect(
                to: .credentialFile(context.scope, person), flash: "On file; it counts once it has been verified")
        } catch let errors as FieldErrors {
            return try await self.form(context, "Add a credential", errors) { credentialForm(context, $0, errors) }
        }
    }

    // MARK: Terms

    private func credential(_ context: ScopedContext, in file: CredentialFile) throws -> HeldCredential {
        let id: HeldCredential.ID = try context.parameters.require("credential")
        return try file.credentials.filter { $0.id == id }.required()
    }

    @Sendable private func blankTerm(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, "Add a term") { file in
            termForm(context, file, try self.credential(context, in: file), FieldErrors())
        }
    }

    @Sendable private func createTerm(request: Request, context: ScopedContext) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        do {
            let draft = try TermDraft { context.form[$0] }
            _ = try await self.credentialing.add(
                draft, to: try context.parameters.require("credential"), of: person, as: context.caller)
            return .redirect(
                to: .credentialFile(context.scope, person), flash: "On file; it counts once it has been verified")
        } catch let errors as FieldErrors {
            return try await self.form(context, "Add a term", errors) { file in
                termForm(context, file, try self.credential(context, in: file), errors)
            }
        }
    }

    // MARK: Board actions

    @Sendable private func blankStatus(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, "Record a board action") { file in
            statusForm(context, file, try self.credential(context, in: file), FieldErrors())
        }
    }

    @Sendable private func createStatus(request: Request, context: ScopedContext) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        do {
            let draft = try StatusDraft { context.form[$0] }
            _ = try await self.credentialing.add(
                draft, to: try context.parameters.require("credential"), of: person, as: context.caller)
            return .redirect(
                to: .credentialFile(context.scope, person), flash: "Recorded; clearance follows it at once")
        } catch let errors as FieldErrors {
            return try await self.statusAgain(context, errors)
        } catch let error as CredentialingError
            where [.notTimely, .verificationRequired, .notMultistate, .notSingleState].contains(error)
        {
            let field = error == .notTimely ? "starts" : "status"
            return try await self.statusAgain(context, FieldErrors(field, Problem.sentence(error.sentence)))
        }
    }

    /// The form with what was typed, and what is wrong beside the field.
    private func statusAgain(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        try await self.form(context, "Record a board action", errors) { file in
            statusForm(context, file, try self.credential(context, in: file), errors)
        }
    }
}
