extension Repair {
    /// Whether a row of a person breaks no rule about company more than the present one does.
    func keepsCompany(_ person: Int, _ row: [Int?]) -> Bool {
        if self.problem.company.isEmpty { return true }
        let present = self.roster.rows[person]
        let days = Set(row.indices.filter { row[$0] != present[$0] })
        let before = CompanyEvaluation(of: self.roster, on: days, against: self.problem).breaches
        var roster = self.roster
        roster.rows[person] = row
        let after = CompanyEvaluation(of: roster, on: days, against: self.problem).breaches
        return after.allSatisfy { $0.value <= before[$0.key, default: 0] }
    }

    /// The same for one cell.
    func keepsCompany(_ person: Int, on day: Int, _ shift: Int) -> Bool {
        if self.problem.company.isEmpty { return true }
        var row = self.roster.rows[person]
        row[day] = shift
        return self.keepsCompany(person, row)
    }

    /// The other cells that company forbids a person.
    func barredByCompany(_ person: Int, except day: Int) -> [Forbid] {
        guard self.problem.company.contains(where: { $0.people.union($0.others).contains(person) }) else { return [] }
        let present = self.roster.rows[person]
        return present.indices.filter { $0 != day }.flatMap { day in
            self.problem.shiftTypes.indices.filter { $0 != present[day] && !self.keepsCompany(person, on: day, $0) }
                .map { Forbid(day: day, shift: $0) }
        }
    }
}
