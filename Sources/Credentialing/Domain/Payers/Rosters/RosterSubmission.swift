package import Postgres
package import PraxisCore

/// A roster as it was sent, frozen.
package struct RosterSubmission: Hashable, Sendable {
    package typealias ID = Identifier<RosterSubmission>

    /// Whether it stands for all, or tells what changed.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case full, delta
    }

    /// What the payer answered.
    package enum Outcome: String, CaseIterable, Codable, Sendable {
        case accepted, rejected
    }

    package let id: ID
    package let plan: PayerPlan.ID
    package let number: Int
    package let kind: Kind
    package let base: ID?
    package let rowCount: Int
    /// Of the file's bytes, in hexadecimal digits.
    package let digest: String
    package let createdAt: Instant
    package let createdBy: String
    package let outcome: Outcome?
    package let answeredOn: LocalDate?
    package let reference: String?
    package let rejectedRows: Int
    /// What stands between the values of the file.
    package let delimiter: RosterLayout.Delimiter
}

extension RosterSubmission: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.plan = try row.read()
        self.number = try row.read()
        let kind: String = try row.read()
        self.kind = Kind(rawValue: kind) ?? .full
        self.base = try row.read()
        self.rowCount = try row.read()
        self.digest = try row.read()
        self.createdAt = try row.read()
        self.createdBy = try row.read()
        let outcome: String? = try row.read()
        self.outcome = outcome.flatMap(Outcome.init)
        self.answeredOn = try row.read()
        self.reference = try row.read()
        self.rejectedRows = try row.read()
        let delimiter: String = try row.read()
        self.delimiter = RosterLayout.Delimiter(rawValue: delimiter) ?? .comma
    }
}

/// What is known of a plan's rosters.
package struct RosterOverview: Sendable {
    package let plan: PayerPlan
    /// `nil` until somebody has said how the payer wants it.
    package let layout: RosterLayoutVersion?
    package let submissions: [RosterSubmission]
    /// What a full file would hold now.
    package let full: [PayerRosterLine]
    /// What a delta would tell now; `nil` while the payer has accepted nothing.
    package let delta: [PayerRosterLine]?
    /// What of each row is on file, and what somebody typed.
    package let origins: [RosterKey: RosterOrigin]
    package let today: LocalDate

    /// What stands in the way of a file, by row.
    package func problems(_ kind: RosterSubmission.Kind) -> [RosterProblem] {
        guard let layout = self.layout?.layout else { return [] }
        return RosterProblem.all(in: (kind == .full ? self.full : self.delta) ?? [], layout, today: self.today)
    }

    /// What of a full file was typed, and what was typed otherwise than it is on file.
    package var marks: [RosterMark] {
        RosterMark.all(in: self.full, self.origins, fields: self.layout?.layout.fields ?? [])
    }
}

/// How a payer wants its roster, and since which version.
package struct RosterLayoutVersion: Sendable {
    package typealias ID = Identifier<RosterLayoutVersion>

    package let id: ID
    package let number: Int
    package let layout: RosterLayout

    package init(id: ID, number: Int, layout: RosterLayout) {
        self.id = id
        self.number = number
        self.layout = layout
    }
}

extension RosterLayoutVersion: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.number = try row.read()
        let text: JSONText = try row.read()
        self.layout =
            (try? text.decoded()) ?? RosterLayout(columns: [], dayForm: .iso, refusedWords: [])
    }
}

/// What is wrong with a row.
package struct RosterProblem: Hashable, Sendable {
    package let line: Int
    package let person: Person.ID
    package let name: String
    package let clinic: String
    package let reasons: [String]

    static func all(in lines: [PayerRosterLine], _ layout: RosterLayout, today: LocalDate) -> [RosterProblem] {
        lines.enumerated().compactMap { index, line in
            let reasons = [line.obstacle(today: today)].compactMap(\.self) + layout.problems(line)
            guard !reasons.isEmpty else { return nil }
            return RosterProblem(
                line: index + 1, person: line.key.person, name: line.name, clinic: line.facts[.clinicName] ?? "",
                reasons: reasons)
        }
    }
}

/// A submission with its rows.
package struct RosterSubmissionRecord: Sendable {
    package let submission: RosterSubmission
    package let plan: PayerPlan
    package let lines: [SentLine]

    /// A row as it was sent.
    package struct SentLine: Hashable, Sendable {
        package let number: Int
        package let line: PayerRosterLine
        /// Why the payer did not take it.
        package let rejection: String?
    }
}

extension RosterSubmissionRecord.SentLine: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.number = try row.read()
        let person: Person.ID = try row.read()
        let clinic: PayerRosterClinic.ID = try row.read()
        let action: String? = try row.read()
        self.line = PayerRosterLine(
            RosterKey(person: person, clinic: clinic), action.flatMap(PayerRosterLine.Action.init),
            try row.rosterFacts())
        self.rejection = try row.read()
    }
}

extension RowReader {
    /// Facts as JSON; members that are none of them are left out.
    mutating func rosterFacts() throws(PostgresError) -> RosterFacts {
        let text: JSONText = try self.read()
        let members = (try? text.decoded(as: [String: String].self)) ?? [:]
        return Dictionary(
            members.compactMap { name, value in RosterField(rawValue: name).map { ($0, value) } }
        ) { first, _ in first }
    }
}
