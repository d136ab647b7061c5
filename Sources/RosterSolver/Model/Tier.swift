/// The order of goals: an earlier tier is worth more than everything after it together.
package enum Tier: Int, Sendable, Hashable, CaseIterable, Comparable {
    case law, critical, contract, target, money, wishes

    package static func < (left: Tier, right: Tier) -> Bool { left.rawValue < right.rawValue }
}

/// How the tiers of a score are compared.
package enum Goals: Sendable, Hashable {
    /// Tier by tier; a unit of an earlier tier outweighs whatever later tiers may gain.
    case lexicographic
    /// Law comes first, the rest is one sum: the way published benchmarks judge.
    case sum
}
