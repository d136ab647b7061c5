import Budgeting
import HTTPTypes
import PraxisCore

extension BudgetingError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .notFound: .notFound
        case .stale(let seen, let now): .stale(seen: seen, now: now)
        case .notAllowed(let event, let status):
            Problem(
                .conflict, "not_allowed", "This budget is \(status.rawValue)",
                detail: "The step “\(event.rawValue)” is not possible now.")
        case .ownBudget:
            Problem(
                .conflict, "sod_violation", "Nobody approves the budget that they prepared",
                detail: "Ask somebody else of finance or a practice administrator.")
        case .belowConsumed(let shortage):
            Problem(
                .unprocessableContent, "budget_exceeded", "This budget is less than what is spent and promised",
                detail: shortage.sentence)
        case .noSuchYear:
            Problem(.unprocessableContent, "no_such_year", "There is no such year", detail: "Write it like 2026.")
        case .nothingToImport:
            Problem(
                .unprocessableContent, "nothing_to_import", "The file has no row that can be used",
                detail: "Correct the rows that the preview names, and choose the file again.")
        }
    }
}

extension BudgetShortage {
    /// Which budget would be short, and by how much.
    var sentence: String {
        let place = [self.clinic.map { "Clinic \($0)" } ?? "Practice", self.account.map { "account \($0)" }, self.span]
        return place.compactMap(\.self).joined(separator: ", ") + ": short by \(self.amount)"
    }
}
