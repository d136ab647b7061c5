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

    static func ruleEnd(_ scope: Scope, _ key: RuleKey, _ id: RuleVersion.ID) -> Place {
        Place(scope, "clearance", "rules", key.rawValue, "versions", id.description, "end")
    }
}
