/// A published roster after a change: what had to go, what was changed to make up for it, and what it comes to.
package struct MendedRoster: Sendable, Hashable {
    package var roster: Roster
    /// Cells that the change itself forces away from what was published.
    package var forced: [Violation.Cell]
    /// Cells changed beyond those.
    package var changes: [Violation.Cell]
    package var score: Score
    /// The score after the forced changes alone.
    package var scoreBefore: Score
    package var uncovered: Int
    /// How many were missing after the forced changes alone.
    package var uncoveredBefore: Int
    /// People for whom no legal row was found; their rows need a decision.
    package var withoutLegalRow: [Int]
    /// Those of them for whom it is not proven that there is none.
    package var undecided: [Int]
}

/// A roster on the way, with its figures.
struct MendState {
    let roster: Roster
    let score: Score
    let missing: Int

    init(_ roster: Roster, for problem: RosterProblem) {
        let evaluation = Evaluation(of: roster, against: problem)
        self.roster = roster
        self.score = evaluation.score
        self.missing = Int(evaluation.uncovered)
    }

    private init(roster: Roster, score: Score, missing: Int) {
        self.roster = roster
        self.score = score
        self.missing = missing
    }

    /// The roster after a candidate has taken the slot.
    func with(_ candidate: Candidate, _ problem: RosterProblem) -> MendState {
        var roster = self.roster
        roster.rows[candidate.person] = candidate.row
        var score = self.score
        for tier in Tier.allCases { score[tier] += candidate.change[tier] }
        return MendState(roster: roster, score: score, missing: roster.missing(problem))
    }
}

extension Roster {
    /// The cells that differ.
    func changes(to other: Roster) -> [Violation.Cell] {
        self.rows.indices.flatMap { person in
            self.rows[person].indices.filter { self.rows[person][$0] != other.rows[person][$0] }
                .map { Violation.Cell(person: person, day: $0) }
        }
    }

    /// How many people are missing against the targets.
    func missing(_ problem: RosterProblem) -> Int {
        problem.demands.reduce(0) { $0 + max(0, $1.target - self.count(on: $1.day, of: $1.shifts)) }
    }
}
