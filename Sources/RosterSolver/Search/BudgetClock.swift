/// Divides a budget into rounds: a short one, then longer ones, the last made to end with the budget.
struct BudgetClock {
    private(set) var done: [Cycle] = []
    private let budget: Budget
    private let people: Int
    private let now: @Sendable () -> Double
    private let started: Double
    private var cycleStarted: Double
    private var rowsPerSecond = 0.0

    init(_ budget: Budget, people: Int, started: Double, now: @escaping @Sendable () -> Double) {
        self.budget = budget
        self.people = people
        self.now = now
        self.started = started
        self.cycleStarted = now()
    }

    /// When the time is up, if the budget is a time.
    var end: Double? {
        if case .seconds(let seconds) = self.budget { self.started + seconds } else { nil }
    }

    /// When the rounds end, if the budget is a time: what is left is for the last pass.
    var deadline: Double? {
        if case .seconds(let seconds) = self.budget { self.started + seconds * Self.shareOfRounds } else { nil }
    }

    /// The rows to be planned in the last pass, if the budget says how many.
    var lastPass: Int? {
        guard case .cycles(let cycles) = self.budget, let last = cycles.last, last.planned == 0 else { return nil }
        return last.made.first
    }

    /// The next round, if the budget has one.
    mutating func next() -> Cycle? {
        self.cycleStarted = self.now()
        switch self.budget {
        case .cycles(let cycles):
            let next = self.done.count < cycles.count ? cycles[self.done.count] : nil
            return next.flatMap { $0.planned == 0 ? nil : $0 }
        case .iterations(let count): return self.cycle(left: count - self.done.reduce(0) { $0 + ($1.made.first ?? 0) })
        case .seconds(let seconds):
            let left = seconds * Self.shareOfRounds - (self.now() - self.started)
            if left <= 0 { return nil }
            if self.done.isEmpty, self.rowsPerSecond == 0 { return self.cycle(left: .max) }
            return self.cycle(left: max(self.people, Int(left * self.rowsPerSecond)))
        }
    }

    /// Takes the first rosters for a measure of how long a row takes.
    mutating func learn(rows: Int) {
        self.rowsPerSecond = Double(rows) / max(1e-6, self.now() - self.cycleStarted)
    }

    mutating func finish(_ cycle: Cycle) {
        self.done.append(cycle)
        let made = cycle.made.first ?? 0
        self.rowsPerSecond = Double(made) / max(1e-6, self.now() - self.cycleStarted)
    }

    private func cycle(left: Int) -> Cycle? {
        guard left > 0 else { return nil }
        guard let last = self.done.last else {
            let first = min(left, self.people * Self.firstSweeps)
            return Cycle(planned: first, made: [])
        }
        let longest = self.people * Self.mostSweeps
        let next = min(longest, last.planned * 4)
        let rows = left < next * 2 && left <= longest ? left : min(left, next)
        return Cycle(planned: rows, made: [])
    }

    private static let shareOfRounds = 0.97
    private static let firstSweeps = 60
    private static let mostSweeps = 8000
}
