import Credentialing
import PraxisCore

extension Enrollment.Status: APIWord {}
extension PayerPlan.Kind: APIWord {}
extension PayerPlan.Line: APIWord {}

extension PayerPlan: APIObject {
    static let members: [APIMember<PayerPlan>] = [
        APIMember("id") { $0.id }, APIMember("payer") { $0.payer }, APIMember("name") { $0.name },
        APIMember("kind") { $0.kind }, APIMember("line") { $0.line }, APIMember("delegated") { $0.isDelegated },
        APIMember("backdate_days") { $0.backdateDays }, APIMember("roles") { $0.roles },
        APIMember("states") { $0.states }, APIMember("starts") { $0.startsOn }, APIMember("ends") { $0.endsOn },
        APIMember("version") { $0.version },
    ]
}

extension Enrollment: APIObject {
    static let members: [APIMember<Enrollment>] = [
        APIMember("id") { $0.id }, APIMember("person") { $0.person }, APIMember("name") { $0.name },
        APIMember("npi") { $0.npi }, APIMember("clinic") { $0.clinicSlug }, APIMember("plan") { $0.plan },
        APIMember("payer") { $0.payer }, APIMember("plan_name") { $0.planName }, APIMember("status") { $0.status },
        APIMember("participating") { $0.isParticipating }, APIMember("submitted") { $0.submittedOn },
        APIMember("first_service") { $0.firstServiceOn }, APIMember("effective") { $0.effectiveOn },
        APIMember("term") { $0.termOn }, APIMember("payer_number") { $0.payerNumber },
        APIMember("revalidation_due") { $0.revalidationDueOn }, APIMember("billable") { $0.isBillable },
        APIMember("opted_out") { $0.isOptedOut }, APIMember("held") { $0.isHeld }, APIMember("holds") { $0.holds },
        APIMember("version") { $0.version },
    ]
}

extension MissingEnrollment: APIObject {
    static let members: [APIMember<MissingEnrollment>] = [
        APIMember("person") { $0.person }, APIMember("name") { $0.name }, APIMember("role") { $0.role },
        APIMember("clinic") { $0.clinicSlug }, APIMember("plan") { $0.plan },
        APIMember("status") { $0.status }, APIMember("billable_from") { $0.billableFrom },
        APIMember("billable_until") { $0.billableUntil }, APIMember("deactivated") { $0.isDeactivated },
        APIMember("opted_out") { $0.isOptedOut }, APIMember("held") { $0.isHeld },
        APIMember("sentence") { $0.sentence },
    ]
}

/// Both days included; without the last as long as it lasts.
extension HeldDays: APIObject {
    static let members: [APIMember<HeldDays>] = [
        APIMember("from") { $0.from }, APIMember("through") { $0.through },
    ]
}

/// An enrollment with its gaps and the days that cannot be billed.
extension EnrollmentRecord: APIObject {
    static let members: [APIMember<EnrollmentRecord>] = [
        APIMember("enrollment") { $0.enrollment },
        APIMember("effective_by_rule") { $0.billing?.effectiveOn },
        APIMember("reaches_back_to") { $0.billing?.reachesBackTo },
        APIMember("rule") { $0.billing == nil ? nil : $0.billingRule?.version },
        APIMember("deactivations") { record in
            record.deactivations.map { Gap(deactivation: $0, today: record.enrollment.today) }
        },
        APIMember("deactivations_before") { record in
            record.corrected.map { Before(deactivation: $0) }
        },
        APIMember("unbillable") { $0.unbillable }, APIMember("revalidation_due_listed") { $0.listedDue?.listed },
        APIMember("medicare") { $0.medicare },
    ]

    /// A deactivation with the days that it costs, both included.
    struct Gap: APIObject {
        let deactivation: Deactivation
        let today: LocalDate

        static let members: [APIMember<Gap>] = [
            APIMember("id") { $0.deactivation.id }, APIMember("from") { $0.deactivation.gap?.firstDay },
            APIMember("through") { $0.deactivation.gap?.lastDay },
            APIMember("days") { $0.deactivation.gap?.dayCount(today: $0.today) ?? 0 },
            APIMember("received") { $0.deactivation.receivedOn }, APIMember("reason") { $0.deactivation.reason },
            APIMember("version") { $0.deactivation.version },
        ]
    }

    /// What was on record of a deactivation, or that it was taken back.
    struct Before: APIObject {
        let deactivation: Deactivation

        static let members: [APIMember<Before>] = [
            APIMember("id") { $0.deactivation.id }, APIMember("version") { $0.deactivation.version },
            APIMember("deactivated") { $0.deactivation.deactivatedOn },
            APIMember("received") { $0.deactivation.receivedOn }, APIMember("reason") { $0.deactivation.reason },
            APIMember("withdrawn") { $0.deactivation.isWithdrawn },
            APIMember("correction") { $0.deactivation.correction }, APIMember("by") { $0.deactivation.recordedBy },
            APIMember("at") { $0.deactivation.recordedAt },
        ]
    }
}
