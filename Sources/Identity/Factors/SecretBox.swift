import Crypto
package import FoundationEssentials

/// Seals second-factor secrets for the database (AES-256-GCM) with a key that never enters it.
package struct SecretBox: Sendable {
    /// The text was sealed with another key, for another account, or was changed.
    package struct Unreadable: Error {}

    private let key: SymmetricKey

    /// `nil` unless the key has 256 bits.
    package init?(key: [UInt8]) {
        guard key.count == 32 else { return nil }
        self.key = SymmetricKey(data: key)
    }

    /// Reads a key as settings carry it: 32 bytes in base 64.
    package init?(text: String) {
        guard let bytes = Data(base64Encoded: text.filter { !$0.isWhitespace }) else { return nil }
        self.init(key: Array(bytes))
    }

    /// Nonce, cipher text and tag. The account is bound in, so that a row copied to another account opens nothing.
    package func seal(_ secret: [UInt8], for account: UUID) throws -> [UInt8] {
        let sealed = try AES.GCM.seal(secret, using: self.key, authenticating: Self.context(account))
        guard let bytes = sealed.combined else { throw Unreadable() }
        return Array(bytes)
    }

    /// The secret, if this key sealed it for this account.
    package func open(_ sealed: [UInt8], for account: UUID) throws(Unreadable) -> [UInt8] {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return Array(try AES.GCM.open(box, using: self.key, authenticating: Self.context(account)))
        } catch { throw Unreadable() }
    }

    private static func context(_ account: UUID) -> Data {
        Data("praxis second factor \(account.uuidString.lowercased())".utf8)
    }
}
