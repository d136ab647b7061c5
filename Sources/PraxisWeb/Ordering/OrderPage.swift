import HTML
import Ordering
import PraxisCore

/// The list of orders.
func ordersPage(
    _ context: ScopedContext, _ frame: Frame, _ views: SavedViews, _ orders: Listing<PurchaseOrder>
) -> HTML {
    let query = views.query
    let path = Place.orders(frame.scope).path.query("status", query["status"]).query("view", query["view"])
    let mayRelease = frame.may(.orderPlace) && orders.rows.contains { $0.status == .approved }
    return group {
        pageHeader("Orders", lead: frame.scopeName)
        savedViewBar(views)
        filterBar(
            path, query, [Chips("Status", name: "status", OrderStatus.allCases.map { Choice($0.rawValue, $0.title) })])
        if orders.rows.isEmpty {
            emptyState("No order fits", "Approving a requisition makes orders.", icon: .truck)
        } else {
            dataTable(
                "Orders", orders.rows, choosing: mayRelease ? orderChoice : nil,
                columns: [
                    Column("Number") { order in
                        a(.href(.order(.clinic(order.clinic.slug), order.id))) { order.number }
                    },
                    Column("Vendor") { $0.vendorName }, .state("Status") { orderTag($0.status) },
                ] + (frame.showsClinics ? [Column("Clinic") { $0.clinic.name }] : []) + [
                    Column("Needed on") { date($0.neededOn) }, .number("Total") { money($0.total) },
                ])
            if mayRelease {
                bulkBar(context, orderChoice, .orderReleases(frame.scope)) { submit("Mark as sent", .plain) }
            }
            pager(
                path, shown: orders.rows.count, next: orders.hasMore ? orders.rows.last?.id.description : nil,
                exports: true)
        }
    }
}

/// Orders that can be marked as sent together.
private let orderChoice = RowChoice<PurchaseOrder>(
    form: "chosen-orders", name: "order[]", value: { $0.id.description }, label: { $0.number },
    isOffered: { $0.status == .approved })

extension OrderStatus {
    /// As people say it.
    var title: String {
        switch self {
        case .approved: "Approved"
        case .released: "Sent"
        case .closed: "Closed"
        case .canceled: "Canceled"
        }
    }
}

func orderTag(_ status: OrderStatus) -> HTML {
    switch status {
    case .approved: statusTag(status.title, .info)
    case .released: statusTag(status.title, .warn)
    case .closed: statusTag(status.title, .ok)
    case .canceled: statusTag(status.title)
    }
}

/// One order, as it is sent to the vendor and as it arrives.
func orderPage(
    _ context: ScopedContext, _ frame: Frame, _ record: OrderRecord, refused: Problem?, errors: FieldErrors
) -> HTML {
    let order = record.order
    return group {
        pageHeader(
            order.number, tag: orderTag(order.status), lead: "\(order.vendorName), for \(order.clinic.name)",
            trail: [Crumb("Orders", .orders(frame.scope))])
        errorSummary(errors)
        if let refused {
            notice(.bad, refused.title) { if let detail = refused.detail { p { detail } } }
        }
        lacksNotice(record.lacks, at: order.clinic.name)
        card("Details") {
            summaryList([
                Fact("Vendor", order.vendorName), Fact("Send to", record.vendor?.email),
                Fact("Our account", record.vendor?.accountNumber), Fact("Deliver to", order.clinic.name),
                Fact("Needed on") { date(order.neededOn) },
                Fact("Requisition") {
                    a(.href(.requisition(frame.scope, order.requisition))) { order.requisitionNumber }
                },
                Fact("Arrived", record.receiptStatus.title),
            ])
        }
        dataTable(
            "Lines", record.lines,
            columns: [
                Column("Item") { $0.description }, Column("Number") { $0.sku }, Column("Pack") { $0.pack.description },
                Column("Account") { $0.account }, .number("Packs") { String($0.packs) },
                .number("Arrived") { String($0.received) }, .number("Price") { $0.unitPrice.readable },
                .number("Total") { money($0.total) },
            ]
        ) {
            totalRow("Total", covering: 7, [order.total.description])
        }
        orderSteps(context, frame, record, errors)
        if !record.receipts.isEmpty {
            card("Receipts") {
                dataTable(
                    "Receipts", record.receipts,
                    columns: [
                        Column("Day") { date($0.receivedOn) }, Column("Booked on") { booking($0) },
                        Column("Note") { $0.note ?? "" },
                        .number("Packs") { String($0.packs) }, .number("Value") { money($0.amount) },
                    ])
            }
        }
    }
}

/// Where the day of arrival had no open budget, the day that has it in the books.
private func booking(_ receipt: Receipt) -> HTML {
    guard let day = receipt.bookedOn else { return HTML("The same day") }
    return group {
        date(day)
        statusTag("No budget was open", .warn)
    }
}

extension ReceiptStatus {
    /// As people say it.
    var title: String {
        switch self {
        case .none: "Nothing yet"
        case .partly: "In part"
        case .received: "Everything"
        }
    }
}
