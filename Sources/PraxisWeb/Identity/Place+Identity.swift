package import FoundationEssentials
import HTML
package import Identity
package import PraxisCore

extension Place {
    /// Where a session that gave its password gives its second factor.
    package static var signInCode: Place { Place("sign-in", "code") }
    /// Where a second factor is set up, at sign-in or later.
    package static var enrollment: Place { Place("sign-in", "enrollment") }
    /// Where the password is given again before something sensitive.
    package static var signInAgain: Place { Place("sign-in", "again") }
    /// Where one asks for a link to choose a new password.
    package static var forgotPassword: Place { Place("sign-in", "forgot") }
    /// What a link of an invitation or reset opens.
    package static func link(_ token: OpaqueToken) -> Place { Place("sign-in", "link", token.text) }

    /// Where somebody wanted to go before they had to sign in; this site's start page for anything but a path of it.
    init(wanted text: String?) {
        let parts = (text ?? "/").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let segments = parts[0].split(separator: "/").compactMap { try? String(percentEncoded: $0.utf8) }
        var path = URLPath(parts[0].hasPrefix("/") ? segments : [])
        let query = parts.count == 2 ? (try? Form(encoded: parts[1].utf8)) ?? Form() : Form()
        for item in query.fields { path = path.query(item.name, item.value) }
        self.init(path: path)
    }

    /// This place, remembering where to go afterwards.
    func before(_ next: String?) -> Place { Place(path: self.path.query("next", next)) }
}

extension Place {
    /// A new password of one's own.
    package static var ownPassword: Place { Place("account", "password") }
    /// Ends one's own session.
    package static func ownSessionEnd(_ id: UUID) -> Place { Place("account", "sessions", id.text, "end") }
    /// Ends one's own other sessions.
    package static var ownSessionsEnd: Place { Place("account", "sessions", "end") }
    /// A new API token of one's own.
    package static var newToken: Place { Place("account", "tokens", "new") }
    /// One's own API tokens.
    package static var tokens: Place { Place("account", "tokens") }
    /// Makes a token of one's own worthless.
    package static func tokenRevocation(_ id: UUID) -> Place { Place("account", "tokens", id.text, "revocation") }
    /// Passing a grant of one's own on.
    package static var delegations: Place { Place("account", "delegations") }
    /// Rights for an emergency.
    package static var emergency: Place { Place("account", "emergency") }

    /// Who may sign in.
    package static func accounts(_ scope: Scope) -> Place { Place(scope, "accounts") }
    /// A new account.
    package static func newAccount(_ scope: Scope) -> Place { Place(scope, "accounts", "new") }
    /// A new account of a person.
    package static func newAccount(_ scope: Scope, for person: Identifier<some Any>) -> Place {
        Place(path: URLPath(scope.description, "accounts", "new").query("person", person.description))
    }
    /// An account.
    package static func account(_ scope: Scope, _ id: Account.ID, _ part: String...) -> Place {
        Place(path: URLPath([scope.description, "accounts", id.description] + part))
    }
    /// What is done with one grant of an account: `end` or `approval`.
    package static func grant(_ scope: Scope, _ account: Account.ID, _ id: RoleGrant.ID, _ step: String) -> Place {
        Place(scope, "accounts", account.description, "grants", id.description, step)
    }
    /// What roles may do.
    package static func roles(_ scope: Scope) -> Place { Place(scope, "roles") }
    /// A new role of the practice's own.
    package static func newRole(_ scope: Scope) -> Place { Place(scope, "roles", "new") }
    /// A role.
    package static func role(_ scope: Scope, _ id: UUID) -> Place { Place(scope, "roles", id.text) }
    /// Emergencies and what came of them.
    package static func emergencies(_ scope: Scope) -> Place { Place(scope, "emergencies") }
    /// The verdict on an emergency.
    package static func emergencyReview(_ scope: Scope, _ id: UUID) -> Place {
        Place(scope, "emergencies", id.text, "review")
    }
}

extension UUID {
    /// In lower case, as identifiers stand in paths.
    fileprivate var text: String { self.uuidString.lowercased() }
}
