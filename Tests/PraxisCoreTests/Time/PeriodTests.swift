import PraxisCore
import Testing

@Suite struct `A period` {
    let march = LocalDate("2026-03-01")!
    let april = LocalDate("2026-04-01")!

    @Test func `holds its first day and not its end`() throws {
        let period = try #require(Period(march, until: april))
        #expect(period.contains(march))
        #expect(!period.contains(april))
        #expect(!period.contains(march.adding(days: -1)))
    }

    @Test func `cannot be empty or end before it begins`() {
        #expect(Period(march, until: march) == nil)
        #expect(Period(april, until: march) == nil)
    }

    @Test func `does not overlap the one that it meets`() throws {
        let first = try #require(Period(march, until: april))
        let rest = try #require(Period(april, until: nil))
        #expect(!first.overlaps(rest))
        #expect(!rest.overlaps(first))
        #expect(rest.overlaps(try #require(Period(march, until: nil))))
    }
}
