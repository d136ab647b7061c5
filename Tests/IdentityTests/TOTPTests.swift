import Identity
import PraxisCore
import Testing

@Suite struct `One-time passwords` {
    /// RFC 6238, appendix B, the rows of SHA-1.
    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `are those of RFC 6238`(seconds: Int64, code: String) {
        let totp = TOTP(secret: Array("12345678901234567890".utf8), digits: 8)
        #expect(totp.code(step: TOTP.step(at: Instant(seconds: seconds))) == code)
    }

    let totp = TOTP(secret: Array("12345678901234567890".utf8))
    let now = Instant(seconds: 1_111_111_111)

    @Test(arguments: [-1, 0, 1])
    func `are accepted one step early or late`(offset: Int64) {
        let step = TOTP.step(at: self.now) + offset
        #expect(self.totp.accepts(self.totp.code(step: step), at: self.now, after: nil) == step)
    }

    @Test(arguments: [-3, -2, 2, 3])
    func `are refused two steps early or late`(offset: Int64) {
        let code = self.totp.code(step: TOTP.step(at: self.now) + offset)
        #expect(self.totp.accepts(code, at: self.now, after: nil) == nil)
    }

    @Test func `work once`() throws {
        let code = self.totp.code(step: TOTP.step(at: self.now))
        let step = try #require(self.totp.accepts(code, at: self.now, after: nil))
        #expect(self.totp.accepts(code, at: self.now, after: step) == nil)
        #expect(self.totp.accepts(code, at: self.now.adding(minutes: 0), after: step + 1) == nil)
    }

    @Test(arguments: ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "000000\u{0}"])
    func `are refused when they are not codes`(text: String) {
        #expect(self.totp.accepts(text, at: self.now, after: nil) == nil)
    }

    @Test func `are enrolled by a link that apps read`() {
        #expect(
            self.totp.uri(account: "ann@example.org", issuer: "Cascade Family Medicine")
                == "otpauth://totp/Cascade%20Family%20Medicine:ann%40example.org"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Cascade%20Family%20Medicine"
                + "&algorithm=SHA1&digits=6&period=30")
        #expect(self.totp.secretText == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
    }
}

@Suite struct `Base 32` {
    /// RFC 4648, section 10, without padding.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `reads and writes the vectors of RFC 4648`(text: String, encoded: String) {
        #expect(Base32.encode(text.utf8) == encoded)
        #expect(Base32.decode(encoded) == Array(text.utf8))
        #expect(Base32.decode(encoded.lowercased() + "==") == Array(text.utf8))
    }

    @Test func `refuses other characters`() { #expect(Base32.decode("MZX1") == nil) }
}
