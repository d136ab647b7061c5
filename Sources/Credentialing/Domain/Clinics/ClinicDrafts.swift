package import PraxisCore

/// A certificate of a clinic with its first term, as somebody enters it.
package struct ClinicCredentialDraft: Hashable, Sendable {
    package let type: String
    package let number: String?
    package let issuer: String?
    package let term: TermDraft

    /// Reads the fields `type`, `number`, `issuer`, `issued` and `expires`.
    package init(_ field: (String) -> String?, types: [ClinicCredentialType]) throws(FieldErrors) {
        var errors = FieldErrors()
        let type = errors.check(
            "type", field("type"), { code in types.first { $0.code == code } }, else: "Choose what kind it is")
        if let number = field("number"), number.count > 40 { errors.add("number", "Enter at most 40 characters") }
        if let issuer = field("issuer"), issuer.count > 200 { errors.add("issuer", "Enter at most 200 characters") }
        var term: TermDraft?
        do { term = try TermDraft(field) } catch { error.entries.forEach { errors.add($0.field, $0.message) } }
        guard errors.isEmpty, let type, let term else { throw errors }
        self.type = type.code
        self.number = field("number")
        self.issuer = field("issuer")
        self.term = term
    }
}

/// A kind of certificate of clinics as a practice adds it.
package struct ClinicTypeDraft: Hashable, Sendable {
    package let name: String

    /// Reads the field `name`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let name = errors.check(
            "name", field("name"), { (2...80).contains($0.count) ? $0 : nil },
            else: "Enter what it is called, in 2 to 80 characters")
        guard let name else { throw errors }
        self.name = name
    }
}

/// A new laboratory director, as somebody enters it.
package struct DirectorDraft: Hashable, Sendable {
    package let name: String
    package let startsOn: LocalDate

    /// Reads the fields `name` and `starts`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let name = errors.check(
            "name", field("name"), { $0.count <= 200 ? $0 : nil }, else: "Enter a name of at most 200 characters")
        let starts = errors.check(
            "starts", field("starts"), { LocalDate($0) }, else: "Enter the first day, such as 2026-03-14")
        guard let name, let starts else { throw errors }
        self.name = name
        self.startsOn = starts
    }
}
