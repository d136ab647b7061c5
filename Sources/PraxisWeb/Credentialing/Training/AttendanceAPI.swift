import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// Completions of a whole class, and certificates that are accepted, for programs.
struct AttendanceAPI: Controller {
    let training: TrainingService

    private static let completion: KeyValuePairs<String, Schema> = [
        "completed": .date, "result": TrainingCompletion.Result.schema.optional,
        "score": .integer(0...100).optional, "minutes": .integer(1...6000), "trainer": .text(1...200),
        "qualification": .text(1...300), "job_title": .text(1...300).optional,
    ]

    var routes: [Route] {
        [
            .api(
                .post, "/api/v1/{scope}/training/courses/{course}/class", .trainingRecord,
                "Put a class on record, for everybody who was there or for nobody",
                takes: .object(["people": .list(of: .uuid, 1...TrainingService.largestClass)], Self.completion),
                answers: .object(["completions": .integer]), status: .created, self.createClass
            ).taking(.seconds(60)),
            .api(
                .post, "/api/v1/{scope}/training/certificates/{claim}/acceptance", .trainingRecord,
                "Accept a certificate", takes: .object(Self.completion), answers: .created, status: .created,
                self.accept),
        ]
    }

    @Sendable private func createClass(request: Request, context: ScopedContext) async throws -> Response {
        let sent = try context.json(Class.self)
        let count = try await self.training.record(
            try CompletionDraft { sent.fields[$0] }, of: sent.people, in: try context.parameters.require("course"),
            as: context.caller)
        return .json(["completions": count.json], status: .created)
    }

    @Sendable private func accept(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        return .created(
            try await self.training.accept(
                try context.parameters.require("claim"), try CompletionDraft { fields[$0] }, as: context.caller))
    }

    /// Who was there, each once, and what it was.
    private struct Class: Decodable {
        let people: Set<Person.ID>
        let fields: BodyFields

        private enum CodingKeys: CodingKey { case people }

        init(from decoder: any Decoder) throws {
            let ids = try decoder.container(keyedBy: CodingKeys.self).decode([String].self, forKey: .people)
            self.people = Set(ids.compactMap { Person.ID($0) })
            self.fields = try BodyFields(from: decoder, but: ["people"])
        }
    }
}
