package import PraxisCore

/// Days for which no claim of somebody goes to a plan, both ends included. Why is not told to whoever bills.
package struct HeldDays: Hashable, Codable, Sendable {
    package let from: LocalDate
    /// The last day; none while it lasts.
    package let through: LocalDate?

    /// Whether a day is one of them.
    package func contains(_ day: LocalDate) -> Bool { self.from <= day && self.through.map { day <= $0 } ?? true }

    /// As people read them: `from March 1, 2026 through March 9, 2026`.
    package var sentence: String {
        "from \(self.from.readable)" + (self.through.map { " through \($0.readable)" } ?? "")
    }
}
