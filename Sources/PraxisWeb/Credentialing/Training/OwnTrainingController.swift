package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// What is asked of oneself: courses to take, policies to read and acknowledge, certificates to hand in. Made for a phone.
package struct OwnTrainingController: Controller {
    let training: TrainingService

    package init(training: TrainingService) { self.training = training }

    package var routes: [Route] {
        [
            .page(.get, "/account/training", .dutyFulfill, "My training and policies", self.show),
            .page(.get, "/account/training/courses/{course}", .dutyFulfill, "A course of mine", self.course),
            .page(
                .post, "/account/training/courses/{course}", .dutyFulfill, "Hand in a certificate",
                body: .upload(limit: TrainingDocument.limit + (64 << 10)), self.handIn),
            .page(.get, "/account/training/policies/{policy}", .dutyFulfill, "Read a policy", self.policy),
            .page(.post, "/account/training/policies/{policy}", .dutyFulfill, "Acknowledge a policy", self.acknowledge),
            .export("/account/training/documents/{document}", .dutyFulfill, "A document", self.document),
            .api(
                .get, "/api/v1/account/training", .dutyFulfill, "Read what is asked of oneself",
                answers: TrainingFile.schema, self.apiShow),
        ]
    }

    private func file(_ context: ScopedContext, _ frame: Frame) async throws -> TrainingFile {
        try await self.training.ownFile(on: frame.today, as: context.caller)
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        let file = try await self.file(context, frame)
        return context.page(frame, "My training and policies") { ownTrainingPage(frame, file) }
    }

    @Sendable private func apiShow(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        return .json(try await self.file(context, frame))
    }

    @Sendable private func document(request: Request, context: ScopedContext) async throws -> Response {
        documentResponse(
            try await self.training.document(
                try context.parameters.require("document", as: TrainingDocument.ID.self), as: context.caller))
    }

    @Sendable private func course(request: Request, context: ScopedContext) async throws -> Response {
        try await self.coursePage(context, FieldErrors())
    }

    private func coursePage(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        let frame = try await context.frame()
        let file = try await self.file(context, frame)
        let id: TrainingCourse.ID = try context.parameters.require("course")
        let course = try file.courses.filter { $0.id == id }.required()
        return context.page(frame, course.name, status: errors.isEmpty ? .ok : .unprocessableContent) {
            ownCoursePage(context, frame, file, course, errors)
        }
    }

    @Sendable private func handIn(request: Request, context: ScopedContext) async throws -> Response {
        let course: TrainingCourse.ID = try context.parameters.require("course")
        do {
            let file = context.upload.file
            let draft = try ClaimDraft({ context.form[$0] }, file: file.map { ($0.name, $0.bytes) })
            _ = try await self.training.handIn(draft, for: course, as: context.caller)
            return .redirect(to: .ownTraining, flash: "Handed in; it counts once somebody has looked at it")
        } catch let errors as FieldErrors {
            return try await self.coursePage(context, errors)
        } catch TrainingError.inFuture {
            return try await self.coursePage(context, FieldErrors("completed", TrainingError.inFuture.sentence))
        }
    }

    @Sendable private func policy(request: Request, context: ScopedContext) async throws -> Response {
        try await self.policyPage(context, FieldErrors())
    }

    private func policyPage(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        let frame = try await context.frame()
        let file = try await self.file(context, frame)
        let id: Policy.ID = try context.parameters.require("policy")
        let policy = try file.policies.filter { $0.id == id }.required()
        let text = try file.texts.filter { $0.policy == id && $0.state(on: frame.today) == .effective }.required()
        return context.page(frame, policy.name, status: errors.isEmpty ? .ok : .unprocessableContent) {
            ownPolicyPage(context, frame, file, policy, text, errors)
        }
    }

    @Sendable private func acknowledge(request: Request, context: ScopedContext) async throws -> Response {
        let policy: Policy.ID = try context.parameters.require("policy")
        guard context.form["read"] != nil else {
            return try await self.policyPage(
                context, FieldErrors("read-on", "Tick that you have read and understood it"))
        }
        try await self.training.acknowledge(
            policy, number: try context.version(), digest: context.form["digest"] ?? "", as: context.caller)
        return .redirect(to: .ownTraining, flash: "Acknowledged")
    }
}
