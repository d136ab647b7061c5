import FoundationEssentials
import PraxisServer

/// Where results and complaints go: results to standard output, complaints to standard error.
struct Output {
    let isJSON: Bool

    init(common: CommonOptions) { self.isJSON = common.json }

    func show<Value: Encodable>(_ value: Value, text: (Value) -> String) throws {
        print(self.isJSON ? try Self.json(value) : text(value))
    }

    func complain(_ text: String) {
        let line = self.isJSON ? (try? Self.json(["error": text])) ?? text : "praxisctl: \(text)"
        StandardError.write(line + "\n")
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// Columns of text, as wide as their widest cell.
func table(_ header: [String], _ rows: [[String]]) -> String {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    let lines = all.map { row in
        zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
    }
    return lines.map { $0.reversed().drop { $0 == " " }.reversed() }.map { String($0) }.joined(separator: "\n")
}
