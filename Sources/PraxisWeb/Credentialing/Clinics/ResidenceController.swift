import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Where somebody lives: it decides how long a nurse's multistate license holds after a move.
struct ResidenceController: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/people/{person}/residences", .credentialRead, "Residences", self.show),
            .page(.post, "/{scope}/people/{person}/residences", .credentialWrite, "Record a residence", self.create),
            .api(
                .post, "/api/v1/{scope}/people/{person}/residences", .credentialWrite, "Record a residence",
                takes: .object([
                    "state": .text(2...2), "starts": .date, "applied": .date.optional, "supersedes": .uuid.optional,
                    "reason": .text(1...2000).optional,
                ]), answers: .created, status: .created, self.apiCreate),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let (person, rows) = try await self.credentialing.residences(
            of: try context.parameters.require("person"), as: context.caller)
        let shell = try await frame
        return context.page(shell, "Residences", status: errors.isEmpty ? .ok : .unprocessableContent) {
            residencePage(context, shell, person, rows, errors)
        }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        do {
            _ = try await self.credentialing.add(
                try ResidenceDraft { context.form[$0] }, of: person, as: context.caller)
            return .redirect(to: .residences(context.scope, person), flash: "Recorded; clearance follows it at once")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        }
    }

    @Sendable private func apiCreate(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        return .created(
            try await self.credentialing.add(
                try ResidenceDraft { fields[$0] }, of: try context.parameters.require("person"), as: context.caller))
    }
}

extension Place {
    /// Where somebody lives.
    static func residences(_ scope: Scope, _ person: Person.ID) -> Place {
        Place(scope, "people", person.description, "residences")
    }
}

private func residencePage(
    _ context: ScopedContext, _ frame: Frame, _ person: Person, _ rows: [Residence], _ errors: FieldErrors
) -> HTML {
    group {
        errorSummary(errors)
        pageHeader(
            "Residences",
            lead: "\(person.name): after a move to another state of the nurse compact, a license of that "
                + "state has to be applied for in time.",
            trail: [Crumb(person.name, .credentialFile(context.scope, person.id))])
        if rows.isEmpty {
            emptyState("Nothing on file", "Record where the person lives.", icon: .badge)
        } else {
            dataTable(
                "Residences", rows,
                columns: [
                    Column("State") { row in row.state }, Column("From") { row in date(row.startsOn) },
                    Column("Applied for its license") { row in date(row.appliedOn, else: "–") },
                ])
        }
        if frame.may(.credentialWrite) { card("Record a residence") { residenceForm(context, person, rows, errors) } }
    }
}

private func residenceForm(
    _ context: ScopedContext, _ person: Person, _ rows: [Residence], _ errors: FieldErrors
) -> HTML {
    let form = context.form
    return postForm(context, .residences(context.scope, person.id)) {
        fieldRow {
            selectField(
                Field("state", "State", value: form["state"], errors: errors),
                StateCode.all.sorted().map { Choice($0, $0) }, blank: "Choose")
            dateField(Field("starts", "From", value: form["starts"], errors: errors))
            dateField(
                Field("applied", "Applied for its license", value: form["applied"], errors: errors, isOptional: true))
        }
        selectField(
            Field(
                "supersedes", "Replaces", value: form["supersedes"],
                hint: "To correct an entry, or to add the application to it", errors: errors, isOptional: true),
            rows.map { Choice($0.id.description, "\($0.state) from \($0.startsOn.readable)") }, blank: "Nothing")
        replacementReason(form, errors)
        formActions {
            submit("Record")
            cancelLink(.credentialFile(context.scope, person.id))
        }
    }
}
