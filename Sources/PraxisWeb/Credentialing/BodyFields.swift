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
        self.fields = try decoder.singleValueContainer().decode([String: Scalar].self)
    }

    subscript(_ name: String) -> String? {
        switch self.fields[name] {
        case .text(let text): text
        case .flag(true): "on"
        case .flag(false), .absent, nil: nil
        }
    }
}
