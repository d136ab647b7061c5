import Testing

@testable import RosterSolver

@Suite struct `A published roster after a change` {
    /// A month of the first instance, planned; then somebody is ill for a week.
    private func case1() throws -> (RosterProblem, Roster) {
        var problem = try Fixture.instance(1)
        let planned = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(300), seed: 3)).roster
        for person in problem.people.indices {
            problem.people[person].published = Published(
                cells: planned.rows[person], changeCost: (0..<problem.days).map { $0 < 3 ? 20 : 4 })
        }
        problem.people[2].leave.formUnion(0..<7)
        problem.people[2].rules.removeAll { $0.id == "minutes" }  // the week counts as worked
        return (problem, planned)
    }

    @Test(arguments: [0, 3, 12])
    func `is mended within the limit`(limit: Int) throws {
        let (problem, published) = try self.case1()
        let mended = Disruption(of: published, for: problem, maxChanges: limit).mend()
        #expect(mended.changes.count <= limit)
        #expect(mended.forced.allSatisfy { $0.person == 2 })
        #expect(mended.uncovered <= mended.uncoveredBefore)
        #expect(mended.withoutLegalRow.isEmpty)
        let evaluation = Evaluation(of: mended.roster, against: problem)
        #expect(evaluation.hardViolations.isEmpty)
        #expect(evaluation.score == mended.score)
        #expect(!mended.scoreBefore.isBetter(than: mended.score, by: problem.goals))
        #expect(Disruption(of: published, for: problem, maxChanges: limit).mend() == mended)
        if limit == 12 { #expect(mended.score.isBetter(than: mended.scoreBefore, by: problem.goals)) }
    }

    @Test func `is what a new plan starts from, but for what the change forces`() throws {
        let (problem, published) = try self.case1()
        var first = FirstRows(for: problem, isCanceled: { false })
        first.take(published, for: problem)
        for person in problem.people.indices where person != 2 {
            #expect(first.roster.rows[person] == published.rows[person])
        }
        let forced = Disruption(of: published, for: problem, maxChanges: 0).mend().forced
        #expect(published.changes(to: first.roster).count <= forced.count)
        let options = SolverOptions(budget: .iterations(40), seed: 4, start: published)
        let planned = try RosterSolver.solve(problem, options)
        #expect(!(Evaluation(of: first.roster, against: problem).score.sum < planned.score.sum))
        let cold = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(40), seed: 4))
        #expect(published.changes(to: planned.roster).count <= published.changes(to: cold.roster).count)
        #expect(try RosterSolver.solve(problem, options).roster == planned.roster)
    }

    @Test func `leaves settled cells and the locked week alone`() throws {
        var (problem, published) = try self.case1()
        var dice = SeededDice(40)
        for person in problem.people.indices where person != 2 {
            let settled = Set(0..<7).union(dice.some(of: 7..<problem.days, percent: 40))
            problem.people[person].pins = settled.sorted().map {
                Pin(day: $0, shift: published.rows[person][$0], reason: "locked")
            }
        }
        let mended = Disruption(of: published, for: problem, maxChanges: 12).mend()
        for person in problem.people.indices {
            for pin in problem.people[person].pins { #expect(mended.roster.rows[person][pin.day] == pin.shift) }
        }
        #expect(mended.uncovered <= mended.uncoveredBefore)
        #expect(mended.changes.count <= 12)
        #expect(mended.changes.allSatisfy { $0.day >= 7 || $0.person == 2 })
    }

    @Test(arguments: TinyProblem.Focus.allCases)
    func `stays legal and within the limit, whatever the rules`(focus: TinyProblem.Focus) {
        for seed in 1...Rounds.of(3) {
            var tiny = TinyProblem(focus, seed: seed, people: 2, days: 4...5)
            let judge = NaiveJudge(problem: tiny.problem)
            var dice = SeededDice(seed)
            let rows = (0..<2).compactMap { person in
                tiny.rows.filter { row in !judge.findings(of: row, person: person).contains(where: \.isHard) }
                    .randomElement(using: &dice)
            }
            guard rows.count == 2 else { continue }
            let published = Roster(rows: rows)
            tiny.problem.people[0].leave.insert(dice.roll(0...tiny.problem.days - 1))
            let mended = Disruption(of: published, for: tiny.problem, maxChanges: 3).mend()
            let evaluation = Evaluation(of: mended.roster, against: tiny.problem)
            #expect(evaluation.score == mended.score, "\(focus) seed \(seed)")
            #expect(mended.changes.count <= 3 && mended.uncovered <= mended.uncoveredBefore, "\(focus) seed \(seed)")
            #expect(mended.withoutLegalRow.isEmpty == evaluation.hardViolations.isEmpty, "\(focus) seed \(seed)")
        }
    }

    @Test func `has no more changes than allowed, even where forced ones could be undone`() throws {
        var tiny = TinyProblem(.taggedMinutes, seed: 19, people: 2, days: 5...6)
        tiny.problem.goals = .lexicographic
        var dice = SeededDice(19)
        let rows = (0..<2).compactMap { person in
            tiny.rows.filter { RowEvaluation(of: $0, person: person, against: tiny.problem).isLegal }
                .randomElement(using: &dice)
        }
        let day = dice.roll(0...3)
        tiny.problem.people[0].pins.removeAll { $0.day == day || $0.day == day + 1 }
        tiny.problem.people[0].leave.formUnion([day, day + 1])
        let mended = Disruption(of: Roster(rows: rows), for: tiny.problem, maxChanges: 1).mend()
        #expect(mended.changes.count <= 1)
    }

    @Test func `is left as it is, but for barred cells, where told to stop`() throws {
        let (problem, published) = try self.case1()
        let mended = Disruption(of: published, for: problem, maxChanges: 12, isCanceled: { true }).mend()
        #expect(mended.withoutLegalRow == [2] && mended.undecided == [2])
        #expect(mended.changes.isEmpty && mended.forced.allSatisfy { $0.person == 2 && $0.day < 7 })
    }
}
