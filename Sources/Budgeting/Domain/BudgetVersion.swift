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
    /// Why it is made.
    package let reason: String?
    /// Why it was sent back, the last time.
    package let returnReason: String?
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
    package let side: AccountSide
    package let amount: Money
    package let current: Money?
}

/// A file read against the year that it is for: what it would change.
package struct BudgetPreview: Sendable {
    package let file: BudgetImport
    /// What an approved budget of the year says now, by cell; `nil` where the year has none.
    package let current: [BudgetCell: Money]?

    /// Whether entering it revises a budget in force.
    package var isRevision: Bool { self.current != nil }

    /// What the cell of a line holds now.
    package func current(_ line: BudgetImport.Line) -> Money {
        self.current?[BudgetCell(clinic: line.clinic.id, account: line.account.id)] ?? .zero
    }

    /// Cells with a budget that the file does not name, and that keep it.
    package var untouched: Int {
        let named = Set(self.file.lines.map { BudgetCell(clinic: $0.clinic.id, account: $0.account.id) })
        return (self.current ?? [:]).count { $0.value != .zero && !named.contains($0.key) }
    }
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

    /// What its lines let people spend.
    var spending: Money { BudgetImport.spending(of: self.lines) }
}
