import Credentialing
import FoundationEssentials
import HTML
import PraxisCore

extension Place {
    /// Requests for overrides and those that hold.
    static func overrides(_ scope: Scope, _ state: ClearanceOverride.State? = nil) -> Place {
        Place(path: URLPath(scope.description, "clearance", "overrides").query("state", state?.rawValue))
    }

    static func override(_ scope: Scope, _ id: ClearanceOverride.ID) -> Place {
        Place(scope, "clearance", "overrides", id.description)
    }

    /// The form for a request: about a person, and a shift where there is one.
    static func newOverride(_ scope: Scope, _ person: UUID, shift: UUID? = nil, role: String? = nil) -> Place {
        Place(
            path: URLPath(scope.description, "clearance", "overrides", "new")
                .query("person", person.uuidString.lowercased()).query("shift", shift?.uuidString.lowercased())
                .query("role", role))
    }

    /// Shifts that were worked uncleared.
    static func findings(_ scope: Scope) -> Place { Place(scope, "clearance", "findings") }
}
