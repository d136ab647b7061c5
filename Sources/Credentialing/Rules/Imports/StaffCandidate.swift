package import PraxisCore

/// Somebody of the practice whom a row may be about, and what the two share.
package struct StaffCandidate: Hashable, Sendable {
    /// What can be shared, or known to differ.
    package enum Trait: String, Hashable, Sendable {
        case name, npi, number, email, birth
        case otherBirth = "other_birth"
        case otherNPI = "other_npi"
    }

    /// How sure it is that both are one.
    enum Certainty: Comparable {
        /// Another person, who is worth a note.
        case other
        /// The name alone: one person, or two of a name.
        case perhaps
        /// One person, unless something is wrong; somebody has to say.
        case likely
        case certain
    }

    package let person: Identifier<Person>
    package let shared: Set<Trait>

    package init(person: Identifier<Person>, shared: Set<Trait>) {
        self.person = person
        self.shared = shared
    }

    /// The NPI with the day of birth, the payroll number with the name, or name, day of birth and e-mail together are one
    /// person. Two NPIs are two people, for it is for life (45 CFR 162.408).
    var certainty: Certainty {
        let shares = { (traits: Set<Trait>) in traits.isSubset(of: self.shared) }
        if self.shared.contains(.otherNPI) { return .other }
        if shares([.npi, .birth]) || shares([.number, .name]) && !self.shared.contains(.otherBirth)
            || shares([.name, .birth, .email])
        {
            return .certain
        }
        if shares([.npi]) || shares([.number]) { return .likely }
        if self.shared.contains(.otherBirth) { return .other }
        if shares([.name, .birth]) || shares([.name, .email]) { return .likely }
        return shares([.name]) ? .perhaps : .other
    }
}

/// Somebody of the practice as a staff file is compared with them; only those whom the caller may see.
package struct KnownStaff: Hashable, Sendable {
    package let person: Identifier<Person>
    package let given: String
    package let family: String
    package let birthDate: LocalDate?
    package let npi: String?
    package let email: String?
    package let phone: String?
    package let number: String?
    /// Clinic and position of every employment that holds or will, as `denver:physician`.
    package let employments: Set<String>
    /// The same of clinical roles.
    package let appointments: Set<String>

    package init(
        person: Identifier<Person>, given: String, family: String, birthDate: LocalDate?, npi: String?, email: String?,
        phone: String?, number: String?, employments: Set<String>, appointments: Set<String>
    ) {
        self.person = person
        self.given = given
        self.family = family
        self.birthDate = birthDate
        self.npi = npi
        self.email = email
        self.phone = phone
        self.number = number
        self.employments = employments
        self.appointments = appointments
    }

    var name: String { "\(self.given) \(self.family)" }
}
