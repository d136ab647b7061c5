/// A metric's name and labels as Prometheus writes them.
struct SeriesName: Hashable {
    let metric: String
    private let labels: String

    init(label: String, dimensions: [(String, String)]) {
        self.metric = Self.identifier(label)
        self.labels = dimensions.sorted { $0.0 < $1.0 }.map { Self.label($0.0, $0.1) }.joined(separator: ",")
    }

    /// The labels in braces, with one more where the sample has its own.
    func labels(adding label: (name: String, value: String)?) -> String {
        let own = label.map { [Self.label($0.name, $0.value)] } ?? []
        let all = (self.labels.isEmpty ? [] : [self.labels]) + own
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
    static func < (a: Self, b: Self) -> Bool { (a.metric, a.labels) < (b.metric, b.labels) }
}
