import Credentialing
import HTML
import PraxisCore

extension Place {
    /// What is in a person's file, by compartments.
    static func documents(_ scope: Scope, _ person: Person.ID) -> Place {
        Place(scope, "people", person.description, "documents")
    }

    /// The same for the person of a record.
    static func documents(_ scope: Scope, of record: PersonRecord.ID) -> Place {
        .documents(scope, Person.ID(record.uuid))
    }

    /// The openings of a document; making one hands it out.
    static func openings(_ scope: Scope, _ person: Person.ID, _ document: Document.ID) -> Place {
        Place(scope, "people", person.description, "documents", document.description, "openings")
    }

    static func newOpening(_ scope: Scope, _ person: Person.ID, _ document: Document.ID) -> Place {
        Place(scope, "people", person.description, "documents", document.description, "openings", "new")
    }

    /// Names beside the present one.
    static func names(_ scope: Scope, _ person: Person.ID) -> Place {
        Place(scope, "people", person.description, "names")
    }

    /// The same for the person of a record.
    static func names(_ scope: Scope, of record: PersonRecord.ID) -> Place {
        .names(scope, Person.ID(record.uuid))
    }

    /// Kinds of credentials.
    static func credentialTypes(_ scope: Scope) -> Place { Place(scope, "credentials", "types") }
}
