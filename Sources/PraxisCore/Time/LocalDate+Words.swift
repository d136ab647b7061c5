extension LocalDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// `Mar 14, 2026`.
    package var readable: String { "\(Self.months[self.month - 1]) \(self.day), \(self.year)" }
    /// `Mar 2026`.
    package var monthAndYear: String { "\(Self.months[self.month - 1]) \(self.year)" }
    /// `Sat, Mar 14`.
    package var short: String { "\(Self.weekdays[self.weekday - 1]), \(Self.months[self.month - 1]) \(self.day)" }
}
