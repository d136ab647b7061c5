package import PraxisCore

/// An enrollment as somebody enters it, checked field by field.
package struct EnrollmentDraft: Hashable, Sendable {
    package let status: Enrollment.Status
    package let isParticipating: Bool?
    package let submittedOn: LocalDate?
    package let firstServiceOn: LocalDate?
    package let isInDisaster: Bool
    package let effectiveOn: LocalDate?
    package let termOn: LocalDate?
    package let payerNumber: String?
    package let revalidationDueOn: LocalDate?

    /// Reads the fields `status`, `participating`, `submitted`, `first_service`, `disaster`, `effective`, `term`,
    /// `payer_number` and `revalidation_due`. A field that a status cannot have is refused, never dropped.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let status = errors.check(
            "status", field("status"), Enrollment.Status.init(rawValue:), else: "Choose where the application stands")
        var days: [String: LocalDate] = [:]
        for name in ["submitted", "first_service", "effective", "term", "revalidation_due"] {
            guard let text = field(name) else { continue }
            days[name] = errors.check(
                name, text, Self.day, else: "Enter a day such as 2026-03-14, or leave it blank")
        }
        if let status { Self.check(status, field, &errors) }
        if let effective = days["effective"] {
            if let term = days["term"], term < effective {
                errors.add("term", "The last day is before the first")
            }
            if let due = days["revalidation_due"], due < effective {
                errors.add("revalidation_due", "It is due before the enrollment begins")
            }
        }
        let participating = field("participating")
        if let participating, participating != "yes", participating != "no" {
            errors.add("participating", "Choose whether the person participates")
        }
        if let number = field("payer_number"), number.count > 40 {
            errors.add("payer_number", "Enter at most 40 characters")
        }
        guard errors.isEmpty, let status else { throw errors }
        self.status = status
        self.isParticipating = participating.map { $0 == "yes" }
        self.submittedOn = days["submitted"]
        self.firstServiceOn = days["first_service"]
        self.isInDisaster = field("disaster") != nil
        self.effectiveOn = days["effective"]
        self.termOn = days["term"]
        self.payerNumber = field("payer_number")
        self.revalidationDueOn = days["revalidation_due"]
    }

    private static func check(
        _ status: Enrollment.Status, _ field: (String) -> String?, _ errors: inout FieldErrors
    ) {
        func demand(_ name: String, _ isDemanded: Bool, _ missing: String, _ excess: String) {
            if isDemanded, field(name) == nil { errors.add(name, missing) }
            if !isDemanded, field(name) != nil { errors.add(name, excess) }
        }
        demand(
            "submitted", status != .notSubmitted, "Enter the day on which the payer received the application",
            "Leave it blank while nothing has been submitted")
        demand(
            "effective", status.hasBegun, "Enter the first day that the plan pays for",
            "Leave it blank until the payer has enrolled the person")
        demand(
            "participating", status.hasBegun, "Choose whether the person participates",
            "Leave it open until the payer has enrolled the person")
        demand(
            "term", status == .terminated, "Enter the last day that the plan pays for",
            "Leave it blank, or choose Terminated")
        if !status.hasBegun, field("revalidation_due") != nil {
            errors.add("revalidation_due", "Leave it blank until the payer has enrolled the person")
        }
    }

    static func day(_ text: String) -> LocalDate? {
        LocalDate(text).flatMap { (1966...2999).contains($0.year) ? $0 : nil }
    }
}

/// A deactivation as somebody enters it.
package struct DeactivationDraft: Hashable, Sendable {
    package let deactivatedOn: LocalDate
    package let receivedOn: LocalDate?
    package let reason: String

    /// Reads the fields `deactivated`, `received` and `reason`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let deactivated = errors.check(
            "deactivated", field("deactivated"), EnrollmentDraft.day, else: "Enter the day of the deactivation")
        var received: LocalDate?
        if let text = field("received") {
            received = errors.check(
                "received", text, EnrollmentDraft.day, else: "Enter a day such as 2026-03-14, or leave it blank")
            if let deactivated, let received, received < deactivated {
                errors.add("received", "The new application was received before the deactivation")
            }
        }
        let reason = errors.check(
            "reason", field("reason"), { (1...200).contains($0.count) ? $0 : nil },
            else: "Enter the payer's reason, in at most 200 characters")
        guard errors.isEmpty, let deactivated, let reason else { throw errors }
        self.deactivatedOn = deactivated
        self.receivedOn = received
        self.reason = reason
    }
}

extension Deactivation {
    /// Reads the day on which the payer received the new application.
    package static func received(_ text: String?) throws(FieldErrors) -> LocalDate {
        guard let day = text.flatMap({ LocalDate($0) }) else { throw Self.notReceived }
        return day
    }

    static let notReceived = FieldErrors(
        "received", "Enter the day on which the payer received the new application")
}
