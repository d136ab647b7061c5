package import PraxisCore

/// One line of a requisition or order, with the price of the moment it was written.
package struct RequisitionLine: Equatable, Sendable {
    package let number: Int
    package let item: CatalogItem.ID
    package let vendor: Vendor.ID
    package let vendorName: String
    package let description: String
    package let packs: Int
    package let pack: Pack
    package let unitPrice: UnitPrice
    package let total: Money
    /// The code and name of the ledger account that pays.
    package let account: String

    package init(
        number: Int, item: CatalogItem.ID, vendor: Vendor.ID, vendorName: String, description: String, packs: Int,
        pack: Pack, unitPrice: UnitPrice, total: Money, account: String
    ) {
        self.number = number
        self.item = item
        self.vendor = vendor
        self.vendorName = vendorName
        self.description = description
        self.packs = packs
        self.pack = pack
        self.unitPrice = unitPrice
        self.total = total
        self.account = account
    }
}

extension Sequence<RequisitionLine> {
    /// A header's total is the sum of its line totals, each rounded once.
    package var total: Money { self.reduce(.zero) { $0 + $1.total } }

    /// The vendors in order of their first line: one order each.
    package var vendors: [Vendor.ID] {
        var seen: Set<Vendor.ID> = []
        return self.map(\.vendor).filter { seen.insert($0).inserted }
    }
}
