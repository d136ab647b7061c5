package import PraxisCore

/// How long a completed course counts, and from which day that is reckoned.
package struct Recurrence: Hashable, Sendable {
    /// What an interval is counted in.
    package enum Unit: String, CaseIterable, Sendable { case day, month }

    /// Where the next interval begins.
    package enum Anchor: String, CaseIterable, Sendable {
        /// At the day it was due: the same day every year, however early or late it was done.
        case due
        /// At the day it was done, as for bloodborne pathogens: within a year of the last (29 CFR 1910.1030(g)(2)(ii)(B)).
        case completion
    }

    package let every: Int
    package let unit: Unit
    package let anchor: Anchor

    package init(every: Int, _ unit: Unit, from anchor: Anchor) {
        self.every = every
        self.unit = unit
        self.anchor = anchor
    }

    /// The day that many intervals after another. Counted from the first day at once, so that a month's missing days
    /// are missing once: from January 31 come February 28 and March 31.
    package func day(_ count: Int, after start: LocalDate) -> LocalDate {
        switch self.unit {
        case .day: start.adding(days: count * self.every)
        case .month: start.adding(months: count * self.every)
        }
    }

    /// The last day on which a completion counts.
    ///
    /// - Parameters:
    ///   - day: of the completion.
    ///   - firstDue: when the person first had to have done it; the due days follow from it.
    ///   - openDue: the due day that is still open; what is done within an interval before it is done for it.
    package func lastDay(completedOn day: LocalDate, firstDue: LocalDate?, openDue: LocalDate?) -> LocalDate {
        guard self.anchor == .due, let firstDue else { return self.day(1, after: day) }
        var count = 0
        while self.day(count, after: firstDue) <= day { count += 1 }
        guard day > self.day(count - 1, after: firstDue) || count > 0 else { return self.day(1, after: day) }
        let next = self.day(count, after: firstDue)
        return next == openDue ? self.day(count + 1, after: firstDue) : next
    }
}

extension Recurrence {
    /// In words: `every 12 months from the due day`.
    package var words: String {
        let interval =
            switch self.unit {
            case .day: self.every == 1 ? "every day" : "every \(self.every) days"
            case .month: self.every == 1 ? "every month" : "every \(self.every) months"
            }
        return "\(interval), counted from the \(self.anchor == .due ? "due day" : "day of completion")"
    }
}
