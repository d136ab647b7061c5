/// Why a problem is refused before solving: what it names does not exist, or cannot be honored.
package enum Refusal: Sendable, Hashable, Error {
    case emptyHorizon
    /// A name is used twice.
    case duplicate(String)
    /// Something of a person, or of the problem when nil, points outside the days, people or shift types, or is a figure
    /// that makes no sense or is too large for a score.
    case outOfRange(what: String, person: String?)
    /// Bounds that contradict each other, or a negative cost, in a rule of a person or about company.
    case bounds(rule: String, person: String?)
    /// The bounds or the window cannot be used with this kind of rule.
    case unsupported(rule: String, person: String, why: String)
    /// A shift that lasts into another two days later, or leaves too little for the way to it.
    case reachesOverDayOff(shift: String, next: String)
}

extension RosterProblem {
    /// Everything that stands against solving the problem as it is; empty when it can be honored in full.
    package func refusals() -> [Refusal] {
        var found = self.refusalsOfTimes()
        if !found.isEmpty { return found }
        let limits = FigureLimits(of: self)
        found += Self.duplicates(in: self.people.map(\.id)) + Self.duplicates(in: self.shiftTypes.map(\.id))
        found += Self.duplicates(in: self.company.map(\.id))
        for demand in self.demands where !self.isInside(demand) || !limits.hold(demand) {
            found.append(.outOfRange(what: "demand \(demand.slot)", person: nil))
        }
        for share in self.fairness where !self.isInside(share) || !limits.hold(share) {
            found.append(.outOfRange(what: "fairness \(share.id)", person: nil))
        }
        let clinics = Set(self.shiftTypes.map(\.clinic))
        for ceiling in self.clinicCeilings where ceiling.clinic == nil || !clinics.contains(ceiling.clinic) {
            found.append(.outOfRange(what: "ceiling \(ceiling.clinic ?? "")", person: nil))
        }
        let wages = self.people.map(\.hourlyWage).filter(limits.hold(wage:))
        for ceiling in self.allCeilings where !limits.hold(ceiling, wages) {
            found.append(.outOfRange(what: ceiling.clinic.map { "ceiling \($0)" } ?? "ceiling", person: nil))
        }
        for rule in self.company { found += self.refusals(of: rule, limits) }
        for person in self.people { found += self.refusals(of: person, limits) }
        return found
    }

    private static func duplicates(in names: [String]) -> [Refusal] {
        var seen: Set<String> = []
        return names.filter { !seen.insert($0).inserted }.map(Refusal.duplicate)
    }

    private func isInside(_ demand: Demand) -> Bool {
        (0..<self.days).contains(demand.day) && demand.shifts.allSatisfy(self.shiftTypes.indices.contains)
            && demand.critical <= demand.target && demand.critical >= 0
            && min(demand.criticalCost, demand.underCost, demand.overCost) >= 0
    }

    private func isInside(_ share: FairnessShare) -> Bool {
        share.targets.count == self.people.count && share.carried.count == self.people.count && share.cost >= 0
            && share.points.keys.allSatisfy(self.shiftTypes.indices.contains)
            && share.points.values.allSatisfy { $0 >= 0 } && share.dayPoints.values.allSatisfy { $0 >= 0 }
    }

    private func refusals(of rule: CompanyRule, _ limits: FigureLimits) -> [Refusal] {
        let isInside =
            rule.people.union(rule.others).allSatisfy(self.people.indices.contains)
            && (rule.shifts ?? []).allSatisfy(self.shiftTypes.indices.contains)
            && (rule.days ?? []).allSatisfy((0..<self.days).contains)
        if !isInside || !limits.hold(rule) { return [.outOfRange(what: "company \(rule.id)", person: nil)] }
        return rule.bounds.areConsistent ? [] : [.bounds(rule: rule.id, person: nil)]
    }

    private func refusals(of person: Person, _ limits: FigureLimits) -> [Refusal] {
        let days = 0..<self.days
        let types = self.shiftTypes.indices
        func outside(_ what: String) -> Refusal { .outOfRange(what: what, person: person.id) }
        var found = Self.duplicates(in: person.rules.map(\.id))
        if !limits.hold(wage: person.hourlyWage) { found.append(outside("wage")) }
        if !person.leave.allSatisfy(days.contains) { found.append(outside("leave")) }
        if !(person.appointedTo ?? []).allSatisfy(types.contains) { found.append(outside("appointment")) }
        if !person.pins.allSatisfy({ days.contains($0.day) && ($0.shift.map(types.contains) ?? true) }) {
            found.append(outside("pin"))
        }
        if !person.forbids.allSatisfy({ days.contains($0.day) && types.contains($0.shift) }) {
            found.append(outside("forbid"))
        }
        let areRequestsInside = person.requests.allSatisfy {
            days.contains($0.day) && $0.wish.isInside(types) && $0.cost >= 0 && limits.hold($0)
        }
        if !areRequestsInside { found.append(outside("request")) }
        if let published = person.published, !self.isInside(published) || !limits.hold(published) {
            found.append(outside("published"))
        }
        // Rules are judged by what their history carries in.
        guard self.isInside(person.history), limits.hold(person.history) else { return found + [outside("history")] }
        for rule in person.rules { found += self.refusals(of: rule, for: person, limits) }
        return found
    }

    private func isInside(_ history: History) -> Bool {
        if case .working(_, let last) = history.eve, !self.shiftTypes.indices.contains(last) { return false }
        return history.cells.allSatisfy { $0.map(self.shiftTypes.indices.contains) ?? true }
            && history.recent.values.allSatisfy { $0.allSatisfy { $0 >= 0 } }
    }

    private func isInside(_ published: Published) -> Bool {
        published.cells.count == self.days && published.changeCost.count == self.days
            && published.cells.allSatisfy { $0.map(self.shiftTypes.indices.contains) ?? true }
            && published.changeCost.allSatisfy { $0 >= 0 }
    }
}

extension Request.Wish {
    fileprivate func isInside(_ types: Range<Int>) -> Bool {
        switch self {
        case .work(let shift), .avoid(let shift): types.contains(shift)
        case .off: true
        }
    }
}
