package import Postgres
package import PraxisCore

/// A renewal that a holder handed in: a term that counts for nothing until somebody else has asked the source (R3).
package struct RenewalClaim: Hashable, Sendable {
    /// What became of it.
    package enum State: String, CaseIterable, Codable, Sendable {
        case waiting, verified, refused, withdrawn

        package var title: String {
            switch self {
            case .waiting: "Claimed, not verified"
            case .verified: "Verified"
            case .refused: "Not confirmed"
            case .withdrawn: "Withdrawn"
            }
        }
    }

    package let term: Term.ID
    package let credential: Credential.ID
    package let person: Person.ID
    package let name: String
    /// The kind and, where it has one, the state.
    package let title: String
    package let issuedOn: LocalDate
    package let expiresOn: LocalDate
    /// The number printed on it, where it is another than the credential has.
    package let number: String?
    package let document: Document.ID
    package let fileName: String
    package let handedIn: Instant
    package let state: State
    /// What the source answered.
    package let result: VerificationResult?
    /// The last day that was verified before it.
    package let verifiedUntil: LocalDate?
    /// Whether the caller is the holder.
    package let isOwn: Bool

    package var days: String { "\(self.issuedOn.readable) – \(self.expiresOn.readable)" }
}

extension RenewalClaim: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.term = try row.read()
        self.credential = try row.read()
        self.person = try row.read()
        self.name = try row.read()
        self.title = try row.read()
        self.issuedOn = try row.read()
        self.expiresOn = try row.read()
        self.number = try row.read()
        self.document = try row.read()
        self.fileName = try row.read()
        self.handedIn = try row.read()
        let isWithdrawn: Bool = try row.read()
        let isVerified: Bool = try row.read()
        let result: String? = try row.read()
        self.result = result.flatMap(VerificationResult.init)
        self.state = isWithdrawn ? .withdrawn : isVerified ? .verified : result == nil ? .waiting : .refused
        self.verifiedUntil = try row.read()
        self.isOwn = try row.read()
    }
}
