/// How long to search.
package enum Budget: Sendable, Hashable {
    /// That many rows planned, by each worker, and a last pass until nobody's row can be bettered; the same problem,
    /// seed and number give the same roster, cell for cell.
    case iterations(Int)
    /// That long by the clock, a last pass included as far as time allows; the result tells the cycles that give the same roster again.
    case seconds(Double)
    /// Exactly these rounds.
    case cycles([Cycle])
}

/// A round of the search.
package struct Cycle: Sendable, Hashable {
    /// The rows to be planned in it, which its schedule follows; none for the last pass.
    package var planned: Int
    /// The rows that each worker planned before the budget ended it; empty before it was run.
    package var made: [Int]
    /// In the first cycle, where time was up before the legal rows of all were searched for: for how many people they were.
    package var firstSearches: Int?

    package init(planned: Int, made: [Int] = [], firstSearches: Int? = nil) {
        self.planned = planned
        self.made = made
        self.firstSearches = firstSearches
    }
}

/// What a search may use and whom it tells.
package struct SolverOptions: Sendable {
    package var budget: Budget
    package var seed: UInt64
    /// Searches that run side by side, each with a seed of its own, sharing the best after every cycle.
    package var threads: Int
    /// Runs that many pieces of work, at the same time if it can, and returns when all are done.
    package var perform: @Sendable (Int, @Sendable (Int) -> Void) -> Void
    /// The roster to start from, as far as it is legal; other rows start from the legal row with the fewest cells changed.
    package var start: Roster?
    /// Asked every few moves whether to stop; the best roster so far is returned.
    package var isCanceled: @Sendable () -> Bool
    /// Seconds by the clock that budgets in seconds are measured with.
    package var now: @Sendable () -> Double
    /// Told about every better roster, from whichever thread found it.
    package var progress: (@Sendable (SolverProgress) -> Void)?

    package init(
        budget: Budget, seed: UInt64 = 1, threads: Int = 1, start: Roster? = nil,
        perform: @escaping @Sendable (Int, @Sendable (Int) -> Void) -> Void = { count, work in
            for index in 0..<count { work(index) }
        },
        isCanceled: @escaping @Sendable () -> Bool = { false },
        now: @escaping @Sendable () -> Double = SolverOptions.wallClock(),
        progress: (@Sendable (SolverProgress) -> Void)? = nil
    ) {
        self.budget = budget
        self.seed = seed
        self.threads = threads
        self.start = start
        self.perform = perform
        self.isCanceled = isCanceled
        self.now = now
        self.progress = progress
    }

    /// Seconds since the clock was made.
    package static func wallClock() -> @Sendable () -> Double {
        let start = ContinuousClock.now
        return { (ContinuousClock.now - start) / .seconds(1) }
    }
}

/// The best roster so far, in figures.
package struct SolverProgress: Sendable, Hashable {
    /// The one figure that the search minimizes; with goals that are a sum, it is that sum; else
    /// it tells better from worse and no more.
    package var cost: Int64
    package var uncovered: Int
    package var iterations: Int
    package var worker: Int
}

/// What a search found.
package struct SolverResult: Sendable {
    package var roster: Roster
    /// The score by the plain evaluation, not by the search's own figures.
    package var score: Score
    package var uncovered: Int64
    /// People for whom no legal row exists, or none was found: their rows violate the law the least, and
    /// bounds of contract and policy as these weigh.
    package var withoutLegalRow: [Int]
    /// Those of them for whom it is not proven that none exists.
    package var undecided: [Int]
    /// Rows planned by each worker.
    package var iterations: Int
    /// Pass these as the budget, with the same seed and threads, to get the same roster again.
    package var cycles: [Cycle]
    package var seconds: Double
    package var wasCanceled: Bool
}
