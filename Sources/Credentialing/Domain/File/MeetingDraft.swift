package import PraxisCore

/// A meeting of the committee as somebody plans it.
package struct MeetingDraft: Hashable, Sendable {
    package let day: LocalDate
    package let quorum: Int

    /// Reads the fields `day` and `quorum`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let day = errors.check("day", field("day"), { LocalDate($0) }, else: "Enter a day such as 2026-03-14")
        let quorum = errors.check(
            "quorum", field("quorum"), { Int($0).flatMap { (2...50).contains($0) ? $0 : nil } },
            else: "Enter how many votes a decision takes, at least 2")
        guard errors.isEmpty, let day, let quorum else { throw errors }
        self.day = day
        self.quorum = quorum
    }
}
