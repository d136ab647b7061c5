/// One finding about a roster: which rule, where, by how much, and through which cells.
package struct Violation: Sendable, Hashable {
    /// A cell of the roster.
    package struct Cell: Sendable, Hashable {
        package var person: Int
        package var day: Int

        package init(person: Int, day: Int) {
            self.person = person
            self.day = day
        }
    }

    /// What was violated.
    package enum Subject: Sendable, Hashable {
        case rule(String)
        case obstacle(Obstacle)
        /// A settled cell that does not hold what it should.
        case pin(Pin)
        /// The gap to the next day's shift does not cover the way between their clinics.
        case travel
        /// Shifts on consecutive days that overlap.
        case overlap
        case request(Request)
        case change
        case fairness(String)
        /// Who works beside the person, by the rule's id.
        case company(String)
        case critical(slot: String)
        case target(slot: String)
        case ceiling
        /// The wages of a clinic's shifts.
        case clinicCeiling(String)
    }

    package var subject: Subject
    /// The person whose row it is about; nil for cover and ceilings.
    package var person: Int?
    package var window: Range<Int>
    package var actual: Int64
    package var bound: Int64
    /// Whether a hard bound is broken: a legal row has no such finding.
    package var isHard: Bool
    package var tier: Tier
    package var cost: Int64
    package var culprits: [Cell]

    package init(
        subject: Subject, person: Int?, window: Range<Int>, actual: Int64, bound: Int64, isHard: Bool, tier: Tier,
        cost: Int64, culprits: [Cell] = []
    ) {
        self.subject = subject
        self.person = person
        self.window = window
        self.actual = actual
        self.bound = bound
        self.isHard = isHard
        self.tier = tier
        self.cost = cost
        self.culprits = culprits
    }
}
