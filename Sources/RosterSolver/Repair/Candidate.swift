/// One person's way to take a slot.
package struct Candidate: Sendable, Hashable {
    /// A cell of the person that changes besides the slot itself.
    package struct Move: Sendable, Hashable {
        package var day: Int
        package var from: Int?
        package var to: Int?
    }

    /// A demand that has more people missing than before.
    package struct Loss: Sendable, Hashable {
        package var day: Int
        package var slot: String
        package var missingBefore: Int
        package var missingAfter: Int
    }

    /// How far a rule is from its hard bound in the new row.
    package struct Margin: Sendable, Hashable {
        package var rule: String
        package var actual: Int64
        package var bound: Int64

        package var size: Int64 { abs(self.bound - self.actual) }
    }

    package var person: Int
    /// The person's row with the slot taken.
    package var row: [Int?]
    /// The other cells that change; the shift given up on the slot's own day is one of them.
    package var moves: [Move]
    /// By how much the roster's score changes, tier by tier.
    package var change: Score
    /// By how much the cost of changing published cells grows: notice and premium.
    package var premium: Int64
    /// By how much the cost of unequal shares changes.
    package var unfairness: Int64
    package var losses: [Loss]
    /// The rules that come nearest to a hard bound, the nearest first.
    package var margins: [Margin]

    /// Fewest moves, then least premium and money, then fairness.
    package static func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
        let first = (left.moves.count, left.premium, left.change[.money], left.unfairness)
        let second = (right.moves.count, right.premium, right.change[.money], right.unfairness)
        return first == second ? left.person < right.person : first < second
    }
}
