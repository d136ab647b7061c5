import HTML
package import PraxisCore

extension Place {
    /// The people of a clinic or of the practice.
    package static func people(_ scope: Scope) -> Place { Place(scope, "people") }
    /// The form for a new person.
    package static func newPerson(_ scope: Scope) -> Place { Place(scope, "people", "new") }
    /// One person.
    package static func person(_ scope: Scope, _ id: PersonRecord.ID) -> Place {
        Place(scope, "people", id.description)
    }
    /// The form of a person's details.
    static func editPerson(_ scope: Scope, _ id: PersonRecord.ID) -> Place {
        Place(scope, "people", id.description, "edit")
    }
    /// What happened to a person's record.
    static func personHistory(_ scope: Scope, _ id: PersonRecord.ID) -> Place {
        Place(scope, "people", id.description, "history")
    }
    /// The employments of a person, and the form for another.
    static func employments(_ scope: Scope, _ id: PersonRecord.ID) -> Place {
        Place(scope, "people", id.description, "employments")
    }
    /// The form that ends an employment.
    static func endEmployment(_ scope: Scope, _ id: PersonRecord.ID, _ employment: EmploymentRecord.ID) -> Place {
        Place(scope, "people", id.description, "employments", employment.description, "end")
    }
    /// The clinics.
    package static func clinics(_ scope: Scope) -> Place { Place(scope, "clinics") }
    /// One clinic.
    package static func clinic(_ slug: Slug) -> Place { Place(.clinic(slug), "clinic") }
    /// The form of a clinic's name and address.
    static func editClinic(_ slug: Slug) -> Place { Place(.clinic(slug), "clinic", "edit") }
    /// The audit trail.
    package static func audit(_ scope: Scope) -> Place { Place(scope, "audit") }
}
