/// Everybody's first row: a legal one where there is one, else one that violates the least.
///
/// Where the program over rows finds none soon, the states of a row are followed: for everybody in depth, where a row is
/// found quickly, then, after the program had all its attempts, in breadth for those who are left. What that does not
/// decide in time is told as undecided.
struct FirstRows {
    private(set) var rows: [[Int16]] = []
    /// The people for whom no legal row is found; their hard rules are priced.
    private(set) var relaxed: Set<Int> = []
    /// Those of them for whom it is not proven that there is none.
    private(set) var undecided: Set<Int> = []
    private(set) var isCanceled = false
    /// How many people were searched for in full, and whether the time was up for another.
    private(set) var searches = 0
    private(set) var wasCutShort = false
    private let limits: Limits

    /// When to stop searching in breadth, besides being canceled.
    struct Limits {
        /// Whether the time is up.
        var isOver: @Sendable () -> Bool = { false }
        /// So many people are searched for in full, as in the run that is to be repeated.
        var searches = Int.max
    }

    /// Once canceled, whoever is left gets the settled cells and is off otherwise.
    init(for problem: RosterProblem, limits: Limits = Limits(), isCanceled: @escaping () -> Bool) {
        self.limits = limits
        var missing: [Int] = []
        for person in problem.people.indices {
            self.rows.append(Self.settledRow(of: person, in: problem))
            if !self.plan(person, in: problem, patience: Self.fewAttempts, isCanceled) { missing.append(person) }
        }
        missing = missing.filter { !self.dive($0, in: problem, isCanceled) }
        missing = missing.filter { !self.followAll($0, in: problem, isCanceled) }
        for person in missing { self.relax(person, in: problem, isCanceled) }
        self.undecided.formUnion(self.relaxed.intersection(missing))
    }

    /// Whether to stop altogether.
    private mutating func ask(_ isCanceled: () -> Bool) -> Bool {
        self.isCanceled = self.isCanceled || isCanceled()
        return self.isCanceled
    }

    /// Asks the program over rows; false when it finds no row.
    private mutating func plan(
        _ person: Int, in problem: RosterProblem, patience: Int = .max, _ isCanceled: @escaping () -> Bool
    ) -> Bool {
        if self.ask(isCanceled) { return false }
        let row = Self.row(of: person, in: problem, relaxed: false, patience: patience, isCanceled)
        if let row { self.rows[person] = row }
        return row != nil
    }

    /// Searches in depth for a person's row; false when that has not decided.
    private mutating func dive(_ person: Int, in problem: RosterProblem, _ isCanceled: @escaping () -> Bool) -> Bool {
        if self.ask(isCanceled) { return false }
        let found = LegalRow(of: person, in: problem, isCanceled: isCanceled).dive()
        return self.take(found, of: person, in: problem, isCanceled)
    }

    /// Gives the program all its attempts, and searches in breadth while there is time; false when that has not decided.
    private mutating func followAll(
        _ person: Int, in problem: RosterProblem, _ isCanceled: @escaping () -> Bool
    ) -> Bool {
        let isOver = self.limits.isOver
        self.wasCutShort = self.wasCutShort || self.searches >= self.limits.searches || isOver()
        if self.wasCutShort { return false }
        if self.plan(person, in: problem, isCanceled) {
            self.searches += 1
            return true
        }
        var isCut = false
        let proof = LegalRow(of: person, in: problem, limit: Self.mostStates) {
            isCut = isOver()
            return isCut || isCanceled()
        }
        let found = self.ask(isCanceled) ? .undecided : proof.followAll()
        self.wasCutShort = isCut
        if !isCut { self.searches += 1 }
        return self.take(found, of: person, in: problem, isCanceled)
    }

    /// False when a search has not decided.
    private mutating func take(
        _ found: LegalRow.Finding, of person: Int, in problem: RosterProblem, _ isCanceled: @escaping () -> Bool
    ) -> Bool {
        switch found {
        case .row(let row): self.take(row, for: person)
        case .none: self.relax(person, in: problem, isCanceled)
        case .undecided: return false
        }
        return true
    }

    /// After so many attempts in vain the program is given up for a search in depth, which takes less.
    private static let fewAttempts = 12
    /// So many states of a day are followed over four weeks in seconds.
    private static let mostStates = 20_000

    /// Gives a person the row that violates the least.
    private mutating func relax(_ person: Int, in problem: RosterProblem, _ isCanceled: @escaping () -> Bool) {
        if !self.ask(isCanceled) { self.rows[person] = Self.leastViolatingRow(of: person, in: problem, isCanceled) }
        if !Self.isLegal(Self.cells(self.rows[person]), person, problem) { self.relaxed.insert(person) }
    }

