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

    /// The breaches of hard bounds that the roster's cells make, as a ledger.
    var companyLedger: CompanyLedger? {
        if self.problem.company.isEmpty { return nil }
        let ledger = CompanyLedger(self.problem) { rule, number in Price(rule.bounds.breach(of: number)?.excess ?? 0) }
        for (person, row) in self.roster.rows.enumerated() { ledger.count(row.map { Int16($0 ?? -1) }, person, by: 1) }
        return ledger
    }

    /// The cells that break more bounds about company than the person's present cell of the day does.
    func barred(to person: Int, by company: CompanyLedger?) -> [Forbid] {
        guard let company else { return [] }
        let present = self.roster.rows[person]
        let row = present.map { Int16($0 ?? -1) }
        let types = self.problem.shiftTypes.count
        var breaches = [Price](repeating: 0, count: present.count * types)
        company.count(row, person, by: -1)
        company.addPrices(of: person, in: present.indices, to: &breaches)
        company.count(row, person, by: 1)
        return present.indices.flatMap { day in
            let now = present[day].map { breaches[day * types + $0] } ?? 0
            return (0..<types).filter { $0 != present[day] && breaches[day * types + $0] > max(0, now) }
                .map { Forbid(day: day, shift: $0) }
        }
    }
}
