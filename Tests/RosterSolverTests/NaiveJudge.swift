import RosterSolver

/// A second opinion on rosters: the rules as they are described, counted day by day in the most obvious way, with
/// nothing taken from the evaluation under test.
struct NaiveJudge {
    struct Finding: Hashable, Comparable, CustomStringConvertible {
        var what: String
        var isHard: Bool
        var actual: Int
        var bound: Int
        var tier: Tier
        var cost: Int64

        var description: String {
            "\(self.what): \(self.actual) against \(self.bound), \(self.isHard ? "hard" : "soft"), \(self.tier) \(self.cost)"
        }

        static func < (left: Finding, right: Finding) -> Bool { left.description < right.description }
    }

    /// A day before the horizon or in it, as far as it is known.
    private enum Day: Equatable {
        case off, working(Int?)
    }

    let problem: RosterProblem

    func findings(of row: [Int?], person: Int) -> [Finding] {
        let who = self.problem.people[person]
        var found = self.cellFindings(row, who) + self.travelFindings(row, who) + self.wishFindings(row, who, person)
        for rule in who.rules { found += self.findings(rule, row, who) }
        return found
    }

    func wages(of row: [Int?], person: Int) -> Int64 {
        row.reduce(0) { sum, cell in
            guard let cell else { return sum }
            let sixtieths = self.problem.people[person].hourlyWage * Int64(self.problem.shiftTypes[cell].minutes)
            return sum + sixtieths / 60 + (sixtieths % 60 >= 30 ? 1 : 0)
        }
    }

    func coverFindings(of rows: [[Int?]]) -> [Finding] {
        var found: [Finding] = []
        for demand in self.problem.demands {
            var present = 0
            for row in rows { if let cell = row[demand.day], demand.shifts.contains(cell) { present += 1 } }
            var critical: Int64 = 0
            var missing: Int64 = 0
            for place in 0..<max(demand.target, present) {
                if place < demand.critical, place >= present { critical += demand.criticalCost }
                if place < demand.target, place >= present { missing += demand.underCost }
                if place >= demand.target, place < present { missing += demand.overCost }
            }
            if present < demand.critical {
                found.append(
                    Finding(
                        what: "critical \(demand.slot)", isHard: false, actual: present, bound: demand.critical,
                        tier: .critical, cost: critical))
            }
            if present != demand.target {
                found.append(
                    Finding(
                        what: "target \(demand.slot)", isHard: false, actual: present, bound: demand.target,
                        tier: .target, cost: missing))
            }
        }
        return found
    }

    // MARK: - Rules

    private func findings(_ rule: RosterRule, _ row: [Int?], _ who: Person) -> [Finding] {
        let types = self.problem.shiftTypes
        switch rule.kind {
        case .minutes(let tag):
            return self.amounts(rule, row, who) { type in
                if let tag, !types[type].tags.contains(tag) { return 0 }
                return types[type].minutes
            }
        case .shifts(let wanted):
            return self.amounts(rule, row, who) { type in
                guard let wanted else { return 1 }
                return wanted.contains(type) ? 1 : 0
            }
        case .weekends:
            return self.weigh(rule, self.weekendsWorked(row) + (who.history.carried[rule.id] ?? 0))
        case .incompleteWeekend:
            return self.weekendDays(row, who).flatMap { days -> [Finding] in
                days.contains(true) && days.contains(false) ? self.weigh(rule, 1) : []
            }
        case .workRun:
            return self.runs(rule, row, who) { day in day != .off }
        case .offRun:
            return self.runs(rule, row, who) { day in day == .off }
        case .shiftRun(let wanted):
            return self.runs(rule, row, who) { day in
                if case .working(let type?) = day { return wanted.contains(type) }
                return false
            }
        case .rest:
            return self.neighbors(row, who).flatMap { first, next -> [Finding] in
                guard let rest = self.rest(from: first, to: next) else { return [] }
                return self.weigh(rule, rest)
            }
        case .longestOff: return self.timesOff(rule, row, who)
        case .sequence(let pairs):
            return self.neighbors(row, who).flatMap { first, next -> [Finding] in
                pairs.contains { $0.first == first && $0.next == next } ? self.weigh(rule, 1) : []
            }
        }
    }

