import Postgres

/// A clinic's name in URLs: 1 to 32 of `a`–`z`, `0`–`9` and `-`, and no word that the site itself uses.
package struct Slug: Hashable, Sendable {
    package let description: String

    /// First path segments that the site keeps for itself.
    package static let reserved: Set<String> = [
        "all", "account", "api", "assets", "design", "help", "search", "sign-in", "sign-out",
    ]
}

extension Slug: LosslessStringConvertible {
    package init?(_ text: String) {
        let allowed = text.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || $0 == UInt8(ascii: "-")
        }
        guard allowed, (1...32).contains(text.utf8.count), !Self.reserved.contains(text) else { return nil }
        self.description = text
    }
}

extension Slug: PostgresText {}

extension Slug: CodableText {}
