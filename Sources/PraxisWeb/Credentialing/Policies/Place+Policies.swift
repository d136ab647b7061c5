import Credentialing
import HTML
import PraxisCore

extension Place {
    static func policies(_ scope: Scope) -> Place { Place(scope, "policies") }
    static func newPolicy(_ scope: Scope) -> Place { Place(scope, "policies", "new") }
    static func policy(_ scope: Scope, _ id: Policy.ID) -> Place { Place(scope, "policies", id.description) }
    static func policyRules(_ scope: Scope, _ id: Policy.ID) -> Place {
        Place(scope, "policies", id.description, "rules")
    }
    static func policyWithdrawal(_ scope: Scope, _ id: Policy.ID) -> Place {
        Place(scope, "policies", id.description, "withdrawal")
    }
    static func policyVersions(_ scope: Scope, _ id: Policy.ID) -> Place {
        Place(scope, "policies", id.description, "versions")
    }
    static func newPolicyVersion(_ scope: Scope, _ id: Policy.ID) -> Place {
        Place(scope, "policies", id.description, "versions", "new")
    }
    static func policyVersion(_ scope: Scope, _ id: Policy.ID, _ number: Int) -> Place {
        Place(scope, "policies", id.description, "versions", String(number))
    }
    static func policyVersionEdit(_ scope: Scope, _ id: Policy.ID, _ number: Int) -> Place {
        Place(scope, "policies", id.description, "versions", String(number), "edit")
    }
    static func policyApproval(_ scope: Scope, _ id: Policy.ID, _ number: Int) -> Place {
        Place(scope, "policies", id.description, "versions", String(number), "approval")
    }
    static func policySchedule(_ scope: Scope, _ id: Policy.ID, _ number: Int) -> Place {
        Place(scope, "policies", id.description, "versions", String(number), "schedule")
    }
}
