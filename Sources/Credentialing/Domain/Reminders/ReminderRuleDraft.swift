package import PraxisCore

/// A rule as somebody enters it; it replaces the rule of its kind from a day on.
package struct ReminderRuleDraft: Hashable, Sendable {
    package let kind: String
    package let rule: ReminderRule
    package let startsOn: LocalDate
    package let citation: String

    /// Reads the fields `kind`, `thresholds`, `repeat`, `manager`, `administrator`, `director`, `starts` and `citation`.
    ///
    /// - Parameter today: a rule does not begin in the past, where reminders have been sent by another.
    package init(_ field: (String) -> String?, today: LocalDate) throws(FieldErrors) {
        var errors = FieldErrors()
        let kind = errors.check(
            "kind", field("kind"), { text in text.wholeMatch(of: /[a-z][a-z0-9_]{1,31}/) == nil ? nil : text },
            else: "Choose what the rule is for")
        let thresholds = errors.check(
            "thresholds", field("thresholds"), Self.numbers, else: "Enter days such as 90, 60, 30, 14, 7, 1, 0")
        func number(_ name: String, _ range: ClosedRange<Int>, _ message: String) -> Int? {
            guard let text = field(name) else { return nil }
            return errors.check(name, text, { Int($0).flatMap { range.contains($0) ? $0 : nil } }, else: message)
        }
        let again = number("repeat", 1...90, "Enter days between 1 and 90, or leave it blank")
        var escalation: [ReminderAudience: Int] = [:]
        let steps: [(String, ReminderAudience)] = [
            ("manager", .clinicManager), ("administrator", .practiceAdministrator), ("director", .medicalDirector),
        ]
        for (name, audience) in steps {
            escalation[audience] = number(name, -366...366, "Enter days before the end, or leave it blank")
        }
        let starts = errors.check(
            "starts", field("starts"), { LocalDate($0).flatMap { $0 >= today ? $0 : nil } },
            else: "Enter today or a later day")
        let citation = errors.check(
            "citation", field("citation"), { (1...200).contains($0.count) ? $0 : nil },
            else: "Enter what the rule rests on, in at most 200 characters")
        guard errors.isEmpty, let kind, let thresholds, let starts, let citation else { throw errors }
        self.kind = kind
        self.rule = ReminderRule(thresholds: thresholds, repeatDays: again, escalation: escalation)
        self.startsOn = starts
        self.citation = citation
    }

    /// Days before the end, each once, the farthest first.
    private static func numbers(_ text: String) -> [Int]? {
        let parts = text.split { $0 == "," || $0.isWhitespace }
        let days = parts.compactMap { Int($0) }.filter { (-366...366).contains($0) }
        guard days.count == parts.count, (1...20).contains(days.count) else { return nil }
        return Set(days).sorted(by: >)
    }
}
