/// The roster as the search changes it: a row per person, the cover they make, and the one figure to be minimized.
///
/// Unsafe buffers: rows are `people × days`, prices `days × types`, as allocated here.
final class Plan {
    let days: Int
    let types: Int
    let tables: [RowTables]
    let cover: CoverLedger
    let engine: RowEngine
    /// What programs over long rows are kept near; without it all of their states are followed.
    var nearness = Nearness.unbounded
    let corridor = RowCorridor()
    let ceilings: [CeilingLedger]
    private let company: CompanyLedger?
    /// Room for a search over multipliers: the row that is best so far, and prices without multipliers.
    let bestFound: UnsafeMutablePointer<Int16>
    let plain = Buffer<Price>()
    /// About what one missing person costs, divided by a hundred: the grain of prices.
    let scale: Price
    /// What the search tells apart at last: the grain, or a unit of the last tier where tiers come one by one.
    let finest: Price
    let isLexicographic: Bool
    /// Asked between the attempts of a long search for one row; a row cut short is as good as it is by then.
    var isCanceled: () -> Bool = { false }
    /// After so many attempts without a legal row a search for one is given up.
    var patience = Int.max
    /// Per person, the sum that the programs hold exactly at present, or -1; and the tables for that, by the sum.
    var exactCap: [Int]
    var cappedTables: [[Int: RowTables]]
    private let rows: UnsafeMutablePointer<Int16>
    private(set) var rowCost: [Price]
    private var isIn: [Bool]
    private var ownCost: Price = 0

    init(_ problem: RosterProblem, weights: TierWeights, tables: [RowTables]) {
        self.days = problem.days
        self.types = problem.shiftTypes.count
        self.tables = tables
        self.cover = CoverLedger(problem, weights)
        self.engine = RowEngine(days: problem.days, types: problem.shiftTypes.count, tables: tables[0])
        self.ceilings = problem.allCeilings.map { CeilingLedger($0, problem, weights) }
        self.company = problem.company.isEmpty ? nil : CompanyLedger(problem, weights)
        self.rows = .allocate(capacity: max(1, tables.count * problem.days))
        self.bestFound = .allocate(capacity: problem.days)
        let under = problem.demands.map { Price($0.underCost) * weights[.target] }.max() ?? 0
        self.scale = max(1, under / 100)
        self.isLexicographic = weights.isLexicographic
        self.finest = weights.isLexicographic ? 1 : self.scale
        self.rows.initialize(repeating: -1, count: tables.count * problem.days)
        self.rowCost = Array(repeating: 0, count: tables.count)
        self.exactCap = Array(repeating: -1, count: tables.count)
        self.cappedTables = Array(repeating: [:], count: tables.count)
        self.isIn = Array(repeating: false, count: tables.count)
    }

    deinit {
        self.rows.deallocate()
        self.bestFound.deallocate()
    }

    var people: Int { self.tables.count }

    /// The figure that the search minimizes.
    var total: Price {
        let wages = self.ceilings.isEmpty ? 0 : self.ceilings.reduce(0) { $0 + $1.cost }
        return self.ownCost + self.cover.cost + wages + (self.company?.cost ?? 0)
    }

    func row(_ person: Int) -> UnsafeMutablePointer<Int16> { self.rows + person * self.days }

    /// Takes a person's row out of the cover.
    func remove(_ person: Int) {
        guard self.isIn[person] else { return }
        self.isIn[person] = false
        self.ownCost -= self.rowCost[person]
        self.cover.count(self.row(person), in: 0..<self.days, by: -1)
        for ceiling in self.ceilings { ceiling.count(self.row(person), days: self.days, person, by: -1) }
        self.company?.count(self.row(person), person, by: -1)
    }

    /// Puts a person's row, with its own cost, into the cover.
    func insert(_ person: Int, _ row: UnsafePointer<Int16>, cost: Price) {
        self.row(person).update(from: row, count: self.days)
        self.rowCost[person] = cost
        self.isIn[person] = true
        self.ownCost += cost
        self.cover.count(row, in: 0..<self.days, by: 1)
        for ceiling in self.ceilings { ceiling.count(row, days: self.days, person, by: 1) }
        self.company?.count(row, person, by: 1)
    }

