package import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// Courses and records of training for programs.
package struct TrainingAPI: Controller {
    let training: TrainingService

    package init(training: TrainingService) { self.training = training }

    private static let version: KeyValuePairs<String, Schema> = [
        "summary": .text(1...4000), "link": .text(9...500).optional, "minutes": .integer(1...6000),
        "score": .integer(1...100).optional, "every": .integer(1...3650).optional,
        "unit": .choice(Recurrence.Unit.allCases.map(\.rawValue)).optional,
        "anchor": .choice(Recurrence.Anchor.allCases.map(\.rawValue)).optional, "warn": .integer(0...365).optional,
        "retake": .integer(0...365).optional, "citation": .text(1...300), "effective": .date,
    ]

    private static let rule: Schema = .object([
        "whom": .text(3...50).optional, "clinic": .slug.optional, "due": .integer(0...3650), "starts": .date,
        "citation": .text(1...300),
    ])

    private static let completion: Schema = .object([
        "course": .uuid, "completed": .date, "result": TrainingCompletion.Result.schema.optional,
        "score": .integer(0...100).optional, "minutes": .integer(1...6000), "trainer": .text(1...200),
        "qualification": .text(1...300), "job_title": .text(1...300).optional, "supersedes": .uuid.optional,
        "reason": .text(3...1000).optional,
    ])

    package var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/training/courses", .trainingRead, "List courses with versions and rules",
                answers: .page(of: CourseAnswer.schema), self.courses),
            .api(
                .post, "/api/v1/{scope}/training/courses", .trainingWrite, "Add a course",
                takes: .object(
                    ["code": .text(2...32), "name": .text(1...200), "retention": .text(2...32)], Self.version),
                answers: .created, status: .created, self.create),
            .api(
                .post, "/api/v1/{scope}/training/courses/{course}/versions", .trainingWrite,
                "Add a version of a course",
                takes: .object(Self.version), answers: .object(["number": .integer]), status: .created, versioned: true,
                self.createVersion),
            .api(
                .post, "/api/v1/{scope}/training/courses/{course}/rules", .trainingWrite, "Ask a course of people",
                takes: Self.rule, answers: .created, status: .created, self.createRule),
            .api(
                .post, "/api/v1/{scope}/training/courses/{course}/gates", .requirementWrite, "Tie shifts to a course",
                takes: .object([
                    "role": .text(2...32), "severity": .choice("block", "warn"), "clinic": .slug.optional,
                    "starts": .date, "citation": .text(1...300),
                ]), answers: .created, status: .created, self.createGate),
            .api(
                .get, "/api/v1/{scope}/people/{person}/training", .trainingRead, "Read a person's training",
                answers: TrainingFile.schema, self.show),
            .api(
                .post, "/api/v1/{scope}/people/{person}/training", .trainingRecord, "Put training on record",
                takes: Self.completion, answers: .created, status: .created, self.record),
            .api(
                .get, "/api/v1/{scope}/training/certificates", .trainingRecord,
                "List certificates that wait for a review",
                answers: .page(of: TrainingClaim.schema), self.claims),
            .api(
                .post, "/api/v1/{scope}/training/certificates/{claim}/refusal", .trainingRecord,
                "Decline a certificate",
                takes: .object(["reason": .text(3...1000)]), status: .noContent, self.decline),
        ]
    }

    @Sendable private func courses(request: Request, context: ScopedContext) async throws -> Response {
        let catalog = try await self.training.catalog(as: context.caller)
        return .json(JSONPage(catalog.courses.map { CourseAnswer(course: $0, catalog: catalog) }))
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        return .created(
            try await self.training.add(try CourseDraft { fields[$0] }, document: nil, as: context.caller))
    }

    @Sendable private func createVersion(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let number = try await self.training.add(
            try VersionDraft { fields[$0] }, to: try context.parameters.require("course"),
            after: try context.version(), document: nil, as: context.caller)
        return .json(["number": number.json], status: .created)
    }

    @Sendable private func createRule(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let course: TrainingCourse.ID = try context.parameters.require("course")
        return .created(
            try await self.training.add(try TrainingRuleDraft { fields[$0] }, to: course, as: context.caller))
    }

    @Sendable private func createGate(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let course: TrainingCourse.ID = try context.parameters.require("course")
        return .created(try await self.training.add(try GateDraft { fields[$0] }, to: course, as: context.caller))
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        return .json(
            try await self.training.file(
                of: try context.parameters.require("person"), on: frame.today, as: context.caller))
    }

    @Sendable private func record(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        guard let course = fields["course"].flatMap(TrainingCourse.ID.init) else {
            throw FieldErrors("course", "Choose the course")
        }
        return .created(
            try await self.training.record(
                try CompletionDraft { fields[$0] }, of: try context.parameters.require("person"), in: course,
                as: context.caller))
    }

    @Sendable private func claims(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.training.waitingClaims(as: context.caller)))
    }

    @Sendable private func decline(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        try await self.training.decline(
            try context.parameters.require("claim"), because: fields["reason"] ?? "", as: context.caller)
        return .noContent
    }
}
