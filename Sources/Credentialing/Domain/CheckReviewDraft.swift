package import PraxisCore

/// What somebody says of a check that a program fetched.
package struct CheckReviewDraft: Hashable, Sendable {
    package let isAccepted: Bool
    package let note: String?

    /// - Throws: `FieldErrors` for the fields `accepted` and `note`; who rejects a check says why.
    package init(accepted: Bool?, note: String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let accepted = errors.check(
            "accepted", accepted.map { $0 ? "yes" : "no" }, { $0 == "yes" }, else: "Accept the check or reject it")
        self.note = errors.text("note", note, 2000)
        if accepted == false, self.note == nil { errors.add("note", "Say why the check does not count") }
        guard errors.isEmpty, let accepted else { throw errors }
        self.isAccepted = accepted
    }
}
