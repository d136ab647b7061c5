import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// What a clinic itself holds: certificates and their terms, and who directs its laboratory.
struct ClinicCredentialController: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/clinic/credentials", .credentialRead, "Clinic credentials", self.show),
            .page(.get, "/{scope}/clinic/credentials/new", .credentialWrite, "Add a clinic credential", self.blank),
            .page(.post, "/{scope}/clinic/credentials", .credentialWrite, "Add a clinic credential", self.create),
            .page(
                .get, "/{scope}/clinic/credentials/{credential}/terms/new", .credentialWrite,
                "Add a term of a clinic credential", self.blankTerm),
            .page(
                .post, "/{scope}/clinic/credentials/{credential}/terms", .credentialWrite,
                "Add a term of a clinic credential", self.createTerm),
            .page(
                .post, "/{scope}/clinic/laboratory-directors", .credentialWrite, "Change the laboratory director",
                self.appoint),
            .page(
                .post, "/{scope}/clinic/laboratory-directors/{director}/notice", .credentialWrite,
                "Record the notice of a laboratory director", self.notice),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let file = try await self.credentialing.clinicFile(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Clinic credentials", status: errors.isEmpty ? .ok : .unprocessableContent) {
            clinicCredentialsPage(context, shell, file, errors)
        }
    }

    // MARK: Certificates

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await clinicForm(context, self.credentialing, "Add a clinic credential") {
            clinicCredentialForm(context, $0, FieldErrors())
        }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let file = try await self.credentialing.clinicFile(as: context.caller)
        do {
            let draft = try ClinicCredentialDraft({ context.form[$0] }, types: file.types)
            _ = try await self.credentialing.add(draft, as: context.caller)
            return .redirect(
                to: .clinicCredentials(context.scope), flash: "On file; it counts once it has been verified")
        } catch let errors as FieldErrors {
            return try await clinicForm(context, self.credentialing, "Add a clinic credential", errors) {
                clinicCredentialForm(context, $0, errors)
            }
        }
    }

    // MARK: Terms

    @Sendable private func blankTerm(request: Request, context: ScopedContext) async throws -> Response {
        try await clinicForm(context, self.credentialing, "Add a term") { file in
            clinicTermForm(context, file, try context.credential(in: file), FieldErrors())
        }
    }

    @Sendable private func createTerm(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let draft = try TermDraft { context.form[$0] }
            _ = try await self.credentialing.add(
                draft, to: try context.parameters.require("credential"), as: context.caller)
            return .redirect(
                to: .clinicCredentials(context.scope), flash: "On file; it counts once it has been verified")
        } catch let errors as FieldErrors {
            return try await clinicForm(context, self.credentialing, "Add a term", errors) { file in
                clinicTermForm(context, file, try context.credential(in: file), errors)
            }
        }
    }

    // MARK: Laboratory directors

    @Sendable private func appoint(request: Request, context: ScopedContext) async throws -> Response {
        do {
            _ = try await self.credentialing.appoint(try DirectorDraft { context.form[$0] }, as: context.caller)
            return .redirect(to: .clinicCredentials(context.scope), flash: "Recorded")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        }
    }

    @Sendable private func notice(request: Request, context: ScopedContext) async throws -> Response {
        do {
            try await self.credentialing.noticeSent(
                try context.parameters.require("director"), on: context.form["notified"].flatMap { LocalDate($0) },
                as: context.caller)
            return .redirect(to: .clinicCredentials(context.scope), flash: "The notice is on record")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        }
    }
}
