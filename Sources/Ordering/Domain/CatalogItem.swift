package import PraxisCore

/// Something a vendor sells, in one pack at one price.
package struct CatalogItem: Equatable, Sendable {
    package typealias ID = Identifier<CatalogItem>

    package let id: ID
    package let vendor: Vendor.ID
    package let vendorName: String
    /// The vendor's own number.
    package let sku: String
    package let name: String
    package let pack: Pack
    package let unitPrice: UnitPrice
    /// The code of the ledger account that pays for it.
    package let ledgerCode: String
    /// What it is used for, where a clinic needs a certificate for it.
    package let service: String?
    package let isActive: Bool
    /// Counts changes, so that a stale form is refused.
    package let version: Int

    package init(
        id: ID, vendor: Vendor.ID, vendorName: String, sku: String, name: String, pack: Pack, unitPrice: UnitPrice,
        ledgerCode: String, service: String? = nil, isActive: Bool = true, version: Int = 1
    ) {
        self.id = id
        self.vendor = vendor
        self.vendorName = vendorName
        self.sku = sku
        self.name = name
        self.pack = pack
        self.unitPrice = unitPrice
        self.ledgerCode = ledgerCode
        self.service = service
        self.isActive = isActive
        self.version = version
    }
}
