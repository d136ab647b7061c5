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
