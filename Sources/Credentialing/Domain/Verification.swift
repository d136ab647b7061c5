package import Postgres
package import PraxisCore

/// How a source was asked.
package enum VerificationMethod: String, CaseIterable, Codable, Sendable {
    case web, api, letter, phone, email, feed
    case bulkFile = "bulk_file"
    case inPerson = "in_person"

    package var title: String {
        switch self {
        case .web: "Website"
        case .api: "Interface"
        case .letter: "Letter"
        case .phone: "Phone"
        case .email: "E-mail"
        case .feed: "Continuous feed"
        case .bulkFile: "Bulk file"
        case .inPerson: "In person"
        }
    }
}

/// What a source answered.
package enum VerificationResult: String, CaseIterable, Codable, Sendable {
    case confirmed, mismatch, inconclusive
    case confirmedWithFindings = "confirmed_with_findings"
    case notFound = "not_found"
    case sourceUnavailable = "source_unavailable"

    package var isGood: Bool { self == .confirmed || self == .confirmedWithFindings }

    package var title: String {
        switch self {
        case .confirmed: "Confirmed"
        case .confirmedWithFindings: "Confirmed with findings"
        case .mismatch: "Mismatch"
        case .notFound: "Not found"
        case .sourceUnavailable: "Source unavailable"
        case .inconclusive: "Inconclusive"
        }
    }
}

/// One check of a term at its source; it is never changed, only superseded by a later one.
package struct Verification: Hashable, Sendable {
    package typealias ID = Identifier<Verification>

    package let id: ID
    package let credential: Credential.ID
    package let term: Term.ID
    package let method: VerificationMethod
    package let source: String
    package let result: VerificationResult
    package let reference: String?
    package let sourceAsOf: LocalDate?
    package let note: String?
    package let verifiedAt: Instant
    package let verifiedBy: String
    package let isSuperseded: Bool
}

extension Verification: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.credential = try row.read()
        self.term = try row.read()
        let method: String = try row.read()
        self.method = VerificationMethod(rawValue: method) ?? .web
        self.source = try row.read()
        let result: String = try row.read()
        self.result = VerificationResult(rawValue: result) ?? .inconclusive
        self.reference = try row.read()
        self.sourceAsOf = try row.read()
        self.note = try row.read()
        self.verifiedAt = try row.read()
        self.verifiedBy = try row.read()
        self.isSuperseded = try row.read()
    }
}
