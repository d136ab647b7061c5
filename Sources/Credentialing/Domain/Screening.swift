package import Postgres
package import PraxisCore

/// A file of exclusions that was brought in, or refused.
package struct ScreeningImport: Hashable, Sendable {
    package typealias ID = Identifier<ScreeningImport>

    /// Where a list stands.
    package enum State: String, Sendable {
        case inForce = "in_force"
        case refused, withdrawn
    }

    package let id: ID
    package let kind: ExclusionFile.Kind
    package let month: LocalDate
    package let fileName: String
    package let digest: [UInt8]
    package let state: State
    /// Whether people are compared with it; a supplement that a later full list holds is not used.
    package let isInForce: Bool
    package let reason: String?
    package let rows: Int
    package let flagged: Int
    package let problems: [CSVProblem]
    package let importedBy: String
    package let importedAt: Instant
}

extension ScreeningImport: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        let kind: String = try row.read()
        self.kind = ExclusionFile.Kind(rawValue: kind) ?? .exclusions
        self.month = try row.read()
        self.fileName = try row.read()
        self.digest = try row.read()
        let state: String = try row.read()
        self.state = State(rawValue: state) ?? .refused
        self.isInForce = try row.read()
        self.reason = try row.read()
        self.rows = try row.read()
        self.flagged = try row.read()
        let problems: JSONText = try row.read()
        self.problems = (try? problems.decoded()) ?? []
        self.importedBy = try row.read()
        self.importedAt = try row.read()
    }
}

/// One comparison of everybody with the lists in force.
package struct ScreeningRun: Hashable, Sendable {
    package typealias ID = Identifier<ScreeningRun>

    package let id: ID
    package let finishedAt: Instant
    package let subjects: Int
    package let entries: Int
    /// How many findings each tier had, by its number.
    package let tiers: [String: Int]
    /// Findings that an earlier run had already made.
    package let suppressed: Int
    package let startedBy: String
}

extension ScreeningRun: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.finishedAt = try row.read()
        self.subjects = try row.read()
        self.entries = try row.read()
        let tiers: JSONText = try row.read()
        self.tiers = (try? tiers.decoded()) ?? [:]
        self.suppressed = try row.read()
        self.startedBy = try row.read()
    }
}

/// Where the review of a match stands.
package enum MatchState: String, CaseIterable, Codable, Sendable {
    case open, proposed, escalated, cleared, confirmed

    package var title: String { self.rawValue.prefix(1).uppercased() + self.rawValue.dropFirst() }
    package var isOpen: Bool { self == .open || self == .proposed || self == .escalated }
}

/// A person and a row of a list side by side, with where their review stands.
package struct ScreeningMatch: Hashable, Sendable {
    package typealias ID = Identifier<ScreeningMatch>

    /// The person as they were compared.
    package struct Subject: Hashable, Codable, Sendable {
        package let names: [ScreeningSubject.Name]
        package let birthDate: LocalDate?
        package let npi: String?
    }

    package let id: ID
    package let person: Person.ID
    package let name: String
    package let tier: MatchTier
    package let reasons: [MatchReason]
    package let subject: Subject
    package let state: MatchState
    /// How many steps the review has; a decision names the last one that its author saw.
    package let step: Int
    package let lastDecision: MatchDecision?
    /// Whether the latest run met it again.
    package let isCurrent: Bool
    /// Whether a confirmed match is looked at again; it bars until two people have cleared it.
    package let isReopened: Bool
    package let entry: ScreeningEntry
}

extension ScreeningMatch: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.person = try row.read()
        self.name = try row.read()
        let tier: Int = try row.read()
        self.tier = MatchTier(rawValue: tier) ?? .npi
        let reasons: [String] = try row.read()
        self.reasons = reasons.compactMap(MatchReason.init)
        let subject: JSONText = try row.read()
        self.subject = (try? subject.decoded()) ?? Subject(names: [], birthDate: nil, npi: nil)
        let state: String = try row.read()
        self.state = MatchState(rawValue: state) ?? .open
        self.step = try row.read()
        let decision: String? = try row.read()
        self.lastDecision = decision.flatMap(MatchDecision.init)
        self.isCurrent = try row.read()
        self.isReopened = try row.read()
        self.entry = try ScreeningEntry(row: &row)
    }
}

/// A row of a list as a reviewer sees it.
package struct ScreeningEntry: Hashable, Sendable {
    package let lastName: String
    package let firstName: String
    package let middleName: String
    package let suffix: String?
    package let businessName: String
    package let npi: String?
    package let birthDate: LocalDate?
    package let birthPrinted: String
    package let specialty: String
    package let address: String
    package let type: String
    package let excludedOn: LocalDate
    package let reinstatedOn: LocalDate?
    package let waivedOn: LocalDate?
    /// The one state in which a waived exclusion does not hold.
    package let waiverState: String?
    package let flags: [String]
    package let file: String
    package let row: Int
}

extension ScreeningEntry: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.lastName = try row.read()
        self.firstName = try row.read()
        self.middleName = try row.read()
        self.suffix = try row.read()
        self.businessName = try row.read()
        self.npi = try row.read()
        self.birthDate = try row.read()
        self.birthPrinted = try row.read()
        self.specialty = try row.read()
        self.address = try row.read()
        self.type = try row.read()
        self.excludedOn = try row.read()
        self.reinstatedOn = try row.read()
        self.waivedOn = try row.read()
        self.waiverState = try row.read()
        self.flags = try row.read()
        self.file = try row.read()
        self.row = try row.read()
    }
}