    /// The rows as a roster.
    var roster: Roster { Roster(rows: self.rows.map(Self.cells)) }

    /// Takes the rows of a roster that are legal, and for the others the legal row with the fewest cells changed.
    mutating func take(_ roster: Roster, for problem: RosterProblem) {
        guard roster.rows.count == self.rows.count, roster.rows.allSatisfy({ Self.fits($0, problem) }) else { return }
        let weights = TierWeights(for: problem)
        let cover = CoverLedger(problem, weights)
        for row in roster.rows { cover.count(row, by: 1) }
        for (person, row) in roster.rows.enumerated() {
            if Self.isLegal(row, person, problem) {
                self.take(row, for: person)
            } else if !self.isCanceled, !self.relaxed.contains(person),
                let near = ForcedRow(person, nil, in: problem, weights).row(near: row, cover),
                Self.isLegal(near, person, problem)
            {
                self.take(near, for: person)
            }
        }
    }

    private mutating func take(_ row: [Int?], for person: Int) {
        self.rows[person] = row.map { $0.map { Int16(truncatingIfNeeded: $0) } ?? -1 }
        self.relaxed.remove(person)
        self.undecided.remove(person)
    }

    private static func fits(_ row: [Int?], _ problem: RosterProblem) -> Bool {
        row.count == problem.days && row.allSatisfy { $0.map(problem.shiftTypes.indices.contains) ?? true }
    }

    private static func cells(_ row: [Int16]) -> [Int?] { row.map { $0 < 0 ? nil : Int($0) } }

    private static func settledRow(of person: Int, in problem: RosterProblem) -> [Int16] {
        var row = [Int16](repeating: -1, count: problem.days)
        for pin in problem.people[person].pins { row[pin.day] = pin.shift.map { Int16(truncatingIfNeeded: $0) } ?? -1 }
        return row
    }

    /// The row that the relaxed program finds, or the settled cells alone where these break less.
    private static func leastViolatingRow(
        of person: Int, in problem: RosterProblem, _ isCanceled: @escaping () -> Bool
    ) -> [Int16] {
        let settled = Self.settledRow(of: person, in: problem)
        guard let found = Self.row(of: person, in: problem, relaxed: true, isCanceled) else { return settled }
        return Self.breach(found, person, problem) <= Self.breach(settled, person, problem) ? found : settled
    }

    /// By how much a row breaks hard bounds, law before contract.
    private static func breach(_ row: [Int16], _ person: Int, _ problem: RosterProblem) -> Score {
        let judged = RowEvaluation(of: Self.cells(row), person: person, against: problem)
        return judged.violations.reduce(into: Score()) { if $1.isHard { $0[$1.tier] += $1.cost } }
    }

    private static func isLegal(_ row: [Int?], _ person: Int, _ problem: RosterProblem) -> Bool {
        RowEvaluation(of: row, person: person, against: problem).isLegal
    }

    /// A row that keeps the person's rules, or relaxed one that breaks them the least, whatever else it costs.
    private static func row(
        of person: Int, in problem: RosterProblem, relaxed: Bool, patience: Int = .max,
        _ isCanceled: @escaping () -> Bool
    ) -> [Int16]? {
        var alone = problem
        alone.demands = []
        alone.fairness = []
        alone.company = []
        alone.ceiling = nil
        alone.clinicCeilings = []
        alone.goals = .sum
        alone.people = [problem.people[person].withoutWishes]
        let weights = TierWeights(for: alone, relaxed: relaxed ? [0] : [])
        let model = RowModel(of: 0, in: alone, weights: weights, relaxed: relaxed)
        let plan = Plan(alone, weights: weights, tables: [RowTables(model)])
        plan.isCanceled = isCanceled
        plan.patience = patience
        plan.engine.isCanceled = isCanceled
        let row = UnsafeBufferPointer(start: plan.engine.row, count: problem.days)
        if plan.tables[0].isLong, !relaxed || plan.tables[0].hasTooManyStates {
            plan.nearness = .evenWork
            plan.price(0, in: 0..<plan.days)
            if plan.bestRow(0, plan.whole) != nil { return Array(row) }
            if relaxed { return nil }
            plan.nearness = .unbounded
        }
        plan.price(0, in: 0..<plan.days)
        guard plan.bestRow(0, plan.whole, attempts: 72) != nil else { return nil }
        return Array(row)
    }
}

extension Person {
    /// The person with nothing but what a legal row depends on.
    fileprivate var withoutWishes: Person {
        var person = self
        person.requests = []
        person.published = nil
        person.hourlyWage = 0
        for rule in person.rules.indices {
            person.rules[rule].bounds.softMin = nil
            person.rules[rule].bounds.softMax = nil
        }
        return person
    }
}
