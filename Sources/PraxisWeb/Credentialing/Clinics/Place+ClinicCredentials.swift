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

    static func clinicStatuses(_ scope: Scope, _ id: ClinicCredential.ID) -> Place {
        Place(scope, "clinic", "credentials", id.description, "statuses")
    }

    static func newClinicStatus(_ scope: Scope, _ id: ClinicCredential.ID) -> Place {
        Place(scope, "clinic", "credentials", id.description, "statuses", "new")
    }

    static func clinicDocuments(_ scope: Scope, _ term: ClinicTerm.ID) -> Place {
        Place(scope, "clinic", "terms", term.description, "documents")
    }

    static func newClinicDocument(_ scope: Scope, _ term: ClinicTerm.ID) -> Place {
        Place(scope, "clinic", "terms", term.description, "documents", "new")
    }

    /// The openings of a document; making one hands it out.
    static func clinicOpenings(_ scope: Scope, _ id: ClinicDocument.ID) -> Place {
        Place(scope, "clinic", "documents", id.description, "openings")
    }

    /// Kinds of certificates that clinics hold.
    static func clinicTypes(_ scope: Scope) -> Place { Place(scope, "credentials", "types", "clinics") }

    static func laboratoryDirectors(_ scope: Scope) -> Place { Place(scope, "clinic", "laboratory-directors") }

    static func directorNotice(_ scope: Scope, _ id: LaboratoryDirector.ID) -> Place {
        Place(scope, "clinic", "laboratory-directors", id.description, "notice")
    }
}
