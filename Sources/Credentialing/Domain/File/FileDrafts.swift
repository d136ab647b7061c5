package import PraxisCore

/// A file that somebody opens.
package struct FileDraft: Hashable, Sendable {
    package let person: Person.ID
    package let cycle: FileCycle
    package let role: ClinicalRole
    package let plannedOn: LocalDate?
    package let hasNoNPI: Bool

    /// Reads the fields `person`, `cycle`, `role`, `planned` and `no_npi`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let person = errors.check("person", field("person"), { Person.ID($0) }, else: "Choose whom the file is about")
        let cycle = errors.check("cycle", field("cycle"), FileCycle.init(rawValue:), else: "Choose the cycle")
        let role = errors.check("role", field("role"), ClinicalRole.init(rawValue:), else: "Choose the role")
        self.plannedOn = errors.day("planned", field("planned"))
        guard errors.isEmpty, let person, let cycle, let role else { throw errors }
        self.person = person
        self.cycle = cycle
        self.role = role
        self.hasNoNPI = field("no_npi") != nil
    }
}

/// What somebody changes of a file.
package struct FileEdit: Hashable, Sendable {
    package let plannedOn: LocalDate?
    package let hasNoNPI: Bool
    package let note: String?
    /// Whether a recredentialing that comes too late becomes an initial file; it never turns back.
    package let becomesInitial: Bool

    /// Reads the fields `planned`, `no_npi`, `note` and `initial`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        self.plannedOn = errors.day("planned", field("planned"))
        self.hasNoNPI = field("no_npi") != nil
        self.note = errors.text("note", field("note"), 2000)
        self.becomesInitial = field("initial") != nil
        try errors.throwIfAny()
    }
}

/// A step that somebody takes.
package struct StepDraft: Hashable, Sendable {
    package let to: FileState
    package let reason: String?

    /// Reads the fields `to` and `reason`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let to = errors.check("to", field("to"), FileState.init(rawValue:), else: "Choose the next step")
        self.reason = errors.text("reason", field("reason"), 2000)
        if let to, FileStep.explained.contains(to), self.reason == nil {
            errors.add("reason", "Say why")
        }
        guard errors.isEmpty, let to else { throw errors }
        self.to = to
    }
}

/// Why an element does not apply to a file, or that it does again.
package struct ExceptionDraft: Hashable, Sendable {
    package let stands: Bool
    package let reason: String

    /// Reads the fields `stands` and `reason`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        self.stands = field("stands") != "no"
        let reason = errors.check(
            "reason", field("reason"), { (10...2000).contains($0.count) ? $0 : nil },
            else: "Say why, in 10 to 2,000 characters")
        guard errors.isEmpty, let reason else { throw errors }
        self.reason = reason
    }
}

/// A flag that somebody raises.
package struct FlagDraft: Hashable, Sendable {
    package let isRed: Bool
    package let summary: String

    /// Reads the fields `color` and `summary`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let color = errors.check(
            "color", field("color"), { ["yellow", "red"].contains($0) ? $0 : nil }, else: "Choose how grave it is")
        let summary = errors.check(
            "summary", field("summary"), { (1...500).contains($0.count) ? $0 : nil },
            else: "Say what has to be looked into, in at most 500 characters")
        guard errors.isEmpty, let color, let summary else { throw errors }
        self.isRed = color == "red"
        self.summary = summary
    }
}

/// What somebody found out about a flag.
package struct FlagDispositionDraft: Hashable, Sendable {
    package let outcome: FileFlag.Outcome
    package let note: String

    /// Reads the fields `outcome` and `note`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let outcome = errors.check(
            "outcome", field("outcome"), FileFlag.Outcome.init(rawValue:), else: "Choose whether it stands")
        let note = errors.check(
            "note", field("note"), { (10...2000).contains($0.count) ? $0 : nil },
            else: "Say what you found, in 10 to 2,000 characters")
        guard errors.isEmpty, let outcome, let note else { throw errors }
        self.outcome = outcome
        self.note = note
    }
}

extension FieldErrors {
    /// A day that may be left blank.
    mutating func day(_ field: String, _ text: String?) -> LocalDate? {
        guard let text else { return nil }
        return self.check(
            field, text, { LocalDate($0).flatMap { (2000...2999).contains($0.year) ? $0 : nil } },
            else: "Enter a day such as 2026-03-14")
    }

    /// A text that may be left blank.
    mutating func text(_ field: String, _ text: String?, _ limit: Int) -> String? {
        if let text, text.count > limit { self.add(field, "Enter at most \(limit) characters") }
        return text
    }
}
