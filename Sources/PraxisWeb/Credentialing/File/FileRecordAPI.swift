import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// What is planned about a file, the signed documents that its decisions rest on, and the notices of them, for programs.
struct FileRecordAPI: Controller {
    let files: FileService

    var routes: [Route] {
        [
            .api(
                .put, "/api/v1/{scope}/files/{file}", .fileWrite, "Plan a credentialing file",
                takes: .object([
                    "planned": .date.optional, "no_npi": .boolean.optional, "note": .text(1...2000).optional,
                    "initial": .boolean.optional,
                ]), status: .noContent, versioned: true, self.change),
            .api(
                .post, "/api/v1/{scope}/files/{file}/records", .verificationWrite,
                "Put a signed document of a decision on file",
                query: [
                    QueryItem("signed", .date, "The day that it bears"), QueryItem("name", .text(1...200), "Its name"),
                ], body: .upload(limit: 11 << 20), answers: .created, status: .created, self.add),
            .api(
                .post, "/api/v1/{scope}/files/{file}/decisions/{decision}/notices", .fileWrite,
                "Record that the person was told of a decision today",
                takes: .object(["method": .choice("letter", "email", "in_person")]), status: .noContent, self.notify),
        ]
    }

    private func id(_ context: ScopedContext) throws -> CycleFile.ID { try context.parameters.require("file") }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        _ = try await self.files.change(
            try self.id(context), try FileEdit { fields[$0] }, version: try context.version(), as: context.caller)
        return .noContent
    }

    @Sendable private func add(request: Request, context: ScopedContext) async throws -> Response {
        let document = try context.document(named: context.query["name"])
        return .created(
            try await self.files.add(signed: document, to: try self.id(context), as: context.caller) {
                context.query[$0]
            })
    }

    @Sendable private func notify(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        try await self.files.notify(
            of: try context.parameters.require("decision"), on: try self.id(context), by: fields["method"] ?? "",
            as: context.caller)
        return .noContent
    }
}
