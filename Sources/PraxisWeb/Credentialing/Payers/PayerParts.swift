import Credentialing
import HTML
import PraxisCore

/// The parts of enrollment with payers.
func payerTabs(_ context: ScopedContext, _ frame: Frame, current: Place) -> HTML {
    tabs(
        "Payers", current: current,
        [
            ("Enrollments", .enrollments(context.scope)), ("Not billable", .missingEnrollments(context.scope)),
            ("Plans", .payerPlans(context.scope)),
        ])
}

/// Where an application stands, in a word.
func enrollmentTag(_ status: Enrollment.Status) -> HTML {
    let tone: Tone =
        switch status {
        case .enrolled: .ok
        case .submitted: .info
        case .notSubmitted: .warn
        case .denied: .bad
        case .terminated: .neutral
        }
    return statusTag(status.title, tone)
}

/// The plans as what a list is narrowed to.
func planChips(_ plans: [PayerPlan]) -> Chips {
    Chips("Plan", name: "plan", plans.map { Choice($0.id.description, $0.title) })
}

extension MissingEnrollment {
    var roleTitle: String { ClinicalRole(rawValue: self.role)?.title ?? self.role }
}

extension PayerPlan {
    var roleTitles: String {
        self.roles.map { ClinicalRole(rawValue: $0)?.title ?? $0 }.joined(separator: ", ")
    }
}
