import PraxisCore

/// "May work" is not "may bill": what a clearance says about payers.
extension ClearanceReason {
    /// Whether it is about billing and not about the work.
    package var isOfPayer: Bool { self.level == "payer" }

    /// What keeps the work from being billed to plans, in the payers' own terms.
    var billingSentence: String {
        let plans = self.name ?? "a plan"
        switch self.state {
        case "pending": return "The application with \(plans) is not decided yet"
        case "denied": return "\(plans) has denied the enrollment"
        case "ended": return "The enrollment with \(plans) has ended" + self.lastBillable + self.firstBillable
        case "not_yet_effective": return "Not billable to \(plans)" + self.firstBillable
        case "hold": return "Hold claims to \(plans)"
        case "opted_out":
            let list = self.last.map { ", by the list of \($0.readable)" } ?? ""
            return "Opted out of Medicare\(list): \(plans) pays nothing"
        case "deactivated": return "\(plans) has deactivated the enrollment" + self.firstBillable
        case "revalidation_overdue": return "Revalidation with \(plans) is overdue" + self.lastBillable
        case "not_participating": return "Enrolled with \(plans) without participating"
        default: return "Not enrolled with \(plans)"
        }
    }

    private var lastBillable: String { self.coversUntil.map { ", billable until \($0.readable)" } ?? "" }
    private var firstBillable: String { self.coversFrom.map { " before \($0.readable)" } ?? "" }
}

extension ClearanceAnswer {
    /// Whether nothing speaks against the work.
    package var mayWork: Bool { self.verdict == .cleared || self.verdict == .warn }

    /// The payers and plans to which the work cannot be billed, or not as a participant.
    package var unbillable: [String] { self.reasons.filter(\.isOfPayer).compactMap { $0.payer ?? $0.name }.sorted() }
}
