/// Plans rosters.
package enum RosterSolver {
    /// The best roster found within the budget; problems that cannot be honored in full are refused by name.
    package static func solve(_ problem: RosterProblem, _ options: SolverOptions) throws(RefusedProblem) -> SolverResult
    {
        let refusals = problem.refusals()
        guard refusals.isEmpty else { throw RefusedProblem(refusals: refusals) }
        return Solve(problem, options).run()
    }
}

/// A problem that is not solved, and why.
package struct RefusedProblem: Error, Hashable {
    package var refusals: [Refusal]

    package init(refusals: [Refusal]) { self.refusals = refusals }
}
