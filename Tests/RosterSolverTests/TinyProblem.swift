import RosterSolver

/// Small random problems, each about one part of the rules, and every row that they have.
struct TinyProblem {
    /// The part of the rules that a problem is about.
    enum Focus: CaseIterable {
        case minutes, taggedMinutes, weekMinutes, fixedMinutes, shifts, shiftsOfTypes, weekShifts, weekends, workRun
        case offRun, bothRuns, shiftRun, rest, sequence, travel, cells, pins, wishes, published, fairness, several
        case rollingMinutes, rollingShifts, shortWeekends, longWeekends, weekendHours
        case completeWeekends, longCompleteWeekends, timeOff, weekTimeOff, fixedTimeOff

        /// Whether the program over rows holds it exactly; the others are held by prices.
        var isExact: Bool {
            switch self {
            case .taggedMinutes, .weekMinutes, .fixedMinutes, .shifts, .shiftsOfTypes, .weekShifts, .rollingMinutes,
                .rollingShifts, .fairness, .several, .longWeekends, .weekendHours, .longCompleteWeekends,
                .timeOff, .weekTimeOff, .fixedTimeOff:
                false
            default: true
            }
        }
    }

    var problem: RosterProblem

    init(_ focus: Focus, seed: Int, people: Int = 1, days: ClosedRange<Int> = 5...6) {
        var dice = SeededDice(seed &* 64 &+ (Focus.allCases.firstIndex(of: focus) ?? 0))
        var made = Maker(dice: dice, days: dice.roll(days), types: dice.roll(2...3))
        self.problem = made.problem(focus, people: people)
    }

    /// Every row there is.
    var rows: [[Int?]] {
        var rows: [[Int?]] = [[]]
        for _ in 0..<self.problem.days {
            rows = rows.flatMap { row in
                [row + [nil]] + self.problem.shiftTypes.indices.map { row + [$0] }
            }
        }
        return rows
    }
}

/// Makes one problem.
private struct Maker {
    var dice: SeededDice
    let days: Int
    let types: Int

    mutating func problem(_ focus: TinyProblem.Focus, people: Int) -> RosterProblem {
        let clinics = focus == .travel || focus == .several
        let shiftTypes = (0..<self.types).map { index in
            ShiftType(
                id: "T\(index)", start: self.dice.roll(0...22) * 60, minutes: self.dice.roll(4...12) * 60,
                tags: self.dice.chance(50) ? ["night"] : [], clinic: clinics ? "C\(index % 2)" : nil,
                requires: focus == .cells && self.dice.chance(60) ? ["Q"] : [])
        }
        var problem = RosterProblem(
            days: self.days, firstWeekday: Weekday(rawValue: self.dice.roll(0...6))!, shiftTypes: shiftTypes,
            people: (0..<people).map { _ in Person(id: "") }, demands: [],
            goals: self.dice.chance(50) ? .sum : .lexicographic)
        problem.weekend = self.weekend(focus)
        for person in 0..<people { problem.people[person] = self.person(person, focus, shiftTypes) }
        problem.demands = self.demands(focus)
        if clinics {
            problem.travel = [("C0", "C1"), ("C1", "C0")].map { from, to in
                Travel(from: from, to: to, minutes: self.dice.roll(0...14) * 60)
            }
        }
        if focus == .fairness || focus == .several && self.dice.chance(50) {
            problem.fairness = [
                FairnessShare(
                    id: "share", points: [0: self.dice.roll(0...3), 1: self.dice.roll(0...3)],
                    dayPoints: [self.dice.roll(0...self.days - 1): self.dice.roll(0...3)],
                    targets: (0..<people).map { _ in self.dice.chance(90) ? self.dice.roll(0...9) : nil },
                    carried: (0..<people).map { _ in self.dice.roll(0...4) }, cost: Int64(self.dice.roll(0...5)))
            ]
        }
        return problem
    }

    private mutating func weekday() -> Weekday { Weekday(rawValue: self.dice.roll(0...6)) ?? .friday }

    private mutating func weekend(_ focus: TinyProblem.Focus) -> Weekend {
        switch focus {
        case .shortWeekends: return .days(from: self.weekday(), count: self.dice.roll(1...2))
        case .longWeekends, .longCompleteWeekends: return .days(from: self.weekday(), count: self.dice.roll(3...5))
        case .weekendHours:
            return .interval(
                from: self.weekday(), at: self.dice.roll(0...23) * 60, minutes: self.dice.roll(1...120) * 60)
        case .completeWeekends:
            if self.dice.chance(50) { return .saturdayAndSunday }
            return .interval(
                from: self.weekday(), at: self.dice.roll(0...23) * 60, minutes: self.dice.roll(48...71) * 60)
        default: return .saturdayAndSunday
        }
    }

