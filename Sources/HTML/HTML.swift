/// Markup that is safe to send: every text in it has been escaped.
///
/// There are two ways in: text, which is escaped, and literals of the source code, which are not.
package struct HTML: Sendable, Equatable {
    /// The markup in UTF-8.
    package private(set) var utf8: [UInt8] = []

    /// Nothing.
    package init() {}

    /// Text, escaped.
    package init(_ text: some StringProtocol) { self.append(text: text) }

    /// Markup written in the source code; it can hold nothing that was made at run time.
    package static func raw(_ markup: StaticString) -> HTML {
        var html = HTML()
        html.append(markup: markup)
        return html
    }

    /// Whether there is no markup at all.
    package var isEmpty: Bool { self.utf8.isEmpty }

    /// Adds markup at the end.
    package mutating func append(_ other: HTML) { self.utf8 += other.utf8 }

    mutating func append(markup: StaticString) {
        markup.withUTF8Buffer { self.utf8 += $0 }
    }

    mutating func append(text: some StringProtocol) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): self.append(markup: "&amp;")
            case UInt8(ascii: "<"): self.append(markup: "&lt;")
            case UInt8(ascii: ">"): self.append(markup: "&gt;")
            case UInt8(ascii: "\""): self.append(markup: "&quot;")
            case UInt8(ascii: "'"): self.append(markup: "&#39;")
            default: self.utf8.append(byte)
            }
        }
    }
}

extension HTML: CustomStringConvertible {
    package var description: String { String(decoding: self.utf8, as: UTF8.self) }
}

extension HTML {
    /// Parts one after the other, with a separator between those that are not empty.
    package static func joined(_ parts: [HTML], by separator: HTML = HTML(" ")) -> HTML {
        var all = HTML()
        for part in parts where !part.isEmpty {
            if !all.isEmpty { all.append(separator) }
            all.append(part)
        }
        return all
    }
}
