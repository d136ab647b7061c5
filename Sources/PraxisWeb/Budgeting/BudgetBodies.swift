import Budgeting
import PraxisCore

/// The figures of a balance as the API tells them: amounts are text.
struct FiguresBody: Encodable {
    let original: String
    let revision: String
    let current: String
    let committed: String
    let actual: String
    let available: String

    init(_ figures: BalanceFigures) {
        self.original = figures.original.plain
        self.revision = figures.revision.plain
        self.current = figures.current.plain
        self.committed = figures.committed.plain
        self.actual = figures.actual.plain
        self.available = figures.available.plain
    }
}

/// A year's budget as the API tells it.
struct SummaryBody: Encodable {
    struct Clinic: Encodable {
        let clinic: String
        let name: String
        let figures: FiguresBody
    }

    struct Account: Encodable {
        let account: String
        let name: String
        let type: String
        let control: String
        let figures: FiguresBody
    }

    let year: String
    let total: FiguresBody
    let clinics: [Clinic]
    let accounts: [Account]

    init(_ summary: BudgetSummary) {
        self.year = summary.year.code.description
        self.total = FiguresBody(summary.total)
        self.clinics = summary.clinics.map {
            Clinic(clinic: $0.clinic.slug.description, name: $0.clinic.name, figures: FiguresBody($0.figures))
        }
        self.accounts = summary.accounts.map {
            Account(
                account: $0.code.description, name: $0.name, type: $0.type.rawValue, control: $0.control.rawValue,
                figures: FiguresBody($0.figures))
        }
    }
}

/// One move of money as the API tells it.
struct EntryBody: Encodable {
    let id: BudgetEntry.ID
    let clinic: String
    let date: LocalDate
    let kind: String
    let amount: String
    let sourceType: String
    let source: String?
    let reason: String?

    init(_ entry: BudgetEntry) {
        self.id = entry.id
        self.clinic = entry.clinic.slug.description
        self.date = entry.date
        self.kind = entry.kind.rawValue
        self.amount = entry.amount.plain
        self.sourceType = entry.sourceType
        self.source = entry.source
        self.reason = entry.reason
    }
}
