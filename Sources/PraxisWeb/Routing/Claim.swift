import Crypto
import HTTPTypes
import Hummingbird
import Postgres
import PraxisCore

/// The credential that came with a request. It is a claim: only the database knows whether it is good.
struct Credential: Sendable {
    let claim: Caller.Claim
    /// Stands in forms; made from the session's token, which other sites cannot know.
    let forgeryToken: String?

    /// The session's cookie, or for the API a token in `Authorization`. A request that brings both is no request.
    init?(_ request: Request, isAPI: Bool) throws(BadRequest) {
        let cookie = request.cookies[SessionCookie.name]?.value
        let bearer = isAPI ? request.headers[.authorization].flatMap(Self.bearer) : nil
        switch (cookie, bearer) {
        case (nil, nil): return nil
        case (let token?, nil):
            self.claim = .session(Self.digest(token))
            self.forgeryToken = Self.forgeryToken(of: token)
        case (nil, let token?):
            self.claim = .token(Self.digest(token))
            self.forgeryToken = nil
        case (.some, .some): throw BadRequest("two_credentials", "Send a session or a token, not both")
        }
    }

    /// What the database keeps of the session's or token's text.
    var digest: [UInt8]? {
        switch self.claim {
        case .session(let digest), .token(let digest): digest
        case .job: nil
        }
    }

    /// SHA-256 of a token's text: what the database keeps.
    static func digest(_ token: String) -> [UInt8] { Array(SHA256.hash(data: Array(token.utf8))) }

    /// What forms of a session carry.
    static func forgeryToken(of token: String) -> String {
        let digest = SHA256.hash(data: Array(("form of " + token).utf8))
        return Hexadecimal.text(digest.prefix(16))
    }

    private static func bearer(_ header: String) -> String? {
        let parts = header.split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }
}

/// The cookie that carries a session's token.
package enum SessionCookie {
    package static let name = "__Host-sid"

    /// What the database keeps of a token.
    package static func digest(of token: String) -> [UInt8] { Credential.digest(token) }

    /// The header's value that begins a session.
    package static func set(_ token: String) -> String {
        "\(self.name)=\(token); Path=/; Secure; HttpOnly; SameSite=Lax"
    }

    /// The header's value that ends one.
    package static var clear: String { "\(self.name)=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0" }
}

/// The forgery token of forms.
package enum FormToken {
    /// What the forms of a session carry.
    package static func of(session token: String) -> String { Credential.forgeryToken(of: token) }
}
