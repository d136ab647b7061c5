/// A half-open period of days: `start` belongs to it, `end` does not; no end means it goes on.
package struct Period: Hashable, Sendable {
    package let start: LocalDate
    package let end: LocalDate?

    /// `nil` where the period would end before it begins or be empty.
    package init?(_ start: LocalDate, until end: LocalDate?) {
        if let end, end <= start { return nil }
        self.start = start
        self.end = end
    }

    /// Whether the day lies in the period.
    package func contains(_ day: LocalDate) -> Bool { day >= self.start && self.end.map { day < $0 } ?? true }

    /// Whether both have a day in common.
    package func overlaps(_ other: Period) -> Bool {
        (other.end.map { self.start < $0 } ?? true) && (self.end.map { other.start < $0 } ?? true)
    }
}
