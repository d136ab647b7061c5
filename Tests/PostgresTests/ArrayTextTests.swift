import Testing

@testable import Postgres

@Suite struct `The text of an array` {
    private func read<Element: PostgresArrayElement>(_ text: String, as type: Element.Type) -> [Element]? {
        var text = text
        return text.withUTF8 { [Element](postgresText: UnsafeRawBufferPointer($0)) }
    }

    @Test func `quotes what would be misread`() {
        #expect(["a\"b", "c\\d", "NULL", "", "{,}"].postgresText == #"{"a\"b","c\\d","NULL","","{,}"}"#)
        #expect([1, nil, 3].postgresText == #"{"1",NULL,"3"}"#)
    }

    @Test(arguments: [["a\"b", "c\\d"], ["NULL", "", " ", "{,}"], [], ["ä😀"]])
    func `reads what it wrote`(words: [String]) { #expect(self.read(words.postgresText, as: String.self) == words) }

    @Test func `tells NULL from its word`() {
        #expect(self.read(#"{NULL,"NULL"}"#, as: String?.self) == [nil, "NULL"])
        #expect(self.read("{1,NULL}", as: Int.self) == nil)
    }

    @Test(arguments: ["", "{", "1", "{{1},{2}}", "{1}x", "[0:1]={1,2}", #"{"1"2}"#, "{1,a}"])
    func `refuses what is no array of one dimension`(text: String) { #expect(self.read(text, as: Int.self) == nil) }

    @Test func `takes bytes for bytea`() {
        #expect([UInt8]([0, 255, 16]).postgresText == #"\x00ff10"#)
        #expect(self.read(#"\x00ff10"#, as: UInt8.self) == [0, 255, 16])
        #expect(self.read(#"\x00f"#, as: UInt8.self) == nil)
        #expect(self.read("00", as: UInt8.self) == nil)
    }

    @Test func `survives any bytes`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in "{}\",\\NUL1a ".randomElement() ?? " " }
            _ = self.read(String(text), as: Int?.self)
            _ = self.read("{" + String(text) + "}", as: String?.self)
        }
    }
}
