import RosterSolver
import Testing

@Suite struct `Figures that make no sense` {
    private let week = RosterProblem(
        days: 7, shiftTypes: [ShiftType(id: "D", start: 480, minutes: 480)], people: [Person(id: "Ana")],
        demands: [Demand(day: 0, slot: "D", shifts: [0], target: 1)])

    private func refused(_ change: (inout RosterProblem) -> Void) -> [String] {
        var problem = self.week
        change(&problem)
        return problem.refusals().map {
            if case .outOfRange(let what, let person) = $0 { return "\(person ?? "-"): \(what)" }
            return "\($0)"
        }
    }

    private func refused(_ rule: RosterRule) -> [String] { self.refused { $0.people[0].rules = [rule] } }

    @Test func `are refused wherever costs could pass what a score can hold`() {
        #expect(self.refused { _ in }.isEmpty)
        #expect(self.refused { $0.demands[0].underCost = .max / 2 } == ["-: demand D"])
        #expect(self.refused { $0.demands[0].criticalCost = .max } == ["-: demand D"])
        #expect(self.refused { $0.demands[0].overCost = .max / 4 } == ["-: demand D"])
        #expect(self.refused { $0.demands[0].target = 5_000_000_000 } == ["-: demand D"])
        #expect(self.refused { $0.people[0].hourlyWage = .max / 4 } == ["Ana: wage"])
        let requests = [Request(day: 0, wish: .off, cost: .max), Request(day: 1, wish: .work(0), cost: .max)]
        #expect(self.refused { $0.people[0].requests = requests } == ["Ana: request"])
        let published = Published(cells: [nil, nil, nil, nil, nil, nil, nil], changeCost: [0, 0, 0, 0, 0, 0, .max])
        #expect(self.refused { $0.people[0].published = published } == ["Ana: published"])
        let hours = Bounds(softMin: 2400, softMinCost: .max / 100)
        #expect(self.refused(RosterRule(id: "hours", kind: .minutes(tag: nil), bounds: hours)) == ["Ana: hours"])
        let many = RosterRule(id: "many", kind: .shifts(of: nil), bounds: Bounds(hardMin: .max - 1))
        #expect(self.refused(many) == ["Ana: many"])
        let apart = CompanyRule(
            id: "apart", people: [0], others: [0], bounds: Bounds(softMax: 0, softMaxCost: .max / 2))
        #expect(self.refused { $0.company = [apart] } == ["-: company apart"])
        let never = CompanyRule(id: "never", people: [0], others: [0], bounds: Bounds(hardMax: .max))
        #expect(self.refused { $0.company = [never] } == ["-: company never"])
        let share = FairnessShare(id: "nights", points: [0: 1], targets: [.max / 2], carried: [0], cost: 5)
        #expect(self.refused { $0.fairness = [share] } == ["-: fairness nights"])
        #expect(self.refused { $0.ceiling = CostCeiling(soft: 5, softCost: .max) } == ["-: ceiling"])
    }

    @Test func `are refused where a time, a wage or a ceiling is none`() {
        #expect(self.refused { $0.shiftTypes[0].start = 2000 } == ["-: start of D"])
        #expect(self.refused { $0.shiftTypes[0].start = -3000 } == ["-: start of D"])
        #expect(self.refused { $0.travel = [Travel(from: "A", to: "B", minutes: -100)] } == ["-: travel A to B"])
        #expect(self.refused { $0.people[0].hourlyWage = -5000 } == ["Ana: wage"])
        #expect(self.refused { $0.ceiling = CostCeiling(hard: -1) } == ["-: ceiling"])
        #expect(self.refused { $0.ceiling = CostCeiling(soft: 5, softCost: -1) } == ["-: ceiling"])
    }

    @Test func `are refused in what is brought in from before`() {
        #expect(self.refused { $0.people[0].history.eve = .resting(days: .max / 2) } == ["Ana: history"])
        #expect(self.refused { $0.people[0].history.carried["hours"] = .max / 2 } == ["Ana: history"])
        #expect(self.refused { $0.people[0].history.recent["hours"] = [.max / 2] } == ["Ana: history"])
        // Rules that would go by it are not judged by it.
        for figure in [Int.max, .min] {
            let refused = self.refused {
                $0.people[0].rules = [RosterRule(id: "hours", kind: .minutes(tag: nil), bounds: Bounds(hardMax: 5))]
                $0.people[0].history.carried["hours"] = figure
            }
            #expect(refused == ["Ana: history"])
        }
        let window = RosterRule.Window.rolling(days: .max / 2)
        let rule = RosterRule(id: "ever", kind: .shifts(of: nil), window: window, bounds: Bounds(hardMax: 5))
        #expect(self.refused(rule) == ["Ana: window of ever"])
    }
}

@Suite struct `A shift that lasts over a day off` {
    private let day = ShiftType(id: "D", start: 480, minutes: 480, clinic: "north")

    private func problem(_ call: ShiftType, rules: [RosterRule] = []) -> RosterProblem {
        RosterProblem(
            days: 7, shiftTypes: [call, self.day], people: [Person(id: "Ana", rules: rules)], demands: [],
            travel: [Travel(from: "south", to: "north", minutes: 60)])
    }

    @Test func `is refused, with or without a rule about rest, where it reaches another shift`() {
        let call = ShiftType(id: "CALL", start: 1200, minutes: 2880)
        let rest = RosterRule(id: "rest", kind: .rest, bounds: Bounds(hardMin: 0))
        #expect(self.problem(call).refusals() == [.reachesOverDayOff(shift: "CALL", next: "D")])
        #expect(self.problem(call, rules: [rest]).refusals().contains(.reachesOverDayOff(shift: "CALL", next: "D")))
    }

    @Test func `is refused where the way to another shift is too long for what is left`() {
        let near = ShiftType(id: "CALL", start: 480, minutes: 2880, clinic: "north")
        #expect(self.problem(near).refusals().isEmpty)
        let far = ShiftType(id: "CALL", start: 480, minutes: 2880, clinic: "south")
        #expect(self.problem(far).refusals() == [.reachesOverDayOff(shift: "CALL", next: "D")])
    }

    @Test func `asks for qualifications on the last day that it touches`() {
        var call = ShiftType(id: "CALL", start: 1200, minutes: 2880, requires: ["RN"])
        var ana = Person(id: "Ana", qualifications: [Qualification("RN", validOn: 0..<3)])
        func problem() -> RosterProblem { RosterProblem(days: 7, shiftTypes: [call], people: [ana], demands: []) }
        #expect(problem().refusals().isEmpty)
        #expect(problem().obstacle(person: 0, day: 0, shift: 0) == nil)
        #expect(problem().obstacle(person: 0, day: 1, shift: 0) == .unqualified("RN"))
        ana.qualifications = [Qualification("RN", validOn: 5..<7)]
        #expect(problem().obstacle(person: 0, day: 5, shift: 0) == nil)
        call.minutes = 240
        #expect(problem().obstacle(person: 0, day: 4, shift: 0) == .unqualified("RN"))
    }
}
