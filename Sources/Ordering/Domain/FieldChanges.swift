import PraxisCore

/// What a save changed, field by field, for the audit trail: no secrets and no free text about persons.
struct FieldChanges {
    let before: JSONText
    let after: JSONText

    /// Keeps the fields that differ.
    init(from old: [String: String], to new: [String: String]) throws {
        let names = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
        self.before = try JSONText(old.filter { names.contains($0.key) })
        self.after = try JSONText(new.filter { names.contains($0.key) })
    }
}

extension Vendor {
    var audited: [String: String] {
        [
            "name": self.name, "status": self.status.rawValue, "email": self.email, "phone": self.phone,
            "account_number": self.accountNumber, "payment_terms": self.paymentTerms,
            "lead_time_days": String(self.leadTimeDays),
        ].compactMapValues(\.self)
    }
}

extension CatalogItem {
    var audited: [String: String] {
        [
            "vendor": self.vendor.description, "sku": self.sku, "name": self.name, "unit": self.pack.unit.rawValue,
            "pack_size": String(self.pack.baseUnits), "unit_price": self.unitPrice.description,
            "account": self.ledgerCode, "active": String(self.isActive),
        ]
    }
}

extension RequisitionDraft {
    var audited: [String: String] {
        [
            "needed_on": self.neededOn.description,
            "lines": self.lines.map { "\($0.item) × \($0.packs)" }.joined(separator: ", "),
        ]
    }
}
