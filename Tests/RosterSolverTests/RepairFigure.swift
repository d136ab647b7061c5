import Foundation
import RosterSolver
import Testing

/// How long a replacement takes to find, told and not judged: ROSTER_FIGURES=1, and in a release build.
@Suite struct `The time it takes` {
    private static let isWanted = ProcessInfo.processInfo.environment["ROSTER_FIGURES"] != nil

    @Test(.enabled(if: isWanted)) func `to explain and to fill a slot among a hundred`() throws {
        let problem = Self.clinic(people: 100, days: 28)
        let start = ContinuousClock.now
        let roster = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(6000))).roster
        print("solve: \(ContinuousClock.now - start)")
        var slowest = (explain: Duration.zero, repair: Duration.zero)
        var found = 0
        for day in stride(from: 0, to: 28, by: 3) {
            for shift in problem.shiftTypes.indices {
                let slot = Slot(day: day, shift: shift)
                let first = ContinuousClock.now
                _ = Explanation(of: roster, for: problem).report(on: slot)
                let second = ContinuousClock.now
                found += Repair(of: roster, for: problem).candidates(for: slot).count
                slowest.explain = max(slowest.explain, second - first)
                slowest.repair = max(slowest.repair, ContinuousClock.now - second)
            }
        }
        print("explain \(slowest.explain), repair \(slowest.repair) at most; \(found) candidates")
    }

    private static func clinic(people: Int, days: Int) -> RosterProblem {
        let types = ["E", "L", "N"].flatMap { name in
            ["North", "South"].map { clinic in
                let (start, minutes) = ["E": (420, 480), "L": (840, 480), "N": (1260, 630)][name] ?? (0, 480)
                return ShiftType(
                    id: "\(name) \(clinic)", start: start, minutes: minutes, tags: name == "N" ? ["night"] : [],
                    clinic: clinic, requires: ["RN"])
            }
        }
        let rules = [
            RosterRule(
                id: "minutes", kind: .minutes(tag: nil), bounds: Bounds(hardMin: 7200, hardMax: 10_000)),
            RosterRule(
                id: "any 7 days", kind: .minutes(tag: nil), window: .rolling(days: 7), bounds: Bounds(hardMax: 2880)),
            RosterRule(id: "run", kind: .workRun, bounds: Bounds(hardMin: 2, hardMax: 5)),
            RosterRule(id: "off", kind: .offRun, bounds: Bounds(hardMin: 2)),
            RosterRule(id: "weekends", kind: .weekends, bounds: Bounds(hardMax: 2)),
            RosterRule(id: "rest", kind: .rest, bounds: Bounds(hardMin: 660)),
            RosterRule(id: "nights", kind: .shiftRun(of: [4, 5]), bounds: Bounds(hardMin: 2, hardMax: 4)),
            RosterRule(id: "all nights", kind: .shifts(of: [4, 5]), bounds: Bounds(hardMax: 8)),
        ]
        let staff = (0..<people).map { index in
            Person(
                id: "P\(index)", qualifications: [Qualification("RN")], rules: rules, leave: [index % days],
                hourlyWage: 4000)
        }
        let demands = (0..<days).flatMap { day in
            types.indices.map {
                Demand(day: day, slot: types[$0].id, shifts: [$0], target: people / 10, underCost: 100)
            }
        }
        return RosterProblem(
            days: days, shiftTypes: types, people: staff, demands: demands,
            travel: [Travel(from: "North", to: "South", minutes: 45), Travel(from: "South", to: "North", minutes: 45)],
            company: [
                CompanyRule(
                    id: "senior", people: Set(20..<people), others: Set(0..<20), shifts: [4, 5],
                    bounds: Bounds(hardMin: 1))
            ])
    }
}
