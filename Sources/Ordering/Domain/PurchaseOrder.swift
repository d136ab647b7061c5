package import PraxisCore

/// A promise to a vendor: what is bought, at which price, for which clinic. Its money is reserved.
package struct PurchaseOrder: Equatable, Sendable {
    package typealias ID = Identifier<PurchaseOrder>

    package let id: ID
    /// As people name it: `PO-2026-0042`.
    package let number: String
    package let clinic: OrderingClinic
    package let vendor: Vendor.ID
    package let vendorName: String
    package let requisition: Requisition.ID
    package let requisitionNumber: String
    package let status: OrderStatus
    package let neededOn: LocalDate
    package let total: Money
    package let ordered: Instant
    package let released: Instant?
    /// Counts changes, so that a stale form is refused.
    package let version: Int
}

/// One line of an order, and how much of it has arrived.
package struct OrderLine: Equatable, Sendable {
    package let number: Int
    package let sku: String
    package let description: String
    package let packs: Int
    package let received: Int
    package let pack: Pack
    package let unitPrice: UnitPrice
    package let total: Money
    package let account: String

    /// Packs that are still to come.
    package var open: Int { Swift.max(0, self.packs - self.received) }
}

/// Something that arrived.
package struct Receipt: Equatable, Sendable {
    package typealias ID = Identifier<Receipt>

    /// So many packs of one line.
    package struct Line: Equatable, Encodable, Sendable {
        package let number: Int
        package let packs: Int

        package init(number: Int, packs: Int) {
            self.number = number
            self.packs = packs
        }
    }

    package let id: ID
    package let receivedOn: LocalDate
    /// The day whose budget has it, where none was open on the day of arrival.
    package let bookedOn: LocalDate?
    package let note: String?
    package let packs: Int
    package let amount: Money
}

/// An order with everything that its page shows.
package struct OrderRecord: Equatable, Sendable {
    package let order: PurchaseOrder
    package let vendor: Vendor?
    package let lines: [OrderLine]
    package let receipts: [Receipt]
    /// Certificates that the clinic lacks for what the items are used for.
    package let lacks: [ServiceLack]

    /// How much has arrived.
    package var receiptStatus: ReceiptStatus {
        ReceiptStatus(lines: self.lines.map { (ordered: $0.packs, received: $0.received) })
    }
}

/// A requisition with everything that its page shows.
package struct RequisitionRecord: Equatable, Sendable {
    package let requisition: Requisition
    package let lines: [RequisitionLine]
    package let decisions: [Decision]
    package let orders: [PurchaseOrder]
    /// What approving it would take from the budgets that the caller may read.
    package let effects: [BudgetEffect]
    /// What approving it took from them.
    package let taken: [BudgetEffect]
    /// Certificates that the clinic lacks for what the items are used for.
    package let lacks: [ServiceLack]
}
