import Ordering
import PraxisCore

extension CatalogItem: APIObject {
    static let members: [APIMember<CatalogItem>] = [
        APIMember("id") { $0.id }, APIMember("vendor") { $0.vendor }, APIMember("sku") { $0.sku },
        APIMember("name") { $0.name }, APIMember("unit") { $0.pack.unit }, APIMember("pack_size") { $0.pack.baseUnits },
        APIMember("unit_price") { $0.unitPrice }, APIMember("account") { $0.ledgerCode },
        APIMember("service") { $0.service },
        APIMember("active") { $0.isActive }, APIMember("version") { $0.version },
    ]
}

extension UnitOfMeasure: APIWord {}

/// An item as programs write it.
struct ItemInput: Decodable {
    let vendor: Vendor.ID?
    let sku: String?
    let name: String
    let unit: String
    let packSize: Int
    let unitPrice: String
    let account: String
    /// Left out it stays as it is, null takes it off.
    let service: String??
    let active: Bool?

    enum CodingKeys: String, CodingKey {
        case vendor, sku, name, unit, account, service, active
        case packSize = "pack_size"
        case unitPrice = "unit_price"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.vendor = try fields.decodeIfPresent(Vendor.ID.self, forKey: .vendor)
        self.sku = try fields.decodeIfPresent(String.self, forKey: .sku)
        self.name = try fields.decode(String.self, forKey: .name)
        self.unit = try fields.decode(String.self, forKey: .unit)
        self.packSize = try fields.decode(Int.self, forKey: .packSize)
        self.unitPrice = try fields.decode(String.self, forKey: .unitPrice)
        self.account = try fields.decode(String.self, forKey: .account)
        let service = try fields.decodeIfPresent(String.self, forKey: .service)
        self.service = fields.contains(.service) ? .some(service) : .none
        self.active = try fields.decodeIfPresent(Bool.self, forKey: .active)
    }

    /// - Parameter isNew: a known item stays its vendor's, under the vendor's number.
    static func schema(isNew: Bool) -> Schema {
        let fields: KeyValuePairs<String, Schema> = [
            "name": .text(1...200), "unit": UnitOfMeasure.schema,
            "pack_size": .integer(1...1_000_000), "unit_price": .text(1...24), "account": .text(3...8),
            "service": .text(1...40).optional,
        ]
        let others: KeyValuePairs<String, Schema> =
            isNew ? ["vendor": .uuid, "sku": .text(1...60)] : ["active": .boolean]
        return .object(fields, others)
    }

    func item(as id: CatalogItem.ID, of known: CatalogItem? = nil, version: Int = 1) throws(FieldErrors) -> CatalogItem
    {
        var errors = FieldErrors()
        let unit = errors.check("unit", self.unit, UnitOfMeasure.init(rawValue:), else: "Give a unit such as BX")
        let price = errors.check(
            "unit_price", self.unitPrice, { UnitPrice($0).flatMap { $0 <= .mostTyped ? $0 : nil } },
            else: "Give a price like 38.40, at most 10,000,000.00, with at most six decimals")
        let pack = unit.flatMap { Pack(unit: $0, baseUnits: self.packSize) }
        if unit != nil, pack == nil { errors.add("pack_size", "A single item holds one") }
        guard let vendor = known?.vendor ?? self.vendor, let sku = known?.sku ?? self.sku, let price, let pack else {
            throw errors
        }
        return CatalogItem(
            id: id, vendor: vendor, vendorName: "", sku: sku, name: self.name, pack: pack, unitPrice: price,
            ledgerCode: self.account, service: self.service ?? known?.service, isActive: self.active ?? true,
            version: version)
    }
}
