package import PraxisCore

/// A plan as somebody enters it, checked field by field.
package struct PayerPlanDraft: Hashable, Sendable {
    package let payer: String
    package let name: String
    package let kind: PayerPlan.Kind
    package let line: PayerPlan.Line
    package let isDelegated: Bool
    package let backdateDays: Int
    package let roles: [String]
    package let states: [String]
    package let startsOn: LocalDate
    package let endsOn: LocalDate?

    /// Reads the fields `payer`, `name`, `kind`, `line`, `delegated`, `backdate_days`, `states`, `starts` and `ends`.
    ///
    /// - Parameter roles: the clinical roles that have to be enrolled.
    package init(_ field: (String) -> String?, roles: [String]) throws(FieldErrors) {
        var errors = FieldErrors()
        let short = { (text: String) in text.count <= 120 ? text : nil }
        let payer = errors.check("payer", field("payer"), short, else: "Enter the payer, in at most 120 characters")
        let name = errors.check("name", field("name"), short, else: "Enter the plan, in at most 120 characters")
        let kind = errors.check(
            "kind", field("kind"), PayerPlan.Kind.init(rawValue:), else: "Choose what kind of payer it is")
        let line = errors.check(
            "line", field("line"), PayerPlan.Line.init(rawValue:), else: "Choose the line of business")
        if let kind, let line, (kind == .medicare) != line.isMedicare {
            errors.add("line", "Part B and DMEPOS are Medicare's own lines, and Medicare has no others")
        }
        let days = errors.check(
            "backdate_days", field("backdate_days") ?? "0", { Int($0).flatMap { (0...365).contains($0) ? $0 : nil } },
            else: "Enter whole days from 0 to 365")
        if kind == .medicare, let days, days > 0 {
            errors.add("backdate_days", "Medicare's days are a rule; leave this at 0")
        }
        let known = Set(ClinicalRole.allCases.map(\.rawValue))
        if roles.isEmpty || !roles.allSatisfy(known.contains) {
            errors.add("roles[]", "Choose who has to be enrolled")
        }
        let states = (field("states") ?? "").split(whereSeparator: { $0 == "," || $0.isWhitespace })
            .map { $0.uppercased() }
        if !states.allSatisfy({ StateCode($0) != nil }) || states.count > 60 {
            errors.add("states", "Enter states such as CO, AZ, or leave it blank for all")
        }
        let starts = errors.check("starts", field("starts"), EnrollmentDraft.day, else: "Enter its first day")
        var ends: LocalDate?
        if let text = field("ends") {
            ends = errors.check("ends", text, EnrollmentDraft.day, else: "Enter its last day, or leave it blank")
            if let starts, let ends, ends < starts { errors.add("ends", "The last day is before the first") }
        }
        guard errors.isEmpty, let payer, let name, let kind, let line, let days, let starts else { throw errors }
        self.payer = payer
        self.name = name
        self.kind = kind
        self.line = line
        self.isDelegated = field("delegated") != nil
        self.backdateDays = days
        self.roles = Array(Set(roles)).sorted()
        self.states = Array(Set(states)).sorted()
        self.startsOn = starts
        self.endsOn = ends
    }
}
