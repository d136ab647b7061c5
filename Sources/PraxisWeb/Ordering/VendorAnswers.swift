import Ordering
import PraxisCore

extension Vendor: APIObject {
    static let members: [APIMember<Vendor>] = [
        APIMember("id") { $0.id }, APIMember("name") { $0.name }, APIMember("status") { $0.status },
        APIMember("status_reason") { $0.statusReason }, APIMember("email") { $0.email },
        APIMember("phone") { $0.phone }, APIMember("account_number") { $0.accountNumber },
        APIMember("payment_terms") { $0.paymentTerms }, APIMember("lead_time_days") { $0.leadTimeDays },
        APIMember("note") { $0.note }, APIMember("version") { $0.version },
    ]
}

extension VendorStatus: APIWord {}

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
        let fields: KeyValuePairs<String, Schema> = [
            "name": .text(1...120), "email": .text(1...254).optional, "phone": .text(1...40).optional,
            "account_number": .text(1...60).optional, "payment_terms": .text(1...60).optional,
            "lead_time_days": .integer(0...365).optional, "note": .text(1...2000).optional,
        ]
        let changing: KeyValuePairs<String, Schema> = [
            "status": VendorStatus.schema, "reason": .text(1...500).optional,
        ]
        return .object(fields, isNew ? [:] : changing)
    }

    func vendor(as id: Vendor.ID, version: Int = 1) -> Vendor {
        Vendor(
            id: id, name: self.name, status: self.status.flatMap(VendorStatus.init(rawValue:)) ?? .pendingReview,
            email: self.email, phone: self.phone, accountNumber: self.accountNumber, paymentTerms: self.paymentTerms,
            leadTimeDays: self.leadTimeDays ?? 0, note: self.note, statusReason: self.reason, version: version)
    }
}
