import HTML
import Ordering
import PraxisCore

/// What marking the chosen orders as sent would do, order by order, and the button that does it.
func orderReleasePage(
    _ context: ScopedContext, _ frame: Frame, _ orders: [PurchaseOrder], refused: Problem?, errors: FieldErrors
) -> HTML {
    let ready = orders.filter { $0.status == .approved }
    let list = Place.orders(context.scope)
    return group {
        pageHeader(
            "Mark orders as sent", lead: "Nothing has been changed yet.",
            trail: [Crumb("Orders", list)])
        errorSummary(errors)
        if let refused {
            notice(.bad, "Nothing was marked: \(refused.title)") {
                p { "Below is how the orders stand now. Look at them, then go on." }
            }
        }
        if orders.isEmpty && errors.isEmpty {
            emptyState("None of these orders is there", "Choose others.", icon: .truck)
        } else if !orders.isEmpty {
            dataTable("Chosen orders", orders, columns: columns(frame))
        }
        if ready.isEmpty {
            div(.class("bar")) { buttonLink("Back to the orders", list) }
        } else {
            p {
                "\(counted(ready.count, "order", "orders")) for "
                money(ready.map(\.total).reduce(.zero, +))
                " will count as sent to the vendors. What was approved stays reserved in the budget until it arrives."
            }
            postForm(context, .orderReleases(context.scope)) {
                for order in ready {
                    input(.type("hidden"), .name("seen[]"), .value("\(order.id):\(order.version)"))
                }
                formActions {
                    submit("Mark " + counted(ready.count, "order", "orders") + " as sent")
                    cancelLink(list)
                }
            }
        }
    }
}

private func columns(_ frame: Frame) -> [Column<PurchaseOrder>] {
    [Column("Number") { order in a(.href(.order(.clinic(order.clinic.slug), order.id))) { order.number } }]
        + [Column("Vendor") { $0.vendorName }]
        + (frame.showsClinics ? [Column("Clinic") { $0.clinic.name }] : [])
        + [
            .state("What happens") { order in
                order.status == .approved
                    ? statusTag("Will be marked as sent", .ok) : statusTag("Stays: \(order.status.title.lowercased())")
            },
            .number("Total") { money($0.total) },
        ]
}
