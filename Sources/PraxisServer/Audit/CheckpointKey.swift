import Crypto
import FoundationEssentials
import Postgres
package import PraxisCore

/// The private key that signs checkpoints. It is kept in a file that its owner alone reads, never in the database.
package struct CheckpointKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// A fresh key.
    package init() { self.key = Curve25519.Signing.PrivateKey() }

    /// - Parameter text: 64 hexadecimal digits.
    package init?(_ text: String) {
        guard let bytes = Hexadecimal.bytes(text.utf8),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        else {
            return nil
        }
        self.key = key
    }

    /// The key as 64 hexadecimal digits, for its file.
    package var text: String { Hexadecimal.text(self.key.rawRepresentation) }

    /// What verifies its signatures.
    package var `public`: Public { Public(key: self.key.publicKey) }

    /// Signs the end of a chain.
    ///
    /// - Parameter recovery: what was lost before it, where its last event records a recovery.
    package func checkpoint(
        at head: AuditHead, time: Instant, recovery: AuditRecovery? = nil
    ) throws -> Checkpoint {
        let message = Checkpoint.message(
            practice: head.practice, seq: head.seq, hash: head.hash, signedAt: time.description, recovery: recovery)
        return Checkpoint(
            practice: head.practice, seq: head.seq, hash: head.hash, signedAt: time.description, key: self.public.id,
            signature: Hexadecimal.text(try self.key.signature(for: message)), recovery: recovery)
    }
}

extension CheckpointKey {
    /// The public half, which verifiers are given.
    package struct Public: Sendable {
        fileprivate let key: Curve25519.Signing.PublicKey

        fileprivate init(key: Curve25519.Signing.PublicKey) { self.key = key }

        /// - Parameter text: 64 hexadecimal digits.
        package init?(_ text: String) {
            guard let bytes = Hexadecimal.bytes(text.utf8),
                let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
            else {
                return nil
            }
            self.key = key
        }

        /// The key as 64 hexadecimal digits.
        package var text: String { Hexadecimal.text(self.key.rawRepresentation) }

        /// The first 16 digits of the key's SHA-256.
        package var id: String { String(Hexadecimal.text(SHA256.hash(data: self.key.rawRepresentation)).prefix(16)) }

        /// Whether this key signed the checkpoint.
        package func isValid(_ checkpoint: Checkpoint) -> Bool {
            guard checkpoint.key == self.id, let signature = Hexadecimal.bytes(checkpoint.signature.utf8) else {
                return false
            }
            return self.key.isValidSignature(signature, for: checkpoint.message)
        }
    }
}
