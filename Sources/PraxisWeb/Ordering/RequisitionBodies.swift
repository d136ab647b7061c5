import Ordering
import PraxisCore

/// A requisition as the API tells it; its record also with lines, decisions and the orders it became.
struct RequisitionBody: Encodable {
    struct Line: Encodable {
        let number: Int
        let item: CatalogItem.ID
        let packs: Int
        let unitPrice: String
        let total: String
        let account: String
    }

    struct Ruling: Encodable {
        let outcome: String
        let reason: String?
        let amount: String
        let decider: String?
    }

    let id: Requisition.ID
    let number: String
    let clinic: String
    let status: String
    let neededOn: LocalDate
    let note: String?
    let total: String
    let version: Int
    let lines: [Line]?
    let decisions: [Ruling]?
    let orders: [OrderBody]?

    init(_ requisition: Requisition, _ record: RequisitionRecord? = nil) {
        self.id = requisition.id
        self.number = requisition.number
        self.clinic = requisition.clinic.slug.description
        self.status = requisition.status.rawValue
        self.neededOn = requisition.neededOn
        self.note = requisition.note
        self.total = requisition.total.plain
        self.version = requisition.version
        self.lines = record?.lines.map {
            Line(
                number: $0.number, item: $0.item, packs: $0.packs, unitPrice: $0.unitPrice.description,
                total: $0.total.plain, account: $0.account)
        }
        self.decisions = record?.decisions.map {
            Ruling(outcome: $0.outcome.rawValue, reason: $0.reason, amount: $0.amount.plain, decider: $0.decider)
        }
        self.orders = record?.orders.map { OrderBody($0) }
    }
}

/// A requisition as programs write it.
struct RequisitionInput: Decodable {
    struct Line: Decodable {
        let item: CatalogItem.ID
        let packs: Int
    }

    let neededOn: LocalDate
    let note: String?
    let submit: Bool?
    let lines: [Line]

    enum CodingKeys: String, CodingKey {
        case neededOn = "needed_on"
        case note, submit, lines
    }

    /// - Parameter isNew: a new one may be handed in at once.
    static func schema(isNew: Bool) -> Schema {
        let fields: KeyValuePairs<String, Schema> = [
            "needed_on": .date, "note": .text(1...2000).optional,
            "lines": .list(of: .object(["item": .uuid, "packs": .integer(1...1_000_000)]), 1...200),
        ]
        let submit: KeyValuePairs<String, Schema> = ["submit": .boolean.optional]
        return .object((Array(fields) + (isNew ? Array(submit) : [])).map { .init(name: $0.key, schema: $0.value) })
    }

    var draft: RequisitionDraft {
        RequisitionDraft(
            neededOn: self.neededOn, note: self.note,
            lines: self.lines.map { RequisitionDraft.Line(item: $0.item, packs: $0.packs) })
    }
}

/// Why something is done.
struct ReasonInput: Decodable {
    let reason: String
}

/// Why something is done, where it goes without saying sometimes.
struct OptionalReasonInput: Decodable {
    let reason: String?
}
