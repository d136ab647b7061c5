/// One worker's search: a plan, the best plan seen, and the random source that decides what to try.
final class Search {
    let plan: Plan
    let spare = Buffer<Int16>()
    let bestRow = Buffer<Int16>()
    var bestCost: Price = 0
    var random: SplitRandom
    private(set) var best: Snapshot
    /// The plan before a move, for the people that the move has touched so far.
    private var undo: [(person: Int, row: [Int16], cost: Price)] = []
    /// Rows planned so far: the measure of effort.
    var rowsPlanned = 0
    private var limit = 0
    private var stop: () -> Bool = { false }
    private var isStopped = false
    private var asked = -1
    private var nextAsk = 0
    /// Asking whether to stop may cost as much as a short row.
    private static let rowsBetweenAsks = 4
    /// Rows planned in the last round.
    var made = 0
    var isCanceled = false
    /// Whether it started from a roster that was given: then the first round makes small changes to it and no more.
    var isWarm = false
    private let report: (Search) -> Void
    /// Compares tier by tier, where goals ask for it.
    private let keeper: ScoreKeeper?
    /// People in any order; shuffled from the front as needed.
    var order: [Int]
    /// Cells that somebody could fill, by day, then type.
    let cells: [Int]
    /// The days that a move changes.
    var focus: Range<Int>

    init(_ plan: Plan, seed: UInt64, keeper: ScoreKeeper?, report: @escaping (Search) -> Void) {
        self.report = report
        self.keeper = keeper
        self.plan = plan
        self.random = SplitRandom(seed: seed)
        self.order = Array(0..<plan.people)
        self.best = Snapshot(rows: [], costs: [], total: .infinity, score: nil)
        self.focus = 0..<plan.days
        self.cells = (0..<plan.days * plan.types).filter { cell in
            plan.tables.contains { $0.cells[cell] < .limit }
        }
    }

    var total: Price { self.plan.total }

    /// Takes the plan as it is for the best so far.
    func keepBest() { self.best = Snapshot(self.plan, self.keeper) }

    /// Keeps the plan if it is the best so far, and tells whether it was.
    @discardableResult @inline(__always) func keepIfBetter() -> Bool {
        if let keeper = self.keeper {
            guard self.isBetter(by: keeper) else { return false }
        } else {
            guard self.plan.total < self.best.total - 0.25 else { return false }
        }
        self.keepBest()
        self.report(self)
        return true
    }

    /// Whether the plan is better tier by tier. Rows are judged only where the one figure or the cover gives hope.
    private func isBetter(by keeper: ScoreKeeper) -> Bool {
        guard let best = self.best.score else { return true }
        if self.plan.total >= self.best.total {
            let cover = keeper.cover(of: self.plan)
            guard (cover.critical, cover.target) < (self.best.cover.critical, self.best.cover.target) else {
                return false
            }
        }
        return keeper.score(of: self.plan) < best
    }

    /// Starts a stretch of search that ends at so many rows planned, or when told to stop.
    func begin(limit: Int, _ stop: @escaping () -> Bool) {
        self.limit = limit
        self.stop = stop
        self.isStopped = false
        self.asked = -1
        self.nextAsk = 0
    }

    /// Whether the search must end here. Once it must, it always must; and only the first question after a row
    /// counts, so that the number of rows alone tells where it ended.
    var isOver: Bool {
        if !self.isStopped, self.rowsPlanned != self.asked {
            self.asked = self.rowsPlanned
            self.isStopped = self.rowsPlanned >= self.limit
            if !self.isStopped, self.rowsPlanned >= self.nextAsk {
                self.nextAsk = self.rowsPlanned + Self.rowsBetweenAsks
                self.isStopped = self.stop()
            }
        }
        return self.isStopped
    }

    /// Takes another worker's roster for the best.
    func adopt(_ better: Snapshot) { self.best = better }

    /// Takes a person out, remembering the row for `revert`.
    func takeOut(_ person: Int) {
        if !self.undo.contains(where: { $0.person == person }) {
            let row = Array(UnsafeBufferPointer(start: self.plan.row(person), count: self.plan.days))
            self.undo.append((person, row, self.plan.rowCost[person]))
        }
        self.plan.remove(person)
    }

    func beginMove() { self.undo.removeAll(keepingCapacity: true) }

    /// Puts back every row that the move has touched.
    func revert() {
        for change in self.undo { self.plan.remove(change.person) }
        for change in self.undo { self.plan.insert(change.person, change.row, cost: change.cost) }
        self.undo.removeAll(keepingCapacity: true)
    }

    /// Moves some random people to the front of the order.
    func pick(_ count: Int) -> ArraySlice<Int> {
        for index in 0..<count { self.order.swapAt(index, index + self.random.below(self.order.count - index)) }
        return self.order[..<count]
    }

    /// Puts a person who is out back in with the best row for the present prices, disturbed by noise.
    func putIn(_ person: Int, noise: Price, bonusCell: Int = -1, bonus: Price = 0) {
        let plan = self.plan
        let window = plan.window(person, over: self.focus)
        plan.price(person, in: window.days)
        if noise > 0 { self.disturb(window.days, by: noise) }
        if bonusCell >= 0 { plan.engine.price[bonusCell] -= bonus }
        self.putBack(person, window)
    }

    private func disturb(_ days: Range<Int>, by noise: Price) {
        let price = self.plan.engine.price
        var state = self.random.next() | 1
        for cell in days.lowerBound * self.plan.types..<days.upperBound * self.plan.types {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            price[cell] += Price(state >> 40) * (noise / 16_777_216)
        }
    }
}

/// A plan's rows, kept.
struct Snapshot: Sendable {
    var rows: [Int16]
    var costs: [Price]
    var total: Price
    /// Tier by tier, where goals ask for it.
    var score: Score?
    /// What of the score is cover.
    var cover: (critical: Int64, target: Int64) = (0, 0)

    init(rows: [Int16], costs: [Price], total: Price, score: Score?) {
        self.rows = rows
        self.costs = costs
        self.total = total
        self.score = score
    }

    init(_ plan: Plan, _ keeper: ScoreKeeper?) {
        self.rows = Array(UnsafeBufferPointer(start: plan.row(0), count: plan.people * plan.days))
        self.costs = plan.rowCost
        self.total = plan.total
        self.score = keeper?.score(of: plan)
        if let keeper { self.cover = keeper.cover(of: plan) }
    }

    /// Whether it is better, tier by tier where goals ask for it.
    func isBetter(than other: Snapshot) -> Bool {
        if let score = self.score, let than = other.score { score < than } else { self.total < other.total }
    }

    /// Makes the plan what it was.
    func restore(_ plan: Plan) {
        for person in 0..<plan.people { plan.remove(person) }
        self.rows.withUnsafeBufferPointer { rows in
            guard let start = rows.baseAddress else { return }
            for person in 0..<plan.people {
                plan.insert(person, start + person * plan.days, cost: self.costs[person])
            }
        }
    }
}
