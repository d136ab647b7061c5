package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Courses: what is taught in which version, of whom it is asked, and which shifts ask for it.
package struct CourseController: Controller {
    let training: TrainingService

    package init(training: TrainingService) { self.training = training }

    package var routes: [Route] {
        let upload = BodyFormat.upload(limit: TrainingDocument.limit + (64 << 10))
        return [
            .page(.get, "/{scope}/training/courses", .trainingRead, "Courses", self.list),
            .page(.get, "/{scope}/training/courses/new", .trainingWrite, "Add a course", self.blank),
            .page(.post, "/{scope}/training/courses", .trainingWrite, "Add a course", body: upload, self.create),
            .page(.get, "/{scope}/training/courses/{course}", .trainingRead, "A course", self.show),
            .page(.post, "/{scope}/training/courses/{course}", .trainingWrite, "Change a course", self.change),
            .page(
                .get, "/{scope}/training/courses/{course}/versions/new", .trainingWrite, "Add a version",
                self.blankVersion),
            .page(
                .post, "/{scope}/training/courses/{course}/versions", .trainingWrite, "Add a version", body: upload,
                self.createVersion),
            .page(.post, "/{scope}/training/courses/{course}/rules", .trainingWrite, "Ask a course", self.createRule),
            .page(.post, "/{scope}/training/rules/{rule}/end", .trainingWrite, "Stop asking", self.endRule),
            .page(
                .post, "/{scope}/training/courses/{course}/gates", .requirementWrite, "Tie shifts to a course",
                self.createGate),
            .page(.post, "/{scope}/training/gates/{gate}/end", .requirementWrite, "Untie shifts", self.endGate),
            .page(.get, "/{scope}/training/exposures", .trainingRead, "Exposed jobs", self.exposures),
            .page(.post, "/{scope}/training/exposures", .trainingWrite, "Add an exposed job", self.createExposure),
            .page(
                .post, "/{scope}/training/exposures/{exposure}/end", .trainingWrite, "End an exposed job",
                self.endExposure),
        ]
    }

    private func course(_ context: ScopedContext, in catalog: TrainingCatalog) throws -> TrainingCourse {
        let id: TrainingCourse.ID = try context.parameters.require("course")
        return try catalog.courses.filter { $0.id == id }.required()
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let catalog = try await self.training.catalog(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Courses") { coursesPage(context, shell, catalog) }
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, FieldErrors())
    }

    private func form(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let catalog = try await self.training.catalog(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Add a course", status: errors.isEmpty ? .ok : .unprocessableContent) {
            courseForm(context, catalog.retentions, errors)
        }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let draft = try CourseDraft { context.form[$0] }
            let id = try await self.training.add(
                draft, document: try context.uploadedDocument(), as: context.caller)
            return .redirect(to: .course(context.scope, id), flash: "Added; now say of whom it is asked")
        } catch let errors as FieldErrors {
            return try await self.form(context, errors)
        } catch let error as TrainingError {
            guard let errors = error.errors([.codeTaken: "code", .unknown: "retention"]) else { throw error }
            return try await self.form(context, errors)
        }
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    /// The course's own page, with what is wrong with one of its forms.
    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let catalog = try await self.training.catalog(as: context.caller)
        let course = try self.course(context, in: catalog)
        let shell = try await frame
        return context.page(shell, course.name, status: errors.isEmpty ? .ok : .unprocessableContent) {
            coursePage(context, shell, catalog, course, errors)
        }
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let id: TrainingCourse.ID = try context.parameters.require("course")
        do {
            let change = try CourseChange { context.form[$0] }
            try await self.training.change(id, change, version: try context.version(), as: context.caller)
            return .redirect(to: .course(context.scope, id), flash: "Changed")
        } catch let errors as FieldErrors { return try await self.page(context, errors) }
    }

    @Sendable private func blankVersion(request: Request, context: ScopedContext) async throws -> Response {
        try await self.versionForm(context, FieldErrors())
    }

    private func versionForm(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let catalog = try await self.training.catalog(as: context.caller)
        let course = try self.course(context, in: catalog)
        let shell = try await frame
        return context.page(shell, "Add a version", status: errors.isEmpty ? .ok : .unprocessableContent) {
            courseVersionForm(context, course, catalog.versions[course.id]?.last, errors)
        }
    }

    @Sendable private func createVersion(request: Request, context: ScopedContext) async throws -> Response {
        let id: TrainingCourse.ID = try context.parameters.require("course")
        do {
            let draft = try VersionDraft { context.form[$0] }
            _ = try await self.training.add(
                draft, to: id, after: try context.version(), document: try context.uploadedDocument(),
                as: context.caller)
            return .redirect(to: .course(context.scope, id), flash: "The version is on record")
        } catch let errors as FieldErrors {
            return try await self.versionForm(context, errors)
        } catch TrainingError.notInOrder {
            return try await self.versionForm(
                context, FieldErrors("effective", TrainingError.notInOrder.sentence))
        }
    }

    @Sendable private func createRule(request: Request, context: ScopedContext) async throws -> Response {
        let id: TrainingCourse.ID = try context.parameters.require("course")
        do {
            _ = try await self.training.add(try TrainingRuleDraft { context.form[$0] }, to: id, as: context.caller)
            return .redirect(to: .course(context.scope, id), flash: "It is asked from that day on")
        } catch let errors as FieldErrors { return try await self.page(context, errors) }
    }

    @Sendable private func endRule(request: Request, context: ScopedContext) async throws -> Response {
        try await self.training.end(
            try context.parameters.require("rule", as: TrainingRule.ID.self), as: context.caller)
        return .redirect(to: .training(context.scope), flash: "Nobody is asked by this rule any more")
    }

    @Sendable private func createGate(request: Request, context: ScopedContext) async throws -> Response {
        let id: TrainingCourse.ID = try context.parameters.require("course")
        do {
            _ = try await self.training.add(try GateDraft { context.form[$0] }, to: id, as: context.caller)
            return .redirect(to: .course(context.scope, id), flash: "Rosters follow it")
        } catch let errors as FieldErrors { return try await self.page(context, errors) }
    }

    @Sendable private func endGate(request: Request, context: ScopedContext) async throws -> Response {
        try await self.training.end(
            try context.parameters.require("gate", as: TrainingGate.ID.self), as: context.caller)
        return .redirect(to: .courses(context.scope), flash: "Shifts are no longer tied to it")
    }

    // MARK: Exposed jobs

    @Sendable private func exposures(request: Request, context: ScopedContext) async throws -> Response {
        try await self.exposurePage(context, FieldErrors())
    }

    private func exposurePage(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let catalog = try await self.training.catalog(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Exposed jobs", status: errors.isEmpty ? .ok : .unprocessableContent) {
            exposuresPage(context, shell, catalog.exposures, errors)
        }
    }

    @Sendable private func createExposure(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let draft = try ExposureDraft { context.form[$0] }
            _ = try await self.training.add(
                exposure: draft.exposure, position: draft.position, from: draft.startsOn, as: context.caller)
            return .redirect(to: .exposures(context.scope), flash: "Determined")
        } catch let errors as FieldErrors { return try await self.exposurePage(context, errors) }
    }

    @Sendable private func endExposure(request: Request, context: ScopedContext) async throws -> Response {
        try await self.training.end(
            try context.parameters.require("exposure", as: ExposedJob.ID.self), as: context.caller)
        return .redirect(to: .exposures(context.scope), flash: "The job is no longer held to be exposed")
    }
}
