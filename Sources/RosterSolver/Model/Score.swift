/// What a roster costs, tier by tier; never one magic figure.
package struct Score: Sendable, Hashable, Comparable {
    private var amounts: [Int64]

    package init() { self.amounts = Array(repeating: 0, count: Tier.allCases.count) }

    package subscript(tier: Tier) -> Int64 {
        get { self.amounts[tier.rawValue] }
        set { self.amounts[tier.rawValue] = newValue }
    }

    /// Everything after law in one sum: the figure of the benchmarks.
    package var sum: Int64 { self.amounts.dropFirst().reduce(0, +) }

    /// Tier by tier, the first difference decides.
    package static func < (left: Score, right: Score) -> Bool {
        left.amounts.lexicographicallyPrecedes(right.amounts)
    }

    /// Whether the score is better by the problem's goals.
    package func isBetter(than other: Score, by goals: Goals) -> Bool {
        switch goals {
        case .lexicographic: self < other
        case .sum: self[.law] != other[.law] ? self[.law] < other[.law] : self.sum < other.sum
        }
    }
}

extension Score: CustomStringConvertible {
    package var description: String {
        Tier.allCases.map { "\($0)=\(self[$0])" }.joined(separator: " ")
    }
}
