/// Everything a roster is planned from. Days, people and shift types are named by their positions.
///
/// A row has at most one shift a day: a double shift is a shift type of its own, as long as both and with the tags of
/// both. Demand, company and cost ceilings couple people and nothing else does: every other rule concerns one row.
package struct RosterProblem: Sendable, Hashable {
    package var days: Int
    package var firstWeekday: Weekday
    /// What rules about weekends count as one.
    package var weekend: Weekend
    package var shiftTypes: [ShiftType]
    package var people: [Person]
    package var demands: [Demand]
    /// Travel times in the direction given; pairs that are not listed take no time.
    package var travel: [Travel]
    package var fairness: [FairnessShare]
    /// Who works beside whom.
    package var company: [CompanyRule]
    /// On the wages of the whole roster.
    package var ceiling: CostCeiling?
    /// On the wages of single clinics.
    package var clinicCeilings: [CostCeiling]
    package var goals: Goals

    package init(
        days: Int, firstWeekday: Weekday = .monday, shiftTypes: [ShiftType], people: [Person], demands: [Demand],
        travel: [Travel] = [], fairness: [FairnessShare] = [], company: [CompanyRule] = [],
        ceiling: CostCeiling? = nil, goals: Goals = .lexicographic,
        weekend: Weekend = .saturdayAndSunday, clinicCeilings: [CostCeiling] = []
    ) {
        self.days = days
        self.firstWeekday = firstWeekday
        self.weekend = weekend
        self.shiftTypes = shiftTypes
        self.people = people
        self.demands = demands
        self.travel = travel
        self.fairness = fairness
        self.company = company
        self.ceiling = ceiling
        self.clinicCeilings = clinicCeilings
        self.goals = goals
    }

    /// The weekday of a day of the horizon.
    package func weekday(of day: Int) -> Weekday { self.firstWeekday.advanced(by: day) }

    /// The minutes between the end of a shift and the start of another on the next day, if both times are known.
    package func gap(from first: Int, to next: Int) -> Int? {
        guard let end = self.shiftTypes[first].end, let start = self.shiftTypes[next].start else { return nil }
        return start + 1440 - end
    }

    /// The minutes it takes from the clinic of one shift type to that of another.
    package func travelMinutes(from first: Int, to next: Int) -> Int {
        guard let from = self.shiftTypes[first].clinic, let to = self.shiftTypes[next].clinic, from != to else {
            return 0
        }
        return self.travel.first { $0.from == from && $0.to == to }?.minutes ?? 0
    }
}
