import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Deactivations by payers, and the applications that end them.
struct DeactivationController: Controller {
    let enrollments: EnrollmentService

    var routes: [Route] {
        [
            .page(
                .post, "/{scope}/enrollments/{enrollment}/deactivations", .enrollmentWrite, "Record a deactivation",
                self.create),
            .page(
                .post, "/{scope}/enrollments/{enrollment}/deactivations/{deactivation}", .enrollmentWrite,
                "Record the application after a deactivation", self.end),
        ]
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let id: Enrollment.ID = try context.parameters.require("enrollment")
        do {
            let draft = try DeactivationDraft { context.form[$0] }
            _ = try await self.enrollments.deactivate(id, draft, as: context.caller)
            return .redirect(to: .enrollment(context.scope, id), flash: "Recorded; these days cannot be billed")
        } catch {
            return try await self.again(context, id, try EnrollmentError.mistakes(in: error))
        }
    }

    @Sendable private func end(request: Request, context: ScopedContext) async throws -> Response {
        let id: Enrollment.ID = try context.parameters.require("enrollment")
        let deactivation: Deactivation.ID = try context.parameters.require("deactivation")
        let record = try await self.enrollments.record(id, as: context.caller)
        let open = try record.deactivations.filter { $0.id == deactivation }.required()
        guard let day = context.form["received"].flatMap({ LocalDate($0) }), day >= open.deactivatedOn else {
            return try await self.again(
                context, id, FieldErrors("received", "Enter the day on which the payer received the new application"))
        }
        try await self.enrollments.reactivate(
            deactivation, of: id, receivedOn: day, version: try context.version(), as: context.caller)
        return .redirect(to: .enrollment(context.scope, id), flash: "Recorded; the day before is the last that is lost")
    }

    private func again(
        _ context: ScopedContext, _ id: Enrollment.ID, _ errors: FieldErrors
    ) async throws -> Response {
        async let frame = context.frame()
        let record = try await self.enrollments.record(id, as: context.caller)
        let shell = try await frame
        return context.page(shell, record.enrollment.planTitle, status: .unprocessableContent) {
            payerEnrollmentPage(context, shell, record, errors)
        }
    }
}
