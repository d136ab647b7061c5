import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Shifts that were worked and of which a later fact speaks against somebody.
struct FindingController: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/clearance/findings", .credentialRead, "Findings", self.list),
            .export("/{scope}/clearance/findings.csv", .credentialRead, "Findings as CSV", self.csv),
            .export("/{scope}/clearance/findings.xlsx", .credentialRead, "Findings as workbook", self.workbook),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let rows = try await self.credentialing.findings(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Findings") { findingsPage(context, shell, rows) }
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) async throws -> ListExport<ClearanceFinding> {
        let rows = try await self.credentialing.findings(as: context.caller)
        return ListExport(
            "findings",
            columns: [
                .text("Name") { $0.name }, .text("Clinic") { $0.clinic }, .text("Role") { $0.roleTitle },
                .date("Day") { $0.zone.local(of: $0.starts).date }, .text("From") { $0.starts.description },
                .text("Until") { $0.ends.description },
                .text("Why") { $0.reasons.map(\.sentence).joined(separator: "; ") },
                .text("Found") { $0.foundAt.description },
            ]
        ) { last in last == nil ? rows : [] }
    }
}

private func findingsPage(_ context: ScopedContext, _ frame: Frame, _ rows: [ClearanceFinding]) -> HTML {
    let people = Dictionary(grouping: rows, by: \.person).count
    var columns: [Column<ClearanceFinding>] = [
        Column("Name") { row in a(.href(Place.credentialFile(context.scope, row.person))) { row.name } },
        Column("Role") { row in row.roleTitle },
    ]
    if frame.showsClinics { columns.append(Column("Clinic") { row in row.clinic }) }
    columns += [
        Column("Worked") { row in
            let (from, to) = (row.zone.local(of: row.starts), row.zone.local(of: row.ends))
            date(from.date)
            ", \(from.time.onTheClock) to \(to.time.onTheClock)"
        },
        Column("Why") { row in reasonList(row.reasons) },
        Column("Found") { row in moment(row.foundAt, frame) },
    ]
    return group {
        pageHeader(
            "Findings",
            lead: "Shifts that were worked and of which a later fact says that their person was not cleared. "
                + "Nothing of the past is changed.")
        credentialingTabs(context, frame, current: .findings(context.scope))
        if rows.isEmpty {
            emptyState("No findings", "Nobody is known to have worked uncleared.", icon: .badge)
        } else {
            p {
                "\(counted(rows.count, "shift", "shifts")) of \(counted(people, "person", "people")), worked uncleared"
            }
            dataTable("Shifts worked uncleared", rows, columns: columns)
            pager(Place.findings(context.scope).path, shown: rows.count, total: rows.count, next: nil, exports: true)
        }
    }
}
