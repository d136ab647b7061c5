package import PraxisCore

/// The day of a check against the day on which it was put on record, and what the record itself proves of it.
package struct CheckDay: Hashable, Sendable {
    /// When the source was asked, as whoever recorded it says.
    package let made: LocalDate
    package let recorded: LocalDate
    /// The earliest day on which the record shows that the check was made: a decision of an earlier day does not rest on it.
    package let proven: LocalDate

    /// Whether it was recorded later than it was made, which is shown for ever.
    package var isRecordedLate: Bool { self.recorded > self.made }

    /// - Parameter filed: when the document that proves it was put on file.
    package init(_ made: LocalDate, recorded: LocalDate, documentFiled filed: LocalDate? = nil) {
        self.made = made
        self.recorded = max(made, recorded)
        self.proven = max(made, min(self.recorded, filed ?? self.recorded))
    }
}
