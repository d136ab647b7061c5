/// How many people fill each demand, what that costs, and what one more person on a shift would change.
///
/// Unsafe buffers: every index is a day, type or demand of the problem, which was checked before solving.
final class CoverLedger {
    private struct Slot {
        var count: Int32
        var critical: Int32
        var target: Int32
        var criticalPrice: Price
        var underPrice: Price
        var overPrice: Price

        /// The price at which demand and rows agree, between what one missing and one too many costs.
        var dual: Price = 0
        var direction: Price = 0

        /// What one more person costs when the agreed price gives way to the true one as the weight grows.
        @inline(__always) func guided(_ weight: Price) -> Price {
            let away = Price(2 * (self.count - self.target) + 1)
            let price = self.dual + weight * away
            let least = price > -self.underPrice ? price : -self.underPrice
            return (least < self.overPrice ? least : self.overPrice)
                - (self.count < self.critical ? self.criticalPrice : 0)
        }

        /// What one more person changes.
        @inline(__always) var next: Price {
            (self.count < self.critical ? -self.criticalPrice : 0)
                + (self.count < self.target ? -self.underPrice : self.overPrice)
        }
    }

    let days: Int
    let types: Int
    /// Price of one more person by day, then type.
    let price: UnsafeMutablePointer<Price>
    private(set) var cost: Price = 0
    private(set) var missing = 0

    private let slots: UnsafeMutablePointer<Slot>
    /// Demands that a cell counts toward: `demands[cellStart[c]..<cellStart[c + 1]]`, and the cells of each demand.
    private let cellStart: UnsafeMutablePointer<Int32>
    private let demands: UnsafeMutablePointer<Int32>
    private let slotStart: UnsafeMutablePointer<Int32>
    private let cells: UnsafeMutablePointer<Int32>
    private let slotCount: Int

    init(_ problem: RosterProblem, _ weights: TierWeights) {
        self.days = problem.days
        self.types = problem.shiftTypes.count
        let size = max(1, self.days * self.types)
        self.slotCount = problem.demands.count
        self.price = .allocate(capacity: size)
        self.price.initialize(repeating: 0, count: size)
        self.slots = .allocate(capacity: max(1, problem.demands.count))
        var byCell = [[Int32]](repeating: [], count: size)
        var bySlot: [[Int32]] = []
        for (index, demand) in problem.demands.enumerated() {
            self.slots[index] = Slot(
                count: 0, critical: Int32(demand.critical), target: Int32(demand.target),
                criticalPrice: Price(demand.criticalCost) * weights[.critical],
                underPrice: Price(demand.underCost) * weights[.target],
                overPrice: Price(demand.overCost) * weights[.target])
            let cells = demand.shifts.sorted().map { demand.day * problem.shiftTypes.count + $0 }
            for cell in cells { byCell[cell].append(Int32(index)) }
            bySlot.append(cells.map { Int32($0) })
        }
        (self.cellStart, self.demands) = Self.flatten(byCell)
        (self.slotStart, self.cells) = Self.flatten(bySlot)
        self.clear()
    }

    deinit {
        self.price.deallocate()
        self.slots.deallocate()
        self.cellStart.deallocate()
        self.demands.deallocate()
        self.slotStart.deallocate()
        self.cells.deallocate()
    }

    /// Nobody at work.
    func clear() {
        self.cost = 0
        self.missing = 0
        for cell in 0..<self.days * self.types { self.price[cell] = 0 }
        for index in 0..<self.slotCount {
            self.slots[index].count = 0
            let slot = self.slots[index]
            self.cost += Price(slot.critical) * slot.criticalPrice + Price(slot.target) * slot.underPrice
            self.missing += Int(slot.target)
            for at in self.slotStart[index]..<self.slotStart[index + 1] {
                self.price[Int(self.cells[Int(at)])] += slot.next
            }
        }
    }

    /// Counts a row in, or out.
    func count(_ row: UnsafePointer<Int16>, in range: Range<Int>, by sign: Int32) {
        for day in range where row[day] >= 0 {
            let cell = day * self.types + Int(row[day])
            for at in self.cellStart[cell]..<self.cellStart[cell + 1] {
                self.change(Int(self.demands[Int(at)]), by: sign)
            }
        }
    }

