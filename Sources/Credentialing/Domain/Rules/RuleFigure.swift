import PraxisCore

/// A figure of a rule: a number, words, yes or no, or a list of these.
package enum RuleFigure: Hashable, Sendable {
    case number(Int)
    case flag(Bool)
    case text(String)
    case list([RuleFigure])

    /// As people read it.
    package var words: String {
        switch self {
        case .number(let number): String(number)
        case .flag(let flag): flag ? "yes" : "no"
        case .text(let text): text
        case .list(let figures): figures.map(\.words).joined(separator: ", ")
        }
    }

    /// A figure of the same kind from what somebody typed; `nil` where it is none.
    package func replaced(by text: String) -> RuleFigure? {
        switch self {
        case .number: return Int(text).map(RuleFigure.number)
        case .flag: return ["yes": true, "no": false][text.lowercased()].map(RuleFigure.flag)
        case .text: return .text(text)
        case .list(let figures):
            let kind = figures.first ?? .text("")
            let parts = text.split(separator: ",").map { $0.trimmingWhitespace() }.filter { !$0.isEmpty }
            let typed = parts.compactMap { kind.replaced(by: String($0)) }
            return typed.count == parts.count && !parts.isEmpty ? .list(typed) : nil
        }
    }
}

extension RuleFigure: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .list(try container.decode([RuleFigure].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .text(let text): try container.encode(text)
        case .list(let figures): try container.encode(figures)
        }
    }
}
