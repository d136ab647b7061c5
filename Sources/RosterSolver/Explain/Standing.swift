/// What keeps a person from a slot: the rule, its figures, and the cells that make them.
package struct Block: Sendable, Hashable {
    /// What stands in the way.
    package enum Cause: Sendable, Hashable {
        case obstacle(Obstacle)
        /// Works another shift that day, or this very one.
        case working(shift: Int)
        /// A rule of the person, by its id.
        case rule(String)
        case travel
        /// The shift overlaps with that of the day before or after.
        case overlap
        /// Somebody would work beside too many or too few, by the rule's id.
        case company(String)
        case ceiling
        /// The wages of a clinic's shifts would pass their ceiling.
        case clinicCeiling(String)
    }

    package var cause: Cause
    package var actual: Int64
    package var bound: Int64
    package var culprits: [Violation.Cell]

    package init(_ cause: Cause, actual: Int64, bound: Int64, culprits: [Violation.Cell] = []) {
        self.cause = cause
        self.actual = actual
        self.bound = bound
        self.culprits = culprits
    }
}

/// How one person stands to a slot while the rest of the roster stays as it is.
package struct Standing: Sendable, Hashable {
    package var person: Int
    /// Everything in the way, the first cause first; empty when the person is free to take the slot.
    package var blocks: [Block]
    /// By how much the roster's score changes when the person takes the slot, legal or not.
    package var change: Score

    package var isFree: Bool { self.blocks.isEmpty }
}

/// One bound that, moved alone, lets one person take a slot.
package struct Relaxation: Sendable, Hashable {
    package var person: Int
    package var cause: Block.Cause
    package var bound: Int64
    /// What the bound would have to be.
    package var needed: Int64

    package init(person: Int, cause: Block.Cause, bound: Int64, needed: Int64) {
        self.person = person
        self.cause = cause
        self.bound = bound
        self.needed = needed
    }

    package var size: Int64 { abs(self.needed - self.bound) }

    /// The size in thousandths of the bound: how relaxations of different units compare.
    package var share: Int64 { self.size * 1000 / max(1, abs(self.bound)) }
}
