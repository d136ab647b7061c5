/// What calendar and clock of a place show. Only a `Zone` turns it into an instant: it may not exist there, or twice.
package struct LocalDateTime: Hashable, Sendable {
    package let date: LocalDate
    package let time: TimeOfDay

    package init(_ date: LocalDate, _ time: TimeOfDay) {
        self.date = date
        self.time = time
    }

    /// The clock moved forward, as if no clock were ever changed.
    package func adding(minutes: Int) -> LocalDateTime {
        let total = self.time.minutes + minutes
        let ofDay = (total % 1440 + 1440) % 1440
        return LocalDateTime(
            self.date.adding(days: (total - ofDay) / 1440), TimeOfDay(minutes: ofDay) ?? .midnight)
    }
}

extension LocalDateTime: Comparable {
    package static func < (a: Self, b: Self) -> Bool { (a.date, a.time) < (b.date, b.time) }
}

extension LocalDateTime: LosslessStringConvertible {
    /// Reads what `<input type="datetime-local">` sends: `2026-03-08T02:30`.
    package init?(_ text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let date = LocalDate(String(parts[0])), let time = TimeOfDay(String(parts[1])) else {
            return nil
        }
        self.init(date, time)
    }

    package var description: String { "\(self.date)T\(self.time)" }
}
