import Ordering
import PraxisCore

extension Requisition: APIObject {
    static let members: [APIMember<Requisition>] = [
        APIMember("id") { $0.id }, APIMember("number") { $0.number }, APIMember("clinic") { $0.clinic.slug },
        APIMember("status") { $0.status }, APIMember("needed_on") { $0.neededOn }, APIMember("note") { $0.note },
        APIMember("total") { $0.total }, APIMember("version") { $0.version },
    ]
}

extension RequisitionRecord: APIObject {
    static let members: [APIMember<RequisitionRecord>] =
        Requisition.members.map { $0.of(\.requisition) } + [
            APIMember("lines") { $0.lines }, APIMember("decisions") { $0.decisions }, APIMember("orders") { $0.orders },
            APIMember("warnings") { $0.lacks },
        ]
}

extension RequisitionStatus: APIWord {}

extension RequisitionLine: APIObject {
    static let members: [APIMember<RequisitionLine>] = [
        APIMember("number") { $0.number }, APIMember("item") { $0.item }, APIMember("packs") { $0.packs },
        APIMember("unit_price") { $0.unitPrice }, APIMember("total") { $0.total },
        APIMember("account") { $0.account },
    ]
}

extension Decision: APIObject {
    static let members: [APIMember<Decision>] = [
        APIMember("outcome") { $0.outcome }, APIMember("reason") { $0.reason }, APIMember("amount") { $0.amount },
        APIMember("decider") { $0.decider },
    ]
}

extension Decision.Outcome: APIWord {}

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
        return .object(fields, isNew ? submit : [:])
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
