import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// What certificates of malpractice insurance say, and what covers earlier work.
struct MalpracticeController: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        let covers: PathTemplate = "/{scope}/people/{person}/terms/{term}/covers"
        let tails: PathTemplate = "/{scope}/people/{person}/tails"
        return [
            .page(
                .get, "/{scope}/people/{person}/terms/{term}/covers/new", .credentialWrite, "What it covers",
                self.blankCover),
            .page(.post, covers, .credentialWrite, "What it covers", self.createCover),
            .page(
                .get, "/{scope}/people/{person}/tails/new", .credentialWrite, "Cover of earlier work", self.blankTail),
            .page(.post, tails, .credentialWrite, "Cover of earlier work", self.createTail),
        ]
    }

    // MARK: Certificates

    @Sendable private func blankCover(request: Request, context: ScopedContext) async throws -> Response {
        try await self.coverForm(context, FieldErrors())
    }

    private func coverForm(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let file = try await self.credentialing.file(
            of: try context.parameters.require("person"), as: context.caller)
        let id: Term.ID = try context.parameters.require("term")
        let term = try file.terms.filter { $0.id == id }.required()
        let credential = try file.credentials
            .filter { $0.id == term.credential && $0.type == MalpracticeFile.type }.required()
        let shell = try await frame
        return context.page(shell, "What it covers", status: errors.isEmpty ? .ok : .unprocessableContent) {
            pageHeader(
                "What it covers", lead: "\(file.person.name): \(credential.title)",
                trail: [Crumb(file.person.name, .credentialFile(context.scope, file.person.id))])
            errorSummary(errors)
            malpracticeCoverForm(context, shell, file, term, errors)
        }
    }

    @Sendable private func createCover(request: Request, context: ScopedContext) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        do {
            let draft = try MalpracticeCoverDraft(clinics: context.form.all("clinics[]")) { context.form[$0] }
            _ = try await self.credentialing.add(
                draft, to: try context.parameters.require("term"), of: person, as: context.caller)
            return .redirect(
                to: .credentialFile(context.scope, person),
                flash: "On file; it counts once somebody else has asked the insurer")
        } catch let errors as FieldErrors {
            return try await self.coverForm(context, errors)
        }
    }

    // MARK: Earlier work

    @Sendable private func blankTail(request: Request, context: ScopedContext) async throws -> Response {
        try await self.tailForm(context, FieldErrors())
    }

    private func tailForm(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let person: Person.ID = try context.parameters.require("person")
        let file = try await self.credentialing.file(of: person, as: context.caller)
        let documents = try await self.credentialing.documents(of: person, as: context.caller).documents
        let shell = try await frame
        return context.page(shell, "Cover of earlier work", status: errors.isEmpty ? .ok : .unprocessableContent) {
            pageHeader(
                "Cover of earlier work", lead: file.person.name,
                trail: [Crumb(file.person.name, .credentialFile(context.scope, person))])
            errorSummary(errors)
            malpracticeTailForm(context, file, documents.filter { $0.compartment == .credential }, errors)
        }
    }

    @Sendable private func createTail(request: Request, context: ScopedContext) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        do {
            _ = try await self.credentialing.add(
                try MalpracticeTailDraft { context.form[$0] }, of: person, as: context.caller)
            return .redirect(to: .credentialFile(context.scope, person), flash: "On file")
        } catch let errors as FieldErrors {
            return try await self.tailForm(context, errors)
        }
    }
}
