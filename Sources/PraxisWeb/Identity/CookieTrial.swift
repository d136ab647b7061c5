import HTTPTypes
import Hummingbird
import PraxisCore

/// Finds out whether a browser keeps the cookies of this site before anybody signs in with it: over plain HTTP most of
/// them refuse those that only HTTPS may carry, and signing in would begin again for ever.
enum CookieTrial {
    private static let name = "__Host-try"

    /// Goes out with the form.
    static let header = HTTPField(name: .setCookie, value: "\(Self.name)=1; Path=/; Secure; HttpOnly; SameSite=Lax")

    /// What to do about it.
    static var advice: FieldErrors {
        FieldErrors(
            "email",
            "Your browser refused the cookie of this site. Use https, or Chromium or Firefox on localhost, and "
                + "allow cookies")
    }

    /// Whether a form comes back without the cookie that went out with it. Only what a browser sent is judged; programs
    /// that sign in keep cookies as they like.
    static func wasRefused(_ request: Request) -> Bool {
        let isBrowser = request.headers[.secFetchSite] != nil || request.headers[.origin] != nil
        return isBrowser && request.cookies[Self.name] == nil
    }
}
