/// Mends a published roster after a change with as few other changes as it can.
///
/// What the change makes impossible is taken out first, with the fewest further moves of the same person. Then open
/// slots are filled one after another by chains of moves, as long as that makes the roster better by the problem's
/// goals and within the limit. Nobody's row becomes illegal, no settled cell moves, and no more people are missing than
/// before. The same input gives the same roster.
package struct Disruption: Sendable {
    private let problem: RosterProblem
    private let published: Roster
    private let maxChanges: Int
    private let isCanceled: @Sendable () -> Bool
    /// How many people may move one after another to fill one slot, and how many are tried for each.
    private let depth = 3
    private let width = 5

    /// - Parameters:
    ///   - problem: the problem with the change in it: leave of the sick, pins and locks, costs of changing cells.
    ///   - maxChanges: how many cells may differ from the published ones beyond those that the change itself forces.
    package init(
        of published: Roster, for problem: RosterProblem, maxChanges: Int,
        isCanceled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.problem = problem
        self.published = published
        self.maxChanges = maxChanges
        self.isCanceled = isCanceled
    }

    /// The mended roster.
    package func mend() -> MendedRoster {
        let (forced, without, undecided) = self.withoutImpossible()
        let forcedCells = self.published.changes(to: forced)
        let start = MendState(forced, for: self.problem)
        var state = start
        var hopeless: Set<Slot> = []
        while !self.isCanceled(), let slot = self.nextSlot(state.roster, hopeless) {
            if let better = self.filled(slot, from: state, origin: state, forced: forced, depth: 1) {
                state = better
                hopeless = []
            } else {
                hopeless.insert(slot)
            }
        }
        return MendedRoster(
            roster: state.roster, forced: forcedCells, changes: forced.changes(to: state.roster),
            score: state.score, scoreBefore: start.score, uncovered: state.missing, uncoveredBefore: start.missing,
            withoutLegalRow: without, undecided: undecided)
    }

    /// The open slot whose filling is worth the most and that has not been given up.
    private func nextSlot(_ roster: Roster, _ hopeless: Set<Slot>) -> Slot? {
        var best: (slot: Slot, worth: (Int64, Int64))?
        for demand in self.problem.demands {
            let assigned = roster.count(on: demand.day, of: demand.shifts)
            guard assigned < demand.target else { continue }
            let worth = (assigned < demand.critical ? demand.criticalCost : 0, demand.underCost)
            for shift in demand.shifts.sorted() {
                let slot = Slot(day: demand.day, shift: shift)
                if !hopeless.contains(slot), best.map({ worth > $0.worth }) ?? true { best = (slot, worth) }
            }
        }
        return best?.slot
    }

    /// The best roster with the slot filled by a chain of moves that is better than the origin.
    private func filled(
        _ slot: Slot, from state: MendState, origin: MendState, forced: Roster, depth: Int
    ) -> MendState? {
        var best: MendState?
        var tried = 0
        for candidate in Repair(of: state.roster, for: self.problem).candidates(for: slot) {
            if tried == self.width || self.isCanceled() { break }
            let next = state.with(candidate, self.problem)
            // Undoing a forced change makes no room for others.
            guard forced.changes(to: next.roster).count <= self.maxChanges else { continue }
            tried += 1
            let goal = best ?? origin
            if next.missing <= origin.missing, next.score.isBetter(than: goal.score, by: self.problem.goals) {
                best = next
            }
            guard depth < self.depth, let loss = candidate.losses.first else { continue }
            for shift in self.shifts(of: loss).prefix(2) {
                let opened = Slot(day: loss.day, shift: shift)
                let further = self.filled(opened, from: next, origin: best ?? origin, forced: forced, depth: depth + 1)
                if let further, further.missing <= origin.missing { best = further }
            }
        }
        return best
    }

    private func shifts(of loss: Candidate.Loss) -> [Int] {
        self.problem.demands.first { $0.day == loss.day && $0.slot == loss.slot }?.shifts.sorted() ?? []
    }

    /// The published roster without the cells that cannot stay, and the people for whom no legal row is found: of
    /// theirs, only the cells that are barred are emptied. Last, those of them for whom none is proven.
    private func withoutImpossible() -> (Roster, without: [Int], undecided: [Int]) {
        let weights = TierWeights(for: self.problem)
        let cover = CoverLedger(self.problem, weights)
        for row in self.published.rows { cover.count(row, by: 1) }
        var roster = self.published
        var (without, undecided): ([Int], [Int]) = ([], [])
        for person in self.problem.people.indices {
            let present = roster.rows[person]
            if self.isLegal(present, person) { continue }
            let found = self.isCanceled() ? .undecided : self.legalRow(near: present, person, weights, cover)
            if case .row(let row) = found {
                roster.rows[person] = row
            } else {
                roster.rows[person] = self.unbarred(present, person)
                without.append(person)
                if found == .undecided { undecided.append(person) }
            }
            cover.count(present, by: -1)
            cover.count(roster.rows[person], by: 1)
        }
        return (roster, without, undecided)
    }

    /// Of the row with the fewest moves found and the present one without barred cells the legal one that is nearer; failing
    /// these, any.
    private func legalRow(
        near present: [Int?], _ person: Int, _ weights: TierWeights, _ cover: CoverLedger
    ) -> LegalRow.Finding {
        let moved = ForcedRow(person, nil, in: self.problem, weights).row(near: present, cover)
        let rows = [moved, self.unbarred(present, person)].compactMap(\.self).filter { self.isLegal($0, person) }
        let nearest = rows.min { left, right in
            zip(left, present).count { $0 != $1 } < zip(right, present).count { $0 != $1 }
        }
        if let nearest { return .row(nearest) }
        return LegalRow(of: person, in: self.problem, limit: Self.mostStates, isCanceled: self.isCanceled).find()
    }

    /// So many states of a day are followed over four weeks in seconds.
    private static let mostStates = 20_000

    private func isLegal(_ row: [Int?], _ person: Int) -> Bool {
        RowEvaluation(of: row, person: person, against: self.problem).isLegal
    }

    private func unbarred(_ row: [Int?], _ person: Int) -> [Int?] {
        row.enumerated().map { day, cell in
            guard let cell, self.problem.obstacle(person: person, day: day, shift: cell) != nil else { return cell }
            let pin = self.problem.people[person].pins.first { $0.day == day }
            return pin.map(\.shift) ?? nil
        }
    }
}
