import Budgeting
import PraxisCore
import Testing

@Suite struct `Phasing an annual amount` {
    let year = Money(minorUnits: 8_852_400)

    @Test func `loses no cent when it is even`() throws {
        let amounts = try Phasing.even.amounts(of: Money(minorUnits: 1_000_000), periods: 12)
        #expect(amounts.map(\.minorUnits) == Array(repeating: 83_334, count: 4) + Array(repeating: 83_333, count: 8))
    }

    @Test func `gives half of the year to half of its periods`() throws {
        let amounts = try Phasing.even.amounts(of: Money(minorUnits: 885_240_000), periods: 12)
        #expect(amounts.prefix(6).reduce(.zero, +) == Money(minorUnits: 442_620_000))
    }

    @Test func `follows the weeks of each period`() throws {
        let weeks = [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5]
        let amounts = try Phasing.weeks(weeks).amounts(of: Money(minorUnits: 5200), periods: 12)
        #expect(amounts.map(\.minorUnits) == weeks.map { Int64($0) * 100 })
    }

    @Test func `follows the shape of the prior year, and is even after a year of nothing`() throws {
        let shape = [Money(minorUnits: 300), Money(minorUnits: 100)]
        let alike = try Phasing.shape(shape).amounts(of: self.year, periods: 2)
        #expect(alike.map(\.minorUnits) == [6_639_300, 2_213_100])
        let nothing = try Phasing.shape([.zero, .zero]).amounts(of: self.year, periods: 2)
        #expect(nothing.map(\.minorUnits) == [4_426_200, 4_426_200])
    }

    @Test func `wants percentages that total 100.00`() {
        #expect(throws: PhasingError.notWhole(9999)) {
            try Phasing.percentages([5000, 4999]).amounts(of: self.year, periods: 2)
        }
    }

    @Test func `puts all of it into one period of the year`() throws {
        #expect(try Phasing.once(period: 3).amounts(of: self.year, periods: 4) == [.zero, .zero, self.year, .zero])
        #expect(throws: PhasingError.noSuchPeriod(13)) { try Phasing.once(period: 13).amounts(of: .zero, periods: 12) }
    }

    @Test func `refuses weights for another number of periods`() {
        #expect(throws: PhasingError.wrongCount(given: 2, periods: 12)) {
            try Phasing.weeks([4, 4]).amounts(of: self.year, periods: 12)
        }
    }

    @Test func `leaves zero in every period when it is reversed`() throws {
        let weights = [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 6]
        let there = try Phasing.weeks(weights).amounts(of: Money(minorUnits: 10_001), periods: 12)
        let back = try Phasing.weeks(weights).amounts(of: Money(minorUnits: -10_001), periods: 12)
        #expect(zip(there, back).allSatisfy { $0 + $1 == .zero })
    }
}
