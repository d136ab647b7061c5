import Credentialing
import HTML
import PraxisCore

extension Place {
    /// Who is enrolled with which payer, narrowed to a status.
    static func enrollments(_ scope: Scope, _ status: Enrollment.Status? = nil) -> Place {
        Place(path: URLPath(scope.description, "enrollments").query("status", status?.rawValue))
    }

    /// Those whose revalidation is due.
    static func revalidations(_ scope: Scope) -> Place {
        Place(path: URLPath(scope.description, "enrollments").query("due", "yes"))
    }

    /// Who works and cannot be billed.
    static func missingEnrollments(_ scope: Scope) -> Place { Place(scope, "enrollments", "missing") }

    static func enrollment(_ scope: Scope, _ id: Enrollment.ID) -> Place {
        Place(scope, "enrollments", id.description)
    }

    static func editEnrollment(_ scope: Scope, _ id: Enrollment.ID) -> Place {
        Place(scope, "enrollments", id.description, "edit")
    }

    /// The deactivations of an enrollment.
    static func deactivations(_ scope: Scope, _ id: Enrollment.ID) -> Place {
        Place(scope, "enrollments", id.description, "deactivations")
    }

    static func deactivation(_ scope: Scope, _ enrollment: Enrollment.ID, _ id: Deactivation.ID) -> Place {
        Place(scope, "enrollments", enrollment.description, "deactivations", id.description)
    }

    /// The corrections of what is recorded of a deactivation.
    static func deactivationCorrections(_ scope: Scope, _ enrollment: Enrollment.ID, _ id: Deactivation.ID) -> Place {
        Place(
            scope, "enrollments", enrollment.description, "deactivations", id.description, "corrections")
    }

    static func newDeactivationCorrection(_ scope: Scope, _ enrollment: Enrollment.ID, _ id: Deactivation.ID) -> Place {
        Place(
            scope, "enrollments", enrollment.description, "deactivations", id.description, "corrections", "new")
    }

    /// A person's enrollments.
    static func personEnrollments(_ scope: Scope, _ person: Person.ID) -> Place {
        Place(scope, "people", person.description, "enrollments")
    }

    static func newEnrollment(_ scope: Scope, _ person: Person.ID) -> Place {
        Place(scope, "people", person.description, "enrollments", "new")
    }

    /// The plans that the practice bills.
    static func payerPlans(_ scope: Scope) -> Place { Place(scope, "payers") }
    static func newPayerPlan(_ scope: Scope) -> Place { Place(scope, "payers", "new") }
    static func payerPlan(_ scope: Scope, _ id: PayerPlan.ID) -> Place { Place(scope, "payers", id.description) }
    static func editPayerPlan(_ scope: Scope, _ id: PayerPlan.ID) -> Place {
        Place(scope, "payers", id.description, "edit")
    }
}
