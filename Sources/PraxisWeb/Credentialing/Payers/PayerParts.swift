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

/// The plans to which claims of somebody are held, with the days. Why is not told here.
func holdNotice(_ enrollments: [Enrollment]) -> HTML {
    let held = enrollments.filter { !$0.holds.isEmpty }
    if held.isEmpty { return HTML() }
    return notice(.bad, "Hold claims") {
        ul(.class("plain")) {
            for row in held { li { "\(row.clinic): \(row.planTitle), \(row.heldDays ?? "")" } }
        }
    }
}

extension Enrollment {
    /// The days for which claims are held, as people read them.
    var heldDays: String? {
        self.holds.isEmpty ? nil : self.holds.map(\.sentence).joined(separator: "; ")
    }
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
