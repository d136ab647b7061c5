package import PraxisCore

extension Policy {
    /// Reads the first day on which a policy is no longer in force.
    package static func end(_ text: String?) throws(FieldErrors) -> LocalDate {
        guard let day = text.flatMap({ LocalDate($0) }), day.year <= 2999 else { throw Self.noEnd }
        return day
    }

    static let noEnd = FieldErrors("ends", "Enter the first day on which it is no longer in force, today or later")
}

/// A policy as somebody enters it, with the text of its first version.
package struct PolicyDraft: Hashable, Sendable {
    package let code: String
    package let text: PolicyText

    /// Reads the field `code` and those of a text.
    package init(_ field: (String) -> String?, hasDocument: Bool) throws(FieldErrors) {
        var errors = FieldErrors()
        let code = errors.check(
            "code", field("code"), Entry.code,
            else: "Enter a short code of small letters, digits and hyphens, such as sanctions")
        let text = PolicyText(field, first: true, hasDocument: hasDocument, &errors)
        guard errors.isEmpty, let code, let text else { throw errors }
        self.code = code
        self.text = text
    }
}

/// What a version of a policy says.
package struct PolicyText: Hashable, Sendable {
    package let title: String
    package let body: String
    package let change: PolicyVersion.Change
    package let changeReason: String?
    package let dueDays: Int

    /// Reads the fields `title`, `body`, `change`, `reason` and `due`.
    package init(_ field: (String) -> String?, first: Bool, hasDocument: Bool) throws(FieldErrors) {
        var errors = FieldErrors()
        guard let text = PolicyText(field, first: first, hasDocument: hasDocument, &errors), errors.isEmpty else {
            throw errors
        }
        self = text
    }

    fileprivate init?(
        _ field: (String) -> String?, first: Bool, hasDocument: Bool, _ errors: inout FieldErrors
    ) {
        let title = errors.check(
            "title", field("title"), { Entry.text($0, 200) }, else: "Enter the title, in at most 200 characters")
        let body = field("body") ?? ""
        if body.count > 100_000 { errors.add("body", "Enter at most 100,000 characters, or hand in a document") }
        if body.isEmpty, !hasDocument { errors.add("body", "Enter the text, or hand in a document") }
        let change: PolicyVersion.Change? =
            first
            ? .first
            : errors.check(
                "change", field("change"), { ["material", "editorial"].contains($0) ? .init(rawValue: $0) : nil },
                else: "Choose whether everybody acknowledges again")
        let reason = field("reason")
        if change == .editorial, reason?.count ?? 0 < 10 {
            errors.add("reason", "Enter why nobody needs to acknowledge again, in at least ten characters")
        }
        if let reason, reason.count > 1000 { errors.add("reason", "Enter at most 1,000 characters") }
        let due = errors.check(
            "due", field("due"), { Entry.number($0, 0...365) },
            else: "Enter within how many days it is acknowledged, up to 365")
        guard let title, let change, let due else { return nil }
        self.title = title
        self.body = body
        self.change = change
        self.changeReason = change == .first ? nil : reason
        self.dueDays = due
    }
}
