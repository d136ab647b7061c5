import Crypto
import FoundationEssentials
package import PraxisCore

/// Time-based one-time passwords (RFC 6238): HMAC-SHA-1, steps of 30 seconds from 1970, six digits.
package struct TOTP: Sendable {
    package let secret: [UInt8]
    package let digits: Int

    /// - Parameter secret: 160 bits (RFC 4226, section 4, R6).
    package init(secret: [UInt8] = RandomBytes.make(20), digits: Int = 6) {
        self.secret = secret
        self.digits = digits
    }

    /// The number of the 30-second step that an instant falls into.
    package static func step(at instant: Instant) -> Int64 { instant.microseconds / 30_000_000 }

    /// The digits that an authenticator shows during a step.
    package func code(step: Int64) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian, Array.init)
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: self.secret)))
        let offset = Int(mac[mac.count - 1] & 0xF)
        let word = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let code = String(UInt64(word) % (0..<self.digits).reduce(1) { power, _ in power * 10 })
        return String(repeating: "0", count: self.digits - code.count) + code
    }

    /// The step whose code this is: the current one or a neighbor, and later than the last accepted one, so that a code
    /// that was seen cannot be used again. The database moves the last step forward in one statement with the sign-in.
    package func accepts(_ text: String, at instant: Instant, after last: Int64?) -> Int64? {
        let code = text.filter { !$0.isWhitespace }
        let now = Self.step(at: instant)
        let steps = [now, now - 1, now + 1].filter { self.code(step: $0) == code }
        return steps.first { step in last.map { step > $0 } ?? true }
    }

    /// The secret for typing, in groups of four.
    package var secretText: String {
        let letters = Array(Base32.encode(self.secret))
        return stride(from: 0, to: letters.count, by: 4)
            .map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: " ")
    }

    /// What an authenticator app scans.
    package func uri(account: String, issuer: String) -> String {
        let label = Self.encoded(issuer) + ":" + Self.encoded(account)
        return "otpauth://totp/\(label)?secret=\(Base32.encode(self.secret))&issuer=\(Self.encoded(issuer))"
            + "&algorithm=SHA1&digits=\(self.digits)&period=30"
    }

    private static func encoded(_ text: String) -> String {
        let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        let hex = Array("0123456789ABCDEF".utf8)
        let bytes = text.utf8.flatMap { byte in
            unreserved.contains(byte)
                ? [byte] : [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
