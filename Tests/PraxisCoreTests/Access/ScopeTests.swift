import PraxisCore
import Testing

@Suite struct `A scope` {
    @Test func `is the whole practice or one clinic`() {
        #expect(Scope("all") == .all)
        #expect(Scope("denver")?.description == "denver")
    }

    @Test(arguments: [
        "", "Denver", "sign-in", "api", "denver/", "..", "a_b", "é", String(repeating: "a", count: 33),
    ])
    func `is never a reserved word or anything that is no slug`(text: String) {
        #expect(Scope(text) == nil)
    }
}
