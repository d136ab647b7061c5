import PraxisWeb

/// A form as it stands in a page, with what it would send if its button were pressed now.
struct PageForm: Sendable {
    let action: String
    let isPost: Bool
    let isUpload: Bool
    var fields: [(name: String, value: String)]

    /// All forms of a page.
    static func all(in page: String) -> [PageForm] {
        page.matches(of: /<form([^>]*)>(.*?)<\/form>/.dotMatchesNewlines()).map { match in
            let tag = Attributes(match.output.1)
            return PageForm(
                action: tag["action"] ?? "", isPost: tag["method"] == "post",
                isUpload: tag["enctype"] == "multipart/form-data", fields: Self.fields(in: match.output.2))
        }
    }

    private static func fields(in markup: Substring) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        for match in markup.matches(of: /<(input|select|textarea|button)([^>]*)>/) {
            let tag = Attributes(match.output.2)
            guard let name = tag["name"], name != "_token", name != "_key", tag["type"] != "file",
                !fields.contains(where: { $0.name == name })
            else { continue }
            let rest = markup[match.range.upperBound...]
            fields.append((name, match.output.1 == "select" ? Self.choice(in: rest) : tag["value"] ?? ""))
        }
        return fields
    }

    /// The value of the option that is chosen, else of the first that says something.
    private static func choice(in markup: Substring) -> String {
        let end = markup.firstRange(of: "</select>")?.lowerBound ?? markup.endIndex
        let options = markup[..<end].matches(of: /<option([^>]*)>/).map { Attributes($0.output.1) }
        let chosen = options.first { $0["selected"] != nil && $0["value"] != "" } ?? options.first { $0["value"] != "" }
        return chosen?["value"] ?? ""
    }
}

/// The attributes of a tag of our own pages, which quote every value.
struct Attributes {
    private let values: [String: String]

    init(_ text: Substring) {
        let pairs = text.matches(of: #/\s([a-z-]+)(?:="([^"]*)")?/#).map { match in
            (String(match.output.1), Self.plain(match.output.2 ?? ""))
        }
        self.values = Dictionary(pairs) { first, _ in first }
    }

    subscript(_ name: String) -> String? { self.values[name] }

    /// Text without its escapes.
    static func plain(_ text: Substring) -> String {
        String(text).replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&lt;", with: "<")
            .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }
}
