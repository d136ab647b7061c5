package import PraxisCore

/// How an annual amount is laid over the periods of its year. The parts always add to the whole, to the cent.
package enum Phasing: Equatable, Sendable {
    case even
    /// By the weeks of each period: 4, 4, 5, …
    case weeks([Int])
    /// By what was spent in each period of the prior year; a year of zeros falls back to even.
    case shape([Money])
    /// Typed hundredths of a percent, which total 100.00 %.
    case percentages([Int])
    /// All of it in one period.
    case once(period: Int)
}

/// Why an amount cannot be phased.
package enum PhasingError: Error, Equatable {
    case wrongCount(given: Int, periods: Int)
    /// The percentages total this many hundredths of a percent, not 10,000.
    case notWhole(Int)
    case noSuchPeriod(Int)
    case negativeWeight
}

extension Phasing {
    /// The amounts of the periods, in their order.
    package func amounts(of total: Money, periods: Int) throws(PhasingError) -> [Money] {
        let weights = try self.weights(periods: periods)
        do {
            return try split(total.minorUnits, by: weights).map(Money.init(minorUnits:))
        } catch {
            throw .negativeWeight
        }
    }

    private func weights(periods: Int) throws(PhasingError) -> [Int64] {
        let weights: [Int64]
        switch self {
        case .even:
            weights = Array(repeating: 1, count: periods)
        case .weeks(let weeks):
            weights = weeks.map(Int64.init)
        case .shape(let amounts):
            weights = amounts.allSatisfy { $0 == .zero } ? amounts.map { _ in 1 } : amounts.map(\.minorUnits)
        case .percentages(let hundredths):
            guard hundredths.reduce(0, +) == 10_000 else { throw .notWhole(hundredths.reduce(0, +)) }
            weights = hundredths.map(Int64.init)
        case .once(let period):
            guard (1...periods).contains(period) else { throw .noSuchPeriod(period) }
            weights = (1...periods).map { $0 == period ? 1 : 0 }
        }
        guard weights.count == periods else { throw .wrongCount(given: weights.count, periods: periods) }
        return weights
    }
}
