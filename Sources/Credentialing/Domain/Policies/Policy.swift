package import Postgres
package import PraxisCore

/// A written policy of the practice, whatever its versions.
package struct Policy: Hashable, Sendable {
    package typealias ID = Identifier<Policy>

    package let id: ID
    package let code: String
    package let name: String
    /// From this day on it is not in force any more.
    package let endsOn: LocalDate?
    package let version: Int
    package let retention: Retention
}

extension Policy: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.code = try row.read()
        self.name = try row.read()
        self.endsOn = try row.read()
        self.version = try row.read()
        self.retention = try Retention(row: &row)
    }
}

/// One version of a policy: written, approved by somebody else, scheduled, in force, retired.
package struct PolicyVersion: Hashable, Sendable {
    /// Whether those who acknowledged the version before acknowledge this one.
    package enum Change: String, CaseIterable, Codable, Sendable {
        case first, material, editorial

        package var title: String {
            switch self {
            case .first: "First version"
            case .material: "Change of content"
            case .editorial: "Editorial change"
            }
        }
    }

    /// Where it stands on a day.
    package enum State: String, CaseIterable, Codable, Sendable {
        case draft, approved, scheduled, effective, retired

        package var title: String { self.rawValue.prefix(1).uppercased() + self.rawValue.dropFirst() }
    }

    package let policy: Policy.ID
    package let number: Int
    package let title: String
    package let body: String
    package let document: TrainingDocument.ID?
    package let change: Change
    package let changeReason: String?
    package let dueDays: Int
    /// Counts the edits of the draft.
    package let version: Int
    package let authors: String
    /// The digest of what was approved, in hexadecimal digits.
    package let digest: String?
    package let approvedBy: String?
    package let approvedAt: Instant?
    package let effectiveFrom: LocalDate?
    /// The first day on which it is no longer in force.
    package let endsOn: LocalDate?

    /// Where it stands.
    package func state(on day: LocalDate) -> State {
        guard self.digest != nil else { return .draft }
        guard let effectiveFrom else { return .approved }
        if let endsOn, endsOn <= day { return .retired }
        return day < effectiveFrom ? .scheduled : .effective
    }
}

extension PolicyVersion: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.policy = try row.read()
        self.number = try row.read()
        self.title = try row.read()
        self.body = try row.read()
        self.document = try row.read()
        let change: String = try row.read()
        self.change = Change(rawValue: change) ?? .material
        self.changeReason = try row.read()
        self.dueDays = try row.read()
        self.version = try row.read()
        self.authors = try row.read()
        self.digest = try row.read()
        self.approvedBy = try row.read()
        self.approvedAt = try row.read()
        self.effectiveFrom = try row.read()
        self.endsOn = try row.read()
    }
}

/// That somebody read and acknowledged a version.
package struct PolicyAcknowledgement: Hashable, Sendable {
    package let person: Person.ID
    package let policy: Policy.ID
    package let number: Int
    package let at: Instant
    /// The practice's day of it.
    package let on: LocalDate
    package let digest: String
}

extension PolicyAcknowledgement: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.policy = try row.read()
        self.number = try row.read()
        self.at = try row.read()
        self.on = try row.read()
        self.digest = try row.read()
    }
}
