import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// What rosters tell of somebody at a clinic and nothing else knows, and what is not on file: a form.
struct RosterProfileController: Controller {
    let enrollments: EnrollmentService

    var routes: [Route] {
        [
            .page(
                .get, "/{scope}/people/{person}/rosters/{site}", .payerRosterWrite, "What rosters tell of a person",
                self.edit),
            .page(
                .post, "/{scope}/people/{person}/rosters/{site}", .payerRosterWrite, "What rosters tell of a person",
                self.save),
        ]
    }

    @Sendable private func edit(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, FieldErrors())
    }

    private func form(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let person: Person.ID = try context.parameters.require("person")
        let clinic: Slug = try context.parameters.require("site")
        let profile = try await self.enrollments.profile(of: person, at: clinic, as: context.caller)
        return context.page(
            try await frame, "For rosters", status: errors.isEmpty ? .ok : .unprocessableContent
        ) {
            pageHeader(
                "For rosters",
                lead: "\(profile.name), \(clinic): what payers ask and nothing else here knows, or not yet.",
                trail: [Crumb(profile.name, .personEnrollments(context.scope, person))])
            errorSummary(errors)
            overruledNotice(profile.origin)
            postForm(context, .rosterProfile(context.scope, person, clinic)) {
                input(
                    .type("hidden"), .name("version"), .value(context.form["version"] ?? String(profile.version)))
                for field in RosterProfileDraft.fields {
                    profileField(
                        field, errors.isEmpty ? profile.facts[field] : context.form[field.rawValue], profile.origin,
                        errors)
                }
                formActions {
                    submit("Save")
                    cancelLink(.personEnrollments(context.scope, person))
                }
            }
        }
    }

    private func overruledNotice(_ origin: RosterOrigin) -> HTML {
        if origin.overruled.isEmpty { return HTML() }
        return notice(.warn, "Typed otherwise than on file") {
            ul(.class("plain")) {
                for value in origin.overruled { li { value.field.overruledSentence(value.typed, value.onFile) } }
            }
        }
    }

    private func profileField(
        _ field: RosterField, _ value: String?, _ origin: RosterOrigin, _ errors: FieldErrors
    ) -> HTML {
        let shown = Field(
            field.rawValue, field.title, value: value, hint: self.hint(field, origin), errors: errors, isOptional: true)
        return field.isDay ? dateField(shown) : textField(shown, .maxlength(200))
    }

    /// Which value counts, where it may be on file as well.
    private func hint(_ field: RosterField, _ origin: RosterOrigin) -> String? {
        guard RosterOrigin.fields.contains(field) else { return nil }
        if let known = origin[onFile: field] { return "On file and sent: \(field.readable(known))" }
        return origin.typed.contains(field)
            ? "Typed, and sent while nothing is on file" : "Only where nothing is on file, as of an earlier decision"
    }

    @Sendable private func save(request: Request, context: ScopedContext) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        do {
            try await self.enrollments.save(
                try RosterProfileDraft { context.form[$0] }, of: person, at: try context.parameters.require("site"),
                version: try context.version(), as: context.caller)
            return .redirect(to: .personEnrollments(context.scope, person), flash: "Saved")
        } catch let errors as FieldErrors {
            return try await self.form(context, errors)
        }
    }
}
