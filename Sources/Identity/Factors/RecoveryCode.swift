import Crypto
import FoundationEssentials

/// One of the codes to keep on paper for the day the phone is gone: 80 random bits, good for one sign-in.
package struct RecoveryCode: Hashable, Sendable {
    /// How many an account gets at a time.
    package static let count = 10

    private let bytes: [UInt8]

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// A fresh set of codes; older ones stop working when it is kept.
    package static func makeSet() -> [RecoveryCode] {
        (0..<Self.count).map { _ in RecoveryCode(bytes: RandomBytes.make(10)) }
    }

    /// SHA-256; with 80 random bits a slow hash would add nothing.
    package var digest: [UInt8] { Array(SHA256.hash(data: Data("recovery:".utf8) + Data(self.bytes))) }
}

extension RecoveryCode: LosslessStringConvertible {
    /// Reads a code as people type it: with or without hyphens and spaces, in either case.
    package init?(_ text: String) {
        guard let bytes = Base32.decode(text.filter { $0 != "-" }), bytes.count == 10,
            text.utf8.filter({ $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") }).count == 16
        else { return nil }
        self.bytes = bytes
    }

    /// `ABCD-EFGH-IJKL-MNOP`.
    package var description: String {
        let letters = Array(Base32.encode(self.bytes))
        return stride(from: 0, to: 16, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
    }
}
