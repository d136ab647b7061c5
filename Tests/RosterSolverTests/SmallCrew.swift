import RosterSolver

/// A few people on a few days with random rules about company, and every roster that they have, judged anew.
struct SmallCrew {
    private(set) var problem: RosterProblem
    private let judge: NaiveJudge
    private let tiny: TinyProblem

    init(seed: Int, types: ClosedRange<Int> = 2...3) {
        var dice = SeededDice(seed &* 7919)
        let focus: TinyProblem.Focus = [.wishes, .workRun, .offRun, .cells, .pins][dice.roll(0...4)]
        var tiny = TinyProblem(focus, seed: seed, people: dice.roll(2...3), days: 2...3)
        while !types.contains(tiny.problem.shiftTypes.count) {
            tiny = TinyProblem(focus, seed: dice.roll(1000...9999), people: 3, days: 2...2)
        }
        tiny.problem.goals = .lexicographic
        let people = tiny.problem.people.indices
        tiny.problem.company = (0..<dice.roll(1...2)).map { index in
            let most = dice.chance(50) ? dice.roll(0...1) : nil
            let least = most == nil || dice.chance(20) ? min(dice.roll(1...2), most ?? 2) : nil
            return CompanyRule(
                id: "company \(index)", people: Set(dice.some(of: people, percent: 60)),
                others: Set(dice.some(of: people, percent: 60)),
                shifts: dice.chance(60) ? Set(dice.some(of: tiny.problem.shiftTypes.indices, percent: 60)) : nil,
                days: dice.chance(30) ? Set(dice.some(of: 0..<tiny.problem.days, percent: 60)) : nil,
                bounds: dice.chance(70)
                    ? Bounds(hardMin: least, hardMax: most)
                    : Bounds(softMin: least, softMinCost: 7, softMax: most, softMaxCost: 4),
                severity: dice.chance(50) ? .law : .contract, softTier: dice.chance(50) ? .money : .wishes)
        }
        self.tiny = tiny
        self.problem = tiny.problem
        self.judge = NaiveJudge(problem: tiny.problem)
    }

    func isLegal(_ row: [Int?], _ person: Int) -> Bool {
        !self.judge.findings(of: row, person: person).contains(where: \.isHard)
    }

    func randomRoster(_ dice: inout SeededDice) -> Roster {
        Roster(rows: self.problem.people.map { _ in self.tiny.rows.randomElement(using: &dice)! })
    }

    /// A roster of legal rows, if everybody has one.
    func legalRoster(_ dice: inout SeededDice) -> Roster? {
        let rows = self.problem.people.indices.compactMap { person in
            self.tiny.rows.filter { self.isLegal($0, person) }.randomElement(using: &dice)
        }
        return rows.count == self.problem.people.count ? Roster(rows: rows) : nil
    }

    /// What is to be said about company, person by person and day by day.
    func company(_ roster: Roster) -> [Violation] {
        var found: [Violation] = []
        for rule in self.problem.company {
            for day in 0..<self.problem.days {
                if let days = rule.days, !days.contains(day) { continue }
                func isThere(_ person: Int) -> Bool {
                    guard let cell = roster.rows[person][day] else { return false }
                    return rule.shifts == nil || rule.shifts!.contains(cell)
                }
                for person in rule.people where isThere(person) {
                    var number = 0
                    for other in rule.others where other != person && isThere(other) { number += 1 }
                    func add(_ bound: Int, _ hard: Bool, _ tier: Tier, _ cost: Int64) {
                        found.append(
                            Violation(
                                subject: .company(rule.id), person: person, window: day..<day + 1,
                                actual: Int64(number), bound: Int64(bound), isHard: hard, tier: tier, cost: cost))
                    }
                    let hardTier: Tier = rule.severity == .law ? .law : .contract
                    if let least = rule.bounds.hardMin, number < least {
                        add(least, true, hardTier, Int64(least - number))
                    }
                    if let most = rule.bounds.hardMax, number > most { add(most, true, hardTier, Int64(number - most)) }
                    if let least = rule.bounds.softMin, number < least {
                        add(least, false, rule.softTier, rule.bounds.softMinCost * Int64(least - number))
                    }
                    if let most = rule.bounds.softMax, number > most {
                        add(most, false, rule.softTier, rule.bounds.softMaxCost * Int64(number - most))
                    }
                }
            }
        }
        return found
    }

    func score(_ roster: Roster) -> Score {
        self.score(roster, roster.rows.indices.map { self.alone(roster.rows[$0], $0) })
    }

    /// The rules that the second roster breaks more than the first.
    func brokenMore(from old: Roster, to new: Roster) -> Set<String> {
        func breaches(_ roster: Roster) -> [String: Int64] {
            self.company(roster).filter(\.isHard).reduce(into: [:]) { sums, violation in
                if case .company(let id) = violation.subject { sums[id, default: 0] += violation.cost }
            }
        }
        let before = breaches(old)
        return Set(breaches(new).filter { $0.value > before[$0.key, default: 0] }.keys)
    }

    /// The best score of all rosters of legal rows.
    var best: Score? {
        let rows = self.problem.people.indices.map { person in
            self.tiny.rows.filter { self.isLegal($0, person) }.map { (row: $0, score: self.alone($0, person)) }
        }
        var best: Score?
        var chosen = [Int](repeating: 0, count: rows.count)
        if rows.contains(where: \.isEmpty) { return nil }
        while true {
            let roster = Roster(rows: chosen.enumerated().map { rows[$0][$1].row })
            let score = self.score(roster, chosen.enumerated().map { rows[$0][$1].score })
            if best.map({ score < $0 }) ?? true { best = score }
            guard let next = chosen.indices.first(where: { chosen[$0] + 1 < rows[$0].count }) else { return best }
            chosen[next] += 1
            for index in 0..<next { chosen[index] = 0 }
        }
    }

    private func alone(_ row: [Int?], _ person: Int) -> Score {
        var score = Score()
        for finding in self.judge.findings(of: row, person: person) { score[finding.tier] += finding.cost }
        score[.money] += self.judge.wages(of: row, person: person)
        return score
    }

    private func score(_ roster: Roster, _ rows: [Score]) -> Score {
        var score = Score()
        for row in rows { for tier in Tier.allCases { score[tier] += row[tier] } }
        for finding in self.judge.coverFindings(of: roster.rows) { score[finding.tier] += finding.cost }
        for violation in self.company(roster) { score[violation.tier] += violation.cost }
        return score
    }
}

extension Violation {
    var isCompany: Bool { if case .company = self.subject { true } else { false } }

    /// The finding without its cells, to be compared.
    var plain: String {
        "\(self.subject) \(self.person ?? -1) \(self.window) \(self.actual) \(self.bound) \(self.isHard) \(self.tier) \(self.cost)"
    }
}
