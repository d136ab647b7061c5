import Ordering
import PraxisCore

/// A vendor as the API tells it.
struct VendorBody: Encodable {
    let id: Vendor.ID
    let name: String
    let status: String
    let statusReason: String?
    let email: String?
    let phone: String?
    let accountNumber: String?
    let paymentTerms: String?
    let leadTimeDays: Int
    let note: String?
    let version: Int

    init(_ vendor: Vendor) {
        self.id = vendor.id
        self.name = vendor.name
        self.status = vendor.status.rawValue
        self.statusReason = vendor.statusReason
        self.email = vendor.email
        self.phone = vendor.phone
        self.accountNumber = vendor.accountNumber
        self.paymentTerms = vendor.paymentTerms
        self.leadTimeDays = vendor.leadTimeDays
        self.note = vendor.note
        self.version = vendor.version
    }

    static let schema = Schema.object([
        "id": .uuid, "name": .text(), "status": .choice(VendorStatus.allCases.map(\.rawValue)),
        "status_reason": .text().optional, "email": .text().optional, "phone": .text().optional,
        "account_number": .text().optional, "payment_terms": .text().optional, "lead_time_days": .integer,
        "note": .text().optional, "version": .integer,
    ])
}

/// A vendor as programs write it.
struct VendorInput: Decodable {
    let name: String
    let status: String?
    let reason: String?
    let email: String?
    let phone: String?
    let accountNumber: String?
    let paymentTerms: String?
    let leadTimeDays: Int?
    let note: String?

    enum CodingKeys: String, CodingKey {
        case name, status, reason, email, phone, note
        case accountNumber = "account_number"
        case paymentTerms = "payment_terms"
        case leadTimeDays = "lead_time_days"
    }

    /// - Parameter isNew: a new vendor waits for its review; the status of a known one is given with every change.
    static func schema(isNew: Bool) -> Schema {
        let status = Schema.choice(VendorStatus.allCases.map(\.rawValue))
        let fields: KeyValuePairs<String, Schema> = [
            "name": .text(1...120), "email": .text(1...254).optional, "phone": .text(1...40).optional,
            "account_number": .text(1...60).optional, "payment_terms": .text(1...60).optional,
            "lead_time_days": .integer(0...365).optional, "note": .text(1...2000).optional,
        ]
        let changing: KeyValuePairs<String, Schema> = ["status": status, "reason": .text(1...500).optional]
        return .object((Array(fields) + (isNew ? [] : Array(changing))).map { .init(name: $0.key, schema: $0.value) })
    }

    func vendor(as id: Vendor.ID, version: Int = 1) -> Vendor {
        Vendor(
            id: id, name: self.name, status: self.status.flatMap(VendorStatus.init(rawValue:)) ?? .pendingReview,
            email: self.email, phone: self.phone, accountNumber: self.accountNumber, paymentTerms: self.paymentTerms,
            leadTimeDays: self.leadTimeDays ?? 0, note: self.note, statusReason: self.reason, version: version)
    }
}