    /// A sum per period; what was carried in belongs to the period with the first day.
    private func amounts(
        _ rule: RosterRule, _ row: [Int?], _ who: Person, _ amount: (Int) -> Int
    ) -> [Finding] {
        if case .rolling(let length) = rule.window { return self.rollingAmounts(rule, length, row, who, amount) }
        var sums: [Int: Int] = [:]
        for day in 0..<self.problem.days {
            guard let period = self.period(of: day, rule.window) else { continue }
            sums[period, default: day == 0 ? who.history.carried[rule.id] ?? 0 : 0] += row[day].map(amount) ?? 0
        }
        return sums.values.flatMap { self.weigh(rule, $0) }
    }

    /// Every stretch of days that is known in full, or all that is known where that is less.
    private func rollingAmounts(
        _ rule: RosterRule, _ length: Int, _ row: [Int?], _ who: Person, _ amount: (Int) -> Int
    ) -> [Finding] {
        let before = Array((who.history.recent[rule.id] ?? []).reversed().prefix(length - 1).reversed())
        let all = before + row.map { $0.map(amount) ?? 0 }
        if all.count < length {
            var judged = rule
            (judged.bounds.hardMin, judged.bounds.softMin) = (nil, nil)
            return self.weigh(judged, all.reduce(0, +))
        }
        var found: [Finding] = []
        for last in (length - 1)..<all.count {
            found += self.weigh(rule, all[(last - length + 1)...last].reduce(0, +))
        }
        return found
    }

    private func period(of day: Int, _ window: RosterRule.Window) -> Int? {
        switch window {
        case .horizon: return 0
        case .days(let range): return range.contains(day) ? 0 : nil
        case .rolling: return nil
        case .weeks(let first):
            var weeks = 0
            for earlier in 0...day where earlier > 0 && self.weekday(earlier) == first.rawValue { weeks += 1 }
            return weeks
        }
    }

    private func weekday(_ day: Int) -> Int { (self.problem.firstWeekday.rawValue + day) % 7 }

    private func weekendsWorked(_ row: [Int?]) -> Int {
        var begins: Set<Int> = []
        for (day, cell) in row.enumerated() {
            guard let cell else { continue }
            begins.formUnion(self.hoursThatCount(cell).compactMap { self.weekendBegin(day * 24 + $0) })
        }
        return begins.count
    }

    /// For each weekend with whole days in the horizon, which of its whole days are known to be worked or off.
    private func weekendDays(_ row: [Int?], _ who: Person) -> [[Bool]] {
        var found: [Int: [Bool]] = [:]
        var known: [(Int, Bool)] = row.enumerated().map { ($0, $1 != nil) }
        switch who.history.eve {
        case .unknown: break
        case .working(let days, _): known += (1...days).map { (-$0, true) }
        case .resting(let days): known += (1...days).map { (-$0, false) }
        }
        var inHorizon: Set<Int> = []
        for (day, isWorked) in known {
            let begins = Set([day * 24, day * 24 + 23].map { self.weekendBegin($0) ?? Int.min })
            guard begins.count == 1, let begin = begins.first, begin > Int.min else { continue }
            if day >= 0 { inHorizon.insert(begin) }
            found[begin, default: []].append(isWorked)
        }
        return inHorizon.compactMap { found[$0] }
    }

    /// Every window of which all days are known, hour by hour: tests have whole hours only.
    private func timesOff(_ rule: RosterRule, _ row: [Int?], _ who: Person) -> [Finding] {
        var before = who.history.cells
        if before.isEmpty, case .working(_, let last) = who.history.eve { before = [last] }
        if before.isEmpty, case .resting(let days) = who.history.eve { before = Array(repeating: nil, count: days) }
        let cells = before + row
        var isWorked = [Bool](repeating: false, count: (cells.count + 4) * 24)
        for (day, cell) in cells.enumerated() {
            guard let cell else { continue }
            let start = day * 24 + (self.problem.shiftTypes[cell].start ?? 0) / 60
            for hour in start..<start + self.problem.shiftTypes[cell].minutes / 60 { isWorked[hour] = true }
        }
        var found: [Finding] = []
        for first in cells.indices {
            for last in first..<cells.count where last >= before.count {
                let day = first - before.count
                let isWindow =
                    switch rule.window {
                    case .horizon: day == 0 && last == cells.count - 1
                    case .days(let range): range == day..<last - before.count + 1
                    case .weeks(let weekday): self.weekday(day + 70) == weekday.rawValue && last - first == 6
                    case .rolling(let days): last - first == days - 1
                    }
                guard isWindow else { continue }
                let hours = isWorked[first * 24..<(last + 1) * 24].split(separator: true).map(\.count).max() ?? 0
                found += self.weigh(rule, hours * 60)
            }
        }
        return found
    }

