import RosterSolver
import Testing

@Suite struct `Solving at the edges` {
    private let day = ShiftType(id: "D", start: 480, minutes: 480)

    private func solve(_ problem: RosterProblem) throws -> SolverResult {
        try RosterSolver.solve(problem, SolverOptions(budget: .iterations(200)))
    }

    private func demands(_ days: Int, target: Int) -> [Demand] {
        (0..<days).map { Demand(day: $0, slot: "D", shifts: [0], target: target, underCost: 100, overCost: 1) }
    }

    @Test func `one person works every day that is asked for`() throws {
        let problem = RosterProblem(
            days: 7, shiftTypes: [self.day], people: [Person(id: "A")], demands: self.demands(7, target: 1))
        #expect(try self.solve(problem).roster.rows == [[0, 0, 0, 0, 0, 0, 0]])
    }

    @Test func `nobody, nothing and no demand are rosters too`() throws {
        #expect(
            try self.solve(
                RosterProblem(days: 7, shiftTypes: [self.day], people: [], demands: self.demands(7, target: 1))
            ).uncovered == 7)
        let idle = try self.solve(RosterProblem(days: 7, shiftTypes: [], people: [Person(id: "A")], demands: []))
        #expect(idle.roster.rows == [[nil, nil, nil, nil, nil, nil, nil]])
        let free = try self.solve(
            RosterProblem(days: 7, shiftTypes: [self.day], people: [Person(id: "A")], demands: []))
        #expect(free.withoutLegalRow.isEmpty)
    }

    @Test func `demand beyond capacity stays open`() throws {
        let people = ["A", "B"].map {
            Person(id: $0, rules: [RosterRule(id: "run", kind: .workRun, bounds: Bounds(hardMax: 5))])
        }
        let result = try self.solve(
            RosterProblem(days: 7, shiftTypes: [self.day], people: people, demands: self.demands(7, target: 5)))
        #expect(result.uncovered == 35 - 12)
        #expect(result.withoutLegalRow.isEmpty)
    }

    @Test func `hours that cannot be worked are missed by as little as possible`() throws {
        let rules = [
            RosterRule(id: "hours", kind: .minutes(tag: nil), bounds: Bounds(hardMin: 4800)),
            RosterRule(id: "run", kind: .workRun, bounds: Bounds(hardMax: 7)),
        ]
        let problem = RosterProblem(
            days: 7, shiftTypes: [self.day], people: [Person(id: "A", rules: rules), Person(id: "B")],
            demands: self.demands(7, target: 1))
        let result = try self.solve(problem)
        #expect(result.withoutLegalRow == [0])
        #expect(result.roster.rows[0] == [0, 0, 0, 0, 0, 0, 0])
    }

    @Test func `a pin to a shift that may not be worked is kept and reported`() throws {
        let person = Person(id: "A", leave: [2], pins: [Pin(day: 2, shift: 0)])
        let result = try self.solve(RosterProblem(days: 7, shiftTypes: [self.day], people: [person], demands: []))
        #expect(result.withoutLegalRow == [0])
        #expect(result.roster.rows[0][2] == 0)
    }

    @Test func `a person without any legal row gets the settled cells that can be kept`() throws {
        let rules = [
            RosterRule(id: "hours", kind: .minutes(tag: nil), bounds: Bounds(hardMin: 2400, hardMax: 2400)),
            RosterRule(id: "rest", kind: .rest, bounds: Bounds(hardMin: 900)),
        ]
        let types = [self.day, ShiftType(id: "N", start: 1200, minutes: 600, requires: ["RN"])]
        let pins = [
            Pin(day: 0, shift: 1), Pin(day: 1, shift: 0), Pin(day: 3, shift: 0), Pin(day: 3, shift: nil),
            Pin(day: 4, shift: 1),
        ]
        let ana = Person(
            id: "Ana", appointedTo: [], rules: rules, leave: [0, 4, 6],
            requests: [Request(day: 5, wish: .off, cost: 1)],
            pins: pins, hourlyWage: 9000)
        for goals in [Goals.lexicographic, .sum] {
            let problem = RosterProblem(
                days: 7, shiftTypes: types, people: [ana, Person(id: "Ben")], demands: self.demands(7, target: 2),
                ceiling: CostCeiling(hard: 1), goals: goals)
            let result = try self.solve(problem)
            #expect(result.withoutLegalRow == [0])
            let row = result.roster.rows[0]
            #expect(row[0] == 1 && row[1] == 0 && row[2] == nil && row[4] == 1 && row[6] == nil)
            let least = BestOfAll.leastBreach(of: 0, in: problem)
            #expect(RowEvaluation(of: row, person: 0, against: problem).breach == least, "\(goals)")
            #expect(result.score == Evaluation(of: result.roster, against: problem).score)
        }
    }

    @Test func `demand that costs whatever it may puts nobody where they are barred`() throws {
        let people = [2, 4].map {
            Person(id: "\($0)", forbids: [Forbid(day: $0, shift: 0)], hourlyWage: 5000)
        }
        let demands = (0..<7).map { Demand(day: $0, slot: "D", shifts: [0], target: 2, underCost: 2_000_000_000) }
        let problem = RosterProblem(
            days: 7, shiftTypes: [self.day, ShiftType(id: "N", minutes: 480)], people: people, demands: demands)
        let result = try self.solve(problem)
        #expect(Evaluation(of: result.roster, against: problem).hardViolations.isEmpty)
        #expect(result.withoutLegalRow.isEmpty)
    }

    @Test func `what cannot be honored is refused by name`() {
        let rule = RosterRule(id: "rest", kind: .rest, bounds: Bounds(hardMax: 600))
        let problem = RosterProblem(
            days: 7, shiftTypes: [self.day], people: [Person(id: "A", rules: [rule])], demands: [])
        #expect(
            throws: RefusedProblem(refusals: [
                .unsupported(rule: "rest", person: "A", why: "it has minimum bounds only")
            ])
        ) {
            try self.solve(problem)
        }
    }
}

extension RowEvaluation {
    /// By how much law is broken.
    fileprivate var breach: Int64 { self.violations.reduce(0) { $1.tier == .law ? $0 + $1.cost : $0 } }
}

extension BestOfAll {
    /// The least by which law can be broken in a week of two shift types.
    fileprivate static func leastBreach(of person: Int, in problem: RosterProblem) -> Int64 {
        let cells: [Int?] = [nil, 0, 1]
        var least = Int64.max
        for code in 0..<2187 {
            let row = (0..<7).map { day in cells[(code / [1, 3, 9, 27, 81, 243, 729][day]) % 3] }
            let pins = problem.people[person].pins
            // A settled cell holds what it is settled to; else a cell that may not be worked is never worked.
            if pins.contains(where: { pin in !pins.contains { $0.day == pin.day && $0.shift == row[pin.day] } }) {
                continue
            }
            let isBarred = row.enumerated().contains { day, cell in
                cell != nil && !pins.contains { $0.day == day && $0.shift == cell }
                    && problem.obstacle(person: person, day: day, shift: cell!) != nil
            }
            if isBarred { continue }
            least = min(least, RowEvaluation(of: row, person: person, against: problem).breach)
        }
        return least
    }
}
