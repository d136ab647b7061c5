package import FoundationEssentials
package import PraxisCore

/// A clinic's request to buy.
package struct Requisition: Equatable, Sendable {
    package typealias ID = Identifier<Requisition>

    package let id: ID
    /// As people name it: `RQ-2026-0042`.
    package let number: String
    package let clinic: UUID
    package let status: RequisitionStatus
    package let neededOn: LocalDate
    package let note: String?
    /// Who asked; nobody approves their own request.
    package let requester: UUID?
    package let total: Money
    /// Counts changes, so that a stale form is refused.
    package let version: Int

    package init(
        id: ID, number: String, clinic: UUID, status: RequisitionStatus, neededOn: LocalDate, note: String? = nil,
        requester: UUID? = nil, total: Money = .zero, version: Int = 1
    ) {
        self.id = id
        self.number = number
        self.clinic = clinic
        self.status = status
        self.neededOn = neededOn
        self.note = note
        self.requester = requester
        self.total = total
        self.version = version
    }
}

/// One line of a requisition, with the price of the moment it was written.
package struct RequisitionLine: Equatable, Sendable {
    package let number: Int
    package let item: CatalogItem.ID
    package let vendor: Vendor.ID
    package let description: String
    package let packs: Int
    package let pack: Pack
    package let unitPrice: UnitPrice
    package let total: Money
    package let ledgerAccount: UUID

    /// `nil` where the total exceeds what money can hold or nothing is asked for.
    package init?(
        number: Int, item: CatalogItem.ID, vendor: Vendor.ID, description: String, packs: Int, pack: Pack,
        unitPrice: UnitPrice, ledgerAccount: UUID
    ) {
        guard packs > 0, let total = unitPrice.total(for: packs) else { return nil }
        self.number = number
        self.item = item
        self.vendor = vendor
        self.description = description
        self.packs = packs
        self.pack = pack
        self.unitPrice = unitPrice
        self.total = total
        self.ledgerAccount = ledgerAccount
    }
}

extension Sequence<RequisitionLine> {
    /// A header's total is the sum of its line totals, each rounded once.
    package var total: Money { self.reduce(.zero) { $0 + $1.total } }

    /// The lines of each vendor, vendors in order of their first line: one order each.
    package var byVendor: [(vendor: Vendor.ID, lines: [RequisitionLine])] {
        var groups: [(vendor: Vendor.ID, lines: [RequisitionLine])] = []
        for line in self {
            if let index = groups.firstIndex(where: { $0.vendor == line.vendor }) {
                groups[index].lines.append(line)
            } else {
                groups.append((line.vendor, [line]))
            }
        }
        return groups
    }
}
