import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// A person's enrollments, and the form that adds one.
struct PersonEnrollmentController: Controller {
    let enrollments: EnrollmentService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/people/{person}/enrollments", .enrollmentRead, "A person's payers", self.show),
            .page(
                .get, "/{scope}/people/{person}/enrollments/new", .enrollmentWrite, "Add an enrollment", self.blank),
            .page(.post, "/{scope}/people/{person}/enrollments", .enrollmentWrite, "Add an enrollment", self.create),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let file = try await self.file(context)
        let shell = try await frame
        return context.page(shell, file.name) { personEnrollmentsPage(context, shell, file) }
    }

    private func file(_ context: ScopedContext) async throws -> PersonEnrollments {
        try await self.enrollments.file(of: try context.parameters.require("person"), as: context.caller)
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, FieldErrors())
    }

    private func form(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let file = try await self.file(context)
        return context.page(
            try await frame, "Add an enrollment", status: errors.isEmpty ? .ok : .unprocessableContent
        ) { newEnrollmentPage(context, file, errors) }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        do {
            let (clinic, plan) = try NewEnrollment.target { context.form[$0] }
            let id = try await self.enrollments.add(
                try EnrollmentDraft { context.form[$0] }, of: person, at: clinic, with: plan, as: context.caller)
            return .redirect(to: .enrollment(context.scope, id), flash: "On file")
        } catch {
            return try await self.form(context, try EnrollmentError.mistakes(in: error))
        }
    }
}

/// What a new enrollment is for.
enum NewEnrollment {
    /// Reads the fields `clinic` and `plan`.
    static func target(_ field: (String) -> String?) throws(FieldErrors) -> (Slug, PayerPlan.ID) {
        var errors = FieldErrors()
        let clinic = errors.check("clinic", field("clinic"), { Slug($0) }, else: "Choose the clinic")
        let plan = errors.check("plan", field("plan"), { PayerPlan.ID($0) }, else: "Choose the plan")
        guard let clinic, let plan else { throw errors }
        return (clinic, plan)
    }
}
