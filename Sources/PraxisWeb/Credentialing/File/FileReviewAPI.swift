import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// Flags of a file and what was found out about them, exceptions, and the review of checks, for programs. Where a person
/// has to do it from the own account, a token is refused.
struct FileReviewAPI: Controller {
    let files: FileService

    var routes: [Route] {
        [
            .api(
                .post, "/api/v1/{scope}/files/{file}/flags", .fileWrite, "Raise a flag",
                takes: .object(["color": .choice("yellow", "red"), "summary": .text(1...500)]), answers: .created,
                status: .created, self.raise),
            .api(
                .post, "/api/v1/{scope}/files/{file}/flags/{flag}/dispositions", .fileWrite,
                "Say whether a flag stands; the version is the flag’s own",
                takes: .object(["outcome": FileFlag.Outcome.schema, "note": .text(10...2000)]), status: .noContent,
                versioned: true, self.dispose),
            .api(
                .post, "/api/v1/{scope}/files/{file}/elements/{element}/exceptions", .fileWrite,
                "Document why an element does not apply, or that it does again",
                takes: .object(["stands": .boolean, "reason": .text(10...2000)]), status: .noContent, self.except),
            .api(
                .post, "/api/v1/{scope}/files/{file}/checks/{check}/review", .verificationWrite,
                "Say whether a check that a program fetched counts; not with a token",
                takes: .object(["accepted": .boolean, "note": .text(1...2000).optional]), status: .noContent,
                self.review),
        ]
    }

    private func id(_ context: ScopedContext) throws -> CycleFile.ID { try context.parameters.require("file") }

    @Sendable private func raise(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        return .created(
            try await self.files.raise(try FlagDraft { fields[$0] }, on: try self.id(context), as: context.caller))
    }

    @Sendable private func dispose(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        try await self.files.dispose(
            try context.parameters.require("flag"), of: try self.id(context),
            try FlagDispositionDraft { fields[$0] }, after: try context.version(), as: context.caller)
        return .noContent
    }

    @Sendable private func except(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let draft = try ExceptionDraft { name in
            name == "stands" ? (fields["stands"] == nil ? "no" : "yes") : fields[name]
        }
        try await self.files.except(
            try context.parameters.require("element", as: String.self), of: try self.id(context), draft,
            as: context.caller)
        return .noContent
    }

    @Sendable private func review(request: Request, context: ScopedContext) async throws -> Response {
        let input: CheckReviewInput = try context.json()
        try await self.files.review(
            try context.parameters.require("check"), of: try self.id(context), try input.draft(), as: context.caller)
        return .noContent
    }
}
