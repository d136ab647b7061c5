extension RosterRule {
    /// Whether it bounds all minutes of the whole horizon.
    var sumsHorizonMinutes: Bool {
        if case .minutes(nil) = self.kind { self.window == .horizon } else { false }
    }
}

extension RowModel {
    /// The model of a person's row; relaxed, hard bounds cost their tier's weight per unit instead of being enforced.
    init(of person: Int, in problem: RosterProblem, weights: TierWeights, relaxed: Bool) {
        let who = problem.people[person]
        let compiler = RowCompiler(problem: problem, person: person, weights: weights, isRelaxed: relaxed)
        let cells = compiler.cells()
        self.days = problem.days
        self.types = problem.shiftTypes.count
        self.cells = cells.cells
        self.idle = cells.idle
        self.mustWork = cells.mustWork
        self.isRelaxed = relaxed
        let worked = (0..<self.types).filter { type in
            (0..<problem.days).contains { cells.cells[$0 * problem.shiftTypes.count + type] < .limit }
        }
        let unit = worked.reduce(0) { Self.divisor($0, problem.shiftTypes[$1].minutes) }
        let longest = worked.map { problem.shiftTypes[$0].minutes }.max() ?? 0
        // Lengths that share no handy unit would make too many states: then prices hold the minutes, too.
        let isExact = unit > 0 && problem.days * longest / unit <= Self.mostStates
        let minutes = isExact ? compiler.rules(\.sumsHorizonMinutes) : []
        self.unit = minutes.isEmpty ? 0 : unit
        let weekendOf = compiler.weekendOfDays(worked)
        let sums = compiler.sums(withHorizonMinutes: !isExact) + (weekendOf == nil ? compiler.weekendSums() : [])
        self.sums = sums
        self.caps = sums.indices.filter { sums[$0].cap(days: problem.days).map { $0 <= Self.largestCap } ?? false }
        let graph = compiler.graph(of: worked, unit: self.unit, counted: self.caps.map { sums[$0].amounts })
        self.nodes = graph.nodes
        self.follow = graph.follow
        self.entry = graph.entry
        self.opening = graph.opening
        self.exit = graph.exit
        var before = (work: 0, off: 0)
        switch who.history.eve {
        case .unknown: break
        case .working(let days, _): before.work = days
        case .resting(let days): before.off = days
        }
        let isOpen = who.history.eve == .unknown
        self.workBefore = before.work
        self.work = compiler.runs(.workRun, before: before.work, openStart: isOpen)
        self.off = compiler.runs(.offRun, before: before.off, openStart: isOpen)
        self.readyAtStart = self.off.endedAtEve
        self.timesOff = compiler.timesOff()
        let ties = compiler.ties()
        self.tiedWeekend = ties.weekends
        self.tieCost = ties.cost
        self.isTiedToWork = ties.afterWorkingEve > 0
        self.workedAtStart = min(.blocked, self.work.endedAtEve + graph.runsEndedAtEve + ties.afterWorkingEve)
        let most = self.unit == 0 ? 0 : problem.days * (graph.nodes.map(\.units).max() ?? 0)
        self.minutesCost = (0...most).map { units in
            minutes.reduce(0) { min(.blocked, $0 + compiler.cost($1, units * unit + compiler.carried($1))) }
        }
        self.leastUnits = self.minutesCost.firstIndex { $0 < .limit } ?? 0
        self.mostUnits = self.minutesCost.lastIndex { $0 < .limit } ?? -1
        let weekends = weekendOf == nil ? [] : compiler.rules { $0.kind == .weekends }
        let count = weekends.isEmpty ? 0 : Set((weekendOf ?? []).filter { $0 >= 0 }).count
        let costs = (0...count).map { number in
            weekends.reduce(Price(0)) { min(.blocked, $0 + compiler.cost($1, number + compiler.carried($1))) }
        }
        self.weekendCost = Array(costs[...(costs.lastIndex { $0 < .limit } ?? 0)])
        self.weekendOf = weekendOf ?? [Int](repeating: -1, count: problem.days)
    }

    /// Up to this maximum a count is worth a resource of its own.
    private static let largestCap = 16
    private static let mostStates = 3000

    private static func divisor(_ first: Int, _ second: Int) -> Int {
        second == 0 ? first : Self.divisor(second, first % second)
    }
}
