import Crypto
import CryptoExtras
import Foundation

/// A salted scrypt hash as a PHC string: `$scrypt$ln=15,r=8,p=3$salt$key`, in base 64 without padding.
package struct PasswordHash: Equatable, Sendable {
    package let recipe: PasswordRecipe
    package let key: [UInt8]
}

/// What it takes to hash a password again and get the same key: cost and salt. Telling it tells nothing of the key.
package struct PasswordRecipe: Equatable, Sendable {
    package let cost: ScryptCost
    package let salt: [UInt8]

    package init(cost: ScryptCost, salt: [UInt8] = RandomBytes.make(16)) {
        self.cost = cost
        self.salt = salt
    }

    /// Hashes the password in Unicode's compatibility form (NFKC), so that it does not matter how a keyboard composes.
    ///
    /// An empty password, which nobody can have, hashes as a NUL, because the function takes no empty one.
    /// Blocks for as long as the cost says; call it through `PasswordHasher`.
    func hash(_ password: String) throws -> PasswordHash {
        let text = password.isEmpty ? "\0" : password.precomposedStringWithCompatibilityMapping
        let key = try KDF.Scrypt.deriveKey(
            from: Data(text.utf8), salt: Data(self.salt), outputByteCount: 32, rounds: 1 << self.cost.logRounds,
            blockSize: self.cost.blockSize, parallelism: self.cost.parallelism)
        return PasswordHash(recipe: self, key: key.withUnsafeBytes(Array.init))
    }
}

extension PasswordHash: LosslessStringConvertible {
    package init?(_ text: String) {
        guard let (recipe, rest) = PasswordRecipe.parse(text), rest.count == 1,
            let key = rest.first.flatMap(Self.bytes), key.count == 32
        else { return nil }
        self.init(recipe: recipe, key: key)
    }

    package var description: String { "\(self.recipe)$\(Self.text(self.key))" }

    fileprivate static func text(_ bytes: [UInt8]) -> String {
        var text = Data(bytes).base64EncodedString()
        while text.last == "=" { text.removeLast() }
        return text
    }

    fileprivate static func bytes(_ text: Substring) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map(Array.init)
    }
}

extension PasswordRecipe: LosslessStringConvertible {
    package init?(_ text: String) {
        guard let (recipe, rest) = Self.parse(text), rest.isEmpty else { return nil }
        self = recipe
    }

    package var description: String {
        "$scrypt$ln=\(self.cost.logRounds),r=\(self.cost.blockSize),p=\(self.cost.parallelism)"
            + "$\(PasswordHash.text(self.salt))"
    }

    fileprivate static func parse(_ text: String) -> (PasswordRecipe, rest: ArraySlice<Substring>)? {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].isEmpty, parts[1] == "scrypt" else { return nil }
        let settings = parts[2].split(separator: ",", omittingEmptySubsequences: false)
        let names = ["ln=", "r=", "p="]
        guard settings.count == 3 else { return nil }
        let numbers = zip(settings, names).compactMap { $0.hasPrefix($1) ? Int($0.dropFirst($1.count)) : nil }
        guard numbers.count == 3, let salt = PasswordHash.bytes(parts[3]), (8...64).contains(salt.count),
            let cost = ScryptCost(logRounds: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
        else { return nil }
        return (PasswordRecipe(cost: cost, salt: salt), parts[4...])
    }
}
