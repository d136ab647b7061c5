/// Who works what: a row per person, a cell per day, holding a shift type or nil for off.
package struct Roster: Sendable, Hashable {
    package var rows: [[Int?]]

    package init(rows: [[Int?]]) { self.rows = rows }

    /// A roster with nobody at work.
    package init(emptyFor problem: RosterProblem) {
        let row = [Int?](repeating: nil, count: problem.days)
        self.rows = Array(repeating: row, count: problem.people.count)
    }

    /// How many people work one of the types on a day.
    package func count(on day: Int, of shifts: Set<Int>) -> Int {
        self.rows.count { row in row[day].map(shifts.contains) ?? false }
    }
}
