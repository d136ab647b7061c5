import FoundationEssentials
import PraxisCore
import Testing

@Suite struct `An identifier` {
    @Test func `is a UUID of version 7 that sorts by time`() {
        let earlier = UUID.version7(milliseconds: 1_700_000_000_000)
        let later = UUID.version7(milliseconds: 1_700_000_000_001)
        #expect(earlier < later)
        for uuid in [earlier, later] {
            #expect(uuid.uuid.6 >> 4 == 7)
            #expect(uuid.uuid.8 >> 6 == 0b10)
        }
    }

    @Test func `carries the time in its first 48 bits`() {
        let bytes = UUID.version7(milliseconds: 0x0123_4567_89AB).uuid
        #expect([bytes.0, bytes.1, bytes.2, bytes.3, bytes.4, bytes.5] == [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB])
    }

    @Test func `does not repeat`() {
        #expect(Set((0..<10_000).map { _ in UUID.version7(milliseconds: 1) }).count == 10_000)
    }

    @Test func `is written in lower case and read back`() throws {
        let id = Identifier<Int>.make()
        #expect(Identifier<Int>(id.description) == id)
        #expect(id.description == id.description.lowercased())
        #expect(Identifier<Int>("not-a-uuid") == nil)
    }
}
