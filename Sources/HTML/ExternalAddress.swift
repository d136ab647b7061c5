/// An address of another site: `https` alone, so that a link never runs a script.
package struct ExternalAddress: Hashable, Sendable {
    package let text: String

    /// `nil` for another scheme, and for blanks or control characters.
    package init?(_ text: String) {
        guard text.hasPrefix("https://"), text.utf8.count > 8, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            return nil
        }
        self.text = text
    }
}
