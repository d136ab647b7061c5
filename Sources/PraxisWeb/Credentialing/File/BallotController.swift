package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// The own votes of a member of the committee, on a page made for a phone and for programs of a signed-in person.
package struct BallotController: Controller {
    let files: FileService

    package init(files: FileService) { self.files = files }

    package var routes: [Route] {
        [
            .page(.get, "/account/ballots", .dutyFulfill, "My votes", self.show),
            .page(.get, "/account/ballots/{meeting}/{file}", .dutyFulfill, "A file before the committee", self.packet),
            .page(.post, "/account/ballots/{meeting}/{file}", .dutyFulfill, "Vote on a file", self.cast),
            .api(
                .get, "/api/v1/account/ballots", .dutyFulfill, "List the files that wait for the own vote",
                answers: .page(of: OwnBallot.schema), self.apiShow),
            .api(
                .get, "/api/v1/account/ballots/{meeting}/{file}", .dutyFulfill,
                "Read the packet of a file that waits for the own vote; not with a token",
                answers: CommitteePacket.schema, self.apiPacket),
            .api(
                .post, "/api/v1/account/ballots/{meeting}/{file}", .dutyFulfill, "Vote on a file as a member",
                takes: .object(["vote": Ballot.schema, "reason": .text(1...500).optional]), status: .noContent,
                self.apiCast),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        let frame = try await context.frame()
        let ballots = try await self.files.ballots(as: context.caller)
        return context.page(frame, "My votes", status: errors.isEmpty ? .ok : .unprocessableContent) {
            ballotsPage(context, frame, ballots, errors)
        }
    }

    @Sendable private func packet(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        let packet = try await self.opened(context)
        return context.page(frame, packet.name) { packetPage(packet) }
    }

    private func opened(_ context: ScopedContext) async throws -> CommitteePacket {
        try await self.files.packet(
            of: try context.parameters.require("file"), at: try context.parameters.require("meeting"),
            as: context.caller)
    }

    @Sendable private func cast(request: Request, context: ScopedContext) async throws -> Response {
        do {
            try await self.files.cast(
                try VoteDraft { context.form[$0] }, on: try context.parameters.require("file"),
                at: try context.parameters.require("meeting"), as: context.caller)
            return .redirect(to: .ballots, flash: "Your vote is on record")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch CredentialingError.refused(let refusal, _) where refusal.kind == .unprocessable {
            return try await self.page(context, FieldErrors("vote", refusal.sentence))
        }
    }

    @Sendable private func apiShow(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.files.ballots(as: context.caller)))
    }

    @Sendable private func apiPacket(request: Request, context: ScopedContext) async throws -> Response {
        .json(try await self.opened(context))
    }

    @Sendable private func apiCast(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        try await self.files.cast(
            try VoteDraft { fields[$0] }, on: try context.parameters.require("file"),
            at: try context.parameters.require("meeting"), as: context.caller)
        return .noContent
    }
}

extension Ballot: APIWord {}
extension VoteGiven: APIWord {}

extension OwnBallot: APIObject {
    static let members: [APIMember<OwnBallot>] = [
        APIMember("meeting") { $0.meeting }, APIMember("meets_on") { $0.meetsOn }, APIMember("file") { $0.file },
        APIMember("name") { $0.name }, APIMember("cycle") { $0.cycle }, APIMember("role") { $0.role },
        APIMember("must_recuse") { $0.mustRecuse }, APIMember("vote") { $0.vote }, APIMember("given") { $0.given },
    ]
}
