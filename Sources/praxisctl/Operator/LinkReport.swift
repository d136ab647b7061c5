import Identity
import PraxisServer

/// A link that lets somebody choose a password once, for the operator to pass on. It is shown once.
struct LinkReport: Encodable {
    let email: String
    let purpose: String
    let link: String

    init(_ link: IssuedLink, for email: String, settings: Settings) {
        self.email = email
        self.purpose = link.purpose.rawValue
        self.link = settings.publicOrigin + AccountLinkPath.path(of: link.token.text)
    }

    var text: String { "\(self.purpose) for \(self.email), good once:\n\(self.link)" }
}
