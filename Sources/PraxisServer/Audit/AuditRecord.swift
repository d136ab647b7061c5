import Crypto
package import Postgres

/// One event as the trail keeps it, with the hash that chains it to the one before.
///
/// Columns are kept as the text that entered the hash, so that nothing is lost on the way to the verifier.
package struct AuditRecord: Codable, Equatable, Sendable {
    package var practice: String
    package var seq: Int64
    package var at: String
    package var clinic: String?
    package var account: String
    package var onBehalfOf: String?
    package var claimKind: String
    package var claim: String
    package var request: String
    package var address: String
    package var emergency: Bool
    package var action: String
    package var objectType: String
    package var object: String
    package var before: String?
    package var after: String?
    package var reason: String?
    /// 64 hexadecimal digits.
    package var hash: String
}

extension AuditRecord {
    /// The hash before the first event.
    package static let start = String(repeating: "0", count: 64)

    /// Version 1 of the text that is hashed; `praxis_private.audit_canonical` makes the same.
    package var canonical: String {
        CanonicalText.array([
            .number(1), .string(self.practice), .number(self.seq), .string(self.at), .string(self.clinic),
            .string(self.account), .string(self.onBehalfOf), .string(self.claimKind), .string(self.claim),
            .string(self.request), .string(self.address), .flag(self.emergency), .string(self.action),
            .string(self.objectType), .string(self.object), .string(self.before), .string(self.after),
            .string(self.reason),
        ])
    }

    /// What `hash` must be after an event with the given hash.
    package func expectedHash(after previous: String) -> String? {
        guard let bytes = Hexadecimal.bytes(previous.utf8) else { return nil }
        var digest = SHA256()
        digest.update(data: bytes)
        digest.update(data: Array(self.canonical.utf8))
        return Hexadecimal.text(digest.finalize())
    }
}

extension AuditRecord: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.practice = try row.read()
        self.seq = try row.read()
        self.at = try row.read()
        self.clinic = try row.read()
        self.account = try row.read()
        self.onBehalfOf = try row.read()
        self.claimKind = try row.read()
        self.claim = try row.read()
        self.request = try row.read()
        self.address = try row.read()
        self.emergency = try row.read()
        self.action = try row.read()
        self.objectType = try row.read()
        self.object = try row.read()
        self.before = try row.read()
        self.after = try row.read()
        self.reason = try row.read()
        self.hash = try row.read()
    }
}
