import Ordering
import PraxisCore

/// An order as the API tells it; its record also with lines and receipts.
struct OrderBody: Encodable {
    struct Line: Encodable {
        let number: Int
        let sku: String
        let description: String
        let packs: Int
        let received: Int
        let unitPrice: String
        let total: String
        let account: String
    }

    struct Arrival: Encodable {
        let id: Receipt.ID
        let receivedOn: LocalDate
        let bookedOn: LocalDate
        let packs: Int
        let amount: String
    }

    let id: PurchaseOrder.ID
    let number: String
    let clinic: String
    let vendor: String
    let requisition: Requisition.ID
    let status: String
    let receiptStatus: String?
    let neededOn: LocalDate
    let total: String
    let version: Int
    let lines: [Line]?
    let receipts: [Arrival]?

    init(_ order: PurchaseOrder, _ record: OrderRecord? = nil) {
        self.id = order.id
        self.number = order.number
        self.clinic = order.clinic.slug.description
        self.vendor = order.vendorName
        self.requisition = order.requisition
        self.status = order.status.rawValue
        self.receiptStatus = record?.receiptStatus.rawValue
        self.neededOn = order.neededOn
        self.total = order.total.plain
        self.version = order.version
        self.lines = record?.lines.map {
            Line(
                number: $0.number, sku: $0.sku, description: $0.description, packs: $0.packs, received: $0.received,
                unitPrice: $0.unitPrice.description, total: $0.total.plain, account: $0.account)
        }
        self.receipts = record?.receipts.map {
            Arrival(
                id: $0.id, receivedOn: $0.receivedOn, bookedOn: $0.bookedOn ?? $0.receivedOn, packs: $0.packs,
                amount: $0.amount.plain)
        }
    }
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