    /// Adds the guided price of each demand to its cells.
    func addGuided(to price: UnsafeMutablePointer<Price>, weight: Price) {
        for index in 0..<self.slotCount {
            let guided = self.slots[index].guided(weight)
            for at in self.slotStart[index]..<self.slotStart[index + 1] { price[Int(self.cells[Int(at)])] += guided }
        }
    }

    var duals: [Price] {
        get { (0..<self.slotCount).map { self.slots[$0].dual } }
        set { for index in 0..<self.slotCount { self.slots[index].dual = newValue[index] } }
    }

    /// What demand adds to the Lagrangian bound.
    var dualValue: Price {
        (0..<self.slotCount).reduce(0) { $0 - self.slots[$1].dual * Price(self.slots[$1].target) }
    }

    func dualCost(of row: UnsafePointer<Int16>) -> Price {
        var sum: Price = 0
        for day in 0..<self.days where row[day] >= 0 {
            let cell = day * self.types + Int(row[day])
            for at in self.cellStart[cell]..<self.cellStart[cell + 1] {
                sum += self.slots[Int(self.demands[Int(at)])].dual
            }
        }
        return sum
    }

    func addDuals(to price: UnsafeMutablePointer<Price>) {
        for index in 0..<self.slotCount {
            let dual = self.slots[index].dual
            for at in self.slotStart[index]..<self.slotStart[index + 1] { price[Int(self.cells[Int(at)])] += dual }
        }
    }

    /// Turns the direction of the duals toward the present excess; returns its squared length.
    func followDuals(momentum: Price) -> Price {
        var norm: Price = 0
        for index in 0..<self.slotCount {
            let slot = self.slots[index]
            var excess = Price(slot.count - slot.target)
            if excess > 0, slot.dual >= slot.overPrice { excess = 0 }
            if excess < 0, slot.dual <= -slot.underPrice { excess = 0 }
            let direction = (1 - momentum) * excess + momentum * slot.direction
            self.slots[index].direction = direction
            norm += direction * direction
        }
        return norm
    }

    func stepDuals(by step: Price) {
        for index in 0..<self.slotCount {
            let slot = self.slots[index]
            self.slots[index].dual = min(slot.overPrice, max(-slot.underPrice, slot.dual + step * slot.direction))
        }
    }

    /// Moves the agreed prices toward where demand and rows meet.
    func moveDuals(by step: Price) {
        for index in 0..<self.slotCount {
            let slot = self.slots[index]
            let price = slot.dual + step * Price(slot.count - slot.target)
            self.slots[index].dual = min(slot.overPrice, max(-slot.underPrice, price))
        }
    }

    /// How many people fill a demand.
    func assigned(_ index: Int) -> Int { Int(self.slots[index].count) }

    /// Whether somebody is missing on a cell against a target.
    @inline(__always) func isShort(_ cell: Int) -> Bool {
        for at in self.cellStart[cell]..<self.cellStart[cell + 1] {
            let slot = self.slots[Int(self.demands[Int(at)])]
            if slot.count < slot.target { return true }
        }
        return false
    }

    @inline(__always) private func change(_ index: Int, by sign: Int32) {
        let old = self.slots[index].next
        if sign > 0 {
            self.cost += old
            if self.slots[index].count < self.slots[index].target { self.missing -= 1 }
        }
        self.slots[index].count += sign
        let new = self.slots[index].next
        if sign < 0 {
            self.cost -= new
            if self.slots[index].count < self.slots[index].target { self.missing += 1 }
        }
        if old != new {
            for at in self.slotStart[index]..<self.slotStart[index + 1] {
                self.price[Int(self.cells[Int(at)])] += new - old
            }
        }
    }

    private static func flatten(
        _ lists: [[Int32]]
    ) -> (UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>) {
        let starts = UnsafeMutablePointer<Int32>.allocate(capacity: lists.count + 1)
        let flat = lists.flatMap(\.self)
        let values = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, flat.count))
        for (index, value) in flat.enumerated() { values[index] = value }
        var sum: Int32 = 0
        for (index, list) in lists.enumerated() {
            starts[index] = sum
            sum += Int32(list.count)
        }
        starts[lists.count] = sum
        return (starts, values)
    }
}
