package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// The board of expirables.
package struct BoardController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/credentials", .credentialRead, "Credentials", self.show),
            .export("/{scope}/credentials.csv", .credentialRead, "Credentials as CSV", self.csv),
            .export("/{scope}/credentials.xlsx", .credentialRead, "Credentials as workbook", self.workbook),
            .api(
                .get, "/api/v1/{scope}/credentials", .credentialRead, "List credentials by the end of their coverage",
                query: [
                    QueryItem("status", .choice(BoardBucket.inOrder.map(\.rawValue)), "Where the coverage stands"),
                    QueryItem("type", .text(1...32), "The kind of credential"),
                    QueryItem("q", .text(1...100), "The beginning of a name or number"),
                    QueryItem("after", .text(1...200), "Where the page begins"),
                ], answers: .page(of: BoardLine.schema), self.list),
        ]
    }

    private func filter(_ query: Form) throws -> (BoardFilter, BoardCursor?) {
        var filter = BoardFilter(type: query["type"], search: query["q"].map { String($0.prefix(100)) })
        if let status = query["status"] {
            guard let bucket = BoardBucket(rawValue: status) else {
                throw FieldErrors("status", "Choose one of the states of the board")
            }
            filter.bucket = bucket
        }
        guard let after = query["after"] else { return (filter, nil) }
        guard let cursor = BoardCursor(after) else { throw FieldErrors("after", "This is no place in the list") }
        return (filter, cursor)
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let views = try await context.savedViews(of: .credentials)
        if let start = views.start { return .redirect(to: start) }
        let (filter, cursor) = try self.filter(context.query)
        let board = try await self.credentialing.board(filter, after: cursor, as: context.caller)
        let shell = try await frame
        return context.page(shell, "Credentials") { boardPage(context, shell, board, views) }
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let (filter, cursor) = try self.filter(context.query)
        let board = try await self.credentialing.board(filter, after: cursor, as: context.caller)
        return .json(JSONPage(board.lines, next: board.next?.description))
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) throws -> ListExport<BoardLine> {
        let (filter, _) = try self.filter(context.query)
        return ListExport(
            "credentials",
            columns: [
                .text("Name") { $0.name }, .text("Clinic") { $0.clinic }, .text("Credential") { $0.type },
                .text("State") { $0.state }, .text("Number") { $0.number }, .text("Status") { $0.bucket.title },
                .date("Covered until") { $0.coveredUntil }, .number("Days left") { $0.daysLeft },
                .text("Renewal") { $0.isRenewalClaimed ? "claimed, not verified" : nil },
            ]
        ) { last in
            try await self.credentialing.boardLines(
                filter, after: last.map(BoardCursor.init(after:)), limit: 500, as: context.caller)
        }
    }
}