    private mutating func person(_ index: Int, _ focus: TinyProblem.Focus, _ types: [ShiftType]) -> Person {
        var person = Person(id: "P\(index)")
        var kinds = self.rules(focus, types)
        if focus == .several {
            for _ in 0..<4 {
                let other = TinyProblem.Focus.allCases.randomElement(using: &self.dice) ?? .minutes
                kinds += self.rules(other, types)
            }
        }
        person.rules = kinds.enumerated().map { index, rule in
            var named = rule
            named.id = "rule \(index)"
            return named
        }
        person.history = self.history(person.rules)
        if focus == .cells || focus == .several && self.dice.chance(40) { self.addCells(to: &person) }
        if focus == .pins || focus == .several && self.dice.chance(30) {
            person.pins = self.dice.some(of: 0..<self.days, percent: 40).map { Pin(day: $0, shift: self.cell()) }
        }
        if focus == .wishes || self.dice.chance(20) {
            for day in self.dice.some(of: 0..<self.days) {
                let type = self.dice.roll(0...self.types - 1)
                let wish = [Request.Wish.work(type), .avoid(type), .off].randomElement(using: &self.dice) ?? .off
                person.requests.append(Request(day: day, wish: wish, cost: Int64(self.dice.roll(0...9))))
            }
        }
        if focus == .published || self.dice.chance(10) {
            person.published = Published(
                cells: (0..<self.days).map { _ in self.cell() },
                changeCost: (0..<self.days).map { _ in Int64(self.dice.roll(0...9)) })
        }
        if self.dice.chance(30) { person.hourlyWage = Int64(self.dice.roll(1...40)) }
        return person
    }

    private mutating func cell() -> Int? { self.dice.chance(35) ? nil : self.dice.roll(0...self.types - 1) }

    private mutating func addCells(to person: inout Person) {
        person.leave = Set(self.dice.some(of: 0..<self.days, percent: 20))
        for day in self.dice.some(of: 0..<self.days, percent: 30) {
            person.forbids.append(Forbid(day: day, shift: self.dice.roll(0...self.types - 1)))
        }
        if self.dice.chance(40) { person.appointedTo = Set(self.dice.some(of: 0..<self.types, percent: 70)) }
        if self.dice.chance(70) {
            let first = self.dice.roll(0...self.days - 1)
            let last = self.dice.roll(first...self.days)
            person.qualifications = [Qualification("Q", validOn: self.dice.chance(60) ? first..<last : nil)]
        }
    }

    private mutating func history(_ rules: [RosterRule]) -> History {
        var history = History()
        switch self.dice.roll(1...3) {
        case 1: history.eve = .working(days: self.dice.roll(1...3), last: self.dice.roll(0...self.types - 1))
        case 2: history.eve = .resting(days: self.dice.roll(1...3))
        default: break
        }
        if rules.contains(where: { $0.kind == .longestOff }), self.dice.chance(50) {
            history.cells = (0..<self.dice.roll(1...6)).map { _ in self.cell() }
        }
        for rule in rules where self.dice.chance(40) && rule.kind != .longestOff {
            if case .rolling = rule.window {
                let isTime = if case .minutes = rule.kind { true } else { false }
                history.recent[rule.id] = (0..<self.dice.roll(0...5)).map { _ in
                    isTime ? self.dice.roll(0...10) * 60 : self.dice.roll(0...1)
                }
            } else if case .minutes = rule.kind {
                history.carried[rule.id] = self.dice.roll(0...12) * 60
            } else if case .shiftRun = rule.kind, case .working(let days, _) = history.eve {
                history.carried[rule.id] = self.dice.roll(1...days)
            } else {
                history.carried[rule.id] = self.dice.roll(0...2)
            }
        }
        return history
    }

    private mutating func demands(_ focus: TinyProblem.Focus) -> [Demand] {
        var demands: [Demand] = []
        for day in 0..<self.days {
            for type in 0..<self.types where self.dice.chance(80) {
                let target = self.dice.roll(0...2)
                let also = self.dice.chance(15) ? [self.dice.roll(0...self.types - 1)] : []
                demands.append(
                    Demand(
                        day: day, slot: "\(day) T\(type)", shifts: Set([type] + also), target: target,
                        critical: self.dice.chance(20) ? self.dice.roll(0...target) : 0,
                        criticalCost: Int64(self.dice.roll(1...3)), underCost: Int64(self.dice.roll(0...30)),
                        overCost: Int64(self.dice.roll(0...20))))
            }
        }
        return demands
    }

    /// Bounds of which some are missing, around an amount, in order.
    private mutating func bounds(_ range: ClosedRange<Int>, step: Int = 1, minimum: Bool = true, maximum: Bool = true)
        -> Bounds
    {
        var levels = (0..<4).map { _ in self.dice.roll(range) * step }.sorted()
        if step > 1, self.dice.chance(30) { levels = levels.map { $0 + 25 } }
        var bounds = Bounds(
            softMinCost: Int64(self.dice.roll(0...9)), softMaxCost: Int64(self.dice.roll(0...9)),
            per: step > 1 && self.dice.chance(50) ? 60 : 1)
        if minimum, self.dice.chance(50) { bounds.hardMin = levels[0] }
        if minimum, self.dice.chance(50) { bounds.softMin = levels[1] }
        if maximum, self.dice.chance(50) { bounds.softMax = levels[2] }
        if maximum, self.dice.chance(50) { bounds.hardMax = levels[3] }
        return bounds
    }

