/// A metric's name and labels as Prometheus writes them.
struct SeriesName: Hashable {
    private struct Dimension: Hashable {
        let name: String
        let value: String
    }

    private let label: String
    private let dimensions: [Dimension]

    init(label: String, dimensions: [(String, String)]) {
        self.label = label
        self.dimensions = dimensions.map { Dimension(name: $0.0, value: $0.1) }
    }

    /// The name that all series of the metric share.
    var metric: String { Self.identifier(self.label) }

    /// The labels in braces, with one more where the sample has its own.
    func labels(adding label: (name: String, value: String)?) -> String {
        let own = self.dimensions.map { Self.label($0.name, $0.value) }.sorted()
        let all = own + (label.map { [Self.label($0.name, $0.value)] } ?? [])
        return all.isEmpty ? "" : "{\(all.joined(separator: ","))}"
    }

    private static func label(_ name: String, _ value: String) -> String {
        var escaped = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return "\(self.identifier(name))=\"\(escaped)\""
    }

    /// Letters, digits and underscores; everything else becomes an underscore.
    private static func identifier(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}

extension SeriesName: Comparable {
    static func < (a: Self, b: Self) -> Bool {
        (a.metric, a.labels(adding: nil)) < (b.metric, b.labels(adding: nil))
    }
}
