import Credentialing
import HTML
import PraxisCore

extension Place {
    /// What a clinic holds, and what it may do by it.
    static func clinicCredentials(_ scope: Scope) -> Place { Place(scope, "clinic", "credentials") }
    static func newClinicCredential(_ scope: Scope) -> Place { Place(scope, "clinic", "credentials", "new") }

    static func clinicTerms(_ scope: Scope, _ id: ClinicCredential.ID) -> Place {
        Place(scope, "clinic", "credentials", id.description, "terms")
    }

    static func newClinicTerm(_ scope: Scope, _ id: ClinicCredential.ID) -> Place {
        Place(scope, "clinic", "credentials", id.description, "terms", "new")
    }

    static func clinicVerifications(_ scope: Scope, _ term: ClinicTerm.ID) -> Place {
        Place(scope, "clinic", "terms", term.description, "verifications")
    }

    static func newClinicVerification(_ scope: Scope, _ term: ClinicTerm.ID) -> Place {
        Place(scope, "clinic", "terms", term.description, "verifications", "new")
    }

    static func laboratoryDirectors(_ scope: Scope) -> Place { Place(scope, "clinic", "laboratory-directors") }

    static func directorNotice(_ scope: Scope, _ id: LaboratoryDirector.ID) -> Place {
        Place(scope, "clinic", "laboratory-directors", id.description, "notice")
    }
}
