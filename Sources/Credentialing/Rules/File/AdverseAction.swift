package import PraxisCore

/// An action against a person that the data bank may have to know of: a denial, an approval with conditions, a termination.
package struct AdverseAction: Hashable, Sendable {
    /// How long an action holds before it is reported, and how many days there are for the report, by the rule
    /// `npdb.adverse_action` of its day.
    package struct Figures: Hashable, Sendable {
        package let longerThan: Int
        package let reportDays: Int

        package init(longerThan: Int, reportDays: Int) {
            self.longerThan = longerThan
            self.reportDays = reportDays
        }
    }

    package let beganOn: LocalDate
    /// The day of the last word about it, from which the days for the report are counted.
    package let actedOn: LocalDate
    /// The day from which it no longer holds; `nil` for one without an end.
    package let endedOn: LocalDate?

    package init(beganOn: LocalDate, actedOn: LocalDate, endedOn: LocalDate?) {
        self.beganOn = beganOn
        self.actedOn = actedOn
        self.endedOn = endedOn
    }

    /// By when it is reported; `nil` where it held for no longer than the rule says.
    package func reportDue(_ figures: Figures) -> LocalDate? {
        if let endedOn, self.beganOn.distance(to: endedOn) <= figures.longerThan { return nil }
        return self.actedOn.adding(days: figures.reportDays)
    }
}
