import Ordering
import PraxisCore

/// The fields of an item as typed.
struct ItemForm {
    let vendor: String?
    let sku: String?
    let name: String?
    let unit: String?
    let packSize: String?
    let unitPrice: String?
    let account: String?
    let service: String?
    let isActive: Bool

    init(_ form: Form) {
        self.vendor = form["vendor"]
        self.sku = form["sku"]
        self.name = form["name"]
        self.unit = form["unit"]
        self.packSize = form["pack_size"]
        self.unitPrice = form["unit_price"]
        self.account = form["account"]
        self.service = form["service"]
        self.isActive = form.has("active")
    }

    init(_ item: CatalogItem) {
        self.vendor = item.vendor.description
        self.sku = item.sku
        self.name = item.name
        self.unit = item.pack.unit.rawValue
        self.packSize = String(item.pack.baseUnits)
        self.unitPrice = item.unitPrice.description
        self.account = item.ledgerCode
        self.service = item.service
        self.isActive = item.isActive
    }

    /// The item, or everything that is wrong with the form.
    func validated(as id: CatalogItem.ID, version: Int = 1) throws(FieldErrors) -> CatalogItem {
        var errors = FieldErrors()
        let vendor = errors.check("vendor", self.vendor, { Vendor.ID($0) }, else: "Choose the vendor")
        let sku = errors.check("sku", self.sku, { $0.count <= 60 ? $0 : nil }, else: "Give the vendor's number")
        let name = errors.check(
            "name", self.name, { $0.count <= 200 ? $0 : nil }, else: "Give a name of at most 200 characters")
        let unit = errors.check("unit", self.unit, UnitOfMeasure.init(rawValue:), else: "Choose a unit")
        let size = errors.check(
            "pack_size", self.packSize, { Int($0).flatMap { (1...1_000_000).contains($0) ? $0 : nil } },
            else: "Give a whole number from 1")
        let price = errors.check(
            "unit_price", self.unitPrice, { UnitPrice($0).flatMap { $0 <= .mostTyped ? $0 : nil } },
            else: "Give a price like 38.40, at most 10,000,000.00, with at most six decimals")
        let account = errors.check("account", self.account, { $0 }, else: "Choose the account that pays")
        try errors.throwIfAny()
        guard let vendor, let sku, let name, let unit, let size, let price, let account else { throw errors }
        guard let pack = Pack(unit: unit, baseUnits: size) else {
            throw FieldErrors("pack_size", "A single item holds one; choose box or case for more")
        }
        return CatalogItem(
            id: id, vendor: vendor, vendorName: "", sku: sku, name: name, pack: pack, unitPrice: price,
            ledgerCode: account, service: self.service, isActive: self.isActive, version: version)
    }
}
