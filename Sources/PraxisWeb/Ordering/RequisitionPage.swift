import HTML
import Ordering
import PraxisCore

/// The list of requisitions.
func requisitionsPage(_ frame: Frame, _ views: SavedViews, _ requisitions: Listing<Requisition>) -> HTML {
    let query = views.query
    let path = Place.requisitions(frame.scope).path.query("status", query["status"]).query("view", query["view"])
    return group {
        pageHeader("Requisitions", lead: frame.scopeName) {
            if frame.may(.requisitionWrite) {
                buttonLink("New requisition", .newRequisition(frame.scope), .primary, icon: .plus)
            }
        }
        savedViewBar(views)
        filterBar(
            path, query,
            [Chips("Status", name: "status", RequisitionStatus.allCases.map { Choice($0.rawValue, $0.title) })])
        if requisitions.rows.isEmpty {
            emptyState("No requisition fits", "Change the filter, or write one.", icon: .cart)
        } else {
            dataTable(
                "Requisitions", requisitions.rows,
                columns: [
                    Column("Number") { row in
                        a(.href(.requisition(.clinic(row.clinic.slug), row.id))) { row.number }
                    },
                    .state("Status") { requisitionTag($0.status) },
                ] + (frame.showsClinics ? [Column("Clinic") { $0.clinic.name }] : []) + [
                    Column("Needed on") { date($0.neededOn) }, Column("Requester") { $0.requester ?? "" },
                    .number("Total") { money($0.total) },
                ])
            pager(
                path, shown: requisitions.rows.count,
                next: requisitions.hasMore ? requisitions.rows.last?.id.description : nil, exports: true)
        }
    }
}

extension RequisitionStatus {
    /// As people say it.
    var title: String {
        switch self {
        case .draft: "Draft"
        case .submitted: "Waits for approval"
        case .returned: "Returned"
        case .approved: "Approved"
        case .rejected: "Rejected"
        case .withdrawn: "Withdrawn"
        }
    }
}

func requisitionTag(_ status: RequisitionStatus) -> HTML {
    switch status {
    case .draft, .withdrawn: statusTag(status.title)
    case .submitted: statusTag(status.title, .info)
    case .returned: statusTag(status.title, .warn)
    case .approved: statusTag(status.title, .ok)
    case .rejected: statusTag(status.title, .bad)
    }
}

/// One requisition: its lines, what it takes from the budget, and what can be done with it.
func requisitionPage(
    _ context: ScopedContext, _ frame: Frame, _ record: RequisitionRecord, refused: Problem?, errors: FieldErrors
) -> HTML {
    let requisition = record.requisition
    return group {
        pageHeader(
            requisition.number, tag: requisitionTag(requisition.status), lead: requisition.clinic.name,
            trail: [Crumb("Requisitions", .requisitions(frame.scope))]
        ) {
            if requisition.status.isEditable, frame.may(.requisitionWrite) {
                buttonLink("Change", .editRequisition(frame.scope, requisition.id), icon: .pencil)
            }
        }
        errorSummary(errors)
        if let refused {
            notice(.bad, refused.title) { if let detail = refused.detail { p { detail } } }
        }
        lacksNotice(record.lacks, at: requisition.clinic.name)
        card("Details") {
            summaryList([
                Fact("Needed on") { date(requisition.neededOn) }, Fact("Requester", requisition.requester),
                Fact("Note", requisition.note), Fact("Total") { money(requisition.total) },
            ])
        }
        linesTable(record.lines)
        if requisition.status != .approved {
            effectsCard("What it takes from the budget", record.effects, isDone: false)
        } else {
            effectsCard("What it took from the budget", record.taken, isDone: true)
        }
        RequisitionSteps(context: context, frame: frame, record: record, errors: errors).html
        if !record.orders.isEmpty {
            card("Orders") {
                dataTable(
                    "Orders", record.orders,
                    columns: [
                        Column("Number") { order in a(.href(.order(frame.scope, order.id))) { order.number } },
                        Column("Vendor") { $0.vendorName }, .state("Status") { orderTag($0.status) },
                        .number("Total") { money($0.total) },
                    ])
            }
        }
        if !record.decisions.isEmpty {
            card("Decisions") {
                timeline(
                    record.decisions.reversed().map { decision in
                        TimelineEntry(
                            decision.outcome.rawValue.prefix(1).uppercased() + decision.outcome.rawValue.dropFirst(),
                            who: decision.decider ?? "Somebody you may not see",
                            at: frame.shown(decision.at),
                            details: decision.reason.map { [("Reason", $0)] } ?? [])
                    })
            }
        }
    }
}

private func linesTable(_ lines: [RequisitionLine]) -> HTML {
    dataTable(
        "Lines", lines,
        columns: [
            Column("Item") { $0.description }, Column("Vendor") { $0.vendorName },
            Column("Account") { $0.account }, Column("Pack") { $0.pack.description },
            .number("Packs") { String($0.packs) }, .number("Price") { $0.unitPrice.readable },
            .number("Total") { money($0.total) },
        ]
    ) {
        totalRow("Total", covering: 6, [lines.total.description])
    }
}
