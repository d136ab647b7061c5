@testable import PraxisWeb

extension Schema {
    /// A value that fits, as far as the schema knows.
    func sample(_ words: [String: Set<String>], for name: String = "") -> JSONValue {
        switch self {
        case .text(let format, let length): .string(Self.text(format, length, words[name]?.sorted().first))
        case .choice(let words): .string(words.first ?? "")
        case .integer(let range): .number(String(max(range.lowerBound, min(1, range.upperBound))))
        case .boolean: .bool(true)
        case .array(let schema, let count):
            .array((0..<max(1, count.lowerBound)).map { _ in schema.sample(words, for: name) })
        case .object(let properties):
            .object(properties.map { .init(name: $0.name, value: $0.schema.sample(words, for: $0.name)) })
        case .optional(let schema): schema.sample(words, for: name)
        case .either(let schemas): schemas.first?.sample(words, for: name) ?? .null
        case .any: .object([])
        }
    }

    private static func text(_ format: Format, _ length: ClosedRange<Int>, _ word: String?) -> String {
        switch format {
        case .plain: String(repeating: "x", count: length.lowerBound)
        case .uuid: word ?? "01900000-0000-7000-8000-00000000ffff"
        case .date: "2026-12-01"
        case .instant: "2026-12-01T08:00:00Z"
        case .time: "08:30"
        case .week: word ?? "2026-W49"
        case .slug: word ?? "denver"
        case .money, .quantity: "1.50"
        case .email: "name@example.org"
        }
    }
}

extension JSONValue {
    /// The value with one thing wrong in each: another type, hostile text, a member missing, twice as long or unknown.
    var mutations: [JSONValue] {
        let others: [JSONValue] = [
            .null, .bool(false), .number("-1"), .number("0.5"), .number("1e400"), .number("9223372036854775808"),
            .array([]), .object([]), .string(""),
        ]
        switch self {
        case .object(let members):
            let missing = members.indices.map { index -> JSONValue in
                .object(members.enumerated().filter { $0.offset != index }.map(\.element))
            }
            let inside = members.indices.flatMap { index in
                members[index].value.mutations.map { value -> JSONValue in
                    var changed = members
                    changed[index] = Member(name: members[index].name, value: value)
                    return .object(changed)
                }
            }
            return others + missing + [.object(members + [Member(name: "é🦄", value: .null)])] + inside
        case .array(let values):
            return others + [.array(values + values), .array(Array(repeating: values.first ?? .null, count: 1_001))]
                + (values.first?.mutations ?? []).map { .array([$0]) }
        case .string(let text):
            return others + HostileValues.texts.map(JSONValue.string) + [.string(text + text), .string(" " + text)]
        case .number, .bool, .null: return others
        }
    }
}
