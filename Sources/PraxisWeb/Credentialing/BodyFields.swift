/// The fields of a JSON body as a form would send them, for checks that both share: true is `on`, false and null are
/// absent, whole numbers are their digits.
struct BodyFields: Decodable {
    private let fields: [String: Scalar]

    private enum Scalar: Decodable {
        case text(String)
        case flag(Bool)
        case absent

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .absent
            } else if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
            } else if let number = try? container.decode(Int.self) {
                self = .text(String(number))
            } else {
                self = .text(try container.decode(String.self))
            }
        }
    }

    init(from decoder: any Decoder) throws {
        try self.init(from: decoder, but: [])
    }

    /// The fields of a body beside those that are lists, which somebody else reads.
    init(from decoder: any Decoder, but lists: Set<String>) throws {
        let container = try decoder.container(keyedBy: Name.self)
        var fields: [String: Scalar] = [:]
        for key in container.allKeys where !lists.contains(key.stringValue) {
            fields[key.stringValue] = try container.decode(Scalar.self, forKey: key)
        }
        self.fields = fields
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    subscript(_ name: String) -> String? {
        switch self.fields[name] {
        case .text(let text): text
        case .flag(true): "on"
        case .flag(false), .absent, nil: nil
        }
    }
}
