import HTML
import HTTPTypes
import Hummingbird
package import PraxisCore

/// The clinics of the practice.
package struct ClinicController: Controller {
    let people: PeopleService

    package init(_ people: PeopleService) { self.people = people }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/clinics", .clinicRead, "Clinics", self.list),
            .page(.get, "/{scope}/clinic", .clinicRead, "A clinic", self.show),
            .page(.get, "/{scope}/clinic/edit", .clinicWrite, "Change a clinic", self.edit),
            .page(.post, "/{scope}/clinic", .clinicWrite, "Change a clinic", self.change),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let clinics = try await self.people.clinics(as: context.caller)
        let frame = try await shell
        return context.page(frame, "Clinics") { clinicsPage(frame, clinics) }
    }

    private func clinic(_ context: ScopedContext) async throws -> (ClinicRecord, [AuditEntry]) {
        guard case .clinic(let slug) = context.scope,
            let found = try await self.people.clinic(slug, as: context.caller)
        else { throw NotFound() }
        return found
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let (clinic, history) = try await self.clinic(context)
        let frame = try await shell
        return context.page(frame, clinic.name) { clinicPage(frame, clinic, history) }
    }

    @Sendable private func edit(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let (clinic, _) = try await self.clinic(context)
        let frame = try await shell
        return context.page(frame, "Change \(clinic.name)") {
            editClinicPage(context, clinic, ClinicForm(clinic))
        }
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let (clinic, _) = try await self.clinic(context)
        let form = ClinicForm(context.form)
        do {
            try await self.people.change(
                clinic.id, clinic.slug, to: form.validated(), version: context.version(), as: context.caller)
            return .redirect(to: .clinic(clinic.slug), flash: "Saved")
        } catch let errors as FieldErrors {
            let frame = try await context.frame()
            return context.page(frame, "Change \(clinic.name)", status: .unprocessableContent) {
                editClinicPage(context, clinic, form, errors)
            }
        }
    }
}
