import Crypto

/// Bytes from the system's cryptographic generator.
package enum RandomBytes {
    /// That many bytes from the system's generator.
    package static func make(_ count: Int) -> [UInt8] {
        SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes(Array.init)
    }
}
