/// The path of a route with its captures, such as `/{scope}/vendors/{vendor}`.
///
/// Captures at the same place have the same name in every route, so they are named after their noun: `{vendor}`, not
/// `{id}`.
package struct PathTemplate: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The template as written.
    package let text: String

    /// The names of the captures, in order.
    package let captures: [String]

    package init(stringLiteral text: String) {
        self.text = text
        self.captures = text.split(separator: "{").dropFirst().compactMap { part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }

    /// What a capture is, for OpenAPI: a year, a week, a number, a word that the practice or an authority chose, else an
    /// identifier.
    package func schema(of capture: String) -> Schema {
        switch capture {
        case "scope": .slug
        case "week": .week
        case "year": .text(1...20)
        case "number": .integer(1...100_000)
        case "element": .text(2...32)
        case "rule" where self.text.contains("}/rules/"): .text(2...64)
        case "account" where self.text.contains("/budgets/"): .text(1...20)
        default: .uuid
        }
    }

    /// Whether the path begins with a clinic or `all`, after the prefix of the API.
    package var isScoped: Bool { self.captures.first == "scope" }

    /// Whether the path belongs to the API.
    package var isAPI: Bool { self.text.hasPrefix("/api/") }
}

extension PathTemplate: CustomStringConvertible {
    package var description: String { self.text }
}
