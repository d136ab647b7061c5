import Credentialing
import HTML
import PraxisCore

extension Place {
    /// What a certificate of malpractice insurance says for a term.
    static func covers(_ scope: Scope, _ person: Person.ID, _ term: Term.ID) -> Place {
        Place(scope, "people", person.description, "terms", term.description, "covers")
    }

    static func newCover(_ scope: Scope, _ person: Person.ID, _ term: Term.ID) -> Place {
        Place(scope, "people", person.description, "terms", term.description, "covers", "new")
    }

    /// What covers a person's earlier work.
    static func tails(_ scope: Scope, _ person: Person.ID) -> Place {
        Place(scope, "people", person.description, "tails")
    }

    static func newTail(_ scope: Scope, _ person: Person.ID) -> Place {
        Place(scope, "people", person.description, "tails", "new")
    }
}
