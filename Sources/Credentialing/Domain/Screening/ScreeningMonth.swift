package import Postgres
package import PraxisCore

/// What a calendar month has of monitoring: at least one completed comparison of everybody, or none.
package struct ScreeningMonth: Hashable, Sendable {
    /// Where the month stands.
    package enum Standing: String, CaseIterable, Sendable {
        case done
        /// Compared, but with a list of more than a month before, or with supplements missing.
        case doneWithOldList = "done_with_old_list"
        /// Compared with the list of the OIG, but with none of SAM of that month or the one before, though a rule asks for it.
        case doneWithoutSAM = "done_without_sam"
        /// The present month, not compared yet.
        case open
        case missed
    }

    package let month: LocalDate
    package let standing: Standing
    /// Completed comparisons of everybody.
    package let runs: Int
    package let doneAt: Instant?
    /// The first of them that made the month done; without such the first.
    package let run: ScreeningRun.ID?
    package let subjects: Int?
    package let parties: Int?
    package let findings: Int?
    /// The month of the newest list of the OIG that was compared.
    package let listed: LocalDate?
    /// Lists that were refused.
    package let refused: Int
    /// The month of the newest list of SAM that was compared in any run of the month.
    package let samListed: LocalDate?
}

extension ScreeningMonth: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.month = try row.read()
        let standing: String = try row.read()
        self.standing = Standing(rawValue: standing) ?? .missed
        self.runs = try row.read()
        self.doneAt = try row.read()
        self.run = try row.read()
        self.subjects = try row.read()
        self.parties = try row.read()
        self.findings = try row.read()
        self.listed = try row.read()
        self.refused = try row.read()
        self.samListed = try row.read()
    }
}
