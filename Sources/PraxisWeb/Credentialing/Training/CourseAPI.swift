import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// Changes of courses, exposed jobs, and the end of what was asked, for programs.
struct CourseAPI: Controller {
    let training: TrainingService

    var routes: [Route] {
        [
            .api(
                .put, "/api/v1/{scope}/training/courses/{course}", .trainingWrite, "Rename or end a course",
                takes: .object(["name": .text(1...200), "ends": .date.optional]), status: .noContent, versioned: true,
                self.change),
            .api(
                .post, "/api/v1/{scope}/training/rules/{rule}/end", .trainingWrite,
                "Ask a course or policy of nobody by this rule from today on", status: .noContent, self.endRule),
            .api(
                .post, "/api/v1/{scope}/training/gates/{gate}/end", .requirementWrite,
                "Untie shifts from a course from today on", status: .noContent, self.endGate),
            .api(
                .get, "/api/v1/{scope}/training/exposures", .trainingRead, "List exposed jobs",
                answers: .page(of: ExposedJob.schema), self.exposures),
            .api(
                .post, "/api/v1/{scope}/training/exposures", .trainingWrite, "Determine that a job is exposed",
                takes: .object(["exposure": .text(2...32), "position": .text(2...32), "starts": .date]),
                answers: .created, status: .created, self.createExposure),
            .api(
                .post, "/api/v1/{scope}/training/exposures/{exposure}/end", .trainingWrite,
                "Determine that a job is exposed no longer from today on", status: .noContent, self.endExposure),
        ]
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let id: TrainingCourse.ID = try context.parameters.require("course")
        let change = try CourseChange { fields[$0] }
        try await self.training.change(id, change, version: try context.version(), as: context.caller)
        return .noContent
    }

    @Sendable private func endRule(request: Request, context: ScopedContext) async throws -> Response {
        try await self.training.end(
            try context.parameters.require("rule", as: TrainingRule.ID.self), as: context.caller)
        return .noContent
    }

    @Sendable private func endGate(request: Request, context: ScopedContext) async throws -> Response {
        try await self.training.end(
            try context.parameters.require("gate", as: TrainingGate.ID.self), as: context.caller)
        return .noContent
    }

    @Sendable private func exposures(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.training.catalog(as: context.caller).exposures))
    }

    @Sendable private func createExposure(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let draft = try ExposureDraft { fields[$0] }
        return .created(
            try await self.training.add(
                exposure: draft.exposure, position: draft.position, from: draft.startsOn, as: context.caller))
    }

    @Sendable private func endExposure(request: Request, context: ScopedContext) async throws -> Response {
        try await self.training.end(
            try context.parameters.require("exposure", as: ExposedJob.ID.self), as: context.caller)
        return .noContent
    }
}

extension ExposedJob: APIObject {
    static let members: [APIMember<ExposedJob>] = [
        APIMember("id") { $0.id }, APIMember("exposure") { $0.exposure }, APIMember("position") { $0.position },
        APIMember("clinic") { $0.clinic }, APIMember("starts") { $0.startsOn }, APIMember("ends") { $0.endsOn },
    ]
}
