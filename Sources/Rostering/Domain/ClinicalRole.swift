import Postgres

/// What somebody works as on a shift, such as `registered_nurse`; an appointment allows it at a clinic.
package struct ClinicalRole: Hashable, Sendable {
    package let code: String

    /// As people say it: `Registered nurse`.
    package var label: String {
        let words = self.code.replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}

extension ClinicalRole: Comparable {
    package static func < (a: Self, b: Self) -> Bool { a.code < b.code }
}

extension ClinicalRole: LosslessStringConvertible {
    package init?(_ text: String) {
        guard (1...40).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else { return nil }
        self.code = text
    }

    package var description: String { self.code }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
    }
}

extension ClinicalRole: PostgresText {}
