package import PraxisCore

/// A credential as somebody enters it, with its first term; checked field by field.
package struct CredentialDraft: Hashable, Sendable {
    package let type: String
    package let state: String?
    package let number: String?
    package let issuer: String?
    package let isMultistate: Bool
    package let term: TermDraft

    /// Reads the fields `type`, `state`, `number`, `issuer`, `multistate`, `issued` and `expires`.
    package init(_ field: (String) -> String?, types: [CredentialType]) throws(FieldErrors) {
        var errors = FieldErrors()
        let type = errors.check(
            "type", field("type"), { code in types.first { $0.code == code } },
            else: "Choose what kind of credential it is")
        var state: String?
        if type?.isOfState == true {
            state = errors.check(
                "state", field("state"), { StateCode($0)?.description },
                else: "Enter the state that issued it, such as CO")
        }
        let number = CredentialNumber.check(field("number"), type?.numberRule ?? .free, &errors)
        let issuer = field("issuer")
        if let issuer, issuer.count > 200 { errors.add("issuer", "Enter at most 200 characters") }
        let term = TermDraft(field, &errors)
        try errors.throwIfAny()
        guard let type, let term else { throw errors }
        self.type = type.code
        self.state = state
        self.number = number
        self.issuer = issuer
        self.isMultistate = field("multistate") != nil && ["rn_license", "lpn_license"].contains(type.code)
        self.term = term
    }
}

/// A term as somebody enters it.
package struct TermDraft: Hashable, Sendable {
    package let issuedOn: LocalDate
    package let expiresOn: LocalDate?
    /// The term that was entered wrongly and that this one replaces.
    package let supersedes: Term.ID?
    /// Why, where one is replaced.
    package let reason: String?

    /// Reads the fields `issued`, `expires`, `supersedes` and `reason`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let draft = TermDraft(field, &errors)
        guard let draft, errors.isEmpty else { throw errors }
        self = draft
    }

    fileprivate init?(_ field: (String) -> String?, _ errors: inout FieldErrors) {
        let issued = errors.check(
            "issued", field("issued"), { Drafts.day($0) }, else: "Enter the first day, such as 2026-03-14")
        var expires: LocalDate?
        if let text = field("expires") {
            expires = errors.check(
                "expires", text, { Drafts.day($0) }, else: "Enter the last day, such as 2028-03-31, or leave it blank")
            if let issued, let last = expires, last < issued {
                errors.add("expires", "The last day is before the first")
            }
        }
        self.supersedes = field("supersedes").flatMap(Term.ID.init)
        self.reason = Drafts.reason(field, ifReplacing: self.supersedes != nil, &errors)
        guard let issued else { return nil }
        self.issuedOn = issued
        self.expiresOn = expires
    }
}

/// What a board did to somebody's credential, as somebody enters it.
package typealias StatusDraft = SpanDraft<StatusSpan.Status>

/// What an authority did to a certificate of a clinic, as somebody enters it.
package typealias ClinicStatusDraft = SpanDraft<ClinicStatusSpan.Status>

/// What a board or authority did, as somebody enters it.
package struct SpanDraft<Status: RawRepresentable<String> & Hashable & Sendable>: Hashable, Sendable {
    package let status: Status
    package let startsOn: LocalDate
    /// The first day on which it no longer holds.
    package let endsOn: LocalDate?
    package let source: String
    /// The entry that it ends, changes or corrects.
    package let supersedes: StatusSpan.ID?
    /// Why, where there is one.
    package let reason: String?

    /// Reads the fields `status`, `starts`, `ends`, `source`, `supersedes` and `reason`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let status = errors.check(
            "status", field("status"), Status.init(rawValue:), else: "Choose what was done")
        let starts = errors.check(
            "starts", field("starts"), { Drafts.day($0) }, else: "Enter the first day, such as 2026-03-14")
        var ends: LocalDate?
        if let text = field("ends") {
            ends = errors.check("ends", text, { Drafts.day($0) }, else: "Enter the day it ended, or leave it blank")
            if let starts, let day = ends, day < starts { errors.add("ends", "It ends before it starts") }
        }
        let source = errors.check(
            "source", field("source"), { (1...200).contains($0.count) ? $0 : nil },
            else: "Enter where this is known from, in at most 200 characters")
        self.supersedes = field("supersedes").flatMap(StatusSpan.ID.init)
        self.reason = Drafts.reason(field, ifReplacing: self.supersedes != nil, &errors)
        guard errors.isEmpty, let status, let starts, let source else { throw errors }
        self.status = status
        self.startsOn = starts
        self.endsOn = ends
        self.source = source
    }
}

/// How days of credentials are read.
enum Drafts {
    /// A day that a credential can begin or end on.
    static func day(_ text: String) -> LocalDate? {
        LocalDate(text).flatMap { (1900...2999).contains($0.year) ? $0 : nil }
    }

    /// Why an earlier record is replaced: asked of whoever replaces one, and kept of nobody else.
    static func reason(
        _ field: (String) -> String?, ifReplacing isReplacing: Bool, _ errors: inout FieldErrors
    ) -> String? {
        guard isReplacing else { return nil }
        return errors.check(
            "reason", field("reason"), { $0.count <= 2000 ? $0 : nil },
            else: "Say why the earlier entry is replaced, in at most 2,000 characters")
    }
}
