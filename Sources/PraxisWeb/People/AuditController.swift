import FoundationEssentials
import HTML
import HTTPTypes
import Hummingbird
package import PraxisCore

/// The audit trail of the practice.
package struct AuditController: Controller {
    let people: PeopleService

    package init(_ people: PeopleService) { self.people = people }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/audit", .auditRead, "Audit trail", self.list),
            .export("/{scope}/audit.csv", .auditRead, "Audit trail as CSV", self.csv),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let events = try await self.people.trail(
            action: context.query["action"], before: context.query["after"].flatMap { Int64($0) }, as: context.caller)
        let frame = try await shell
        return context.page(frame, "Audit trail") { auditPage(frame, context.query, events) }
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await ListExport<AuditEntry>(
            "audit",
            columns: [
                .text("Number") { String($0.sequence) }, .text("At (UTC)") { $0.at.description },
                .text("Who") { $0.account }, .text("On behalf of") { $0.onBehalfOf },
                .text("Emergency") { $0.isEmergency ? "yes" : "no" }, .text("Action") { $0.action },
                .text("Object") { $0.objectType }, .text("Identifier") { $0.object.uuidString.lowercased() },
                .text("Clinic") { $0.clinic }, .text("Before") { $0.before?.text }, .text("After") { $0.after?.text },
                .text("Reason") { $0.reason },
            ]
        ) { last in
            try await self.people.trail(action: context.query["action"], before: last?.sequence, as: context.caller)
        }.csv()
    }
}

/// The audit trail as a list.
func auditPage(_ frame: Frame, _ query: Form, _ events: [AuditEntry]) -> HTML {
    let path = Place.audit(frame.scope).path.query("action", query["action"]).query("after", query["after"])
    let areas = [
        Choice("people.", "People"), Choice("identity.", "Access"), Choice("credentialing.", "Credentials"),
        Choice("rostering.", "Roster"), Choice("budgeting.", "Budget"), Choice("ordering.", "Orders"),
    ]
    return group {
        pageHeader(
            "Audit trail",
            lead: "Every change, in the order in which it was saved. Nothing here can be edited or removed.")
        filterBar(path, query, [Chips("Area", name: "action", areas)])
        if events.isEmpty {
            emptyState("No events", "Changes appear here as they are saved.", icon: .history)
        } else {
            dataTable(
                "Audit trail", events,
                columns: [
                    Column("Event") { row in span(.title(row.action)) { row.sentence } },
                    Column("When") { row in frame.shown(row.at) },
                    Column("Who") { row in
                        row.account
                        if let principal = row.onBehalfOf { small { "for \(principal)" } }
                        if row.isEmergency { statusTag("Emergency", .bad) }
                    },
                    Column("Clinic") { row in row.clinic ?? "" },
                    .number("Number") { row in String(row.sequence) },
                ])
            pager(
                path, shown: events.count, next: events.count == 50 ? events.last.map { String($0.sequence) } : nil)
        }
    }
}
