import Budgeting

extension AccountType {
    /// As people say it.
    var title: String {
        switch self {
        case .asset: "Asset"
        case .liability: "Liability"
        case .equity: "Equity"
        case .revenue: "Revenue"
        case .expense: "Expense"
        case .capex: "Capital spending"
        case .statistic: "Statistic"
        case .contraAsset: "Contra asset"
        case .contraRevenue: "Contra revenue"
        case .contraExpense: "Contra expense"
        case .nonOperating: "Not operating"
        }
    }
}

extension CostDriver {
    /// As people say it.
    var title: String {
        switch self {
        case .visits: "Visits"
        case .paidHours: "Paid hours"
        case .providerFTE: "Provider FTE"
        case .employeeFTE: "Employee FTE"
        case .squareFeet: "Square feet"
        }
    }
}
