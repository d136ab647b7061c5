/// Proves that a person has a legal row, or that there is none, by following every distinct state day by day.
///
/// Slower than the program over rows, but exact for every kind of rule, sums over weeks and of single types included;
/// used where a wrong "impossible" would be said. What it neither finds nor proves it leaves undecided.
struct LegalRow {
    /// What is known at the end.
    enum Finding: Hashable {
        case row([Int?])
        case none
        /// Too many states to follow, or told to stop.
        case undecided
    }

    /// Everything about the days so far that later days can be judged by.
    struct State: Hashable {
        var last: Int
        var run: Int
        /// Whether the run touches an edge behind which nothing is known.
        var isOpen: Bool
        /// The weekend last worked in, while a further day may belong to it; else -1.
        var lastWeekend: Int
        /// Running amounts: weekends, runs of types, then sums.
        var amounts: [Int]
        /// What the last days counted toward each rule over rolling days.
        var recent: [[Int]]
        /// For each rule about the longest time off.
        var off: [[Int]]
    }

    let rules: LegalRules
    let problem: RosterProblem
    private let limit: Int
    let isCanceled: () -> Bool

    /// - Parameter limit: how many states of a day are followed over four weeks; fewer over a longer time.
    init(
        of person: Int, in problem: RosterProblem, limit: Int = 100_000, isCanceled: @escaping () -> Bool = { false }
    ) {
        self.rules = LegalRules(of: person, in: problem)
        self.problem = problem
        self.limit = limit * 28 / max(28, problem.days)
        self.isCanceled = isCanceled
    }

    /// Dives first, and follows all states where that does not decide.
    func find() -> Finding {
        let found = self.dive()
        return found == .undecided && !self.isCanceled() ? self.followAll() : found
    }

    /// Follows every distinct state, day by day.
    func followAll() -> Finding {
        var meter = StepMeter(isCanceled: self.isCanceled)
        var layers: [[State: (before: State, cell: Int)]] = []
        var states: [State] = [self.first]
        for day in 0..<self.problem.days {
            var next: [State: (before: State, cell: Int)] = [:]
            var order: [State] = []  // of discovery, so that the same problem gives the same row
            for state in states {
                for cell in self.rules.cells[day] {
                    guard meter.mayStep() else { return .undecided }
                    guard let reached = self.step(state, to: cell, on: day), next[reached] == nil else { continue }
                    next[reached] = (state, cell)
                    order.append(reached)
                }
                if next.count > self.limit { return .undecided }
            }
            layers.append(next)
            states = order
        }
        guard let last = states.first else { return .none }
        return Self.row(to: last, layers)
    }

    private static func row(to last: State, _ layers: [[State: (before: State, cell: Int)]]) -> Finding {
        var state = last
        var row: [Int?] = []
        for layer in layers.reversed() {
            guard let step = layer[state] else { return .none }
            row.append(step.cell < 0 ? nil : step.cell)
            state = step.before
        }
        return .row(row.reversed())
    }

    /// The state on the eve.
    var first: State {
        let amounts = self.rules.sums.map(\.start)
        let (last, run) =
            switch self.rules.eve {
            case .unknown: (-1, 0)
            case .resting(let days): (-1, days)
            case .working(let days, let last): (last, days)
            }
        return State(
            last: last, run: run, isOpen: self.rules.eve == .unknown, lastWeekend: -1, amounts: amounts,
            recent: self.rules.rolling.map(\.start), off: self.rules.timesOff.map(\.start))
    }

    /// The state after a day with that cell, -1 for off; nil when a hard bound is broken.
    func step(_ state: State, to cell: Int, on day: Int) -> State? {
        var next = state
        if state.last >= 0, cell >= 0, !self.rules.mayFollow(state.last, cell) { return nil }
        let ended = state.last >= 0 ? self.rules.work : self.rules.off
        let current = cell >= 0 ? self.rules.work : self.rules.off
        if (state.last >= 0) == (cell >= 0) {
            next.run += 1
        } else {
            if self.rules.isTied[day], !state.isOpen || day > 0 { return nil }
            if !state.isOpen, state.run < ended.least { return nil }
            next.run = 1
            next.isOpen = state.isOpen && day == 0
        }
        guard next.run <= current.most else { return nil }
        if current.most == Int.max { next.run = min(next.run, max(1, current.least)) }
        next.last = cell
        for (index, sum) in self.rules.sums.enumerated() {
            guard let amount = sum.after(next.amounts[index], cell, day, lastWeekend: state.lastWeekend) else {
                return nil
            }
            next.amounts[index] = amount
        }
        for (index, sum) in self.rules.rolling.enumerated() {
            guard let recent = sum.after(next.recent[index], cell, day) else { return nil }
            next.recent[index] = recent
        }
        for (index, rule) in self.rules.timesOff.enumerated() {
            guard let off = rule.after(next.off[index], cell, day) else { return nil }
            next.off[index] = off
        }
        next.lastWeekend = self.rules.lastWeekend(after: state.lastWeekend, cell, on: day)
        return next
    }
}
