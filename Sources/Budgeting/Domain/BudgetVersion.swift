package import PraxisCore

/// One budget of a fiscal year, on its way from a file to the amounts that control spending.
package struct BudgetVersion: Equatable, Sendable {
    package typealias ID = Identifier<BudgetVersion>

    /// What approving it posts.
    package enum Kind: String, CaseIterable, Sendable {
        /// The first budget of a year: its amounts stand in the column "original" for good.
        case original
        /// A later one: what differs from the current amounts is posted as a revision.
        case revised
    }

    package let id: ID
    package let year: FiscalYearCode
    package let kind: Kind
    package let name: String
    package let status: BudgetStatus
    /// Whether it is the one that approvals are checked against.
    package let controls: Bool
    package let reason: String?
    /// Counts changes, so that a stale form is refused.
    package let version: Int
    package let created: Instant
    package let approved: Instant?
}

/// The year of one clinic's account in a version, beside what controls now.
package struct VersionLine: Equatable, Sendable {
    package let clinic: BudgetClinic
    package let code: LedgerCode
    package let name: String
    package let type: AccountType
    package let amount: Money
    package let current: Money?
}

/// A budget that was read from a file and confirmed, not yet in the books.
package struct BudgetDraft: Sendable {
    package let year: FiscalYearCode
    package let name: String
    package let reason: String?
    package let lines: [BudgetImport.Line]
    /// SHA-256 of the file.
    package let fileDigest: [UInt8]?

    package init(
        year: FiscalYearCode, name: String, reason: String? = nil, lines: [BudgetImport.Line],
        fileDigest: [UInt8]? = nil
    ) {
        self.year = year
        self.name = name
        self.reason = reason
        self.lines = lines
        self.fileDigest = fileDigest
    }
}
