import Budgeting
import PraxisCore

extension BalanceFigures: APIObject {
    static let members: [APIMember<BalanceFigures>] = [
        APIMember("original") { $0.original }, APIMember("revision") { $0.revision },
        APIMember("current") { $0.current }, APIMember("committed") { $0.committed }, APIMember("actual") { $0.actual },
        APIMember("available") { $0.available },
    ]
}

extension BudgetSummary: APIObject {
    static let members: [APIMember<BudgetSummary>] = [
        APIMember("year") { $0.year.code }, APIMember("total") { $0.total }, APIMember("clinics") { $0.clinics },
        APIMember("accounts") { $0.accounts },
    ]
}

extension ClinicFigures: APIObject {
    static let members: [APIMember<ClinicFigures>] = [
        APIMember("clinic") { $0.clinic.slug }, APIMember("name") { $0.clinic.name },
        APIMember("figures") { $0.figures },
    ]
}

extension AccountFigures: APIObject {
    static let members: [APIMember<AccountFigures>] = [
        APIMember("account") { $0.code }, APIMember("name") { $0.name }, APIMember("type") { $0.type },
        APIMember("control") { $0.control }, APIMember("figures") { $0.figures },
    ]
}

extension BudgetEntry: APIObject {
    static let members: [APIMember<BudgetEntry>] = [
        APIMember("id") { $0.id }, APIMember("clinic") { $0.clinic.slug }, APIMember("date") { $0.date },
        APIMember("kind") { $0.kind }, APIMember("amount") { $0.amount }, APIMember("source_type") { $0.sourceType },
        APIMember("source") { $0.source }, APIMember("reason") { $0.reason },
    ]
}

extension BudgetEntry.Kind: APIWord {}
extension AccountType: APIWord {}
extension AccountSide: APIWord {}
extension CostBehavior: APIWord {}
extension CostDriver: APIWord {}
extension ControlLevel: APIWord {}

extension FiscalYearCode: APIText {
    static var schema: Schema { .text(4...4) }
}

extension LedgerCode: APIText {
    static var schema: Schema { .text(3...8) }
}
