package import Postgres
package import PraxisCore

/// The answer to: may this person do this work, here, then?
package enum ClearanceVerdict: String, CaseIterable, Codable, Sendable {
    case cleared, warn, blocked, unknown

    package var title: String {
        switch self {
        case .cleared: "Cleared"
        case .warn: "Cleared with remarks"
        case .blocked: "Not cleared"
        case .unknown: "Unknown"
        }
    }
}

/// One thing that stands in the way, or is to be known, as the clearance contract words it.
package struct ClearanceReason: Hashable, Codable, Sendable {
    /// Days without cover, both ends included.
    package struct Days: Hashable, Codable, Sendable {
        package let from: LocalDate
        package let through: LocalDate
    }

    /// A type of credential, or `appointment`, `credentialing`, `enrollment`, `exclusion`, `screening`, `rules`.
    package let requirement: String
    /// How it fails: `missing`, `unverified`, `expired`, `gap`, `not_yet_effective`, `suspended`, `excluded` …
    package let state: String
    /// What else is so on the same days, less grave than the state.
    package let also: [String]?
    package let severity: String
    /// `payer` where it says what cannot be billed; everything else is about the work itself.
    package let level: String?
    /// The payer's plans that it is about.
    package let plans: [PayerPlan.ID]?
    /// The payer and plan that ask for a credential.
    package let payer: String?
    package let name: String?
    package let jurisdiction: String?
    package let elsewhere: [String]?
    package let days: [Days]?
    package let coversUntil: LocalDate?
    package let coversFrom: LocalDate?
    package let from: LocalDate?
    package let last: LocalDate?
    package let citation: String?
    /// `clinic` where it is the clinic that lacks something, and the service that it is needed for.
    package let holder: String?
    package let service: String?
    /// The rule or requirement, in the version that was applied.
    package let ruleVersion: String?
    /// The approved override by which it does not stand in the way.
    package let overrideID: ClearanceOverride.ID?

    package enum CodingKeys: String, CodingKey {
        case requirement, state, also, severity, level, plans, payer, name, jurisdiction, elsewhere, days, from, last
        case citation, holder, service
        case ruleVersion = "rule_version"
        case overrideID = "override_id"
        case coversUntil = "covers_until"
        case coversFrom = "covers_from"
    }
}

extension ClearanceReason {
    /// One sentence for people: the gravest thing first.
    package var sentence: String {
        let told = ([self.plainSentence] + (self.also ?? []).map(Self.addition)).joined(separator: "; ")
        return self.overrideID == nil ? told : "\(told); waived by an approved override"
    }

    private static func addition(_ state: String) -> String {
        switch state {
        case "limits_low": "its limits are also below what is asked here"
        case "fund_unproven": "taking part in the state’s fund, which its limits need, is not proven either"
        case "clinic_not_named": "it does not name this clinic either"
        case "before_retroactive": "it also covers work from its retroactive date on only"
        case "limits_unrecorded": "what it covers is not recorded and checked either"
        default: "it is also \(state)"
        }
    }

    private var plainSentence: String {
        switch self.requirement {
        case "appointment": "No appointment in this role at this clinic\(self.onDays)"
        case "exclusion" where self.state == "excluded": "Excluded from federal programs\(self.since)"
        case "exclusion" where self.state == "waived": "Excluded, with a waiver for this state"
        case "exclusion": "Compliance review pending"
        case "screening" where self.state == "not_screened": "Not compared with the exclusion lists yet"
        case "screening" where self.state == "stale_list": "The exclusion list in force is older than last month’s"
        case "screening": self.last.map { "Last screened on \($0.readable)" } ?? "Never screened"
        case "confidential": "Something in the confidential file is missing or has ended\(self.onDays)"
        case "credentialing": self.standingSentence
        case "enrollment": self.billingSentence
        case "rules": "No requirements are set for this role"
        case "clinic": "Unknown clinic"
        default: self.credentialSentence
        }
    }

