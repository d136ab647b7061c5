import Ordering
import PraxisCore

/// A vendor as the API tells it.
struct VendorBody: Encodable {
    let id: Vendor.ID
    let name: String
    let status: String

    init(_ vendor: Vendor) {
        self.id = vendor.id
        self.name = vendor.name
        self.status = vendor.status.rawValue
    }
}

/// An item of the catalog as the API tells it.
struct ItemBody: Encodable {
    let id: CatalogItem.ID
    let vendor: Vendor.ID
    let sku: String
    let name: String
    let unit: String
    let packSize: Int
    let unitPrice: String
    let account: String

    init(_ item: CatalogItem) {
        self.id = item.id
        self.vendor = item.vendor
        self.sku = item.sku
        self.name = item.name
        self.unit = item.pack.unit.rawValue
        self.packSize = item.pack.baseUnits
        self.unitPrice = item.unitPrice.description
        self.account = item.ledgerCode
    }
}

/// A requisition as the API tells it.
struct RequisitionBody: Encodable {
    struct Line: Encodable {
        let number: Int
        let item: CatalogItem.ID
        let packs: Int
        let unitPrice: String
        let total: String
        let account: String
    }

    let id: Requisition.ID
    let number: String
    let clinic: String
    let status: String
    let neededOn: LocalDate
    let total: String
    let version: Int
    let lines: [Line]?

    init(_ requisition: Requisition, _ lines: [RequisitionLine]? = nil) {
        self.id = requisition.id
        self.number = requisition.number
        self.clinic = requisition.clinic.slug.description
        self.status = requisition.status.rawValue
        self.neededOn = requisition.neededOn
        self.total = requisition.total.plain
        self.version = requisition.version
        self.lines = lines?.map {
            Line(
                number: $0.number, item: $0.item, packs: $0.packs, unitPrice: $0.unitPrice.description,
                total: $0.total.plain, account: $0.account)
        }
    }
}

/// An order as the API tells it.
struct OrderBody: Encodable {
    let id: PurchaseOrder.ID
    let number: String
    let clinic: String
    let vendor: String
    let status: String
    let neededOn: LocalDate
    let total: String
    let version: Int

    init(_ order: PurchaseOrder) {
        self.id = order.id
        self.number = order.number
        self.clinic = order.clinic.slug.description
        self.vendor = order.vendorName
        self.status = order.status.rawValue
        self.neededOn = order.neededOn
        self.total = order.total.plain
        self.version = order.version
    }
}
