package import PraxisCore

/// From when Medicare pays for the work of a person at a location (42 CFR 424.520 and 424.521): from the later of the
/// day on which the application was filed and the first service there, and for some days before it.
package struct MedicareBilling: Hashable, Sendable {
    /// The effective date of billing.
    package let effectiveOn: LocalDate
    /// The first day of the retrospective period: nothing earlier is ever paid.
    package let reachesBackTo: LocalDate

    /// - Parameter inDisaster: a disaster was declared that kept the person from enrolling earlier.
    package init(filedOn: LocalDate, firstServiceOn: LocalDate, inDisaster: Bool = false, figures: Figures) {
        self.effectiveOn = max(filedOn, firstServiceOn)
        self.reachesBackTo = self.effectiveOn.adding(
            days: -(inDisaster ? figures.disasterDays : figures.retrospectiveDays))
    }

    /// The days on which work cannot be billed, in their order.
    package func unbillable(_ visits: some Sequence<LocalDate>) -> [LocalDate] {
        visits.filter { $0 < self.reachesBackTo }.sorted()
    }

    /// How far billing reaches back, by the rule of the day on which the application was filed.
    package struct Figures: Hashable, Sendable {
        package let retrospectiveDays: Int
        package let disasterDays: Int

        package init(retrospectiveDays: Int, disasterDays: Int) {
            self.retrospectiveDays = retrospectiveDays
            self.disasterDays = disasterDays
        }

        /// Reads the rule `cms.billing`; `nil` where it lacks a figure.
        package init?(_ rule: RuleVersion) {
            guard let retrospective = rule.number("retrospective_days"), let disaster = rule.number("disaster_days")
            else { return nil }
            self.init(retrospectiveDays: retrospective, disasterDays: disaster)
        }
    }
}

extension RuleKey {
    static let billing = RuleKey("cms.billing")
    static let revalidation = RuleKey("cms.revalidation")
    static let supplierRevalidation = RuleKey("cms.revalidation_dmepos")
}
