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

    /// Whether the source said anything of the credential.
    package var isAnswer: Bool { self != .sourceUnavailable && self != .inconclusive }

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
    package let spokenTo: String?
    /// The name of the document that proves it, for who may see that there is one.
    package let document: String?
    package let sourceAsOf: LocalDate?
    package let note: String?
    /// Why it corrects another.
    package let reason: String?
    package let verifiedAt: Instant
    /// The practice's day of which it tells: a correction that of the check that it corrects.
    package let verifiedOn: LocalDate
    package let verifiedBy: String
    /// Whether it was put on record on a later day.
    package let isRecordedLate: Bool
    /// Whether a program made it: then it counts once a person has accepted it.
    package let isFetched: Bool
    package let review: CheckReview?
    /// Whether the caller is neither who ran it, nor who entered its term, nor whom it is about.
    package let isReviewable: Bool
    package let isSuperseded: Bool

    /// Whether it counts for nothing until somebody has looked at it.
    package var waitsForReview: Bool {
        self.isFetched && self.review == nil && self.result.isAnswer && !self.isSuperseded
    }
    /// Whether it may clear somebody: a program's check that nobody accepted does not.
    package var counts: Bool { !self.isFetched || self.review?.isAccepted == true }
}

/// What a person said of a check that a program fetched.
package struct CheckReview: Hashable, Sendable {
    package let isAccepted: Bool
    /// Who said it and why, for those who read credentialing files.
    package let by: String?
    package let note: String?
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
        self.spokenTo = try row.read()
        self.document = try row.read()
        self.sourceAsOf = try row.read()
        self.note = try row.read()
        self.reason = try row.read()
        self.verifiedAt = try row.read()
        self.verifiedOn = try row.read()
        self.verifiedBy = try row.read()
        self.isRecordedLate = try row.read()
        self.isFetched = try row.read()
        let isAccepted: Bool? = try row.read()
        let reviewer: String? = try row.read()
        let note: String? = try row.read()
        self.review = isAccepted.map { CheckReview(isAccepted: $0, by: reviewer, note: note) }
        self.isReviewable = try row.read()
        self.isSuperseded = try row.read()
    }
}
