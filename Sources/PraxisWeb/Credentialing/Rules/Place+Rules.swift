import Credentialing
import HTML
import PraxisCore

extension Place {
    /// What authorities ask, and the practice's own versions.
    static func rules(_ scope: Scope) -> Place { Place(scope, "clearance", "rules") }

    static func rule(_ scope: Scope, _ key: RuleKey) -> Place { Place(scope, "clearance", "rules", key.rawValue) }

    /// The practice's own versions of a rule.
    static func ruleVersions(_ scope: Scope, _ key: RuleKey) -> Place {
        Place(scope, "clearance", "rules", key.rawValue, "versions")
    }

    /// What roles and services require.
    static func requirements(_ scope: Scope) -> Place { Place(scope, "clearance", "requirements") }
    static func newRequirement(_ scope: Scope) -> Place { Place(scope, "clearance", "requirements", "new") }
    static func requirementEnd(_ scope: Scope, _ id: Requirement.ID) -> Place {
        Place(scope, "clearance", "requirements", id.description, "end")
    }

    static func ruleEnd(_ scope: Scope, _ key: RuleKey, _ id: RuleVersion.ID) -> Place {
        Place(scope, "clearance", "rules", key.rawValue, "versions", id.description, "end")
    }
}
