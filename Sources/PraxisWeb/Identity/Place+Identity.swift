import HTML
package import Identity
import PraxisCore

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
