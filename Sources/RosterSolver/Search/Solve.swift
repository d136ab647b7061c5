/// One run of the solver: workers, their cycles, and what they share.
struct Solve {
    private let problem: RosterProblem
    private let options: SolverOptions
    private let weights: TierWeights
    /// Fewer than there are people when the run was canceled first.
    private let models: [RowModel]
    private let firstRows: FirstRows
    private let started: Double

    init(_ problem: RosterProblem, _ options: SolverOptions) {
        self.problem = problem
        self.options = options
        self.started = options.now()
        let limits = options.budget.limitsOfFirstRows(from: self.started, options.now)
        var first = FirstRows(for: problem, limits: limits, isCanceled: options.isCanceled)
        if let start = options.start { first.take(start, for: problem) }
        let relaxed = first.relaxed
        self.firstRows = first
        let weights = TierWeights(for: problem, relaxed: relaxed)
        self.weights = weights
        var models: [RowModel] = []
        for person in problem.people.indices where !first.isCanceled && !options.isCanceled() {
            models.append(RowModel(of: person, in: problem, weights: weights, relaxed: relaxed.contains(person)))
        }
        self.models = models
    }

    func run() -> SolverResult {
        guard !self.problem.people.isEmpty else {
            return self.result(Roster(rows: []), iterations: 0, cycles: [], false)
        }
        guard self.models.count == self.problem.people.count else {
            return self.result(self.firstRows.roster, iterations: 0, cycles: [], true)
        }
        var clock = BudgetClock(
            self.options.budget, people: self.problem.people.count, started: self.started, now: self.options.now)
        // Unchecked because each search is touched by one piece of work at a time, and by nobody else meanwhile.
        nonisolated(unsafe) let searches = (0..<max(1, self.options.threads)).map(self.search)
        clock.learn(rows: searches.reduce(0) { $0 + $1.rowsPlanned })
        while !searches.contains(where: \.isCanceled), let cycle = clock.next() {
            let isFirst = clock.done.isEmpty
            let deadline = clock.deadline
            self.options.perform(searches.count) { worker in
                let search = searches[worker]
                search.round(cycle, worker: worker, isFirst: isFirst) { [unowned search] in
                    search.isCanceled = self.options.isCanceled()
                    return search.isCanceled || deadline.map { self.options.now() >= $0 } ?? false
                }
            }
            clock.finish(Cycle(planned: cycle.planned, made: searches.map(\.made)))
            self.share(searches)
        }
        let search = searches[0]
        let last = self.polish(search, clock)
        search.best.restore(search.plan)
        var cycles = clock.done + [last]
        cycles[0].firstSearches = self.firstRows.wasCutShort ? self.firstRows.searches : nil
        return self.result(
            search.roster, iterations: search.rowsPlanned, cycles: cycles, searches.contains(where: \.isCanceled))
    }

    /// The last pass over the best roster of all: a cycle for which no rows are planned ahead.
    private func polish(_ search: Search, _ clock: BudgetClock) -> Cycle {
        let limit = clock.lastPass.map { search.rowsPlanned + $0 } ?? .max
        search.begin(limit: limit) { [unowned search] in
            search.isCanceled = search.isCanceled || self.options.isCanceled()
            return search.isCanceled || clock.end.map { self.options.now() >= $0 } ?? false
        }
        search.polish()
        return Cycle(planned: 0, made: [search.made])
    }

    /// Larger figures than this are not told exactly.
    private static let mostTold: Price = 9e18

    /// A worker with a first full roster; the first worker's seed is the one given.
    private func search(_ worker: Int) -> Search {
        let plan = Plan(self.problem, weights: self.weights, tables: self.models.map { RowTables($0) })
        plan.nearness = .presentRow
        let seed = self.options.seed &+ UInt64(worker) &* 0x9E37_79B9_7F4A_7C15
        let progress = self.options.progress
        let keeper = self.weights.isLexicographic ? ScoreKeeper(self.problem) : nil
        let search = Search(plan, seed: seed, keeper: keeper) { search in
            progress?(
                SolverProgress(
                    cost: Int64(min(search.plan.total, Self.mostTold)), uncovered: search.plan.cover.missing,
                    iterations: search.rowsPlanned, worker: worker))
        }
        search.begin(limit: .max, self.options.isCanceled)
        search.construct(from: self.firstRows.rows, keeping: self.options.start != nil)
        return search
    }

    /// Gives every worker the best roster of all; among equals the first worker's.
    private func share(_ searches: [Search]) {
        guard let best = searches.map(\.best).min(by: { $0.isBetter(than: $1) }) else { return }
        for search in searches where best.isBetter(than: search.best) { search.adopt(best) }
    }

    private func result(_ roster: Roster, iterations: Int, cycles: [Cycle], _ canceled: Bool) -> SolverResult {
        let evaluation = Evaluation(of: roster, against: self.problem)
        let withoutLegalRow = self.firstRows.relaxed.sorted().filter {
            !RowEvaluation(of: roster.rows[$0], person: $0, against: self.problem).isLegal
        }
        return SolverResult(
            roster: roster, score: evaluation.score, uncovered: evaluation.uncovered,
            withoutLegalRow: withoutLegalRow, undecided: withoutLegalRow.filter(self.firstRows.undecided.contains),
            iterations: iterations, cycles: cycles,
            seconds: self.options.now() - self.started, wasCanceled: canceled)
    }
}

extension Budget {
    /// When to stop searching for the legal rows of those for whom the program finds none: with most of the time gone, or
    /// where it was in the run that is to be repeated.
    fileprivate func limitsOfFirstRows(
        from start: Double, _ now: @escaping @Sendable () -> Double
    ) -> FirstRows.Limits {
        switch self {
        case .iterations: FirstRows.Limits()
        case .seconds(let seconds): FirstRows.Limits(isOver: { now() >= start + seconds * Self.shareOfFirstRows })
        case .cycles(let cycles): FirstRows.Limits(searches: cycles.first?.firstSearches ?? .max)
        }
    }

    private static let shareOfFirstRows = 0.75
}
