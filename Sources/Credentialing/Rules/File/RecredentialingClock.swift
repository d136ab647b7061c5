package import PraxisCore

/// When a person has to be credentialed again after an approval (R6).
package struct RecredentialingClock: Hashable, Sendable {
    /// Where a file stands that is finished on a day.
    package enum Standing: Hashable, Sendable {
        case inTime
        /// Still recredentialing, and a deficiency.
        case late(days: Int)
        /// Everything of an initial file is asked again.
        case initial
    }

    static let months = 36
    static let toleratedDays = 30

    /// The same day of the month 36 months later, or the month's last.
    package let due: LocalDate

    package init(decided: LocalDate) { self.due = decided.adding(months: Self.months) }

    package init(due: LocalDate) { self.due = due }

    /// Where a file stands that is finished on a day.
    package func standing(on day: LocalDate) -> Standing {
        let late = self.due.distance(to: day)
        if late <= 0 { return .inTime }
        return late <= Self.toleratedDays ? .late(days: late) : .initial
    }
}
