/// Who works beside whom in a plan, what that costs by the rules about it, and what a person's cells would change.
final class CompanyLedger {
    /// The part that a person plays in a rule.
    private enum Part: Int { case judged, counted, both }

    /// How many of each part are at work on a day.
    private struct Present {
        var counts = (0, 0, 0)

        mutating func add(_ part: Part, _ change: Int) {
            switch part {
            case .judged: self.counts.0 += change
            case .counted: self.counts.1 += change
            case .both: self.counts.2 += change
            }
        }

        /// What they cost when so many others cost so much.
        func cost(_ costs: [Price]) -> Price {
            let (judged, counted, both) = self.counts
            let alone = judged == 0 ? 0 : Price(judged) * costs[counted + both]
            return both == 0 ? alone : alone + Price(both) * costs[counted + both - 1]
        }
    }

    private struct Rule {
        var days: [Bool]
        var types: [Bool]
        /// What one person costs, by the number of others.
        var costs: [Price]
        var present: [Present]
    }

    private var rules: [Rule]
    private let parts: [[(rule: Int, part: Part)]]
    private let types: Int
    private(set) var cost: Price = 0

    /// What the rules cost in the one figure that the search minimizes.
    convenience init(_ problem: RosterProblem, _ weights: TierWeights) {
        self.init(problem) { rule, number in
            Price(rule.bounds.breach(of: number)?.excess ?? 0) * weights[rule.hardTier]
                + Price(rule.bounds.cost(of: number)) * weights[rule.softTier]
        }
    }

    /// - Parameter cost: what one person costs by a rule, by the number of others.
    init(_ problem: RosterProblem, cost: (CompanyRule, Int) -> Price) {
        self.types = problem.shiftTypes.count
        self.rules = problem.company.map { rule in
            Rule(
                days: (0..<problem.days).map(rule.holds), types: problem.shiftTypes.indices.map { rule.counts($0) },
                costs: (0...rule.others.count).map { cost(rule, $0) },
                present: Array(repeating: Present(), count: problem.days))
        }
        self.parts = problem.people.indices.map { person in
            problem.company.enumerated().compactMap { index, rule in
                switch (rule.people.contains(person), rule.others.contains(person)) {
                case (true, true): (index, .both)
                case (true, false): (index, .judged)
                case (false, true): (index, .counted)
                case (false, false): nil
                }
            }
        }
    }

    /// Counts a person's row in, or out.
    func count(_ row: UnsafePointer<Int16>, _ person: Int, by sign: Int) {
        for (index, part) in self.parts[person] {
            for day in self.rules[index].days.indices where row[day] >= 0 {
                guard self.rules[index].days[day], self.rules[index].types[Int(row[day])] else { continue }
                self.cost -= self.rules[index].present[day].cost(self.rules[index].costs)
                self.rules[index].present[day].add(part, sign)
                self.cost += self.rules[index].present[day].cost(self.rules[index].costs)
            }
        }
    }

    /// Adds to a person's cells what working them changes; the person is not counted.
    func addPrices(of person: Int, in range: Range<Int>, to price: UnsafeMutablePointer<Price>) {
        for (index, part) in self.parts[person] {
            let rule = self.rules[index]
            for day in range where rule.days[day] {
                var joined = rule.present[day]
                joined.add(part, 1)
                let change = joined.cost(rule.costs) - rule.present[day].cost(rule.costs)
                if change == 0 { continue }
                for type in 0..<self.types where rule.types[type] { price[day * self.types + type] += change }
            }
        }
    }
}
