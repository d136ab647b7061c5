import PraxisCore
import Testing

@testable import PraxisWeb

@Suite struct `A schema` {
    private let schema: Schema = .object([
        "name": .text(1...5), "day": .date.optional, "amount": .money, "kind": .choice("a", "b"),
        "lines": .list(of: .object(["quantity": .integer(1...9)]), 1...2),
    ])

    private func messages(_ text: String) throws -> [String] {
        var errors = FieldErrors()
        self.schema.check(try JSONScanner.value(of: Array(text.utf8)), into: &errors)
        return errors.entries.map(\.field)
    }

    @Test func `lets through what fits`() throws {
        let text = #"{"name":"x","day":null,"amount":"-12.50","kind":"a","lines":[{"quantity":1}]}"#
        #expect(try self.messages(text).isEmpty)
    }

    @Test func `tells all mistakes at once by their paths`() throws {
        let text = #"{"name":"123456","day":"2026-02-30","amount":12,"kind":"c","lines":[{"quantity":0,"x":1}],"y":1}"#
        #expect(
            try self.messages(text) == [
                "name", "day", "amount", "kind", "lines.0.quantity", "lines.0.x", "y",
            ])
    }

    @Test func `asks for what is missing`() throws {
        #expect(try self.messages("{}") == ["name", "amount", "kind", "lines"])
        #expect(try self.messages("[]") == ["body"])
    }

    @Test(arguments: ["1e3", "$5", "1,000", "1.234", "", "１２", "0x1"]) func `knows what is no amount`(text: String) {
        #expect(!Schema.Format.money.accepts(text))
    }

    @Test func `describes itself`() {
        let text = self.schema.description.text
        #expect(text.contains(#""required":["name","amount","kind","lines"]"#))
        #expect(text.contains(#""additionalProperties":false"#))
    }
}
