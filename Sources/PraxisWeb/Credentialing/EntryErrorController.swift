package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Credentials that were put on file in error, and were not after all.
package struct EntryErrorController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        let errors: PathTemplate = "/{scope}/people/{person}/credentials/{credential}/errors"
        return [
            .page(
                .get, "/{scope}/people/{person}/credentials/{credential}/errors/new", .verificationWrite,
                "Entered in error", self.blank),
            .page(.post, errors, .verificationWrite, "Entered in error", self.create),
        ]
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, FieldErrors())
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        do {
            let draft = try EntryErrorDraft { context.form[$0] }
            try await self.credentialing.add(
                draft, about: try context.parameters.require("credential"), of: person, as: context.caller)
            return .redirect(
                to: .credentialFile(context.scope, person),
                flash: draft.isError
                    ? "It counts for nothing any more; clearance follows at once" : "It is on file again")
        } catch let errors as FieldErrors {
            return try await self.form(context, errors)
        } catch let error as CredentialingError where [.sourceConfirms, .secondPersonRequired].contains(error) {
            return try await self.form(context, FieldErrors("reason", Problem.sentence(error.sentence)))
        }
    }

    private func form(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let file = try await self.credentialing.file(
            of: try context.parameters.require("person"), as: context.caller)
        let id: HeldCredential.ID = try context.parameters.require("credential")
        let said = file.errors.first { $0.credential == id }
        guard let title = said?.title ?? file.credentials.first(where: { $0.id == id })?.title else {
            throw Problem.notFound
        }
        return context.page(
            try await frame, "Entered in error", status: errors.isEmpty ? .ok : .unprocessableContent
        ) {
            pageHeader(
                said == nil ? "Entered in error" : "Not in error after all", lead: file.person.name,
                trail: [Crumb(file.person.name, .credentialFile(context.scope, file.person.id))])
            errorSummary(errors)
            entryErrorForm(context, file.person, id, title, said, errors)
        }
    }
}

private func entryErrorForm(
    _ context: ScopedContext, _ person: Credentialing.Person, _ id: HeldCredential.ID, _ title: String,
    _ said: EntryError?, _ errors: FieldErrors
) -> HTML {
    postForm(context, .entryErrors(context.scope, person.id, id)) {
        p { title }
        if let said {
            p { "Said to be in error by \(said.saidBy): \(said.reason)" }
        } else {
            p {
                "For what never was this person's, or was entered with another state, kind or number. It stays on record, "
                    + "counts for nothing from now on, and shifts that rested on it are looked at again. Enter it anew where it "
                    + "belongs."
            }
        }
        if said != nil { input(.type("hidden"), .name("none"), .value("yes")) }
        textArea(
            Field(
                "reason", "Why", value: context.form["reason"], hint: "Somebody else than who entered it says so",
                errors: errors))
        formActions {
            submit(said == nil ? "Entered in error" : "Put on file again")
            cancelLink(.credentialFile(context.scope, person.id))
        }
    }
}

/// What was put on file in error, with the way back.
func entryErrorCard(_ context: ScopedContext, _ frame: Frame, _ file: CredentialFile) -> HTML? {
    if file.errors.isEmpty { return nil }
    return card("Entered in error") {
        dataTable(
            "Entered in error", file.errors,
            columns: [
                Column("Credential") { error in error.title },
                Column("Why") { error in error.reason },
                Column("Said by") { error in
                    error.saidBy
                    small { moment(error.saidAt, frame) }
                },
                .steps("Action") { error in
                    if frame.may(.verificationWrite) {
                        a(.href(Place.newEntryError(context.scope, file.person.id, error.credential))) {
                            "Not in error"
                        }
                    }
                },
            ])
    }
}
