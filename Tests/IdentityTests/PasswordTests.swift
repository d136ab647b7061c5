import Dispatch
import Testing

@testable import Identity

@Suite struct `A password hash` {
    let hasher = PasswordHasher(.init(cost: .light))

    /// RFC 7914, section 12: the first 32 bytes of its outputs.
    @Test(arguments: [
        ("password", "NaCl", 10, 8, 16, "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"),
        (
            "pleaseletmein", "SodiumChloride", 14, 8, 1,
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        ),
    ])
    func `is scrypt of RFC 7914`(vector: (String, String, Int, Int, Int, String)) async throws {
        let cost = try #require(ScryptCost(logRounds: vector.2, blockSize: vector.3, parallelism: vector.4))
        let hash = try await self.hasher.hash(vector.0, by: PasswordRecipe(cost: cost, salt: Array(vector.1.utf8)))
        let key = hash.key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(key == vector.5)
    }

    @Test func `reads back from its text`() async throws {
        let hash = try await self.hasher.hash("a winter morning")
        #expect(hash.description.hasPrefix("$scrypt$ln=10,r=8,p=1$"))
        #expect(PasswordHash(hash.description) == hash)
        #expect(PasswordRecipe(hash.recipe.description) == hash.recipe)
        #expect(try await self.hasher.hash("a winter morning", by: hash.recipe) == hash)
        #expect(try await self.hasher.hash("a winter mornin", by: hash.recipe) != hash)
        #expect(try await self.hasher.hash("a winter morning") != hash)
    }

    @Test func `does not depend on how letters are composed`() async throws {
        let hash = try await self.hasher.hash("Zürich ﬁne Ⅷ")
        #expect(try await self.hasher.hash("Zu\u{308}rich fine VIII", by: hash.recipe) == hash)
    }

    @Test(arguments: [
        "", "$scrypt$", "$scrypt$ln=40,r=8,p=1$c2FsdHNhbHQ$", "$bcrypt$ln=10,r=8,p=1$c2FsdHNhbHQ",
        "$scrypt$ln=18,r=16,p=1$c2FsdHNhbHRzYWx0$", "$scrypt$r=8,ln=10,p=1$c2FsdHNhbHRzYWx0",
        "$scrypt$ln=10,r=8,p=1$%%%", "scrypt",
    ])
    func `refuses text that is none, or would take too much memory`(text: String) {
        #expect(PasswordHash(text) == nil)
        #expect(PasswordRecipe(text) == nil)
    }

    @Test func `is replaced when the cost rises`() {
        #expect(ScryptCost.light.isBelow(.standard))
        #expect(!ScryptCost.standard.isBelow(.standard))
    }

    @Test func `is refused when too many wait`() async throws {
        let hasher = PasswordHasher(.init(cost: .light, limit: 0))
        await #expect(throws: PasswordHasher.Overloaded.self) { try await hasher.hash("a winter morning") }
    }

    @Test func `is made with the priority of other work, so that a busy machine lets people sign in`() {
        #expect(PasswordHasher().lanes.allSatisfy { $0.qos == .default })
    }

    @Test func `is counted`() async throws {
        _ = try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { _ = try await self.hasher.hash("a winter morning") } }
            try await group.waitForAll()
        }
        #expect(self.hasher.count == 20)
    }
}

@Suite struct `The password policy` {
    let policy = PasswordPolicy()

    @Test(arguments: [
        "a winter morning", "Tr0ub4dor&3x", "北京の秋の空は高い", "x9!kQ2pL", "correct pony cell anchor",
        String(repeating: "long words in a row ", count: 5),
    ])
    func `accepts what is long enough and not common`(password: String) throws {
        try self.policy.check(password, known: ["ann@example.org", "Cascade Family Medicine"])
    }

    @Test func `names the reason`() {
        #expect(throws: PasswordPolicy.Refusal.tooShort(minimum: 8)) { try self.policy.check("k3!pQz7") }
        #expect(throws: PasswordPolicy.Refusal.tooLong(maximum: 256)) {
            try self.policy.check(String(repeating: "lq8", count: 90))
        }
        #expect(throws: PasswordPolicy.Refusal.patterned) { try self.policy.check("xkxkxkxkxkxk") }
        #expect(throws: PasswordPolicy.Refusal.patterned) { try self.policy.check("23456789") }
    }

    @Test(arguments: [
        "password", "Password1", "P@ssw0rd2026!", "12345678", "123password", "Summer2026", "1etmein!!", "monkeymonkey",
        "correcthorsebatterystaple", "HOSPITAL99",
    ])
    func `refuses what is tried first`(password: String) {
        #expect(throws: PasswordPolicy.Refusal.common) { try self.policy.check(password) }
    }

    @Test(arguments: ["Cascade2026", "ann.cascade", "family-medicine"])
    func `refuses the practice's and the person's own words`(password: String) {
        #expect(throws: PasswordPolicy.Refusal.personal) {
            try self.policy.check(password, known: ["ann@example.org", "Cascade Family Medicine"])
        }
    }
}
