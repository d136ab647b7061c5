import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// What rosters tell of somebody at a clinic and nothing else knows: a form.
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
                "For rosters", lead: "\(profile.name), \(clinic): what payers ask and nothing else here knows.",
                trail: [Crumb(profile.name, .personEnrollments(context.scope, person))])
            errorSummary(errors)
            postForm(context, .rosterProfile(context.scope, person, clinic)) {
                input(
                    .type("hidden"), .name("version"), .value(context.form["version"] ?? String(profile.version)))
                for field in RosterProfileDraft.fields {
                    profileField(field, errors.isEmpty ? profile.facts[field] : context.form[field.rawValue], errors)
                }
                formActions {
                    submit("Save")
                    cancelLink(.personEnrollments(context.scope, person))
                }
            }
        }
    }

    private func profileField(_ field: RosterField, _ value: String?, _ errors: FieldErrors) -> HTML {
        let shown = Field(field.rawValue, field.title, value: value, errors: errors, isOptional: true)
        return field.isDay ? dateField(shown) : textField(shown, .maxlength(200))
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
