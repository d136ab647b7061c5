import Credentialing
import HTML
import PraxisCore

/// One enrollment: its days, what Medicare's rules say of them, deactivations, and what it was before.
func payerEnrollmentPage(
    _ context: ScopedContext, _ frame: Frame, _ record: EnrollmentRecord, _ errors: FieldErrors = FieldErrors()
) -> HTML {
    let (scope, enrollment) = (context.scope, record.enrollment)
    return group {
        pageHeader(
            enrollment.planTitle, tag: enrollmentTag(enrollment.status),
            lead: "\(enrollment.name) · \(enrollment.clinic) · \(enrollment.line.title)",
            trail: [
                Crumb("Payers", .enrollments(scope)),
                Crumb(enrollment.name, .personEnrollments(scope, enrollment.person)),
            ]
        ) {
            if frame.may(.enrollmentWrite) {
                buttonLink("Change", .editEnrollment(scope, enrollment.id), icon: .pencil)
            }
        }
        errorSummary(errors)
        holdNotice([enrollment])
        if !enrollment.isBillable, !enrollment.isHeld {
            notice(.warn, notBillable(enrollment)) { p { "Work is not blocked by this; it cannot be billed." } }
        }
        if let due = record.listedDue {
            notice(.warn, "Medicare’s list has another due date") { p { due.difference } }
        }
        card("Days") { enrollmentFacts(record) }
        medicareListCard(record.medicare)
        if let billing = record.billing { billingCard(record, billing) }
        deactivationCard(context, frame, record, errors)
        if !record.unbillable.isEmpty { unbillableCard(record) }
        card("What it was") { versionTable(frame, record.versions) }
    }
}

private func notBillable(_ enrollment: Enrollment) -> String {
    if enrollment.isOptedOut { return "Not billable today: opted out of Medicare, by Medicare’s list" }
    if enrollment.isDeactivated { return "Not billable today: deactivated by the payer" }
    if let first = enrollment.effectiveOn, first > enrollment.today { return "Not billable before \(first.readable)" }
    if let last = enrollment.termOn { return "Not billable after \(last.readable)" }
    return "Not billable: the payer has not enrolled the person"
}

private func enrollmentFacts(_ record: EnrollmentRecord) -> HTML {
    let enrollment = record.enrollment
    return summaryList([
        Fact("Received by the payer", enrollment.submittedOn?.readable),
        Fact("First service at the clinic", enrollment.firstServiceOn?.readable),
        Fact("First day that is paid", enrollment.effectiveOn?.readable),
        Fact("Last day that is paid", enrollment.termOn?.readable),
        Fact("Participating", enrollment.isParticipating.map { $0 ? "Yes" : "No" }),
        Fact("Payer's number", enrollment.payerNumber),
        Fact("Revalidation due") {
            date(enrollment.revalidationDueOn, else: "–")
            if enrollment.status == .enrolled, let revalidation = record.revalidation {
                switch revalidation.state(on: enrollment.today) {
                case .overdue: statusTag("Overdue", .bad)
                case .due: statusTag("Due", .warn)
                case .later: span(.class("muted")) { " shown from \(revalidation.shownFrom.readable)" }
                }
            }
        },
    ])
}

private func billingCard(_ record: EnrollmentRecord, _ billing: MedicareBilling) -> HTML {
    card("Medicare's dates") {
        summaryList([
            Fact("Effective date of billing", "\(billing.effectiveOn.readable), the later of filing and first service"),
            Fact("Billing reaches back to", billing.reachesBackTo.readable),
            Fact(
                "Rule",
                record.billingRule.map { "\($0.citation)\($0.isConfirmed ? "" : " (not confirmed)"), \($0.version)" }),
        ])
    }
}

private func unbillableCard(_ record: EnrollmentRecord) -> HTML {
    card("Shifts that cannot be billed") {
        p { counted(record.unbillable.count, "day", "days") + " of published shifts at this clinic:" }
        ul(.class("plain")) { for day in record.unbillable { li { date(day) } } }
    }
}

private func versionTable(_ frame: Frame, _ versions: [EnrollmentVersion]) -> HTML {
    dataTable(
        "Versions", versions,
        columns: [
            Column("Version") { row in String(row.version) },
            .state("Status") { row in enrollmentTag(row.status) },
            Column("Received") { row in date(row.submittedOn, else: "–") },
            Column("First day") { row in date(row.effectiveOn, else: "–") },
            Column("Last day") { row in date(row.termOn, else: "–") },
            Column("By") { row in
                row.changedBy; ", "; moment(row.changedAt, frame)
            },
        ])
}
