package import Postgres
package import PraxisCore

/// A credential of the caller's own: how long it counts, and whether a renewal waits for its verification.
package struct OwnCredential: Hashable, Sendable {
    package let id: Credential.ID
    package let person: Person.ID
    package let type: String
    package let state: String?
    package let number: String?
    package let numberRule: CredentialType.NumberRule
    package let bucket: BoardBucket
    package let coveredUntil: LocalDate?
    package let isRenewalClaimed: Bool
    /// Whether holders hand in their own renewals of it.
    package let isClaimable: Bool

    /// The kind and, where it has one, the state.
    package var title: String { [self.type, self.state].compactMap(\.self).joined(separator: " ") }

    /// Whether it has ended or ends within 90 days.
    package var endsSoon: Bool { [.expired, .within30, .within60, .within90].contains(self.bucket) }
}

extension OwnCredential: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.person = try row.read()
        self.type = try row.read()
        self.state = try row.read()
        self.number = try row.read()
        let rule: String = try row.read()
        self.numberRule = CredentialType.NumberRule(rawValue: rule) ?? .free
        let bucket: String = try row.read()
        self.bucket = BoardBucket(rawValue: bucket) ?? .unverified
        self.coveredUntil = try row.read()
        self.isRenewalClaimed = try row.read()
        self.isClaimable = try row.read()
    }
}

/// What the caller holds, what ends next first, and the renewals that the caller handed in.
package struct OwnCredentials: Sendable {
    package let credentials: [OwnCredential]
    /// The newest first, without those withdrawn.
    package let claims: [RenewalClaim]

    package init(_ credentials: [OwnCredential], _ claims: [RenewalClaim]) {
        self.credentials = credentials.sorted {
            ($0.coveredUntil ?? .last, $0.title, $0.id.description) < (
                $1.coveredUntil ?? .last, $1.title, $1.id.description
            )
        }
        self.claims = claims.filter { $0.state != .withdrawn }
    }

    /// The latest renewal of a credential that was handed in.
    package func claim(of credential: Credential.ID) -> RenewalClaim? {
        self.claims.first { $0.credential == credential }
    }

    /// Whether a renewal of it may be handed in now.
    package func mayHandIn(_ credential: OwnCredential) -> Bool {
        credential.isClaimable && self.claim(of: credential.id)?.state != .waiting
    }

    /// The first that ends from a day on.
    package func next(from today: LocalDate) -> OwnCredential? {
        self.credentials.first { credential in credential.coveredUntil.map { $0 >= today } ?? false }
    }
}