    /// The hours of a shift by which it is in a weekend; the tests know whole hours only.
    private func hoursThatCount(_ cell: Int) -> Range<Int> {
        let type = self.problem.shiftTypes[cell]
        guard case .interval = self.problem.weekend, let start = type.start else { return 12..<13 }
        return start / 60..<start / 60 + (type.minutes + 59) / 60
    }

    /// The hour at which the weekend that an hour is in began.
    private func weekendBegin(_ hour: Int) -> Int? {
        let (weekday, at, length) =
            switch self.problem.weekend {
            case .days(let first, let count): (first.rawValue, 0, count * 24)
            case .interval(let first, let minute, let minutes): (first.rawValue, minute / 60, minutes / 60)
            }
        return (hour - length + 1..<hour + 1).last { begin in
            let day = (begin + 24 * 70) / 24 - 70
            return (self.weekday(day + 70)) == weekday && begin - day * 24 == at
        }
    }

    /// Looks at every stretch of days, those before the horizon included, that is one run and no part of a longer one.
    private func runs(
        _ rule: RosterRule, _ row: [Int?], _ who: Person, _ isIn: (Day) -> Bool
    ) -> [Finding] {
        let before = self.daysBefore(rule, who)
        let all = before + row.map { $0.map { Day.working($0) } ?? .off }
        var found: [Finding] = []
        for first in all.indices {
            for last in first..<all.count {
                let isRun = all[first...last].allSatisfy(isIn)
                let isWhole = (first == 0 || !isIn(all[first - 1])) && (last == all.count - 1 || !isIn(all[last + 1]))
                guard isRun, isWhole else { continue }
                if last < before.count - 1 { continue }
                let canGrow = last == all.count - 1 || (first == 0 && before.isEmpty)
                var judged = rule
                if canGrow { (judged.bounds.hardMin, judged.bounds.softMin) = (nil, nil) }
                if last < before.count { (judged.bounds.hardMax, judged.bounds.softMax) = (nil, nil) }
                found += self.weigh(judged, last - first + 1)
            }
        }
        return found
    }

    /// The days up to the eve as far as they matter to a run; empty when nothing is known.
    private func daysBefore(_ rule: RosterRule, _ who: Person) -> [Day] {
        switch who.history.eve {
        case .unknown: return []
        case .resting(let days): return Array(repeating: .off, count: days)
        case .working(let days, let last):
            guard case .shiftRun(let wanted) = rule.kind else {
                return Array(repeating: .working(nil), count: days - 1) + [.working(last)]
            }
            let inRun = wanted.contains(last) ? max(1, who.history.carried[rule.id] ?? 1) : 1
            return Array(repeating: .working(last), count: inRun)
        }
    }

    private func neighbors(_ row: [Int?], _ who: Person) -> [(Int, Int)] {
        var cells = row
        if case .working(_, let last) = who.history.eve { cells.insert(last, at: 0) } else { cells.insert(nil, at: 0) }
        var pairs: [(Int, Int)] = []
        for position in 1..<cells.count {
            if let first = cells[position - 1], let next = cells[position] { pairs.append((first, next)) }
        }
        return pairs
    }

    private func rest(from first: Int, to next: Int) -> Int? {
        let types = self.problem.shiftTypes
        guard let began = types[first].start, let begins = types[next].start else { return nil }
        return begins + 24 * 60 - (began + types[first].minutes)
    }

    private func weigh(_ rule: RosterRule, _ amount: Int) -> [Finding] {
        let bounds = rule.bounds
        var found: [Finding] = []
        func hard(_ excess: Int, _ bound: Int) {
            var units = excess
            switch rule.kind {
            case .minutes, .rest, .longestOff: units = excess / 60 + (excess % 60 > 0 ? 1 : 0)
            default: break
            }
            found.append(
                Finding(
                    what: rule.id, isHard: true, actual: amount, bound: bound,
                    tier: rule.severity == .law ? .law : .contract, cost: Int64(units)))
        }
        func soft(_ excess: Int, _ bound: Int, _ cost: Int64) {
            let exact = Double(cost) * Double(excess) / Double(bounds.per)
            found.append(
                Finding(
                    what: rule.id, isHard: false, actual: amount, bound: bound, tier: rule.softTier,
                    cost: Int64(exact.rounded())))
        }
        if let least = bounds.hardMin, amount < least { hard(least - amount, least) }
        if let most = bounds.hardMax, amount > most { hard(amount - most, most) }
        if let least = bounds.softMin, amount < least { soft(least - amount, least, bounds.softMinCost) }
        if let most = bounds.softMax, amount > most { soft(amount - most, most, bounds.softMaxCost) }
        return found
    }

