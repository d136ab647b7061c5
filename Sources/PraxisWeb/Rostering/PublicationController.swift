import HTML
import HTTPTypes
import Hummingbird
import PraxisCore
import Rostering

/// Publishing a week is creating its publication.
struct PublicationController: Controller {
    let roster: RosterService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/roster/{week}/publication", .shiftRead, "What a publication would tell", self.show),
            .page(.post, "/{scope}/roster/{week}/publication", .rosterPublish, "Publish a week", self.publish),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.draft(try context.parameters.require("week"), context)
    }

    @Sendable private func publish(request: Request, context: ScopedContext) async throws -> Response {
        let week: ISOWeek = try context.parameters.require("week")
        do {
            let number = try await self.roster.publish(
                week, as: Fingerprint(text: context.form["fingerprint"] ?? ""), as: context.caller)
            return .redirect(
                to: Place.roster(context.scope, week),
                flash: number == 1 ? "Published" : "Published again, for the \(RosterWords.ordinal(number)) time")
        } catch let error as RosterError where error != .unknown {
            return try await self.draft(week, context, refused: error)
        }
    }

    private func draft(
        _ week: ISOWeek, _ context: ScopedContext, refused error: RosterError? = nil
    ) async throws -> Response {
        async let shell = context.frame()
        let draft = try await self.roster.publicationDraft(week, as: context.caller)
        let frame = try await shell
        let status: HTTPResponse.Status =
            switch error {
            case nil: .ok
            case .replanned?, .nothingToPublish?: .conflict
            default: .unprocessableContent
            }
        return context.page(frame, "Publication", status: status) {
            publicationPage(
                context, frame, draft, now: self.roster.now(),
                refusal: error.map { refusalNotice($0, in: draft.clinic.zone, people: draft.people) })
        }
    }
}
