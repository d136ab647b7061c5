package import PraxisCore

/// What a certificate says, as somebody enters it.
package struct MalpracticeCoverDraft: Hashable, Sendable {
    package let policy: MalpracticeCover.Policy
    package let retroactiveOn: LocalDate?
    package let limits: MalpracticeLimits.Pair
    package let namedInsured: String
    /// The clinics that it names; none means the practice with all of them.
    package let clinics: [Slug]
    package let fundState: String?
    package let fundReference: String?
    /// The reading that this one follows; 0 for the first.
    package let follows: Int

    /// Reads the fields `policy`, `retroactive`, `each`, `aggregate`, `named_insured`, `fund_state`, `fund_reference` and
    /// `follows`; the clinics come on their own.
    package init(clinics: [String], _ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let policy = errors.check(
            "policy", field("policy"), MalpracticeCover.Policy.init(rawValue:), else: "Choose what kind of policy it is"
        )
        var retroactive: LocalDate?
        if policy == .claimsMade {
            retroactive = errors.check(
                "retroactive", field("retroactive"), { LocalDate($0) },
                else: "Enter the retroactive date; a claims-made policy has one")
        } else if field("retroactive") != nil, policy != nil {
            errors.add("retroactive", "An occurrence policy has no retroactive date; leave it blank")
        }
        let each = errors.check("each", field("each"), Self.limit, else: "Enter the limit for each claim")
        let aggregate = errors.check(
            "aggregate", field("aggregate"), Self.limit, else: "Enter the limit for all claims of a year")
        if let each, let aggregate, aggregate < each {
            errors.add("aggregate", "The limit of a year is not below the one for each claim")
        }
        let insured = errors.check(
            "named_insured", field("named_insured"), { (1...200).contains($0.count) ? $0 : nil },
            else: "Enter whom the certificate names as insured, in at most 200 characters")
        let named = clinics.compactMap { Slug($0) }
        if named.count != clinics.count { errors.add("clinics", "Choose clinics of the practice") }
        let (state, reference) = Self.fund(field, &errors)
        let follows = errors.check("follows", field("follows") ?? "0", { Int($0) }, else: "Enter a whole number")
        guard errors.isEmpty, let policy, let each, let aggregate, let insured, let follows else { throw errors }
        self.policy = policy
        self.retroactiveOn = retroactive
        self.limits = MalpracticeLimits.Pair(each: each, aggregate: aggregate)
        self.namedInsured = insured
        self.clinics = named
        self.fundState = state
        self.fundReference = reference
        self.follows = follows
    }

    private static func limit(_ text: String) -> Money? { Money(typed: text).flatMap { $0 > .zero ? $0 : nil } }

    /// The fund of a state, and what proves that the person takes part in it.
    private static func fund(_ field: (String) -> String?, _ errors: inout FieldErrors) -> (String?, String?) {
        guard let text = field("fund_state") else {
            if field("fund_reference") != nil { errors.add("fund_state", "Choose the state whose fund it is") }
            return (nil, nil)
        }
        let state = errors.check("fund_state", text, { StateCode($0)?.description }, else: "Enter a state such as IN")
        let reference = errors.check(
            "fund_reference", field("fund_reference"), { $0.count <= 200 ? $0 : nil },
            else: "Enter what proves it, such as the number of the fund’s certificate")
        return (state, reference)
    }
}

/// What covers earlier work, as somebody enters it.
package struct MalpracticeTailDraft: Hashable, Sendable {
    package let kind: MalpracticeTail.Kind
    package let startsOn: LocalDate
    package let throughOn: LocalDate
    package let insurer: String
    package let reference: String?
    package let document: Document.ID
    package let supersedes: MalpracticeTail.ID?
    /// Why the entry that it supersedes covers nothing.
    package let withdrawn: String?

    /// Reads the fields `kind`, `starts`, `through`, `insurer`, `reference`, `document`, `supersedes` and `withdrawn`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let kind = errors.check(
            "kind", field("kind"), MalpracticeTail.Kind.init(rawValue:), else: "Choose how the work is covered")
        let starts = errors.check(
            "starts", field("starts"), { LocalDate($0) }, else: "Enter the first day that is covered")
        let through = errors.check(
            "through", field("through"), { LocalDate($0) }, else: "Enter the last day that is covered")
        if let starts, let through, through < starts { errors.add("through", "The last day is before the first") }
        let insurer = errors.check(
            "insurer", field("insurer"), { $0.count <= 200 ? $0 : nil }, else: "Enter the insurer")
        let document = errors.check(
            "document", field("document"), { Document.ID($0) },
            else: "Choose the document that proves it; put it on file first")
        if let text = field("reference"), text.count > 200 { errors.add("reference", "Enter at most 200 characters") }
        let withdrawn = field("withdrawn")
        if let withdrawn, withdrawn.count > 500 { errors.add("withdrawn", "Enter at most 500 characters") }
        let supersedes = field("supersedes").flatMap(MalpracticeTail.ID.init)
        if withdrawn != nil, supersedes == nil { errors.add("supersedes", "Choose the entry that is taken back") }
        guard errors.isEmpty, let kind, let starts, let through, let insurer, let document else { throw errors }
        self.kind = kind
        self.startsOn = starts
        self.throughOn = through
        self.insurer = insurer
        self.reference = field("reference")
        self.document = document
        self.supersedes = supersedes
        self.withdrawn = withdrawn
    }
}
