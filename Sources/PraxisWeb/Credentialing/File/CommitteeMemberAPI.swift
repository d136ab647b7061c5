import Credentialing
import FoundationEssentials
import HTTPTypes
import Hummingbird
import PraxisCore

/// Who sits on the committee, for programs.
struct CommitteeMemberAPI: Controller {
    let files: FileService

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/committee/members", .fileRead, "List who sits on the committee, or did",
                answers: .page(of: CommitteeSeat.schema), self.list),
            .api(
                .post, "/api/v1/{scope}/committee/members", .committeeWrite, "Give somebody a seat",
                takes: .object(["person": .uuid, "chair": .boolean.optional, "starts": .date]),
                answers: .created, status: .created, self.join),
            .api(
                .post, "/api/v1/{scope}/committee/members/{member}/end", .committeeWrite, "End a seat",
                takes: .object(["ends": .date]), status: .noContent, self.leave),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.files.seats(as: context.caller).seats))
    }

    @Sendable private func join(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let draft = try SeatDraft { fields[$0] }
        let id = try await self.files.join(
            draft.person, isChair: draft.isChair, from: draft.startsOn, as: context.caller)
        return .created(Identifier<CommitteeSeat>(id))
    }

    @Sendable private func leave(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let member: Identifier<CommitteeSeat> = try context.parameters.require("member")
        _ = try await self.files.leave(
            member.uuid, on: fields["ends"].flatMap { LocalDate($0) }, as: context.caller)
        return .noContent
    }
}
