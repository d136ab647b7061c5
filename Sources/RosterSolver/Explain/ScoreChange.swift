extension Evaluation {
    /// By how much the score differs between two rosters that are alike but for some people's cells on some days.
    ///
    /// The wages are those of the first roster; only the rows and the days given are looked at.
    static func change(
        from old: Roster, to new: Roster, of people: [Int], on days: Set<Int>, wages: Int64,
        against problem: RosterProblem
    ) -> Score {
        var change = Score()
        var after = wages
        for person in people {
            let was = RowEvaluation(of: old.rows[person], person: person, against: problem)
            let will = RowEvaluation(of: new.rows[person], person: person, against: problem)
            for violation in was.violations { change[violation.tier] -= violation.cost }
            for violation in will.violations { change[violation.tier] += violation.cost }
            after += will.wages - was.wages
        }
        change[.money] += after - wages
        for demand in problem.demands where days.contains(demand.day) {
            let was = demand.costs(assigned: old.count(on: demand.day, of: demand.shifts))
            let will = demand.costs(assigned: new.count(on: demand.day, of: demand.shifts))
            change[.critical] += will.critical - was.critical
            change[.target] += will.target - was.target
        }
        if !problem.company.isEmpty {
            let was = CompanyEvaluation(of: old, on: days, against: problem)
            let will = CompanyEvaluation(of: new, on: days, against: problem)
            for tier in Tier.allCases { change[tier] += will.cost(tier) - was.cost(tier) }
        }
        for ceiling in problem.allCeilings {
            let isWhole = ceiling.clinic == nil
            let was = ceiling.cost(of: isWhole ? wages : problem.wages(of: old, under: ceiling))
            let will = ceiling.cost(of: isWhole ? after : problem.wages(of: new, under: ceiling))
            change[.contract] += will.hard - was.hard
            change[.money] += will.soft - was.soft
        }
        return change
    }
}
