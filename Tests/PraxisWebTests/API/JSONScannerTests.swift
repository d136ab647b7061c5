import Testing

@testable import PraxisWeb

@Suite struct `Strict JSON` {
    private func value(_ text: String) throws -> JSONValue { try JSONScanner.value(of: Array(text.utf8)) }

    @Test func `reads what is written`() throws {
        let value = try self.value(#" {"a": [1, -2.5e+3, true, null, "x\n\u00e9\ud83d\ude00"], "b": {}} "#)
        #expect(value["a"] == .array([.number("1"), .number("-2.5e+3"), .bool(true), .null, .string("x\né😀")]))
        #expect(value["b"] == .object([]))
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":1,}", "{'a':1}", "01", "1.", "+1", "nul", "\"a", "\"\\x\"", "\"\\ud800\"", "[1] 2",
        "\"\t\"", "{\"a\" 1}", "NaN", "-",
    ])
    func `refuses what is not JSON`(text: String) {
        #expect(throws: BadRequest.self) { try self.value(text) }
    }

    @Test func `refuses a name that comes twice`() {
        #expect(throws: BadRequest.self) { try self.value(#"{"a":1,"\u0061":2}"#) }
    }

    @Test func `refuses NUL and broken text`() {
        #expect(throws: BadRequest.self) { try self.value(#""\u0000""#) }
        #expect(throws: BadRequest.self) { try JSONScanner.value(of: [0x22, 0xC3, 0x28, 0x22]) }
        #expect(throws: BadRequest.self) { try JSONScanner.value(of: [0x22, 0xED, 0xA0, 0x80, 0x22]) }
    }

    @Test(arguments: [33, 10_000, 100_000]) func `refuses deep nesting without going deep`(depth: Int) {
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(throws: BadRequest.self) { try self.value(text) }
    }

    @Test func `refuses endless numbers`() {
        #expect(throws: BadRequest.self) { try self.value(String(repeating: "9", count: 41)) }
    }

    @Test func `survives random bytes`() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("{}[]\",:\\u0dtrfalsn-+.eE 1\u{0}é".utf8)
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in alphabet.randomElement(using: &random)!
            }
            _ = try? JSONScanner.value(of: bytes)
        }
    }

    @Test func `writes what it reads`() throws {
        let text = #"{"a":["\"\\\n",1.50,false],"b":null}"#
        #expect(try self.value(text).text == text)
    }
}
