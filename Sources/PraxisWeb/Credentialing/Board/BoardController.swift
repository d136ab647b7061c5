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
                    QueryItem("person", .uuid, "Whose credentials"),
                    QueryItem("renewal", .choice(["claimed"]), "Only what has a renewal that nobody verified yet"),
                    QueryItem("month", .text(7...7), "The month in which the coverage ends, such as 2026-03"),
                    QueryItem("after", .text(1...200), "Where the page begins"),
                ], answers: .page(of: BoardLine.schema), self.list),
            .page(.get, "/{scope}/credentials/impact", .credentialRead, "Shifts at stake", self.impact),
            .export("/{scope}/credentials/impact.csv", .credentialRead, "Shifts at stake as CSV", self.impactCSV),
            .export(
                "/{scope}/credentials/impact.xlsx", .credentialRead, "Shifts at stake as workbook", self.impactWorkbook),
            .api(
                .get, "/api/v1/{scope}/credentials/impact", .credentialRead,
                "List shifts to come that credentials do not cover", answers: .page(of: UncoveredShift.schema),
                self.impactList),
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
        if let person = query["person"] {
            guard let id = Person.ID(person) else { throw FieldErrors("person", "This is nobody") }
            filter.person = id
        }
        filter.isClaimed = query["renewal"] == "claimed"
        if let month = query["month"] {
            guard let day = LocalDate(month + "-01") else {
                throw FieldErrors("month", "Enter a month such as 2026-03")
            }
            filter.month = day
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
                .text("Carrier") { $0.insurance?.carrier }, .text("Policy") { $0.insurance?.policy.title },
                .date("Retroactive date") { $0.insurance?.retroactiveOn },
                .money("Limit per claim") { $0.insurance?.limits.each },
                .money("Limit per year") { $0.insurance?.limits.aggregate },
                .number("Shifts that fall") { $0.impact.blocked },
                .number("Shifts with a remark") { $0.impact.remarked },
                .number("Shifts in the last four weeks") { $0.impact.usual },
            ]
        ) { last in
            try await self.credentialing.boardLines(
                filter, after: last.map(BoardCursor.init(after:)), limit: 500, as: context.caller)
        }
    }

    // MARK: What falls if nothing renews

    @Sendable private func impact(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let (shifts, services) = try await self.credentialing.lapses(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Shifts at stake") { impactPage(context, shell, shifts, services) }
    }

    @Sendable private func impactList(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.credentialing.uncoveredShifts(as: context.caller)))
    }

    @Sendable private func impactCSV(request: Request, context: ScopedContext) async throws -> Response {
        try await self.impactExport(context).csv()
    }

    @Sendable private func impactWorkbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.impactExport(context).workbook()
    }

    private func impactExport(_ context: ScopedContext) -> ListExport<UncoveredShift> {
        ListExport(
            "shifts-at-stake",
            columns: [
                .date("Day") { $0.day }, .text("Hours") { $0.hours }, .text("Clinic") { $0.clinic },
                .text("Shift") { $0.shift }, .text("Role") { $0.roleTitle }, .text("Name") { $0.name },
                .text("Credential") { $0.type }, .text("Held by") { $0.isOfClinic ? "clinic" : "person" },
                .date("Covered until") { $0.coversUntil }, .text("Outcome") { $0.isBlocked ? "falls" : "remark" },
            ]
        ) { last in
            last == nil ? try await self.credentialing.uncoveredShifts(as: context.caller) : []
        }
    }
}
