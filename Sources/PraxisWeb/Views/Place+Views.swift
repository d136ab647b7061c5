import HTML
import PraxisCore

extension Place {
    /// The views that one is shown, of a list.
    static func views(_ screen: ListScreen, _ scope: Scope) -> Place {
        Place(path: Self.views(scope).path.query("screen", screen.code))
    }
    /// The views that one is shown, of all lists; new ones are sent here.
    static func views(_ scope: Scope) -> Place { Place(scope, "views") }
    /// The form that keeps a filter under a name.
    static func newView(_ screen: ListScreen, _ scope: Scope, filter: String) -> Place {
        Place(path: URLPath(scope.description, "views", "new").query("screen", screen.code).query("filter", filter))
    }
    /// Where a view is given up.
    static func viewRemoval(_ scope: Scope, _ id: SavedView.ID) -> Place {
        Place(scope, "views", id.description, "removal")
    }
    /// Where a view becomes the one to begin with, or no longer is.
    static func viewStart(_ scope: Scope, _ id: SavedView.ID, isOn: Bool) -> Place {
        isOn
            ? Place(scope, "views", id.description, "start") : Place(scope, "views", id.description, "start", "removal")
    }
}
