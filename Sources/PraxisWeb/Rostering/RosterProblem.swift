import HTTPTypes
import PraxisCore
import Rostering

extension RosterError: ProblemConvertible {
    /// What a program is told; pages say the same in their own place.
    package var problem: Problem {
        switch self {
        case .unknown: .notFound
        case .stale(let seen, let now): .stale(seen: seen, now: now)
        case .replanned: .conflict("stale_plan", reasons: nil)
        case .nothingToPublish:
            Problem(.conflict, "nothing_to_publish", "Nothing has changed since the last publication")
        case .templateNameTaken:
            Problem(
                .conflict, "template_name_taken", "There is a template of this name", detail: "Choose another name.")
        case .shiftTaken:
            Problem(
                .conflict, "shift_taken", "Somebody works this shift",
                detail: "Take the people off it first, then the shift can go.")
        case .noSuchShift(let day):
            Problem(
                .unprocessableContent, "no_such_shift", "There is no shift of this kind on that day",
                detail: "Add the shift to \(day.short) first.")
        case .notCleared(let reasons):
            Problem(
                .unprocessableContent, "not_cleared", "Not cleared for this shift",
                detail: reasons.map(RosterWords.reason).joined(separator: ". ") + ". " + RosterWords.remedy(reasons),
                reasons: try? JSONText(["reasons": reasons]))
        case .busy(let spans):
            Problem(
                .unprocessableContent, "overlap", "Busy at that time",
                detail: "Take the person off the other shift, or choose somebody else.",
                reasons: try? JSONText(["busy": spans.map { ["from": $0.start, "to": $0.end] }]))
        case .violations(let violations):
            Problem(
                .unprocessableContent, "roster_violations", "Something stands in the way of publishing",
                detail: "\(counted(violations.count, "assignment has", "assignments have")) to change first.",
                reasons: JSONText(["violations": violations.map(ViolationAnswer.init).json]))
        }
    }
}
