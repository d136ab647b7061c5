package import Postgres
package import PraxisCore

/// How near a source is to the fact that it tells.
package enum SourceKind: String, CaseIterable, Sendable {
    case primary
    case agent = "designated_agent"
    case reported

    package var title: String {
        switch self {
        case .primary: "Primary source"
        case .agent: "Designated agent"
        case .reported: "Reports what others say"
        }
    }
}

/// A source that a practice adds to those that it asks.
package struct SourceDraft: Hashable, Sendable {
    package let element: String
    package let name: String
    package let authority: String
    package let kind: SourceKind
    package let jurisdiction: String?
    package let address: String?
    package let phone: String?
    /// What makes an agent one.
    package let agreement: String?

    /// Reads the fields `element`, `name`, `authority`, `kind`, `jurisdiction`, `address`, `phone` and `agreement`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let word = { (text: String) in (1...200).contains(text.count) ? text : nil }
        let element = errors.check(
            "element", field("element"), { (2...32).contains($0.count) ? $0 : nil }, else: "Choose what it verifies")
        let name = errors.check("name", field("name"), word, else: "Enter its name, in at most 200 characters")
        let authority = errors.check(
            "authority", field("authority"), word, else: "Enter whose word it is, in at most 200 characters")
        let kind = errors.check("kind", field("kind"), SourceKind.init(rawValue:), else: "Choose what kind it is")
        self.jurisdiction = field("jurisdiction")?.uppercased()
        if let state = self.jurisdiction, !StateCode.all.contains(state) {
            errors.add("jurisdiction", "Enter the code of a state, such as CO")
        }
        self.address = field("address")
        if let address = self.address, !Self.isSafe(address) {
            errors.add("address", "Enter an address that begins with https://")
        }
        self.phone = errors.text("phone", field("phone"), 40)
        self.agreement = errors.text("agreement", field("agreement"), 500)
        if self.address == nil, self.phone == nil { errors.add("address", "Enter an address or a phone number") }
        if kind == .agent, self.agreement == nil {
            errors.add("agreement", "Say what makes it an agent: the contract, or the authority's designation")
        }
        guard errors.isEmpty, let element, let name, let authority, let kind else { throw errors }
        self.element = element
        self.name = name
        self.authority = authority
        self.kind = kind
    }

    /// Whoever verifies opens it in a browser: `https` alone, with nothing to hide in.
    private static func isSafe(_ address: String) -> Bool {
        address.hasPrefix("https://") && (9...500).contains(address.utf8.count)
            && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}

/// A source as the practice keeps it.
package struct KeptSource: Sendable, PostgresRow {
    package let source: VerificationSource
    package let title: String
    package let jurisdiction: String?
    package let agreement: String?
    package let retiredOn: LocalDate?

    package init(row: inout RowReader) throws(PostgresError) {
        self.source = try VerificationSource(row: &row)
        self.title = try row.read()
        self.jurisdiction = try row.read()
        self.agreement = try row.read()
        self.retiredOn = try row.read()
    }
}
