package import PraxisCore

/// The days of a deactivation on which nothing is paid: from its day through the day before the new application was
/// received, both included.
package struct DeactivationGap: Hashable, Sendable {
    package let firstDay: LocalDate
    /// `nil` while no new application has been received.
    package let lastDay: LocalDate?

    /// `nil` where the application was received on the day of the deactivation: no day was lost.
    package init?(deactivatedOn: LocalDate, receivedOn: LocalDate?) {
        if let receivedOn, receivedOn <= deactivatedOn { return nil }
        self.firstDay = deactivatedOn
        self.lastDay = receivedOn?.adding(days: -1)
    }

    /// How many days were lost, up to and with today where it goes on.
    package func dayCount(today: LocalDate) -> Int {
        max(0, (self.lastDay ?? today).daysSinceEpoch - self.firstDay.daysSinceEpoch + 1)
    }

    /// Whether the day is lost.
    package func contains(_ day: LocalDate) -> Bool {
        day >= self.firstDay && (self.lastDay.map { day <= $0 } ?? true)
    }
}
