/// A rule about who works beside whom, as data: on each day on which one of some people works, how many of others do.
///
/// Two people apart: one of them in `people`, the other in `others`, at most none. A junior never without a senior: at
/// least one of the seniors. No two of a group together: the group in both, at most none.
package struct CompanyRule: Sendable, Hashable {
    package var id: String
    /// Whose shifts are judged, each day of each of them on its own; positions of people.
    package var people: Set<Int>
    /// Those who are counted, in people at work; nobody is company of their own.
    package var others: Set<Int>
    /// The shift types that are worked together; nil is any shift of the day.
    package var shifts: Set<Int>?
    /// The days on which it holds; nil is every day.
    package var days: Set<Int>?
    /// How many of the others.
    package var bounds: Bounds
    package var severity: RosterRule.Severity
    package var softTier: Tier

    package init(
        id: String, people: Set<Int>, others: Set<Int>, shifts: Set<Int>? = nil, days: Set<Int>? = nil,
        bounds: Bounds, severity: RosterRule.Severity = .contract, softTier: Tier = .wishes
    ) {
        self.id = id
        self.people = people
        self.others = others
        self.shifts = shifts
        self.days = days
        self.bounds = bounds
        self.severity = severity
        self.softTier = softTier
    }

    /// The tier in which a breach of the hard bounds counts, one for each person too few or too many.
    var hardTier: Tier { self.severity == .law ? .law : .contract }

    func holds(on day: Int) -> Bool { self.days?.contains(day) ?? true }

    /// Whether a cell counts as working together.
    func counts(_ cell: Int?) -> Bool { cell.map { self.shifts?.contains($0) ?? true } ?? false }
}
