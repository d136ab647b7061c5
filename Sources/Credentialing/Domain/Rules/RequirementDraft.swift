package import PraxisCore

/// What a practice can ask for: kinds of credentials of people and of clinics, services, clinics and payers' plans.
package struct RequirementChoices: Hashable, Sendable {
    package let types: [CredentialType]
    package let clinicTypes: [ClinicCredentialType]
    package let services: [ServiceChoice]
    package let clinics: [Slug]
    package let plans: [PayerPlan]
    package let today: LocalDate
}

/// A requirement as somebody enters it; checked field by field.
package struct RequirementDraft: Hashable, Sendable {
    /// `nil` where the clinic itself must hold it.
    package let role: String?
    /// A kind of credential, or the enrollment with the plan.
    package let type: String
    package let severity: Requirement.Severity
    package let isOfClinicState: Bool
    package let acceptsCompact: Bool
    package let service: String?
    package let clinic: Slug?
    package let state: String?
    package let leadDays: Int
    package let startsOn: LocalDate
    package let citation: String
    /// The payer's plan that asks for it of work billed to it.
    package let plan: PayerPlan.ID?

    /// Reads the fields `role`, `type`, `severity`, `of_state`, `compact`, `service`, `clinic`, `state`, `lead_days`,
    /// `starts`, `citation` and `plan`. The role `clinic` asks for something that the clinic itself holds.
    package init(_ field: (String) -> String?, among choices: RequirementChoices) throws(FieldErrors) {
        var errors = FieldErrors()
        let isOfClinic = field("role") == "clinic"
        let role = errors.check(
            "role", field("role"), { $0 == "clinic" || ClinicalRole(rawValue: $0) != nil ? $0 : nil },
            else: "Choose a role, or the clinic itself")
        let codes = isOfClinic ? choices.clinicTypes.map(\.code) : choices.types.map(\.code) + [Requirement.enrollment]
        let type = errors.check(
            "type", field("type"), { codes.contains($0) ? $0 : nil },
            else: isOfClinic ? "Choose what the clinic must hold" : "Choose what people of this role must hold")
        let severity = errors.check(
            "severity", field("severity"), Requirement.Severity.init(rawValue:), else: "Choose what its absence means")
        let lead = errors.check(
            "lead_days", field("lead_days") ?? "0", { Int($0).flatMap { (0...365).contains($0) ? $0 : nil } },
            else: "Enter whole days, from 0 to 365")
        let starts = errors.check(
            "starts", field("starts"), { LocalDate($0).flatMap { $0 >= choices.today ? $0 : nil } },
            else: "Enter the first day, today or later")
        let citation = errors.check(
            "citation", field("citation"), { $0.count <= 300 ? $0 : nil },
            else: "Enter what says so, such as a law or a decision, in at most 300 characters")
        self.service = Self.optional("service", field, &errors, "Choose a service") { code in
            choices.services.contains { $0.code == code } ? code : nil
        }
        self.clinic = Self.optional("clinic", field, &errors, "Choose one of the clinics") { text in
            choices.clinics.first { $0.description == text }
        }
        self.state = Self.optional("state", field, &errors, "Enter a state such as CO") { StateCode($0)?.description }
        self.plan = Self.optional("plan", field, &errors, "Choose one of the plans, for people") { text in
            isOfClinic ? nil : PayerPlan.ID(text).flatMap { id in choices.plans.first { $0.id == id }?.id }
        }
        if type == Requirement.enrollment, field("plan") == nil {
            errors.add("plan", "Choose the plan to be enrolled with")
        }
        guard errors.isEmpty, let role, let type, let severity, let lead, let starts, let citation else { throw errors }
        self.role = isOfClinic ? nil : role
        self.type = type
        self.severity = severity
        self.isOfClinicState = field("of_state") != nil && !isOfClinic
        self.acceptsCompact = field("compact") != nil && !isOfClinic
        self.leadDays = lead
        self.startsOn = starts
        self.citation = citation
    }

    private static func optional<Value>(
        _ name: String, _ field: (String) -> String?, _ errors: inout FieldErrors, _ message: String,
        _ parse: (String) -> Value?
    ) -> Value? {
        field(name).flatMap { errors.check(name, $0, parse, else: message) }
    }
}