    /// How the person's credentialing file was decided.
    private var standingSentence: String {
        switch self.state {
        case "denied": "Credentialing was denied\(self.onDays)"
        case "resigned", "terminated": "Credentialing has ended: \(self.state)\(self.onDays)"
        case "summary_suspension", "automatic_suspension": "Suspended by the practice\(self.onDays)"
        case "provisional_over": "The provisional approval is over\(self.onDays)"
        case "not_yet_effective": "Not yet approved\(self.onDays)"
        case "overdue": "Recredentialing is overdue\(self.onDays)"
        case "no_file": "No credentialing file has been opened"
        default: "The credentialing file is open; nothing is decided yet"
        }
    }

    private var credentialSentence: String {
        let bearer = self.holder == "clinic" ? "The clinic’s " : ""
        let subject =
            bearer + [self.name ?? self.requirement, self.jurisdiction].compactMap(\.self).joined(separator: " ")
            + (self.payer.map { ", asked by \($0)," } ?? "")
        switch self.state {
        case "missing":
            let others = self.elsewhere.map { "; held in \($0.joined(separator: ", "))" } ?? ""
            return "\(subject) is not on file\(others)"
        case "unverified": return "\(subject) is claimed but not verified\(self.onDays)"
        case "expired": return "\(subject) " + (self.coversUntil.map { "ended on \($0.readable)" } ?? "has expired")
        case "not_yet_effective":
            return "\(subject) " + (self.coversFrom.map { "begins on \($0.readable)" } ?? "has not begun")
        case "gap": return "\(subject) has a gap\(self.onDays)"
        case "ending": return "\(subject) ends soon" + (self.coversUntil.map { ", on \($0.readable)" } ?? "")
        case "moved": return "\(subject): lives in another state of the compact and has not applied there\(self.onDays)"
        case "limits_low": return "\(subject): its limits are below what is asked here\(self.onDays)"
        case "fund_unproven":
            return "\(subject): its limits need the state’s fund, and taking part in it is not proven\(self.onDays)"
        case "clinic_not_named": return "\(subject) does not name this clinic\(self.onDays)"
        case "before_retroactive": return "\(subject) covers work from its retroactive date on only\(self.onDays)"
        case "limits_unrecorded": return "\(subject): what it covers is not recorded and checked\(self.onDays)"
        case "renewal_filed": return "\(subject) goes on while its renewal, filed in time, is decided\(self.onDays)"
        case "restricted" where self.holder == "clinic":
            return "\(subject) is limited or under conditions\(self.onDays)"
        case "restricted": return "\(subject) is restricted or on probation\(self.onDays)"
        default: return "\(subject) is \(self.state)\(self.onDays)"
        }
    }

    private var onDays: String {
        guard let days = self.days, let first = days.first, let last = days.last else { return "" }
        return first.from == last.through
            ? " on \(first.from.readable)" : " from \(first.from.readable) to \(last.through.readable)"
    }

    private var since: String { self.from.map { " from \($0.readable)" } ?? "" }
}

/// A person's appointment with the clearance for today and for the days to come.
package struct AppointmentClearance: Hashable, Sendable {
    package let person: Person.ID
    package let name: String
    package let clinic: String
    package let clinicSlug: Slug
    package let role: String
    package let today: ClearanceAnswer
    /// The answer for a shift that lasted from now on for 30 days.
    package let ahead: ClearanceAnswer

    /// The role as people write it.
    package var roleTitle: String { ClinicalRole(rawValue: self.role)?.title ?? self.role }
}

extension AppointmentClearance: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.name = try row.read()
        self.clinic = try row.read()
        self.clinicSlug = try row.read()
        self.role = try row.read()
        self.today = try ClearanceAnswer(row: &row)
        self.ahead = try ClearanceAnswer(row: &row)
    }
}

/// A verdict with its reasons.
package struct ClearanceAnswer: Hashable, Codable, Sendable {
    package let verdict: ClearanceVerdict
    package let reasons: [ClearanceReason]
}

extension ClearanceAnswer: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        let verdict: String = try row.read()
        let reasons: JSONText = try row.read()
        // Reasons that cannot be read must not read as none.
        guard let decoded = try? reasons.decoded(as: [ClearanceReason].self) else {
            self.init(verdict: .unknown, reasons: [])
            return
        }
        self.init(verdict: ClearanceVerdict(rawValue: verdict) ?? .unknown, reasons: decoded)
    }
}
