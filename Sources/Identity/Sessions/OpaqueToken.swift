import Crypto
import FoundationEssentials

/// A secret that means nothing but that its bearer was given it: 256 random bits as text for a cookie, link or header.
///
/// The database keeps the SHA-256 of the text, so whoever reads the tables cannot use a token.
package struct OpaqueToken: Hashable, Sendable {
    /// What a token opens; its text starts with a word for it where people handle it.
    package enum Purpose: String, Sendable {
        case session = ""
        case device = "d."
        case link = "l."
        /// A prefix that scanners of repositories can find.
        case api = "praxis_"
    }

    package let text: String

    /// A new token.
    package init(_ purpose: Purpose) {
        var text = Data(RandomBytes.make(32)).base64EncodedString()
        text.removeLast()
        self.text = purpose.rawValue + String(text.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }

    /// A token that somebody sent; anything is one until the database has looked for its digest.
    package init(text: String) { self.text = text }

    /// SHA-256 of the text as it is sent.
    package var digest: [UInt8] { Array(SHA256.hash(data: Data(self.text.utf8))) }
}
