package import Postgres
package import PraxisCore

/// What a certificate of malpractice insurance says for one of its terms.
package struct MalpracticeCover: Hashable, Sendable {
    package typealias ID = Identifier<MalpracticeCover>

    /// Which claims a policy is for.
    package enum Policy: String, CaseIterable, Codable, Sendable {
        case claimsMade = "claims_made"
        case occurrence

        package var title: String {
            switch self {
            case .claimsMade: "Claims-made"
            case .occurrence: "Occurrence"
            }
        }
    }

    package let id: ID
    package let term: Term.ID
    /// Counts the readings of the term; a new one names the last that it follows.
    package let step: Int
    package let policy: Policy
    /// From when on work is covered; of a claims-made policy only.
    package let retroactiveOn: LocalDate?
    package let limits: MalpracticeLimits.Pair
    package let namedInsured: String
    /// The names of the clinics that it names and the caller may see; `nil` where it names the practice with all of them.
    package let clinics: [String]?
    package let fundState: String?
    package let fundReference: String?
    package let recordedBy: String
    package let recordedAt: Instant
    /// Whether somebody else has asked the insurer since.
    package let isChecked: Bool

    /// `$1,000,000.00 / $3,000,000.00`.
    package var limitsTitle: String { "\(self.limits.each) / \(self.limits.aggregate)" }
    /// Whom it covers, as it stands on the certificate.
    package var insuredTitle: String {
        "\(self.namedInsured); " + (self.clinics?.joined(separator: ", ") ?? "all clinics of the practice")
    }
}

extension MalpracticeCover: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.term = try row.read()
        self.step = try row.read()
        let policy: String = try row.read()
        self.policy = Policy(rawValue: policy) ?? .claimsMade
        self.retroactiveOn = try row.read()
        self.limits = MalpracticeLimits.Pair(each: try row.read(), aggregate: try row.read())
        self.namedInsured = try row.read()
        self.clinics = try row.read()
        self.fundState = try row.read()
        self.fundReference = try row.read()
        self.recordedBy = try row.read()
        self.recordedAt = try row.read()
        self.isChecked = try row.read()
    }
}

/// What covers work of before: a tail of the policy before, or prior acts taken over by the one after.
package struct MalpracticeTail: Hashable, Sendable {
    package typealias ID = Identifier<MalpracticeTail>

    /// How earlier work is covered.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case tail
        case priorActs = "prior_acts"

        package var title: String {
            switch self {
            case .tail: "Tail of the policy before"
            case .priorActs: "Prior acts taken over"
            }
        }
    }

    package let id: ID
    package let kind: Kind
    package let startsOn: LocalDate
    /// The last day that it covers.
    package let throughOn: LocalDate
    package let insurer: String
    package let reference: String?
    package let document: Document.ID
    package let recordedBy: String
}

extension MalpracticeTail: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        let kind: String = try row.read()
        self.kind = Kind(rawValue: kind) ?? .tail
        self.startsOn = try row.read()
        self.throughOn = try row.read()
        self.insurer = try row.read()
        self.reference = try row.read()
        self.document = try row.read()
        self.recordedBy = try row.read()
    }
}

/// Days of work that nothing covers, both included.
package struct UncoveredWork: Hashable, Sendable {
    package let startsOn: LocalDate
    package let throughOn: LocalDate
}

extension UncoveredWork: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.startsOn = try row.read()
        self.throughOn = try row.read()
    }
}

/// What is on file about a person's malpractice insurance beside its days.
package struct MalpracticeFile: Hashable, Sendable {
    /// The last reading of each term.
    package var covers: [MalpracticeCover] = []
    package var tails: [MalpracticeTail] = []
    package var uncovered: [UncoveredWork] = []

    /// The code of the kind of credential that it is about.
    package static let type = "malpractice"

    /// What the certificate says for a term.
    package func cover(of term: Term.ID) -> MalpracticeCover? { self.covers.first { $0.term == term } }
}
