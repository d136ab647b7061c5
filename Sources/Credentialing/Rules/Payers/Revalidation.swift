package import PraxisCore

/// When an enrollment has to be proven again to Medicare, and from when its due date is published.
package struct Revalidation: Hashable, Sendable {
    package let dueOn: LocalDate
    /// The first day on which the due date is shown.
    package let shownFrom: LocalDate

    /// - Parameter day: on which the enrollment began or was last revalidated.
    package init(after day: LocalDate, figures: Figures) {
        self.init(dueOn: day.adding(months: figures.months), figures: figures)
    }

    /// A due date that the payer has set.
    package init(dueOn: LocalDate, figures: Figures) {
        self.dueOn = dueOn
        self.shownFrom = dueOn.adding(months: -figures.publishedMonthsAhead)
    }

    /// Where it stands on a day. There are no extensions: it is overdue from the day after the due date.
    package func state(on day: LocalDate) -> State {
        day > self.dueOn ? .overdue : day >= self.shownFrom ? .due : .later
    }

    /// How near a revalidation is.
    package enum State: String, CaseIterable, Sendable {
        case later, due, overdue
    }

    /// How often, and how far ahead due dates are published.
    package struct Figures: Hashable, Sendable {
        package let months: Int
        package let publishedMonthsAhead: Int

        package init(months: Int, publishedMonthsAhead: Int) {
            self.months = months
            self.publishedMonthsAhead = publishedMonthsAhead
        }

        /// Reads the rules `cms.revalidation` and `cms.revalidation_dmepos`; `nil` where one lacks a figure.
        package init?(_ rule: RuleVersion) {
            guard let months = rule.number("months"), let ahead = rule.number("published_months_ahead") else {
                return nil
            }
            self.init(months: months, publishedMonthsAhead: ahead)
        }
    }
}