    // MARK: - Cells, ways and wishes

    private func cellFindings(_ row: [Int?], _ who: Person) -> [Finding] {
        func broken(_ what: String, _ actual: Int, _ bound: Int) -> Finding {
            Finding(what: what, isHard: true, actual: actual, bound: bound, tier: .law, cost: 100)
        }
        var found: [Finding] = []
        for pin in who.pins where row[pin.day] != pin.shift { found.append(broken("pin \(pin.day)", 0, 1)) }
        for (day, cell) in row.enumerated() {
            guard let cell else { continue }
            let isAllowed =
                (who.appointedTo == nil || who.appointedTo!.contains(cell)) && !who.leave.contains(day)
                && !who.forbids.contains { $0.day == day && $0.shift == cell } && self.isQualified(who, day, cell)
            if !isAllowed { found.append(broken("cell \(day)", 1, 0)) }
        }
        return found
    }

    private func isQualified(_ who: Person, _ day: Int, _ cell: Int) -> Bool {
        let type = self.problem.shiftTypes[cell]
        var touched = [day]
        let end = (type.start ?? 0) + type.minutes
        if type.start != nil, end > 24 * 60, day + 1 < self.problem.days { touched.append(day + 1) }
        return type.requires.allSatisfy { name in
            who.qualifications.contains { held in
                held.name == name && (held.validOn == nil || touched.allSatisfy(held.validOn!.contains))
            }
        }
    }

    private func travelFindings(_ row: [Int?], _ who: Person) -> [Finding] {
        self.neighbors(row, who).compactMap { first, next in
            guard let rest = self.rest(from: first, to: next) else { return nil }
            let from = self.problem.shiftTypes[first].clinic
            let to = self.problem.shiftTypes[next].clinic
            let way = self.problem.travel.first { $0.from == from && $0.to == to && from != to }?.minutes ?? 0
            guard rest < way else { return nil }
            return Finding(
                what: rest < 0 ? "overlap" : "travel", isHard: true, actual: rest, bound: rest < 0 ? 0 : way,
                tier: .law,
                cost: Int64((way - rest + 59) / 60))
        }
    }

    private func wishFindings(_ row: [Int?], _ who: Person, _ person: Int) -> [Finding] {
        func wish(_ what: String, _ actual: Int, _ bound: Int, _ cost: Int64) -> Finding {
            Finding(what: what, isHard: false, actual: actual, bound: bound, tier: .wishes, cost: cost)
        }
        var found: [Finding] = []
        for request in who.requests {
            let granted =
                switch request.wish {
                case .work(let type): row[request.day] == type
                case .avoid(let type): row[request.day] != type
                case .off: row[request.day] == nil
                }
            if !granted { found.append(wish("request \(request.day)", 0, 1, request.cost)) }
        }
        if let published = who.published {
            for (day, cell) in row.enumerated() where cell != published.cells[day] {
                found.append(wish("change \(day)", 1, 0, published.changeCost[day]))
            }
        }
        for share in self.problem.fairness {
            guard let target = share.targets[person] else { continue }
            var points = share.carried[person]
            for (day, cell) in row.enumerated() where cell != nil {
                points += (share.points[cell!] ?? 0) + (share.dayPoints[day] ?? 0)
            }
            let cost = share.cost * Int64((points - target) * (points - target))
            if cost != 0 { found.append(wish(share.id, points, target, cost)) }
        }
        return found
    }
}

extension NaiveJudge.Finding {
    /// What the evaluation found, in the same words.
    init(_ violation: Violation) {
        let what: String =
            switch violation.subject {
            case .rule(let id), .fairness(let id): id
            case .obstacle: "cell \(violation.window.lowerBound)"
            case .pin(let pin): "pin \(pin.day)"
            case .travel: "travel"
            case .overlap: "overlap"
            case .request(let request): "request \(request.day)"
            case .company(let id): id
            case .change: "change \(violation.window.lowerBound)"
            case .critical(let slot): "critical \(slot)"
            case .target(let slot): "target \(slot)"
            case .ceiling: "ceiling"
            case .clinicCeiling(let clinic): "ceiling \(clinic)"
            }
        self.init(
            what: what, isHard: violation.isHard, actual: Int(violation.actual), bound: Int(violation.bound),
            tier: violation.tier, cost: violation.cost)
    }
}
