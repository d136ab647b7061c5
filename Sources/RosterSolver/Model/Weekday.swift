/// A day of the week; the raw value counts from Monday as 0.
package enum Weekday: Int, Sendable, Hashable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// The weekday that many days later, or earlier when the count is negative.
    package func advanced(by days: Int) -> Weekday {
        let index = ((self.rawValue + days) % 7 + 7) % 7
        return Weekday(rawValue: index) ?? .monday
    }
}
