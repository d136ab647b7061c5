/// What a unit of each tier weighs in the one figure that the search minimizes.
///
/// Where goals are a sum, law weighs more than all that a change of one row can make in the rest.
/// For lexicographic goals a step of a tier outweighs all that a change of one row can make in the later tiers together.
/// Weights are powers of two, so figures are exact as long as they fit 53 bits. Where many tiers have many units they do
/// not: then the last digits are lost, which are those of the last tiers, and an earlier tier still decides. The best
/// roster is kept by comparing scores tier by tier in whole numbers in any case.
struct TierWeights: Sendable {
    /// Whether tiers are compared one by one.
    let isLexicographic: Bool
    private let weights: [Price]

    subscript(tier: Tier) -> Price { self.weights[tier.rawValue] }

    /// - Parameter relaxed: the people whose hard rules are priced, because they cannot be kept.
    init(for problem: RosterProblem, relaxed: Set<Int> = []) {
        self.isLexicographic = problem.goals == .lexicographic
        switch problem.goals {
        case .sum: self.weights = [Self.lawOverSum(TierReach(of: problem, relaxed: relaxed)), 1, 1, 1, 1, 1]
        case .lexicographic: self.weights = Self.lexicographic(TierReach(of: problem, relaxed: relaxed))
        }
    }

    /// More than all that a change of one row can make in the sum of the rest, and a million at least.
    private static func lawOverSum(_ reach: TierReach) -> Price {
        let most = Tier.allCases.dropFirst().reduce(0) { $0 + reach.most(of: $1) }
        var weight: Price = 1_000_000
        while weight * reach.step(of: .law) <= most { weight *= 2 }
        return weight
    }

    /// Weights from the last tier up.
    private static func lexicographic(_ reach: TierReach) -> [Price] {
        var weights = [Price](repeating: 1, count: Tier.allCases.count)
        var below: Price = 0
        for tier in Tier.allCases.reversed() {
            var weight: Price = 1
            while weight * reach.step(of: tier) <= below { weight *= 2 }
            weights[tier.rawValue] = weight
            below += weight * reach.most(of: tier)
        }
        return weights
    }
}
