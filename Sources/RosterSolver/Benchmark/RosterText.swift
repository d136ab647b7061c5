extension Nrp24 {
    /// Reads a roster in the checker's form.
    package static func roster(from text: String, for problem: RosterProblem) throws(Nrp24Error) -> Roster {
        let shifts = Dictionary(problem.shiftTypes.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let people = Dictionary(problem.people.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var rows = [[Int?]?](repeating: nil, count: problem.people.count)
        var last = 0
        for (number, line) in Nrp24Text.lines(of: text) {
            last = number
            let cells = Nrp24Text.cells(of: line)
            guard let person = people[cells[0]], rows[person] == nil else {
                throw Nrp24Error(line: number, expected: "a person not named before, not \"\(cells[0])\"")
            }
            guard cells.count == problem.days + 1 else {
                throw Nrp24Error(line: number, expected: "\(problem.days) cells, not \(cells.count - 1)")
            }
            rows[person] = try Self.row(cells.dropFirst(), shifts, number)
        }
        if let missing = rows.firstIndex(where: { $0 == nil }) {
            throw Nrp24Error(line: last + 1, expected: "a line for \(problem.people[missing].id)")
        }
        return Roster(rows: rows.compactMap(\.self))
    }

    private static func row(
        _ cells: ArraySlice<String>, _ shifts: [String: Int], _ number: Int
    ) throws(Nrp24Error) -> [Int?] {
        var row: [Int?] = []
        for cell in cells {
            if cell.isEmpty {
                row.append(nil)
            } else if let shift = shifts[cell] {
                row.append(shift)
            } else {
                throw Nrp24Error(line: number, expected: "a known shift, not \"\(cell)\"")
            }
        }
        return row
    }
}
