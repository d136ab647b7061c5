/// A row model laid out for the search over rows: plain buffers, filled once and only read afterward.
///
/// Unsafe buffers live in this file, `RowEngine*.swift` and `Plan.swift`; every index is below a size set here.
final class RowTables {
    let model: RowModel
    let cells: UnsafeMutablePointer<Price>
    let nodeCount: Int
    /// Types of node n are `types[typeStart[n]..<typeStart[n + 1]]`.
    let typeStart: UnsafeMutablePointer<Int>
    let types: UnsafeMutablePointer<Int>
    let nodeOf: [Int]
    let units: UnsafeMutablePointer<Int>
    /// What a node adds to the place of a stretch in its tables: counted shifts first, then excess units.
    let offset: UnsafeMutablePointer<Int>
    /// The sum held exactly by the programs, and the states that it takes; -1 and 1 when there is none.
    let capped: Int
    let capStates: Int
    /// What beginning a stretch of work on a day costs, or ending it before the day, where a weekend ties the days.
    let tie: UnsafeMutablePointer<Price>
    let entry: UnsafeMutablePointer<Price>
    let opening: UnsafeMutablePointer<Price>
    /// What a day off after a node costs, and whether it costs anything at all.
    let exit: UnsafeMutablePointer<Price>
    let hasExit: Bool
    /// Predecessors of node n are `before[beforeStart[n]..<beforeStart[n + 1]]`, with their costs.
    let beforeStart: UnsafeMutablePointer<Int>
    let before: UnsafeMutablePointer<Int>
    let beforeCost: UnsafeMutablePointer<Price>
    /// Units that each shift adds at least; what longer ones add beyond is excess.
    let leastUnit: Int
    let spread: Int
    /// Excess units that every counted shift adds, when only counted shifts are longer than the others.
    let unitsPerCounted: Int
    /// Places of a stretch for one number of counted shifts, and in all.
    let excessWidth: Int
    let stretchWidth: Int
    /// Least and most units, excess of counted shifts left out.
    let leastUnits: Int
    let mostUnits: Int
    /// Longest run of work.
    let longest: Int
    let weekendStates: Int
    /// Length from which a run off is over its minimum, when that is all there is to runs off; else 0.
    let plainOff: Int
    /// Most units a day can add, or -1 where it cannot be worked.
    let dayMost: [Int]
    /// Whether a program over the whole row has too many states to follow all of them time and again.
    lazy var isLong = self.hasManyStates

    init(_ model: RowModel, capped: Int = -1) {
        self.model = model
        let count = model.nodes.count
        self.nodeCount = count
        self.cells = Self.copy(model.cells)
        self.types = Self.copy(model.nodes.flatMap(\.types))
        self.typeStart = Self.copy(Self.starts(model.nodes.map(\.types.count)))
        self.units = Self.copy(model.nodes.map(\.units))
        self.tie = Self.copy(model.tiedWeekend.map { $0 < 0 ? 0 : model.tieCost })
        self.entry = Self.copy(model.entry)
        self.opening = Self.copy(model.opening)
        self.exit = Self.copy(model.exit)
        self.hasExit = model.exit.contains { $0 != 0 }
        let range = model.unitRange
        self.longest = min(model.work.longest, model.days)
        self.capped = capped
        let cap = capped < 0 ? 0 : model.sums[capped].cap(days: model.days) ?? 0
        self.capStates = cap + 1
        let counted = model.nodes.map { capped < 0 ? 0 : model.sums[capped].amounts[$0.types[0]] }
        // When exactly the counted shifts are longer, all by the same, their number tells the excess.
        let isTold =
            capped >= 0 && zip(model.nodes, counted).allSatisfy { $0.units == ($1 == 1 ? range.most : range.least) }
        self.unitsPerCounted = isTold ? range.most - range.least : 0
        self.leastUnit = range.least
        self.spread = isTold ? 0 : range.most - range.least
        self.excessWidth = self.longest * self.spread + 1
        self.stretchWidth = (min(self.longest, cap) + 1) * self.excessWidth
        let width = self.excessWidth
        let tellsUnits = isTold
        let offsets = zip(model.nodes, counted).map { $1 * width + (tellsUnits ? 0 : $0.units - range.least) }
        self.offset = Self.copy(offsets)
        // Where not one shift may be counted, a counted one follows nothing.
        let usable = offsets.map { [stretchWidth = self.stretchWidth] in $0 < stretchWidth }
        let predecessors = (0..<count).map { to in
            (0..<count).filter { usable[to] && model.follow[$0 * count + to] < .limit }
        }
        self.beforeStart = Self.copy(Self.starts(predecessors.map(\.count)))
        self.before = Self.copy(predecessors.flatMap(\.self))
        self.beforeCost = Self.copy(
            predecessors.enumerated().flatMap { to, list in list.map { model.follow[$0 * count + to] } })
        self.leastUnits = max(0, model.leastUnits - self.unitsPerCounted * cap)
        self.mostUnits = model.mostUnits
        self.weekendStates = model.weekendCost.count
        self.plainOff = model.off.isMinimumOnly ? model.off.plainFrom ?? 0 : 0
        self.dayMost = (0..<model.days).map { day in
            model.nodes.filter { $0.types.contains { model.cells[day * model.types + $0] < .limit } }
                .map { tellsUnits ? range.least : $0.units }.max() ?? -1
        }
        var nodeOf = [Int](repeating: -1, count: model.types)
        for (index, node) in model.nodes.enumerated() {
            for type in node.types where nodeOf[type] < 0 { nodeOf[type] = index }
        }
        self.nodeOf = nodeOf
    }

    deinit {
        self.cells.deallocate()
        self.types.deallocate()
        self.typeStart.deallocate()
        self.units.deallocate()
        self.offset.deallocate()
        self.tie.deallocate()
        self.entry.deallocate()
        self.opening.deallocate()
        self.exit.deallocate()
        self.beforeStart.deallocate()
        self.before.deallocate()
        self.beforeCost.deallocate()
    }

    private static func starts(_ counts: [Int]) -> [Int] {
        counts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    }

    private static func copy<Element: BitwiseCopyable>(_ array: [Element]) -> UnsafeMutablePointer<Element> {
        let pointer = UnsafeMutablePointer<Element>.allocate(capacity: max(1, array.count))
        for (index, element) in array.enumerated() { pointer[index] = element }
        return pointer
    }
}