    /// Fills the engine's prices for a person who has been taken out.
    func price(_ person: Int, in range: Range<Int>) {
        let first = range.lowerBound * self.types
        let price = self.engine.price
        let cells = self.tables[person].cells
        let cover = self.cover.price
        for cell in first..<range.upperBound * self.types { price[cell] = cells[cell] + cover[cell] }
        self.company?.addPrices(of: person, in: range, to: price)
        self.addCeiling(person, in: range)
    }

    /// Fills the engine's prices with guided ones.
    func guidedPrice(_ person: Int, weight: Price) {
        self.engine.price.update(from: self.tables[person].cells, count: self.days * self.types)
        self.cover.addGuided(to: self.engine.price, weight: weight)
        self.company?.addPrices(of: person, in: 0..<self.days, to: self.engine.price)
        self.addCeiling(person, in: 0..<self.days)
    }

    /// Fills the engine's prices with agreed ones.
    func dualPrice(_ person: Int) {
        self.engine.price.update(from: self.tables[person].cells, count: self.days * self.types)
        self.cover.addDuals(to: self.engine.price)
        self.addCeiling(person, in: 0..<self.days)
    }

    /// Keeps a row for a person who stays out.
    func keep(_ person: Int, _ row: UnsafePointer<Int16>, cost: Price) {
        self.row(person).update(from: row, count: self.days)
        self.rowCost[person] = cost
    }

    private func addCeiling(_ person: Int, in range: Range<Int>) {
        let price = self.engine.price
        for ceiling in self.ceilings {
            for type in 0..<self.types {
                let slope = ceiling.slope(person, type)
                if slope == 0 { continue }
                for day in range { price[day * self.types + type] += slope }
            }
        }
    }
}

/// The wages of the roster, or of one clinic's shifts, against their ceiling.
final class CeilingLedger {
    private let wages: [[Price]]
    private let hard: Price
    private let soft: Price
    private let hardPrice: Price
    private let softPrice: Price
    private var sum: Price = 0

    init(_ ceiling: CostCeiling, _ problem: RosterProblem, _ weights: TierWeights) {
        self.wages = problem.people.map { person in
            problem.shiftTypes.indices.map { type in
                problem.counts(type, under: ceiling) ? Price(person.wage(minutes: problem.shiftTypes[type].minutes)) : 0
            }
        }
        self.hard = ceiling.hard.map { Price($0) } ?? .infinity
        self.soft = ceiling.soft.map { Price($0) } ?? .infinity
        self.hardPrice = weights[.contract]
        self.softPrice = weights[.money] * Price(ceiling.softCost)
    }

    /// What the wages beyond the ceiling cost.
    var cost: Price {
        max(0, self.sum - self.hard) * self.hardPrice + max(0, self.sum - self.soft) * self.softPrice
    }

    /// About what one shift more costs by the soft ceiling.
    func slope(_ person: Int, _ type: Int) -> Price {
        let wage = self.wages[person][type]
        let month = wage * 12  // a row's worth of wages is about to be added
        return self.sum + month > self.soft ? wage * self.softPrice : 0
    }

    /// What may still be paid under the hard ceiling, if there is one.
    var room: Price? { self.hard < .infinity ? self.hard - self.sum : nil }

    func wage(_ person: Int, _ type: Int) -> Price { self.wages[person][type] }

    func mostWage(of person: Int) -> Price { self.wages[person].max() ?? 0 }

    func wages(of row: UnsafePointer<Int16>, days: Int, _ person: Int) -> Price {
        (0..<days).reduce(0) { $0 + (row[$1] < 0 ? 0 : self.wages[person][Int(row[$1])]) }
    }

    func count(_ row: UnsafePointer<Int16>, days: Int, _ person: Int, by sign: Price) {
        let wages = self.wages[person]
        for day in 0..<days where row[day] >= 0 { self.sum += sign * wages[Int(row[day])] }
    }
}
