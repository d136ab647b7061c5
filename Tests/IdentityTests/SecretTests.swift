import Foundation
import Identity
import Testing

@Suite struct `Recovery codes` {
    @Test func `come as ten different ones`() {
        #expect(Set(RecoveryCode.makeSet()).count == 10)
    }

    @Test func `are read as people type them`() throws {
        let code = RecoveryCode.makeSet()[0]
        let typed = code.description.lowercased().replacingOccurrences(of: "-", with: " ")
        #expect(RecoveryCode(typed) == code)
        #expect(try #require(RecoveryCode(code.description)).digest == code.digest)
        #expect(code.digest.count == 32)
    }

    @Test(arguments: ["", "123456", "ABCD-EFGH", "ABCD-EFGH-IJKL-MNO1", "ABCD-EFGH-IJKL-MNOP-QRST"])
    func `refuse anything else`(text: String) { #expect(RecoveryCode(text) == nil) }
}

@Suite struct `A sealed secret` {
    let box = SecretBox(key: [UInt8](repeating: 7, count: 32))!
    let account = UUID()

    @Test func `opens for its account`() throws {
        let sealed = try self.box.seal([1, 2, 3], for: self.account)
        #expect(try self.box.open(sealed, for: self.account) == [1, 2, 3])
        #expect(try self.box.seal([1, 2, 3], for: self.account) != sealed)
    }

    @Test func `opens for nobody else, with no other key, and not when changed`() throws {
        var sealed = try self.box.seal([1, 2, 3], for: self.account)
        #expect(throws: SecretBox.Unreadable.self) { try self.box.open(sealed, for: UUID()) }
        let other = SecretBox(key: [UInt8](repeating: 8, count: 32))!
        #expect(throws: SecretBox.Unreadable.self) { try other.open(sealed, for: self.account) }
        sealed[20] ^= 1
        #expect(throws: SecretBox.Unreadable.self) { try self.box.open(sealed, for: self.account) }
        #expect(throws: SecretBox.Unreadable.self) { try self.box.open([], for: self.account) }
    }

    @Test(arguments: ["", "short", "AAAA", String(repeating: "A", count: 64)])
    func `needs a key of 256 bits`(text: String) { #expect(SecretBox(text: text) == nil) }
}

@Suite struct `An opaque token` {
    @Test func `carries 256 random bits`() {
        let tokens = (0..<100).map { _ in OpaqueToken(.session) }
        #expect(Set(tokens).count == 100)
        #expect(tokens.allSatisfy { $0.text.utf8.count == 43 && !$0.text.contains { "+/=".contains($0) } })
        #expect(OpaqueToken(.api).text.hasPrefix("praxis_"))
    }

    @Test func `is known by the digest of its text`() {
        let digest = OpaqueToken(text: "abc").digest.map { String($0, radix: 16) }.joined()
        #expect(digest.hasPrefix("ba7816bf8f1cfea4141"))
    }
}
