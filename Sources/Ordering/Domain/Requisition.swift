package import PraxisCore

/// A clinic's request to buy.
package struct Requisition: Equatable, Sendable {
    package typealias ID = Identifier<Requisition>

    package let id: ID
    /// As people name it: `RQ-2026-0042`.
    package let number: String
    package let clinic: OrderingClinic
    package let status: RequisitionStatus
    package let neededOn: LocalDate
    package let note: String?
    /// Who asked, where the caller may know.
    package let requester: String?
    /// Whether the caller asked, under whatever account: nobody decides their own request.
    package let isOwn: Bool
    package let total: Money
    package let submitted: Instant?
    /// Counts changes, so that a stale form is refused.
    package let version: Int
}

/// A clinic as orders know it.
package struct OrderingClinic: Equatable, Sendable {
    package typealias ID = Identifier<OrderingClinic>

    package let id: ID
    package let slug: Slug
    package let name: String
    package let zone: String
}

/// What a requester writes: when it is needed, and how many packs of what.
package struct RequisitionDraft: Equatable, Sendable {
    /// One line as written.
    package struct Line: Equatable, Encodable, Sendable {
        package let item: CatalogItem.ID
        package let packs: Int

        package init(item: CatalogItem.ID, packs: Int) {
            self.item = item
            self.packs = packs
        }
    }

    package let neededOn: LocalDate
    package let note: String?
    package let lines: [Line]

    package init(neededOn: LocalDate, note: String? = nil, lines: [Line]) {
        self.neededOn = neededOn
        self.note = note
        self.lines = lines
    }
}

/// What somebody decided about a submitted requisition.
package struct Decision: Equatable, Sendable {
    package let outcome: Outcome
    package let reason: String?
    package let amount: Money
    /// Who decided, where the caller may know.
    package let decider: String?
    package let at: Instant

    /// How it was decided.
    package enum Outcome: String, CaseIterable, Sendable {
        case approved, returned, rejected
    }
}
