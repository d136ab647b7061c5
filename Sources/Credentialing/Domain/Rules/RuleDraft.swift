package import PraxisCore

/// A practice's own version of a rule, as somebody enters it.
package struct RuleDraft: Hashable, Sendable {
    package let startsOn: LocalDate
    package let citation: String
    package let figures: [String: RuleFigure]

    /// Reads the fields `starts`, `citation`, and one per figure of the version that it departs from.
    package init(_ field: (String) -> String?, from known: RuleVersion, today: LocalDate) throws(FieldErrors) {
        var errors = FieldErrors()
        let starts = errors.check(
            "starts", field("starts"), { LocalDate($0).flatMap { $0 >= today ? $0 : nil } },
            else: "Enter the first day, today or later")
        let citation = errors.check(
            "citation", field("citation"), { $0.count <= 300 ? $0 : nil },
            else: "Enter what says so, such as a board decision and its date, in at most 300 characters")
        var figures: [String: RuleFigure] = [:]
        for (name, figure) in known.sorted {
            let choices = known.choices[name]
            figures[name] = errors.check(
                name, field(name),
                { text in figure.replaced(by: text).flatMap { choices?.contains($0.words) ?? true ? $0 : nil } },
                else: Self.sentence(choices, else: "Enter a value like “\(figure.words)”"))
        }
        guard errors.isEmpty, let starts, let citation else { throw errors }
        self.startsOn = starts
        self.citation = citation
        self.figures = figures
    }

    /// What a figure may be.
    package static func sentence(_ choices: [String]?, else other: String) -> String {
        choices.map { "Choose one of these: \($0.joined(separator: ", "))" } ?? other
    }
}
