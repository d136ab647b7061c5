/// Answers why slots of a roster are open.
package struct Explanation: Sendable {
    private let problem: RosterProblem
    private let roster: Roster
    private let rows: [RowEvaluation]
    private let wages: Int64

    package init(of roster: Roster, for problem: RosterProblem) {
        self.problem = problem
        self.roster = roster
        self.rows = problem.people.indices.map { RowEvaluation(of: roster.rows[$0], person: $0, against: problem) }
        self.wages = self.rows.reduce(0) { $0 + $1.wages }
    }

    /// How everybody stands to a slot.
    package func report(on slot: Slot) -> SlotReport {
        SlotReport(slot, self.problem.people.indices.map { self.standing(of: $0, to: slot) })
    }

    /// How one person stands to a slot while all other cells stay.
    package func standing(of person: Int, to slot: Slot) -> Standing {
        var row = self.roster.rows[person]
        let present = row[slot.day]
        row[slot.day] = slot.shift
        let taken = RowEvaluation(of: row, person: person, against: self.problem)
        var blocks: [Block] = []
        if let obstacle = self.problem.obstacle(person: person, day: slot.day, shift: slot.shift) {
            blocks.append(Block(.obstacle(obstacle), actual: 1, bound: 0, culprits: [Self.cell(person, slot.day)]))
        }
        if let present {
            blocks.append(
                Block(.working(shift: present), actual: 1, bound: 0, culprits: [Self.cell(person, slot.day)]))
        }
        blocks += self.newBreaches(from: self.rows[person], to: taken)
        blocks += self.companyBlocks(person, slot, row)
        let wages = self.wages + taken.wages - self.rows[person].wages
        if let ceiling = self.problem.ceiling?.hard, wages > ceiling, wages > self.wages {
            blocks.append(Block(.ceiling, actual: wages, bound: ceiling))
        }
        blocks += self.problem.clinicCeilings.compactMap { ceiling in
            guard let hard = ceiling.hard else { return nil }
            let before = self.problem.wages(of: self.roster, under: ceiling)
            let change =
                self.problem.wages(of: row, person, under: ceiling)
                - self.problem.wages(of: self.roster.rows[person], person, under: ceiling)
            guard change > 0, before + change > hard else { return nil }
            return Block(ceiling.cause, actual: before + change, bound: hard)
        }
        return Standing(person: person, blocks: blocks, change: self.change(person, slot, row))
    }

    private static func cell(_ person: Int, _ day: Int) -> Violation.Cell { Violation.Cell(person: person, day: day) }

    /// The hard bounds that the new row breaks, or breaks more than the old one did: law first, then as they stand.
    private func newBreaches(from old: RowEvaluation, to new: RowEvaluation) -> [Block] {
        let before = Dictionary(grouping: old.violations.filter(\.isHard), by: \.subject)
        let after = Dictionary(grouping: new.violations.filter(\.isHard), by: \.subject)
        let worse = new.violations.filter { violation in
            guard violation.isHard, violation.subject.cause != nil else { return false }
            let was = before[violation.subject] ?? []
            let sum = (after[violation.subject] ?? []).reduce(0) { $0 + $1.cost }
            return sum > was.reduce(0) { $0 + $1.cost } && !was.contains(violation)
        }
        let sorted = worse.filter { $0.tier == .law } + worse.filter { $0.tier != .law }
        return sorted.compactMap { violation in
            violation.subject.cause.map { cause in
                Block(cause, actual: violation.actual, bound: violation.bound, culprits: violation.culprits)
            }
        }
    }

    /// The rules about company that are broken more than before, each with its worst figures.
    private func companyBlocks(_ person: Int, _ slot: Slot, _ row: [Int?]) -> [Block] {
        if self.problem.company.isEmpty { return [] }
        var roster = self.roster
        let before = CompanyEvaluation(of: roster, on: [slot.day], against: self.problem).breaches
        roster.rows[person] = row
        let after = CompanyEvaluation(of: roster, on: [slot.day], against: self.problem)
        return self.problem.company.compactMap { rule in
            guard after.breaches[rule.id, default: 0] > before[rule.id, default: 0] else { return nil }
            let worst = after.violations.filter { $0.isHard && $0.subject == .company(rule.id) }
                .max { $0.cost < $1.cost }
            return worst.map { Block(.company(rule.id), actual: $0.actual, bound: $0.bound, culprits: $0.culprits) }
        }
    }

    private func change(_ person: Int, _ slot: Slot, _ row: [Int?]) -> Score {
        var roster = self.roster
        roster.rows[person] = row
        return Evaluation.change(
            from: self.roster, to: roster, of: [person], on: [slot.day], wages: self.wages, against: self.problem)
    }
}

extension Violation.Subject {
    /// The rule behind a broken hard bound; cells that are settled or barred are told apart as obstacles.
    fileprivate var cause: Block.Cause? {
        switch self {
        case .rule(let id): .rule(id)
        case .travel: .travel
        case .overlap: .overlap
        case .obstacle, .pin, .request, .change, .fairness, .company, .critical, .target, .ceiling, .clinicCeiling: nil
        }
    }
}
