package import HTML
package import PraxisCore

/// A page of the site. Every URL that a page links to is made here, in an extension per module, so that a dead link
/// does not compile:
///
///     extension Place {
///         static func vendor(_ scope: Scope, _ id: Vendor.ID) -> Place { Place(scope, "vendors", id.description) }
///     }
package struct Place: Hashable, Sendable {
    package let path: URLPath

    /// A place below the root.
    package init(_ segments: String...) { self.path = URLPath(segments) }

    /// A place below a clinic or `all`.
    package init(_ scope: Scope, _ segments: String...) { self.path = URLPath([scope.description] + segments) }

    init(path: URLPath) { self.path = path }
}

extension Place {
    /// The home page of a clinic or of the practice.
    package static func home(_ scope: Scope) -> Place { Place(scope) }
    /// Where one signs in.
    package static var signIn: Place { Place("sign-in") }
    /// Where one signs out, by POST.
    package static var signOut: Place { Place("sign-out") }
    /// One's own account.
    package static var account: Place { Place("account") }
    /// How the site works, with the keyboard map.
    package static var help: Place { Place("help") }
    /// Everything that a word finds.
    package static func search(_ scope: Scope, _ words: String? = nil) -> Place {
        Place(path: URLPath(scope.description, "search").query("q", words))
    }
    /// Every component in every state, in development.
    package static var design: Place { Place("design") }
}

extension Attribute {
    /// Where a link leads.
    package static func href(_ place: Place) -> Attribute { .href(place.path) }
    /// Where a form is sent.
    package static func action(_ place: Place) -> Attribute { .action(place.path) }
}
