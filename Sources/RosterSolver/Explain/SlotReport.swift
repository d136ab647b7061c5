/// Why a slot is open: how everybody stands to it, counted by cause, and what would open it.
package struct SlotReport: Sendable, Hashable {
    /// The people kept away by the same cause, with the span of their figures.
    package struct Group: Sendable, Hashable {
        package var cause: Block.Cause
        /// Whether the amounts are beyond a maximum; else they are short of a minimum.
        package var isExcess: Bool
        package var people: [Int]
        package var actual: ClosedRange<Int64>
        package var bound: ClosedRange<Int64>
    }

    package var slot: Slot
    package var standings: [Standing]
    /// By first cause, the largest group first; people who may not work the shift at all are not among them.
    package private(set) var groups: [Group]
    /// The smallest first.
    package private(set) var relaxations: [Relaxation]

    /// People appointed to the shift.
    package var appointed: [Int] { self.standings.filter { !$0.isOutside }.map(\.person) }

    /// People who could take it as things are.
    package var free: [Int] { self.standings.filter(\.isFree).map(\.person) }

    package init(_ slot: Slot, _ standings: [Standing]) {
        self.slot = slot
        self.standings = standings
        self.groups = Self.groups(standings)
        self.relaxations = standings.compactMap(\.relaxation)
            .sorted { ($0.share, $0.size, $0.person) < ($1.share, $1.size, $1.person) }
    }

    private static func groups(_ standings: [Standing]) -> [Group] {
        var groups: [Group] = []
        for standing in standings where !standing.isOutside {
            guard let block = standing.blocks.first else { continue }
            let cause = block.cause.family
            if let index = groups.firstIndex(where: { $0.cause == cause && $0.isExcess == block.isExcess }) {
                let group = groups[index]
                groups[index].people.append(standing.person)
                groups[index].actual =
                    min(group.actual.lowerBound, block.actual)...max(group.actual.upperBound, block.actual)
                groups[index].bound =
                    min(group.bound.lowerBound, block.bound)...max(group.bound.upperBound, block.bound)
            } else {
                groups.append(
                    Group(
                        cause: cause, isExcess: block.isExcess, people: [standing.person],
                        actual: block.actual...block.actual,
                        bound: block.bound...block.bound))
            }
        }
        return groups.sorted { ($1.people.count, $0.people[0]) < ($0.people.count, $1.people[0]) }
    }
}

extension Standing {
    /// Whether the person has nothing to do with the shift: not appointed to it.
    var isOutside: Bool { self.blocks.contains { $0.cause == .obstacle(.notAppointed) } }

    /// The bound to move when one bound alone is in the way.
    var relaxation: Relaxation? {
        let causes = Set(self.blocks.map(\.cause))
        guard causes.count == 1, let cause = causes.first, cause.hasBound else { return nil }
        guard let worst = self.blocks.max(by: { abs($0.actual - $0.bound) < abs($1.actual - $1.bound) }),
            self.blocks.allSatisfy({ ($0.actual < $0.bound) == (worst.actual < worst.bound) })
        else { return nil }
        return Relaxation(person: self.person, cause: cause, bound: worst.bound, needed: worst.actual)
    }
}

extension Block {
    fileprivate var isExcess: Bool { self.actual > self.bound }
}

extension Block.Cause {
    /// The cause as it is counted: whichever pin, whichever other shift.
    fileprivate var family: Block.Cause {
        switch self {
        case .obstacle(.pinned): .obstacle(.pinned(Pin(day: 0, shift: nil, reason: "")))
        case .working: .working(shift: -1)
        case .obstacle, .rule, .travel, .overlap, .company, .ceiling, .clinicCeiling: self
        }
    }

    /// Whether it is a bound that may be moved.
    fileprivate var hasBound: Bool {
        switch self {
        case .rule, .travel, .company, .ceiling, .clinicCeiling: true
        case .obstacle, .working, .overlap: false
        }
    }
}
