import Credentialing
import HTML
import PraxisCore

extension Place {
    /// Where everybody stands with training and policies.
    static func training(_ scope: Scope, _ state: DutyState? = nil) -> Place {
        Place(path: URLPath(scope.description, "training").query("state", state?.rawValue))
    }

    static func courses(_ scope: Scope) -> Place { Place(scope, "training", "courses") }
    static func newCourse(_ scope: Scope) -> Place { Place(scope, "training", "courses", "new") }
    static func course(_ scope: Scope, _ id: TrainingCourse.ID) -> Place {
        Place(scope, "training", "courses", id.description)
    }
    static func courseVersions(_ scope: Scope, _ id: TrainingCourse.ID) -> Place {
        Place(scope, "training", "courses", id.description, "versions")
    }
    static func newCourseVersion(_ scope: Scope, _ id: TrainingCourse.ID) -> Place {
        Place(scope, "training", "courses", id.description, "versions", "new")
    }
    static func courseRules(_ scope: Scope, _ id: TrainingCourse.ID) -> Place {
        Place(scope, "training", "courses", id.description, "rules")
    }
    static func courseGates(_ scope: Scope, _ id: TrainingCourse.ID) -> Place {
        Place(scope, "training", "courses", id.description, "gates")
    }

    /// Everybody who was at a class.
    static func courseClass(_ scope: Scope, _ id: TrainingCourse.ID) -> Place {
        Place(scope, "training", "courses", id.description, "class")
    }
    static func ruleEnd(_ scope: Scope, _ id: TrainingRule.ID) -> Place {
        Place(scope, "training", "rules", id.description, "end")
    }
    static func gateEnd(_ scope: Scope, _ id: TrainingGate.ID) -> Place {
        Place(scope, "training", "gates", id.description, "end")
    }

    /// The jobs in which people are exposed to something.
    static func exposures(_ scope: Scope) -> Place { Place(scope, "training", "exposures") }
    static func exposureEnd(_ scope: Scope, _ id: ExposedJob.ID) -> Place {
        Place(scope, "training", "exposures", id.description, "end")
    }

    /// Certificates that people handed in.
    static func trainingClaims(_ scope: Scope) -> Place { Place(scope, "training", "certificates") }
    static func trainingClaim(_ scope: Scope, _ id: TrainingClaim.ID) -> Place {
        Place(scope, "training", "certificates", id.description)
    }
    static func trainingClaimFile(_ scope: Scope, _ id: TrainingClaim.ID) -> Place {
        Place(scope, "training", "certificates", id.description, "file")
    }
    static func trainingClaimAcceptance(_ scope: Scope, _ id: TrainingClaim.ID) -> Place {
        Place(scope, "training", "certificates", id.description, "acceptance")
    }
    static func trainingClaimRefusal(_ scope: Scope, _ id: TrainingClaim.ID) -> Place {
        Place(scope, "training", "certificates", id.description, "refusal")
    }

    /// One person's training.
    static func personTraining(_ scope: Scope, _ person: Person.ID) -> Place {
        Place(scope, "people", person.description, "training")
    }
    static func personTraining(_ scope: Scope, of record: PersonRecord.ID) -> Place {
        .personTraining(scope, Person.ID(record.uuid))
    }
    static func newCompletion(
        _ scope: Scope, _ person: Person.ID, course: TrainingCourse.ID? = nil, correcting: TrainingCompletion.ID? = nil
    ) -> Place {
        Place(
            path: URLPath(scope.description, "people", person.description, "training", "new")
                .query("course", course?.description).query("supersedes", correcting?.description))
    }
    static func trainingEvidence(_ scope: Scope, _ person: Person.ID, _ id: TrainingCompletion.ID) -> Place {
        Place(scope, "people", person.description, "training", id.description, "evidence")
    }

    /// What is asked of oneself.
    package static var ownTraining: Place { Place("account", "training") }
    static func ownCourse(_ id: TrainingCourse.ID) -> Place { Place("account", "training", "courses", id.description) }
    static func ownPolicy(_ id: Policy.ID) -> Place { Place("account", "training", "policies", id.description) }
    static func trainingDocument(_ id: TrainingDocument.ID) -> Place {
        Place("account", "training", "documents", id.description)
    }
}
