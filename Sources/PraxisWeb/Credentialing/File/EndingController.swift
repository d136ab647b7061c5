package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// The end of a person's credentialing: a resignation or a termination.
package struct EndingController: Controller {
    let files: FileService

    package init(files: FileService) { self.files = files }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/files/{file}/ending", .fileDecide, "End somebody's credentialing", self.show),
            .page(.post, "/{scope}/files/{file}/ending", .fileDecide, "End somebody's credentialing", self.end),
            .page(.get, Self.person, .fileDecide, "End a person's credentialing", self.showPerson),
            .page(.post, Self.person, .fileDecide, "End a person's credentialing", self.endPerson),
            .api(
                .post, "/api/v1/{scope}/files/{file}/ending", .fileDecide, "End the credentialing of a file's person",
                takes: Self.draft, status: .noContent, self.apiEnd),
            .api(
                .post, "/api/v1/{scope}/people/{person}/ending", .fileDecide, "End a person's credentialing",
                takes: Self.draft, status: .noContent, self.apiEndPerson),
        ]
    }

    /// Of whom no file was ever decided here.
    private static let person: PathTemplate = "/{scope}/people/{person}/ending"
    private static let draft = Schema.object([
        "kind": .choice(EndingDraft.Kind.allCases.map(\.rawValue)), "effective": .date, "reason": .text(1...2000),
    ])

    private func id(_ context: ScopedContext) throws -> CycleFile.ID { try context.parameters.require("file") }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, try await self.subject(of: self.id(context), context), FieldErrors())
    }

    @Sendable private func showPerson(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, try await self.subject(context), FieldErrors())
    }

    private func subject(of file: CycleFile.ID, _ context: ScopedContext) async throws -> EndingSubject {
        let record = try await self.files.record(file, as: context.caller)
        return EndingSubject(
            person: record.file.person, lead: "\(record.file.name), \(record.file.roleTitle.lowercased())",
            trail: [
                Crumb("Credentialing files", .files(context.scope)),
                Crumb(record.file.name, .file(context.scope, file)),
            ], endings: record.endings, form: .fileEnding(context.scope, file), back: .file(context.scope, file))
    }

    private func subject(_ context: ScopedContext) async throws -> EndingSubject {
        let record = try await self.files.approvals(of: try context.parameters.require("person"), as: context.caller)
        let back = Place.priorApprovals(context.scope, record.person.id)
        return EndingSubject(
            person: record.person.id, lead: record.person.name, trail: [Crumb("Earlier approvals", back)],
            endings: record.endings, form: .personEnding(context.scope, record.person.id), back: back)
    }

    private func page(
        _ context: ScopedContext, _ subject: EndingSubject, _ errors: FieldErrors
    ) async throws -> Response {
        let frame = try await context.frame()
        return context.page(frame, "End credentialing", status: errors.isEmpty ? .ok : .unprocessableContent) {
            endingPage(context, subject, errors)
        }
    }

    @Sendable private func end(request: Request, context: ScopedContext) async throws -> Response {
        try await self.end(context, try await self.subject(of: self.id(context), context))
    }

    @Sendable private func endPerson(request: Request, context: ScopedContext) async throws -> Response {
        try await self.end(context, try await self.subject(context))
    }

    private func end(_ context: ScopedContext, _ subject: EndingSubject) async throws -> Response {
        do {
            let draft = try EndingDraft { context.form[$0] }
            try await self.files.end(subject.person, draft, as: context.caller)
            return .redirect(to: subject.back, flash: draft.kind.title)
        } catch let errors as FieldErrors {
            return try await self.page(context, subject, errors)
        } catch CredentialingError.refused(let refusal, _) where refusal.kind == .unprocessable {
            return try await self.page(
                context, subject, FieldErrors(refusal == .endingDay ? "effective" : "kind", refusal.sentence))
        }
    }

    @Sendable private func apiEnd(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        try await self.files.end(try self.id(context), try EndingDraft { fields[$0] }, as: context.caller)
        return .noContent
    }

    @Sendable private func apiEndPerson(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let person: Person.ID = try context.parameters.require("person")
        try await self.files.end(person, try EndingDraft { fields[$0] }, as: context.caller)
        return .noContent
    }
}

/// Whose credentialing a page ends, and where it leads.
private struct EndingSubject: Sendable {
    let person: Person.ID
    let lead: String
    let trail: [Crumb]
    let endings: [CredentialingEnding]
    let form: Place
    let back: Place
}

private func endingPage(_ context: ScopedContext, _ subject: EndingSubject, _ errors: FieldErrors) -> HTML {
    let form = context.form
    return group {
        pageHeader("End credentialing", lead: subject.lead, trail: subject.trail)
        errorSummary(errors)
        for ending in subject.endings { endingNotice(ending) }
        notice(.warn, "What follows") {
            p {
                "From that day on no recredentialing is due: whoever comes back is credentialed from the beginning, with an "
                "initial file. From that day nobody can put them on a shift; shifts that they already have are told to the "
                "roster as conflicts. Their employment is ended on the person's page."
            }
        }
        postForm(context, subject.form) {
            radios(
                Field("kind", "How it ends", value: form["kind"], errors: errors),
                [
                    Choice(EndingDraft.Kind.resigned.rawValue, "The person resigned"),
                    Choice(EndingDraft.Kind.terminated.rawValue, "The practice terminated it"),
                ])
            dateField(Field("effective", "Last day", value: form["effective"], errors: errors))
            textArea(Field("reason", "Why", value: form["reason"], errors: errors), rows: 3)
            formActions {
                submit("End credentialing")
                cancelLink(subject.back)
            }
        }
    }
}

/// That a person's credentialing ended, when and why.
func endingNotice(_ ending: CredentialingEnding) -> HTML {
    notice(.warn, "\(ending.kind.title), with \(ending.effectiveOn.readable) as the last day") {
        p { "\(ending.reason) Recorded by \(ending.recordedBy). The next file of this person is an initial one." }
    }
}
