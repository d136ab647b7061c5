import Ordering
import PraxisCore
import Testing

@Suite struct `A unit price` {
    @Test(arguments: [
        ("38.40", 4, 15_360), ("6.25", 12, 7500), ("0.0384", 300, 1152), ("0.005", 1, 1), ("0.004999", 1, 0),
        ("38.90", 3, 11_670), ("0.333333", 3, 100), ("1,250", 1, 125_000), ("$12.5", 2, 2500),
    ])
    func `times packs is rounded half up to the cent, once`(text: String, packs: Int, cents: Int64) throws {
        #expect(try #require(UnitPrice(text)).total(for: packs) == Money(minorUnits: cents))
    }

    @Test(arguments: [
        "", "-1", "1.2345678", "1.", ".5", "1e3", "NaN", "١", "1.2.3", "99999999999999999999", "38,40", "1,2,3", "1 2",
        "12,34", ",5", "1,0000",
    ])
    func `refuses what is not one`(text: String) {
        #expect(UnitPrice(text) == nil)
    }

    @Test(arguments: ["38.40", "0.0384", "0.00", "12.345678", "999999999999.999999"])
    func `is written as it was read`(text: String) {
        #expect(UnitPrice(text)?.description == text)
    }

    @Test func `has no total beyond what money can hold`() throws {
        let price = try #require(UnitPrice("999999999999.999999"))
        #expect(price.total(for: .max) == nil)
        #expect(price.total(for: -1) == nil)
    }
}

@Suite struct `A pack` {
    @Test func `holds whole base units`() throws {
        let `case` = try #require(Pack(unit: .case, baseUnits: 1000))
        #expect(`case`.baseUnits(in: 1) == 1000)
        #expect(`case`.baseUnits(in: .max) == nil)
        #expect(`case`.description == "case of 1000")
        #expect(Pack(unit: .box, baseUnits: 0) == nil)
        #expect(Pack(unit: .each, baseUnits: 2) == nil)
    }

    @Test(arguments: [(0, 0), (-5, 0), (1, 1), (100, 1), (101, 2), (280, 3)])
    func `covers a need with the fewest packs`(need: Int, packs: Int) throws {
        #expect(try #require(Pack(unit: .box, baseUnits: 100)).packs(covering: need) == packs)
    }
}
