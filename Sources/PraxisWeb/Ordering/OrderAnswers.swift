import Ordering
import PraxisCore

extension PurchaseOrder: APIObject {
    static let members: [APIMember<PurchaseOrder>] = [
        APIMember("id") { $0.id }, APIMember("number") { $0.number }, APIMember("clinic") { $0.clinic.slug },
        APIMember("vendor") { $0.vendorName }, APIMember("requisition") { $0.requisition },
        APIMember("status") { $0.status }, APIMember("needed_on") { $0.neededOn }, APIMember("total") { $0.total },
        APIMember("version") { $0.version },
    ]
}

extension OrderRecord: APIObject {
    static let members: [APIMember<OrderRecord>] =
        PurchaseOrder.members.map { $0.of(\.order) } + [
            APIMember("receipt_status") { $0.receiptStatus }, APIMember("lines") { $0.lines },
            APIMember("receipts") { $0.receipts }, APIMember("warnings") { $0.lacks },
        ]
}

extension OrderStatus: APIWord {}
extension ReceiptStatus: APIWord {}

extension OrderLine: APIObject {
    static let members: [APIMember<OrderLine>] = [
        APIMember("number") { $0.number }, APIMember("sku") { $0.sku }, APIMember("description") { $0.description },
        APIMember("packs") { $0.packs }, APIMember("received") { $0.received },
        APIMember("unit_price") { $0.unitPrice }, APIMember("total") { $0.total },
        APIMember("account") { $0.account },
    ]
}

extension Receipt: APIObject {
    static let members: [APIMember<Receipt>] = [
        APIMember("id") { $0.id }, APIMember("received_on") { $0.receivedOn },
        APIMember("booked_on") { $0.bookedOn ?? $0.receivedOn }, APIMember("packs") { $0.packs },
        APIMember("amount") { $0.amount },
    ]
}

extension UnitPrice: APIText {
    static var schema: Schema { .quantity }
}

/// What arrived, as programs write it.
struct ReceiptInput: Decodable {
    struct Line: Decodable {
        let number: Int
        let packs: Int
    }

    let receivedOn: LocalDate
    let note: String?
    let lines: [Line]

    enum CodingKeys: String, CodingKey {
        case receivedOn = "received_on"
        case note, lines
    }
}
