import Credentialing
import PraxisCore

/// What the form of a person sent, as it was typed.
struct PersonForm: Decodable, Sendable {
    var givenName: String?
    var middleName: String?
    var familyName: String?
    var suffix: String?
    var birthDate: String?
    var npi: String?
    var email: String?
    var phone: String?
    var clinic: String?
    var position: String?
    var startsOn: String?
    /// Somebody looked: whoever has the same name and day of birth is another.
    var another: Bool?

    private enum CodingKeys: String, CodingKey {
        case givenName = "given_name"
        case middleName = "middle_name"
        case familyName = "family_name"
        case suffix
        case birthDate = "birth_date"
        case npi, email, phone, clinic, position, another
        case startsOn = "starts_on"
    }

    init(startsOn: String, clinic: String?) {
        self.startsOn = startsOn
        self.clinic = clinic
    }

    init(_ form: Form) {
        self.givenName = form["given_name"]
        self.middleName = form["middle_name"]
        self.familyName = form["family_name"]
        self.suffix = form["suffix"]
        self.birthDate = form["birth_date"]
        self.npi = form["npi"]
        self.email = form["email"]
        self.phone = form["phone"]
        self.clinic = form["clinic"]
        self.position = form["position"]
        self.startsOn = form["starts_on"]
        self.another = form.has("another")
    }

    init(_ person: PersonRecord) {
        self.givenName = person.givenName
        self.middleName = person.middleName
        self.familyName = person.familyName
        self.suffix = person.suffix
        self.birthDate = person.birthDate?.description
        self.npi = person.npi
        self.email = person.email
        self.phone = person.phone
    }

    /// The details of a person that is there already.
    func validated() throws(FieldErrors) -> PersonDetails {
        var errors = FieldErrors()
        let details = self.details(&errors)
        guard let details, errors.isEmpty else { throw errors }
        return details
    }

    /// A new person and the first employment.
    func validatedNew() throws(FieldErrors) -> (PersonDetails, NewEmployment) {
        var errors = FieldErrors()
        let details = self.details(&errors)
        let employment = EmploymentForm(clinic: self.clinic, position: self.position, startsOn: self.startsOn)
            .checked(&errors)
        guard let details, let employment, errors.isEmpty else { throw errors }
        return (details, employment)
    }

    private func details(_ errors: inout FieldErrors) -> PersonDetails? {
        let given = errors.check(
            "given_name", self.givenName, Self.name, else: "Enter a given name of at most 100 characters")
        let family = errors.check(
            "family_name", self.familyName, Self.name, else: "Enter a family name of at most 100 characters")
        let birth = self.birthDate.flatMap {
            errors.check("birth_date", $0, LocalDate.init, else: "Enter a date that exists, such as 1984-03-14")
        }
        if let npi, NPI(npi) == nil {
            errors.add("npi", "Check the ten digits of the NPI: its check digit does not fit")
        }
        if let email, !Schema.Format.email.accepts(email) {
            errors.add("email", "Enter a mail address such as name@example.org")
        }
        guard let given, let family else { return nil }
        return PersonDetails(
            givenName: given, middleName: self.middleName, familyName: family, suffix: self.suffix, birthDate: birth,
            npi: self.npi, email: self.email, phone: self.phone)
    }

    private static func name(_ text: String) -> String? { text.count <= 100 ? text : nil }
}

/// What the form of an employment sent.
struct EmploymentForm: Sendable {
    var clinic: String?
    var position: String?
    var startsOn: String?

    func validated() throws(FieldErrors) -> NewEmployment {
        var errors = FieldErrors()
        guard let employment = self.checked(&errors) else { throw errors }
        return employment
    }

    func checked(_ errors: inout FieldErrors) -> NewEmployment? {
        let clinic = errors.check("clinic", self.clinic, Slug.init, else: "Choose one of the clinics")
        let position = errors.check("position", self.position, Self.position, else: "Choose a position")
        let starts = errors.check(
            "starts_on", self.startsOn, LocalDate.init, else: "Enter a date that exists, such as 2026-03-14")
        guard let clinic, let position, let starts else { return nil }
        return NewEmployment(clinic: clinic, position: position, startsOn: starts)
    }

    /// The first day without an employment whose last day was sent.
    static func end(_ lastDay: String?) throws(FieldErrors) -> LocalDate {
        guard let last = lastDay.flatMap({ LocalDate($0) }) else {
            throw FieldErrors("last_day", "Enter a date that exists, such as 2026-03-14")
        }
        return last.adding(days: 1)
    }

    private static func position(_ text: String) -> String? {
        Position.choices.contains { $0.value == text } ? text : nil
    }
}
