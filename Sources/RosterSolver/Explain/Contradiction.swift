/// Parts of one person's contract, pins and leave that cannot all be honored, and the least that can be named: without
/// any one of them the rest can.
package struct Contradiction: Sendable, Hashable {
    /// Something that may be given up.
    package enum Part: Sendable, Hashable {
        case rule(String)
        case pin(Pin)
        case leave(day: Int)
        case forbid(Forbid)
    }

    package var person: Int
    package var parts: [Part]
    /// The bounds that the least-violating row breaks, with figures and cells: "6 days in a row, at most 5".
    package var breaches: [Violation]
    /// The row that violates the least.
    package var row: [Int?]
}

extension RosterProblem {
    /// What cannot be honored, person by person, whatever the others do; the problem must have no refusals.
    ///
    /// - Parameter isCanceled: asked every few steps whether to stop; what is known by then is returned.
    package func contradictions(isCanceled: @escaping () -> Bool = { false }) -> [Contradiction] {
        self.people.indices.compactMap { self.contradiction(of: $0, isCanceled: isCanceled) }
    }

    /// What of one person's rules, pins and leave cannot be honored together; nil when a legal row exists, or when none
    /// was found but that is not proven, and when told to stop.
    package func contradiction(of person: Int, isCanceled: @escaping () -> Bool = { false }) -> Contradiction? {
        let alone = LoneRow(person, in: self, isCanceled)
        guard !isCanceled(), alone.isImpossible else { return nil }
        var kept = alone
        for part in alone.parts {
            if isCanceled() { return nil }
            let fewer = kept.without(part)
            if fewer.isImpossible { kept = fewer }
        }
        if isCanceled() { return nil }
        let row = alone.bestRow(relaxed: true) ?? Array(repeating: nil, count: self.days)
        let judged = RowEvaluation(of: row, person: 0, against: alone.problem)
        let breaches = judged.violations.filter(\.isHard).map { violation in
            var named = violation
            named.person = person
            named.culprits = violation.culprits.map { Violation.Cell(person: person, day: $0.day) }
            return named
        }
        return Contradiction(person: person, parts: kept.parts, breaches: breaches, row: row)
    }
}

/// One person's part of a problem, without demand and without the others.
struct LoneRow {
    private(set) var problem: RosterProblem
    private let isCanceled: () -> Bool

    init(_ person: Int, in problem: RosterProblem, _ isCanceled: @escaping () -> Bool) {
        self.isCanceled = isCanceled
        self.problem = problem
        self.problem.people = [problem.people[person]]
        self.problem.demands = []
        self.problem.ceiling = nil
        self.problem.clinicCeilings = []
        self.problem.fairness = []
        self.problem.company = []
        self.problem.people[0].requests = []
        self.problem.people[0].published = nil
    }

    private var who: Person { self.problem.people[0] }

    /// What could be given up, pins last: they are what somebody can change most easily, so they are named rather than
    /// dropped.
    var parts: [Contradiction.Part] {
        self.who.forbids.map(Contradiction.Part.forbid) + self.who.rules.filter(\.bounds.isHard).map { .rule($0.id) }
            + self.who.leave.sorted().map { .leave(day: $0) } + self.who.pins.map(Contradiction.Part.pin)
    }

    func without(_ part: Contradiction.Part) -> LoneRow {
        var fewer = self
        switch part {
        case .rule(let id): fewer.problem.people[0].rules.removeAll { $0.id == id }
        case .pin(let pin):
            if let index = self.who.pins.firstIndex(of: pin) { fewer.problem.people[0].pins.remove(at: index) }
        case .leave(let day): fewer.problem.people[0].leave.remove(day)
        case .forbid(let forbid): fewer.problem.people[0].forbids.removeAll { $0 == forbid }
        }
        return fewer
    }

    /// Whether it is proven that nothing honors everything.
    var isImpossible: Bool {
        self.bestRow() == nil && LegalRow(of: 0, in: self.problem, isCanceled: self.isCanceled).find() == .none
    }

    /// A row that honors everything, or nil; relaxed, the row that violates the least.
    func bestRow(relaxed: Bool = false) -> [Int?]? {
        let weights = TierWeights(for: self.problem, relaxed: relaxed ? [0] : [])
        let model = RowModel(of: 0, in: self.problem, weights: weights, relaxed: relaxed)
        let plan = Plan(self.problem, weights: weights, tables: [RowTables(model)])
        plan.isCanceled = self.isCanceled
        plan.engine.isCanceled = self.isCanceled
        plan.price(0, in: 0..<plan.days)
        guard plan.bestRow(0, plan.whole) != nil else { return nil }
        return (0..<plan.days).map { plan.engine.row[$0] < 0 ? nil : Int(plan.engine.row[$0]) }
    }
}

extension Bounds {
    fileprivate var isHard: Bool { self.hardMin != nil || self.hardMax != nil }
}
