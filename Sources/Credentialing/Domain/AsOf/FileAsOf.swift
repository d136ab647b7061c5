package import Postgres
package import PraxisCore

/// What a person held on a day and where they could work, as it was known at an instant, and what was recorded since.
package struct FileAsOf: Sendable {
    package let asOf: AsOf
    /// As the person was called then; as now where nobody had recorded them.
    package let person: Person
    package let credentials: [Credential]
    package let terms: [Term]
    package let statuses: [StatusSpan]
    package let verifications: [Verification]
    package let standings: [CredentialStanding]
    package let clearances: [DayClearance]
    package let overrides: [HeldOverride]
    /// What has been recorded since about what the person holds, the earliest first.
    package let later: [RecordedFact]

    /// Whether more has been recorded since than `later` holds.
    package var isCut: Bool { self.later.count >= AsOfStore.most }

    /// The terms of a credential, the newest first.
    package func terms(of credential: Credential.ID) -> [Term] { self.terms.filter { $0.credential == credential } }
    /// What boards did to a credential.
    package func statuses(of credential: Credential.ID) -> [StatusSpan] {
        self.statuses.filter { $0.credential == credential }
    }
    /// The checks of a credential's terms, the newest first.
    package func verifications(of credential: Credential.ID) -> [Verification] {
        self.verifications.filter { $0.credential == credential }
    }
    /// What a credential was worth on the day.
    package func standing(of credential: Credential.ID) -> CredentialStanding.State {
        self.standings.first { $0.credential == credential }?.state ?? .none
    }
}

/// What a credential was worth on one day.
package struct CredentialStanding: Hashable, Sendable {
    /// In words; `none` where no term covered the day.
    package enum State: String, CaseIterable, Codable, Sendable {
        case covered, limited, barred, unverified, none

        package var title: String {
            switch self {
            case .covered: "Covered"
            case .limited: "Covered, restricted"
            case .barred: "Barred by the board"
            case .unverified: "Claimed, not verified"
            case .none: "Not covered"
            }
        }
    }

    package let credential: Credential.ID
    package let state: State
}

extension CredentialStanding: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.credential = try row.read()
        let state: String = try row.read()
        self.state = State(rawValue: state) ?? .none
    }
}

/// The answer for a whole day of somebody's appointment.
package struct DayClearance: Hashable, Sendable {
    package let person: Person.ID
    package let name: String
    package let clinic: String
    package let clinicSlug: Slug
    package let role: String
    package let answer: ClearanceAnswer

    /// The role as people write it.
    package var roleTitle: String { ClinicalRole(rawValue: self.role)?.title ?? self.role }
}

extension DayClearance: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.name = try row.read()
        self.clinic = try row.read()
        self.clinicSlug = try row.read()
        self.role = try row.read()
        self.answer = try ClearanceAnswer(row: &row)
    }
}

/// An override that had been approved and reached into the day.
package struct HeldOverride: Hashable, Sendable {
    package let id: ClearanceOverride.ID
    package let clinic: String
    package let requirement: String
    package let starts: Instant
    package let ends: Instant
    package let approvedAt: Instant
    package let approvedBy: String
}

extension HeldOverride: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.clinic = try row.read()
        self.requirement = try row.read()
        self.starts = try row.read()
        self.ends = try row.read()
        self.approvedAt = try row.read()
        self.approvedBy = try row.read()
    }
}
