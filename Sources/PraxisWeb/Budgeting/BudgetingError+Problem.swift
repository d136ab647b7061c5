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
        case .notEditable(let status):
            Problem(
                .conflict, "budget_not_editable", "This budget is \(status.rawValue)",
                detail: "Only a draft or a returned budget is changed. Take it back first.")
        case .reasonMissing:
            Problem(FieldErrors("reason", "Say why"))
        case .periodIsSo(let closed):
            Problem(.conflict, "already_so", "This period is \(closed ? "closed" : "open") already")
        case .ownClosure:
            Problem(
                .forbidden, "sod_violation", "Nobody opens a period that they closed",
                detail: "Ask somebody else of finance or a practice administrator.")
        case .alreadyEntered(let id, let name):
            Problem(
                .conflict, "already_entered", "This file was entered already",
                detail: "It waits as “\(name)”. Approve, return or discard that one first.",
                reasons: try? JSONText(["version_id": id.description]))
        case .accountInUse(let code):
            Problem(
                .conflict, "account_in_use", "Account \(code) is in use",
                detail: "Its type is for good, and it stays budgeted while a year that is not over has money on it.")
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
