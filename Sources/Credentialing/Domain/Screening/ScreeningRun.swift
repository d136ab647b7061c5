package import Postgres
package import PraxisCore

/// Why a comparison was made.
package enum ScreeningOccasion: String, CaseIterable, Codable, Sendable {
    /// Somebody asked for it.
    case `operator`
    /// The month's run, made by itself.
    case schedule
    /// Somebody is new, or has another name, birth date or number.
    case identity
}

/// An entry of the log that an auditor reads: a comparison, or a list that was refused.
package struct ScreeningRun: Hashable, Sendable {
    package typealias ID = Identifier<ScreeningRun>

    /// A list that was compared, as the log keeps it.
    package struct List: Hashable, Codable, Sendable {
        package var list: String?
        package var kind: String?
        package var name: String
        package var month: LocalDate?
        package var issuedOn: LocalDate?
        package var sha256: String
        package var rows: Int

        enum CodingKeys: String, CodingKey {
            case list, kind, name, month, sha256, rows
            case issuedOn = "issued_on"
        }
    }

    package let id: ID
    /// Whether it was completed; one that was aborted compared nobody.
    package let isCompleted: Bool
    /// Whether one of its lists was withdrawn since: it compared people and counts for nothing.
    package let isWithdrawn: Bool
    package let reason: String?
    package let startedAt: Instant
    package let finishedAt: Instant
    /// How many people were compared, and how many vendors and legal entities.
    package let subjects: Int
    package let parties: Int
    /// Whether everybody was compared: only then it counts for the month.
    package let isOfEverybody: Bool
    package let entries: Int
    /// How many findings each tier had, by its number.
    package let tiers: [String: Int]
    /// Findings that an earlier run had already made.
    package let suppressed: Int
    package let lists: [List]
    package let occasion: ScreeningOccasion
    package let startedBy: String
    package let ruleVersion: String
    package let codeVersion: String
}

extension ScreeningRun: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        let outcome: String = try row.read()
        self.isCompleted = outcome == "completed"
        self.isWithdrawn = outcome == "withdrawn"
        self.reason = try row.read()
        self.startedAt = try row.read()
        self.finishedAt = try row.read()
        self.subjects = try row.read()
        self.parties = try row.read()
        self.isOfEverybody = try row.read()
        self.entries = try row.read()
        let tiers: JSONText = try row.read()
        self.tiers = (try? tiers.decoded()) ?? [:]
        self.suppressed = try row.read()
        let lists: JSONText = try row.read()
        self.lists = (try? lists.decoded()) ?? []
        let occasion: String = try row.read()
        self.occasion = ScreeningOccasion(rawValue: occasion) ?? .operator
        self.startedBy = try row.read()
        self.ruleVersion = try row.read()
        self.codeVersion = try row.read()
    }
}
