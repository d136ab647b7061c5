import Ordering
import PraxisCore

/// The fields of a vendor as typed.
struct VendorForm {
    let name: String?
    let status: String?
    let email: String?
    let phone: String?
    let accountNumber: String?
    let paymentTerms: String?
    let leadTimeDays: String?
    let note: String?
    let statusReason: String?

    init(_ form: Form) {
        self.name = form["name"]
        self.status = form["status"]
        self.email = form["email"]
        self.phone = form["phone"]
        self.accountNumber = form["account_number"]
        self.paymentTerms = form["payment_terms"]
        self.leadTimeDays = form["lead_time_days"]
        self.note = form["note"]
        self.statusReason = form["reason"]
    }

    init(_ vendor: Vendor) {
        self.name = vendor.name
        self.status = vendor.status.rawValue
        self.email = vendor.email
        self.phone = vendor.phone
        self.accountNumber = vendor.accountNumber
        self.paymentTerms = vendor.paymentTerms
        self.leadTimeDays = String(vendor.leadTimeDays)
        self.note = vendor.note
        self.statusReason = nil
    }

    /// The vendor, or everything that is wrong with the form.
    func validated(as id: Vendor.ID, version: Int = 1) throws(FieldErrors) -> Vendor {
        var errors = FieldErrors()
        let name = errors.check(
            "name", self.name, { $0.count <= 120 ? $0 : nil }, else: "Give a name of at most 120 characters")
        let status = errors.check(
            "status", self.status ?? VendorStatus.pendingReview.rawValue, VendorStatus.init(rawValue:),
            else: "Choose a status")
        let days = errors.check(
            "lead_time_days", self.leadTimeDays ?? "0", { Int($0).flatMap { (0...365).contains($0) ? $0 : nil } },
            else: "Give whole days from 0 to 365")
        for (field, text, most) in [
            ("email", self.email, 254), ("phone", self.phone, 40), ("account_number", self.accountNumber, 60),
            ("payment_terms", self.paymentTerms, 60), ("note", self.note, 2000), ("reason", self.statusReason, 500),
        ] where (text?.count ?? 0) > most {
            errors.add(field, "Write at most \(most) characters")
        }
        try errors.throwIfAny()
        guard let name, let status, let days else { throw errors }
        return Vendor(
            id: id, name: name, status: status, email: self.email, phone: self.phone,
            accountNumber: self.accountNumber, paymentTerms: self.paymentTerms, leadTimeDays: days, note: self.note,
            statusReason: self.statusReason, version: version)
    }
}