    private mutating func rules(_ focus: TinyProblem.Focus, _ types: [ShiftType]) -> [RosterRule] {
        let some = Set(self.dice.some(of: types.indices))
        let weeks = RosterRule.Window.weeks(from: Weekday(rawValue: self.dice.roll(0...6))!)
        let first = self.dice.roll(0...self.days - 1)
        let fixed = RosterRule.Window.days(first..<self.dice.roll(first + 1...self.days))
        switch focus {
        case .minutes: return [self.rule(.minutes(tag: nil), self.bounds(0...self.days * 9, step: 60))]
        case .taggedMinutes: return [self.rule(.minutes(tag: "night"), self.bounds(0...self.days * 8, step: 60))]
        case .weekMinutes: return [self.rule(.minutes(tag: nil), self.bounds(0...40, step: 60), weeks)]
        case .fixedMinutes: return [self.rule(.minutes(tag: nil), self.bounds(0...30, step: 60), fixed)]
        case .shifts: return [self.rule(.shifts(of: nil), self.bounds(0...self.days))]
        case .shiftsOfTypes: return [self.rule(.shifts(of: some), self.bounds(0...self.days))]
        case .weekShifts: return [self.rule(.shifts(of: nil), self.bounds(0...5), weeks)]
        case .weekends, .shortWeekends, .longWeekends, .weekendHours:
            return [self.rule(.weekends, self.bounds(0...2))]
        case .completeWeekends, .longCompleteWeekends:
            var bounds = Bounds(softMaxCost: Int64(self.dice.roll(1...9)))
            if self.dice.chance(50) { bounds.hardMax = 0 } else { bounds.softMax = 0 }
            return [self.rule(.incompleteWeekend, bounds), self.rule(.offRun, self.bounds(1...3))]
        case .timeOff:
            let days = self.dice.roll(2...self.days + 1)
            return [self.timeOff(within: days, .rolling(days: days))]
        case .weekTimeOff: return [self.timeOff(within: 7, weeks)]
        case .fixedTimeOff:
            if case .days(let range) = fixed { return [self.timeOff(within: range.count, fixed)] }
            return []
        case .workRun: return [self.rule(.workRun, self.bounds(1...self.days))]
        case .offRun: return [self.rule(.offRun, self.bounds(1...self.days))]
        case .bothRuns:
            return [self.rule(.workRun, self.bounds(1...self.days)), self.rule(.offRun, self.bounds(1...self.days))]
        case .shiftRun: return [self.rule(.shiftRun(of: some), self.bounds(0...self.days))]
        case .rest:
            let starts = types.compactMap(\.start).min() ?? 0
            let most = (starts + 2880 - (types.compactMap(\.end).max() ?? 0)) / 60
            if most < 1 { return [] }
            let bounds = self.bounds(0...min(most, 20), step: 60, maximum: false)
            return [self.rule(.rest, bounds.capped(most * 60))]
        case .sequence:
            let pairs = types.indices.flatMap { first in types.indices.map { ShiftPair(first, then: $0) } }
            var bounds = Bounds(softMaxCost: Int64(self.dice.roll(1...9)))
            if self.dice.chance(60) { bounds.hardMax = 0 } else { bounds.softMax = 0 }
            return [self.rule(.sequence(self.dice.some(of: pairs, percent: 30)), bounds)]
        case .travel, .cells, .pins, .wishes, .published, .fairness, .several: return []
        case .rollingMinutes:
            return [self.rule(.minutes(tag: nil), self.bounds(0...30, step: 60), self.rolling())]
        case .rollingShifts:
            let types = self.dice.chance(50) ? some : nil
            return [self.rule(.shifts(of: types), self.bounds(0...4), self.rolling())]
        }
    }

    private mutating func timeOff(within days: Int, _ window: RosterRule.Window) -> RosterRule {
        let hours = 12...min(days * 24, self.dice.chance(70) ? 60 : 120)
        var bounds = self.bounds(hours, step: 60, maximum: false).capped(days * 1440)
        if bounds.hardMin == nil { bounds.softMinCost += 1 }
        return self.rule(.longestOff, bounds, window)
    }

    private mutating func rolling() -> RosterRule.Window { .rolling(days: self.dice.roll(1...self.days + 2)) }

    private mutating func rule(
        _ kind: RosterRule.Kind, _ bounds: Bounds, _ window: RosterRule.Window = .horizon
    ) -> RosterRule {
        RosterRule(
            id: "", kind: kind, window: window, bounds: bounds,
            severity: [.law, .contract, .policy].randomElement(using: &self.dice) ?? .law,
            softTier: [.money, .wishes].randomElement(using: &self.dice) ?? .wishes)
    }
}

extension Bounds {
    fileprivate func capped(_ most: Int) -> Bounds {
        var capped = self
        capped.hardMin = self.hardMin.map { min($0, most) }
        capped.softMin = self.softMin.map { min($0, most) }
        return capped
    }
}
