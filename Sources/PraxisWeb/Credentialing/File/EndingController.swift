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
            .api(
                .post, "/api/v1/{scope}/files/{file}/ending", .fileDecide, "End the credentialing of a file's person",
                takes: .object([
                    "kind": .choice(EndingDraft.Kind.allCases.map(\.rawValue)), "effective": .date,
                    "reason": .text(1...2000),
                ]), status: .noContent, self.apiEnd),
        ]
    }

    private func id(_ context: ScopedContext) throws -> CycleFile.ID { try context.parameters.require("file") }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        let frame = try await context.frame()
        let record = try await self.files.record(try self.id(context), as: context.caller)
        return context.page(frame, "End credentialing", status: errors.isEmpty ? .ok : .unprocessableContent) {
            endingPage(context, record, errors)
        }
    }

    @Sendable private func end(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        do {
            let draft = try EndingDraft { context.form[$0] }
            try await self.files.end(id, draft, as: context.caller)
            return .redirect(to: .file(context.scope, id), flash: draft.kind.title)
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch CredentialingError.refused(let refusal, _) where refusal.kind == .unprocessable {
            return try await self.page(
                context, FieldErrors(refusal == .endingDay ? "effective" : "kind", refusal.sentence))
        }
    }

    @Sendable private func apiEnd(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        try await self.files.end(try self.id(context), try EndingDraft { fields[$0] }, as: context.caller)
        return .noContent
    }
}

private func endingPage(_ context: ScopedContext, _ record: FileRecord, _ errors: FieldErrors) -> HTML {
    let (file, scope, form) = (record.file, context.scope, context.form)
    return group {
        pageHeader(
            "End credentialing", lead: "\(file.name), \(file.roleTitle.lowercased())",
            trail: [Crumb("Credentialing files", .files(scope)), Crumb(file.name, .file(scope, file.id))])
        errorSummary(errors)
        for ending in record.endings { endingNotice(ending) }
        notice(.warn, "What follows") {
            p {
                "From that day on no recredentialing is due: whoever comes back is credentialed from the beginning, with an "
                "initial file. From that day nobody can put them on a shift; shifts that they already have are told to the "
                "roster as conflicts. Their employment is ended on the person's page."
            }
        }
        postForm(context, .fileEnding(scope, file.id)) {
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
                cancelLink(.file(scope, file.id))
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
