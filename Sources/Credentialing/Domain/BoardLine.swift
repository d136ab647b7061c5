package import Postgres
package import PraxisCore

/// Where a credential stands by the end of its effective coverage.
package enum BoardBucket: String, CaseIterable, Codable, Sendable {
    case barred, expired, unverified, later
    case within30 = "within_30"
    case within60 = "within_60"
    case within90 = "within_90"
    case noExpiry = "no_expiry"

    package static let inOrder: [BoardBucket] = [
        .barred, .expired, .unverified, .within30, .within60, .within90, .later, .noExpiry,
    ]

    package var title: String {
        switch self {
        case .barred: "Suspended"
        case .expired: "Expired"
        case .unverified: "Not verified"
        case .within30: "0–30 days"
        case .within60: "31–60 days"
        case .within90: "61–90 days"
        case .later: "Over 90 days"
        case .noExpiry: "No expiry"
        }
    }
}

/// One line of the board: a credential of a person at a clinic.
package struct BoardLine: Hashable, Sendable {
    package let person: Person.ID
    package let name: String
    package let clinic: String
    package let clinicSlug: Slug
    package let credential: Credential.ID
    package let type: String
    package let state: String?
    package let number: String?
    /// The last day of the coverage that is or was in force; `nil` where it has no end or never was.
    package let coveredUntil: LocalDate?
    package let bucket: BoardBucket
    /// Whether a renewal was handed in and waits for its verification.
    package let isRenewalClaimed: Bool
    package let daysLeft: Int?
    /// What depends on it at this clinic.
    package internal(set) var impact = LapseImpact()
    /// Of malpractice insurance what its certificate says; in lists that are sent on only.
    package internal(set) var insurance: InsurancePolicy?
}

extension BoardLine: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.name = try row.read()
        self.clinic = try row.read()
        self.clinicSlug = try row.read()
        self.credential = try row.read()
        self.type = try row.read()
        self.state = try row.read()
        self.number = try row.read()
        self.coveredUntil = try row.read()
        let bucket: String = try row.read()
        self.bucket = BoardBucket(rawValue: bucket) ?? .unverified
        self.isRenewalClaimed = try row.read()
        self.daysLeft = try row.read()
    }
}

/// What the board is narrowed to.
package struct BoardFilter: Hashable, Sendable {
    package var bucket: BoardBucket?
    package var type: String?
    package var search: String?
    package var person: Person.ID?
    /// Only lines whose renewal waits for its verification.
    package var isClaimed: Bool
    /// Only lines whose coverage ends in the month of this day.
    package var month: LocalDate?

    package init(
        bucket: BoardBucket? = nil, type: String? = nil, search: String? = nil, person: Person.ID? = nil,
        isClaimed: Bool = false, month: LocalDate? = nil
    ) {
        self.bucket = bucket
        self.type = type
        self.search = search
        self.person = person
        self.isClaimed = isClaimed
        self.month = month
    }
}
