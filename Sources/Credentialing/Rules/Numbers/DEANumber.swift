import PraxisCore

/// A registration number of the Drug Enforcement Administration: two characters and seven digits, the last of which
/// checks the others, with an institution's internal code behind a hyphen where there is one.
package struct DEANumber: Hashable, Sendable {
    /// The nine characters of the registration.
    package let registration: String
    /// The institution's own code for a resident or locum tenens, without the hyphen.
    package let internalCode: String?
}

extension DEANumber: LosslessStringConvertible {
    package init?(_ text: String) {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let bytes = Array(parts[0].utf8)
        let digits = bytes.dropFirst(2).map { Int($0) - 0x30 }
        guard bytes.count == 9, Self.isLetter(bytes[0]), Self.isLetter(bytes[1]) || bytes[1] == UInt8(ascii: "9"),
            digits.allSatisfy((0...9).contains),
            (digits[0] + digits[2] + digits[4] + 2 * (digits[1] + digits[3] + digits[5])) % 10 == digits[6]
        else { return nil }
        self.registration = String(parts[0])
        self.internalCode = parts.count == 2 ? String(parts[1]) : nil
        if let code = self.internalCode {
            guard (1...10).contains(code.utf8.count), code.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
            else { return nil }
        }
    }

    /// Reads a value from a file or form: blanks around it and lower case are common.
    package init?(imported text: String) { self.init(text.trimmingWhitespace().uppercased()) }

    package var description: String { self.internalCode.map { "\(self.registration)-\($0)" } ?? self.registration }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
}
