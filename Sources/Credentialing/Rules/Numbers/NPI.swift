import PraxisCore

/// A National Provider Identifier (45 CFR 162.406): ten digits, the first 1 or 2, the last a Luhn check digit over
/// `80840` and the rest. A valid number is well formed; whose it is, it does not say.
package struct NPI: Hashable, Sendable {
    package let description: String
}

extension NPI: LosslessStringConvertible {
    package init?(_ text: String) {
        let digits = text.utf8.map { Int($0) - 0x30 }
        guard digits.count == 10, digits.allSatisfy((0...9).contains), (1...2).contains(digits[0]) else { return nil }
        // The prefix 80840 always adds 24 to the sum.
        let sum = digits.reversed().enumerated().reduce(24) { sum, entry in
            let value = entry.offset.isMultiple(of: 2) ? entry.element : entry.element * 2
            return sum + (value > 9 ? value - 9 : value)
        }
        guard sum.isMultiple(of: 10) else { return nil }
        self.description = text
    }

    /// Reads a value from a file, where blanks around it are common.
    package init?(imported text: String) { self.init(text.trimmingWhitespace()) }
}

extension NPI: CodableText {}

extension NPI {
    /// Whether the other number differs in exactly one place; lists of exclusions carry such slips.
    package static func isOneDigitOff(_ a: String, _ b: String) -> Bool {
        guard a.utf8.count == b.utf8.count else { return false }
        return zip(a.utf8, b.utf8).count(where: !=) == 1
    }
}
