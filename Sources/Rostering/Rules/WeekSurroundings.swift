import PraxisCore

/// What the people of a week work beside it: here on the days around it, and meanwhile at other clinics.
package struct WeekSurroundings: Hashable, Sendable {
    package let assignments: [Assignment]
    package let elsewhere: [RosterPerson.ID: [Span]]

    package init(assignments: [Assignment] = [], elsewhere: [RosterPerson.ID: [Span]] = [:]) {
        self.assignments = assignments
        self.elsewhere = elsewhere
    }
}
