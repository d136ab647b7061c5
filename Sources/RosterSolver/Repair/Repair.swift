/// Finds who could take a slot of a roster, and what else that moves.
///
/// Nobody's row becomes illegal: where a person's other cells leave no room, the best legal row that has the slot and
/// changes the fewest other cells is found by the program over rows.
package struct Repair: Sendable {
    let problem: RosterProblem
    let roster: Roster
    private let rows: [RowEvaluation]
    private let wages: Int64
    private let weights: TierWeights

    package init(of roster: Roster, for problem: RosterProblem) {
        self.problem = problem
        self.roster = roster
        self.rows = problem.people.indices.map { RowEvaluation(of: roster.rows[$0], person: $0, against: problem) }
        self.wages = self.rows.reduce(0) { $0 + $1.wages }
        self.weights = TierWeights(for: problem)
    }

    /// Everybody who could take the slot, the least disturbing first. Those who are left out have an obstacle, or no
    /// legal row with the slot in it; `Explanation` tells which.
    package func candidates(for slot: Slot) -> [Candidate] {
        let cover = CoverLedger(self.problem, self.weights)
        for row in self.roster.rows { cover.count(row, by: 1) }
        let company = self.companyLedger
        return self.problem.people.indices.compactMap { person in
            let row = self.roster.rows[person]
            guard row[slot.day] != slot.shift else { return nil }
            guard self.problem.obstacle(person: person, day: slot.day, shift: slot.shift) == nil else { return nil }
            guard let new = self.row(of: person, with: slot, cover, company) else { return nil }
            guard self.keepsCompany(person, new) else { return nil }
            return self.candidate(person, slot, new)
        }.sorted(by: Candidate.precedes)
    }

    /// The person's row with the slot in it: as it is otherwise if that is legal, else with the fewest moves found.
    private func row(
        of person: Int, with slot: Slot, _ cover: CoverLedger, _ company: CompanyLedger?
    ) -> [Int?]? {
        var row = self.roster.rows[person]
        row[slot.day] = slot.shift
        if self.isLegal(row, person) { return row }
        let barred = self.barred(to: person, by: company)
        if barred.contains(Forbid(day: slot.day, shift: slot.shift)) { return nil }
        let forced = ForcedRow(person, slot, in: self.problem, self.weights, barred: barred)
        if let found = forced.row(near: self.roster.rows[person], cover), self.isLegal(found, person) { return found }
        for day in row.indices where day != slot.day && row[day] != nil {
            var fewer = row
            fewer[day] = nil
            if self.isLegal(fewer, person) { return fewer }
        }
        return nil
    }

    private func isLegal(_ row: [Int?], _ person: Int) -> Bool {
        RowEvaluation(of: row, person: person, against: self.problem).isLegal
    }

    private func candidate(_ person: Int, _ slot: Slot, _ row: [Int?]) -> Candidate {
        let old = self.roster.rows[person]
        var roster = self.roster
        roster.rows[person] = row
        let days = row.indices.filter { row[$0] != old[$0] }
        let moves = days.compactMap { day -> Candidate.Move? in
            if day == slot.day { return old[day].map { Candidate.Move(day: day, from: $0, to: slot.shift) } }
            return Candidate.Move(day: day, from: old[day], to: row[day])
        }
        let judged = RowEvaluation(of: row, person: person, against: self.problem)
        let change = Evaluation.change(
            from: self.roster, to: roster, of: [person], on: Set(days), wages: self.wages, against: self.problem)
        return Candidate(
            person: person, row: row, moves: moves, change: change,
            premium: judged.cost { $0 == .change } - self.rows[person].cost { $0 == .change },
            unfairness: judged.cost(of: \.isFairness) - self.rows[person].cost(of: \.isFairness),
            losses: self.losses(on: days, roster), margins: self.margins(of: row, person))
    }

    private func losses(on days: [Int], _ roster: Roster) -> [Candidate.Loss] {
        self.problem.demands.compactMap { demand in
            guard days.contains(demand.day) else { return nil }
            let before = max(0, demand.target - self.roster.count(on: demand.day, of: demand.shifts))
            let after = max(0, demand.target - roster.count(on: demand.day, of: demand.shifts))
            guard after > before else { return nil }
            return Candidate.Loss(day: demand.day, slot: demand.slot, missingBefore: before, missingAfter: after)
        }
    }
}

extension RowEvaluation {
    fileprivate func cost(of isWanted: (Violation.Subject) -> Bool) -> Int64 {
        self.violations.reduce(0) { isWanted($1.subject) ? $0 + $1.cost : $0 }
    }
}

extension Violation.Subject {
    fileprivate var isFairness: Bool { if case .fairness = self { true } else { false } }
}

extension CoverLedger {
    /// Counts a row in, or out.
    func count(_ row: [Int?], by sign: Int32) {
        self.count(row.map { Int16($0 ?? -1) }, in: row.indices, by: sign)
    }
}
