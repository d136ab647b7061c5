import Hummingbird
import PraxisCore
import Rostering

/// A week as a file: one line per place, filled or not, of the role that the page is narrowed to.
struct RosterExportController: Controller {
    let roster: RosterService

    var routes: [Route] {
        [
            .export("/{scope}/roster/{week}.csv", .shiftRead, "A week's roster as CSV", self.csv),
            .export("/{scope}/roster/{week}.xlsx", .shiftRead, "A week's roster as a workbook", self.workbook),
        ]
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) throws(NotFound) -> ListExport<RosterLine> {
        let week: ISOWeek = try context.parameters.require("week")
        return ListExport("roster-\(context.scope)-\(week)", columns: RosterLine.columns) { [roster] last in
            guard last == nil else { return [] }
            return RosterLine.lines(try await roster.model(week, context))
        }
    }
}

/// One place on a shift.
struct RosterLine: Sendable {
    let shift: Shift
    let zone: Zone
    /// `nil` where the place is unfilled.
    let person: String?
    let state: String

    static func lines(_ model: RosterGridModel) -> [RosterLine] {
        let names = Dictionary(model.grid.people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let holders = Dictionary(grouping: model.grid.week.assignments, by: \.shift)
        return model.grid.week.shifts.filter { model.shifts[$0.id] != nil }.flatMap { shift in
            let filled = (holders[shift.id] ?? []).map {
                RosterLine(
                    shift: shift, zone: model.zone, person: names[$0.person] ?? "Somebody",
                    state: model.mark(of: $0).rawValue)
            }
            let open = max(0, shift.need - filled.count)
            return filled
                + (0..<open).map { _ in RosterLine(shift: shift, zone: model.zone, person: nil, state: "unfilled") }
        }
    }

    static let columns: [ExportColumn<RosterLine>] = [
        .date("Day") { $0.shift.date },
        .text("Shift") { $0.shift.name },
        .text("Role") { $0.shift.role.label },
        .text("Starts") { $0.zone.local(of: $0.shift.span.start).description },
        .text("Ends") { $0.zone.local(of: $0.shift.span.end).description },
        .text("Time zone") { $0.zone.name },
        .number("Paid minutes") { $0.shift.paidMinutes },
        .text("Person") { $0.person },
        .text("State") { $0.state },
    ]
}
