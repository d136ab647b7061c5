package import PraxisCore

/// Where somebody lives from a day on, as somebody enters it: a nurse who moves to another state of the compact has to
/// apply for a license there.
package struct ResidenceDraft: Hashable, Sendable {
    package typealias ID = Identifier<ResidenceDraft>

    package let state: String
    package let startsOn: LocalDate
    /// The day on which the person applied for the license of that state.
    package let appliedOn: LocalDate?
    /// The entry that was wrong, or that lacked the application.
    package let supersedes: ID?
    /// Why, where one is replaced.
    package let reason: String?

    /// Reads the fields `state`, `starts`, `applied`, `supersedes` and `reason`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let state = errors.check(
            "state", field("state"), { StateCode($0)?.description }, else: "Enter a state such as CO")
        let starts = errors.check(
            "starts", field("starts"), { LocalDate($0) }, else: "Enter the first day, such as 2026-03-14")
        var applied: LocalDate?
        if let text = field("applied") {
            applied = errors.check("applied", text, { LocalDate($0) }, else: "Enter a day, or leave it blank")
        }
        self.supersedes = field("supersedes").flatMap(ID.init)
        self.reason = Drafts.reason(field, ifReplacing: self.supersedes != nil, &errors)
        guard errors.isEmpty, let state, let starts else { throw errors }
        self.state = state
        self.startsOn = starts
        self.appliedOn = applied
    }
}

/// One entry of where somebody lives.
package struct Residence: Hashable, Sendable {
    package let id: ResidenceDraft.ID
    package let state: String
    package let startsOn: LocalDate
    package let appliedOn: LocalDate?
}
