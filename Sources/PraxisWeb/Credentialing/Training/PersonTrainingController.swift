package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// One person's training: where they stand, what is on record, and the forms that add to it.
package struct PersonTrainingController: Controller {
    let training: TrainingService

    package init(training: TrainingService) { self.training = training }

    package var routes: [Route] {
        let upload = BodyFormat.upload(limit: TrainingDocument.limit + (64 << 10))
        return [
            .page(.get, "/{scope}/people/{person}/training", .trainingRead, "A person's training", self.show),
            .page(.get, "/{scope}/people/{person}/training/new", .trainingRecord, "Record training", self.blank),
            .page(
                .post, "/{scope}/people/{person}/training", .trainingRecord, "Record training", body: upload,
                self.create),
            .export(
                "/{scope}/people/{person}/training/{completion}/evidence", .trainingRead, "What proves a completion",
                self.evidence),
            .page(.get, "/{scope}/training/courses/{course}/class", .trainingRecord, "Record a class", self.blankClass),
            .page(
                .post, "/{scope}/training/courses/{course}/class", .trainingRecord, "Record a class", self.createClass
            ).taking(.seconds(60)),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        let file = try await self.file(context, frame)
        return context.page(frame, file.person?.name ?? "Training") { personTrainingPage(context, frame, file) }
    }

    private func file(_ context: ScopedContext, _ frame: Frame) async throws -> TrainingFile {
        try await self.training.file(
            of: try context.parameters.require("person"), on: frame.today, as: context.caller)
    }

    @Sendable private func evidence(request: Request, context: ScopedContext) async throws -> Response {
        documentResponse(
            try await self.training.evidence(of: try context.parameters.require("completion"), as: context.caller))
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, FieldErrors())
    }

    private func form(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        let frame = try await context.frame()
        let file = try await self.file(context, frame)
        return context.page(frame, "Record training", status: errors.isEmpty ? .ok : .unprocessableContent) {
            completionForm(context, frame, file, errors)
        }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        do {
            guard let course = context.form["course"].flatMap(TrainingCourse.ID.init) else {
                throw FieldErrors("course", "Choose the course")
            }
            _ = try await self.training.record(
                try CompletionDraft { context.form[$0] }, of: person, in: course,
                evidence: try context.uploadedDocument(), as: context.caller)
            return .redirect(to: .personTraining(context.scope, person), flash: "On record")
        } catch let errors as FieldErrors {
            return try await self.form(context, errors)
        } catch let error as TrainingError {
            guard let errors = error.errors(Self.fields) else { throw error }
            return try await self.form(context, errors)
        }
    }

    private static let fields: [TrainingError: String] = [
        .inFuture: "completed", .notInForce: "completed", .scoreTooLow: "score",
    ]

    // MARK: A class

    @Sendable private func blankClass(request: Request, context: ScopedContext) async throws -> Response {
        try await self.classForm(context, FieldErrors())
    }

    private func classForm(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        let frame = try await context.frame()
        let id: TrainingCourse.ID = try context.parameters.require("course")
        let catalog = try await self.training.catalog(as: context.caller)
        let course = try catalog.courses.filter { $0.id == id }.required()
        let matrix = try await self.training.matrix(
            DutyFilter(subject: course.code), on: frame.today, as: context.caller)
        return context.page(frame, "Record a class", status: errors.isEmpty ? .ok : .unprocessableContent) {
            classPage(context, course, minutes: catalog.current(id, on: frame.today)?.minutes, matrix.rows, errors)
        }
    }

    @Sendable private func createClass(request: Request, context: ScopedContext) async throws -> Response {
        let course: TrainingCourse.ID = try context.parameters.require("course")
        do {
            let people = context.form.all("person[]").compactMap(Person.ID.init)
            let count = try await self.training.record(
                try CompletionDraft { context.form[$0] }, of: Set(people), in: course, as: context.caller)
            return .redirect(
                to: .training(context.scope), flash: "\(counted(count, "completion is", "completions are")) on record")
        } catch let errors as FieldErrors {
            return try await self.classForm(context, errors)
        } catch let error as TrainingError {
            guard let errors = error.errors(Self.fields.merging([.own: "people"]) { $1 }) else { throw error }
            return try await self.classForm(context, errors)
        }
    }
}
