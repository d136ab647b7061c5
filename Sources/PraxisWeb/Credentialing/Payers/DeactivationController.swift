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
            .page(
                .get, "/{scope}/enrollments/{enrollment}/deactivations/{deactivation}/corrections/new",
                .enrollmentWrite,
                "Correct a deactivation", self.edit),
            .page(
                .post, "/{scope}/enrollments/{enrollment}/deactivations/{deactivation}/corrections", .enrollmentWrite,
                "Correct a deactivation", self.correct),
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
        do {
            try await self.enrollments.reactivate(
                try context.parameters.require("deactivation"), of: id,
                receivedOn: try Deactivation.received(context.form["received"]), version: try context.version(),
                as: context.caller)
            return .redirect(
                to: .enrollment(context.scope, id), flash: "Recorded; the day before is the last that is lost")
        } catch let errors as FieldErrors {
            return try await self.again(context, id, errors)
        }
    }

    @Sendable private func edit(request: Request, context: ScopedContext) async throws -> Response {
        try await self.editor(context, FieldErrors())
    }

    @Sendable private func correct(request: Request, context: ScopedContext) async throws -> Response {
        let id: Enrollment.ID = try context.parameters.require("enrollment")
        do {
            try await self.enrollments.correct(
                try context.parameters.require("deactivation"), of: id,
                try DeactivationCorrection { context.form[$0] }, version: try context.version(), as: context.caller)
            return .redirect(to: .enrollment(context.scope, id), flash: "Corrected; what was on record is kept")
        } catch {
            return try await self.editor(context, try EnrollmentError.mistakes(in: error))
        }
    }

    private func editor(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let record = try await self.enrollments.record(
            try context.parameters.require("enrollment"), as: context.caller)
        let id: Deactivation.ID = try context.parameters.require("deactivation")
        guard let row = record.deactivations.first(where: { $0.id == id }) else { throw EnrollmentError.unknown }
        let shell = try await frame
        return context.page(
            shell, "Correct a deactivation", status: errors.isEmpty ? .ok : .unprocessableContent
        ) {
            deactivationCorrectionPage(context, record.enrollment, row, errors)
        }
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
