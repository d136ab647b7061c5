package import Postgres
package import PraxisCore

/// An enrollment with all that is known of it.
package struct EnrollmentRecord: Sendable {
    package let enrollment: Enrollment
    /// Those that stand.
    package let deactivations: [Deactivation]
    /// What was on record of them before, and what was taken back; the latest first.
    package let corrected: [Deactivation]
    package let versions: [EnrollmentVersion]
    /// What Medicare's rule of the day of filing says, where it can be told.
    package let billing: MedicareBilling?
    package let billingRule: RuleVersion?
    package let revalidation: Revalidation?
    /// Days of published shifts at the clinic that the plan does not pay for.
    package let unbillable: [LocalDate]
    /// What Medicare's newest lists say of the person, where the plan is one of Medicare's.
    package let medicare: [MedicareWord]
    /// That the newest list has another due date for it.
    package let listedDue: DueMatch?
}

/// What an enrollment was at a version.
package struct EnrollmentVersion: Hashable, Sendable {
    package let version: Int
    package let status: Enrollment.Status
    package let submittedOn: LocalDate?
    package let effectiveOn: LocalDate?
    package let termOn: LocalDate?
    package let changedBy: String
    package let changedAt: Instant
}

extension EnrollmentVersion: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.version = try row.read()
        let status: String = try row.read()
        self.status = Enrollment.Status(rawValue: status) ?? .notSubmitted
        self.submittedOn = try row.read()
        self.effectiveOn = try row.read()
        self.termOn = try row.read()
        self.changedBy = try row.read()
        self.changedAt = try row.read()
    }
}

/// Somebody who works at a clinic today and cannot be billed to a plan today.
package struct MissingEnrollment: Hashable, Sendable {
    package let person: Person.ID
    package let name: String
    package let role: String
    package let clinic: String
    package let clinicSlug: Slug
    package let plan: PayerPlan.ID
    package let payer: String
    package let planName: String
    /// The day from which work can be billed, where it is known.
    package let billableFrom: LocalDate?
    /// The last day on which it could be.
    package let billableUntil: LocalDate?
    package let isDeactivated: Bool
    package let status: Enrollment.Status?
    package let enrollment: Enrollment.ID?
    package let isOptedOut: Bool
    /// Whether claims for work of today are held.
    package let isHeld: Bool

    package var planTitle: String { "\(self.payer): \(self.planName)" }

    /// The warning as people read it.
    package var sentence: String {
        if self.isHeld { return "Not billable for \(self.planTitle): hold claims" }
        if self.isOptedOut { return "Not billable for \(self.planTitle): opted out of Medicare" }
        if let from = self.billableFrom { return "Not billable for \(self.planTitle) before \(from.readable)" }
        if self.isDeactivated { return "Not billable for \(self.planTitle): deactivated by the payer" }
        if let until = self.billableUntil { return "Not billable for \(self.planTitle) after \(until.readable)" }
        return "Not billable for \(self.planTitle)"
    }
}

extension MissingEnrollment: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.name = try row.read()
        self.role = try row.read()
        self.clinic = try row.read()
        self.clinicSlug = try row.read()
        self.plan = try row.read()
        self.payer = try row.read()
        self.planName = try row.read()
        self.billableFrom = try row.read()
        self.billableUntil = try row.read()
        self.isDeactivated = try row.read()
        let status: String? = try row.read()
        self.status = status.flatMap(Enrollment.Status.init)
        self.enrollment = try row.read()
        self.isOptedOut = try row.read()
        self.isHeld = try row.read()
    }
}

extension EnrollmentRecord {
    init(
        _ enrollment: Enrollment, _ deactivations: [Deactivation], _ versions: [EnrollmentVersion],
        billingRule: RuleVersion?, revalidationRule: RuleVersion?, unbillable: [LocalDate],
        medicare: [MedicareWord], compared: MedicareEnrollment?
    ) {
        self.medicare = enrollment.line.isOfMedicare ? medicare : []
        self.listedDue = compared.flatMap { held in
            DueMatch.all(medicare.first { $0.list == .revalidation }?.facts ?? [], [held]).matches.first
        }
        self.enrollment = enrollment
        self.deactivations = deactivations.filter(\.isStanding)
        self.corrected = deactivations.filter { !$0.isStanding }
        self.versions = versions
        self.billingRule = billingRule
        self.unbillable = unbillable
        if enrollment.kind == .medicare, let filed = enrollment.submittedOn, let first = enrollment.firstServiceOn,
            let figures = billingRule.flatMap(MedicareBilling.Figures.init)
        {
            self.billing = MedicareBilling(
                filedOn: filed, firstServiceOn: first, inDisaster: enrollment.isInDisaster, figures: figures)
        } else {
            self.billing = nil
        }
        if let due = enrollment.revalidationDueOn, let figures = revalidationRule.flatMap(Revalidation.Figures.init) {
            self.revalidation = Revalidation(dueOn: due, figures: figures)
        } else {
            self.revalidation = nil
        }
    }
}

extension EnrollmentDraft {
    /// What the audit trail keeps of it.
    var facts: [String: String] {
        [
            "status": self.status.rawValue, "submitted": self.submittedOn?.description ?? "",
            "effective": self.effectiveOn?.description ?? "", "term": self.termOn?.description ?? "",
            "revalidation_due": self.revalidationDueOn?.description ?? "",
        ]
    }
}
