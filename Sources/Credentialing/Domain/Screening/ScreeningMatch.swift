package import Postgres
package import PraxisCore

/// Where the review of a match stands.
package enum MatchState: String, CaseIterable, Codable, Sendable {
    case open
    case inReview = "in_review"
    case proposed, escalated, cleared, confirmed

    package var title: String {
        self == .inReview ? "In review" : self.rawValue.prefix(1).uppercased() + self.rawValue.dropFirst()
    }
}

/// Whom a match is about.
package enum SubjectKind: String, CaseIterable, Codable, Sendable {
    case person, vendor
    case legalEntity = "legal_entity"
}

/// A person, vendor or legal entity and a row of a list side by side, with where their review stands.
package struct ScreeningMatch: Hashable, Sendable {
    package typealias ID = Identifier<ScreeningMatch>

    /// The subject as it was compared. A business has its names as family names.
    package struct Subject: Hashable, Codable, Sendable {
        package let names: [ScreeningSubject.Name]
        package var birthDate: LocalDate?
        package var npi: String?
        package var states: [String]?
        package var uei: String?
        package var cage: String?
    }

    package let id: ID
    package let kind: SubjectKind
    /// The person that it is about, where it is one.
    package let person: Person.ID?
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
    /// How often the same exclusion stands in the other list; that match is decided with this one.
    package let twins: Int
    package let entry: ScreeningEntry
}

extension ScreeningMatch: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        let kind: String = try row.read()
        self.kind = SubjectKind(rawValue: kind) ?? .person
        self.person = try row.read()
        self.name = try row.read()
        let tier: Int = try row.read()
        self.tier = MatchTier(rawValue: tier) ?? .npi
        let reasons: [String] = try row.read()
        self.reasons = reasons.compactMap(MatchReason.init)
        let subject: JSONText = try row.read()
        self.subject = (try? subject.decoded()) ?? Subject(names: [])
        let state: String = try row.read()
        self.state = MatchState(rawValue: state) ?? .open
        self.step = try row.read()
        let decision: String? = try row.read()
        self.lastDecision = decision.flatMap(MatchDecision.init)
        self.isCurrent = try row.read()
        self.isReopened = try row.read()
        self.twins = try row.read()
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
    /// When the exclusion ended: for a confirmed one as two people said.
    package let reinstatedOn: LocalDate?
    /// When it ended as its publisher says.
    package let listedReinstatement: LocalDate?
    package let waivedOn: LocalDate?
    /// The one state in which a waived exclusion does not hold.
    package let waiverState: String?
    package let flags: [String]
    package let file: String
    package let row: Int
    package let list: ExclusionList
    package let agency: String
    package let program: String
    package let uei: String?
    package let cage: String?
    /// The list's own number of the record.
    package let listNumber: String?
    package let also: [String]
    package let remark: String
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
        self.listedReinstatement = try row.read()
        self.waivedOn = try row.read()
        self.waiverState = try row.read()
        self.flags = try row.read()
        self.file = try row.read()
        self.row = try row.read()
        let list: String = try row.read()
        self.list = ExclusionList(rawValue: list) ?? .leie
        self.agency = try row.read()
        self.program = try row.read()
        self.uei = try row.read()
        self.cage = try row.read()
        self.listNumber = try row.read()
        self.also = try row.read()
        self.remark = try row.read()
    }
}
