/// Reads the sections of the text form line by line.
struct Nrp24Parser {
    private enum Section: String, CaseIterable {
        case horizon = "SECTION_HORIZON"
        case shifts = "SECTION_SHIFTS"
        case staff = "SECTION_STAFF"
        case daysOff = "SECTION_DAYS_OFF"
        case onRequests = "SECTION_SHIFT_ON_REQUESTS"
        case offRequests = "SECTION_SHIFT_OFF_REQUESTS"
        case cover = "SECTION_COVER"
    }

    private var section: Section?
    private var seen: Set<Section> = []
    private var number = 0
    private var days = 0
    private var shiftTypes: [ShiftType] = []
    private var forbidden: [(line: Int, first: Int, next: [String])] = []
    private var people: [Person] = []
    private var demands: [Demand] = []
    private var shiftIndex: [String: Int] = [:]
    private var personIndex: [String: Int] = [:]

    mutating func read(_ line: String, number: Int) throws(Nrp24Error) {
        self.number = number
        if line.hasPrefix("SECTION_") {
            guard let section = Section(rawValue: line) else { throw self.expected("a section of the format") }
            guard self.seen.insert(section).inserted else { throw self.expected("\(section.rawValue) only once") }
            self.section = section
            return
        }
        let cells = Nrp24Text.cells(of: line)
        switch self.section {
        case nil: throw self.expected(Section.horizon.rawValue)
        case .horizon: try self.readHorizon(cells)
        case .shifts: try self.readShift(cells)
        case .staff: try self.readPerson(cells)
        case .daysOff: try self.readDaysOff(cells)
        case .onRequests: try self.readRequest(cells) { .work($0) }
        case .offRequests: try self.readRequest(cells) { .avoid($0) }
        case .cover: try self.readCover(cells)
        }
    }

    func problem() throws(Nrp24Error) -> RosterProblem {
        if let missing = Section.allCases.first(where: { !self.seen.contains($0) }) {
            throw self.expected("\(missing.rawValue) before the end")
        }
        guard self.days > 0 else { throw self.expected("a number of days in \(Section.horizon.rawValue)") }
        var pairs: [ShiftPair] = []
        for (line, first, names) in self.forbidden {
            for name in names {
                guard let next = self.shiftIndex[name] else {
                    throw Nrp24Error(line: line, expected: "a shift of this section, not \(name)")
                }
                pairs.append(ShiftPair(first, then: next))
            }
        }
        let sequence = RosterRule(id: "sequence", kind: .sequence(pairs), bounds: Bounds(hardMax: 0))
        var people = self.people
        for person in people.indices { people[person].rules.insert(sequence, at: 0) }
        return RosterProblem(
            days: self.days, shiftTypes: self.shiftTypes, people: people, demands: self.demands, goals: .sum)
    }

    private func expected(_ what: String) -> Nrp24Error { Nrp24Error(line: self.number, expected: what) }

    private func integer(_ text: String, _ what: String, in range: ClosedRange<Int>) throws(Nrp24Error) -> Int {
        guard let value = Int(text), range.contains(value) else {
            throw self.expected("\(what) from \(range.lowerBound) to \(range.upperBound), not \"\(text)\"")
        }
        return value
    }

    private func amount(_ text: String, _ what: String) throws(Nrp24Error) -> Int {
        try self.integer(text, what, in: 0...1_000_000)
    }

    private func day(_ text: String) throws(Nrp24Error) -> Int {
        guard self.days > 0 else { throw self.expected("\(Section.horizon.rawValue) first") }
        return try self.integer(text, "a day", in: 0...self.days - 1)
    }

    private func shift(_ text: String) throws(Nrp24Error) -> Int {
        guard let shift = self.shiftIndex[text] else { throw self.expected("a known shift, not \"\(text)\"") }
        return shift
    }

    private func person(_ text: String) throws(Nrp24Error) -> Int {
        guard let person = self.personIndex[text] else { throw self.expected("a known person, not \"\(text)\"") }
        return person
    }

    private func count(_ cells: [String], _ range: ClosedRange<Int>, _ what: String) throws(Nrp24Error) {
        guard range.contains(cells.count) else { throw self.expected(what) }
    }
}

extension Nrp24Parser {
    private mutating func readHorizon(_ cells: [String]) throws(Nrp24Error) {
        guard self.days == 0 else { throw self.expected("one number of days only") }
        try self.count(cells, 1...1, "a number of days")
        self.days = try self.integer(cells[0], "a multiple of 7 days", in: 7...3660)
        guard self.days % 7 == 0 else { throw self.expected("a multiple of 7 days, not \(self.days)") }
    }

    private mutating func readShift(_ cells: [String]) throws(Nrp24Error) {
        try self.count(cells, 2...3, "shift,minutes,shifts that may not follow")
        guard !cells[0].isEmpty, self.shiftIndex[cells[0]] == nil else {
            throw self.expected("a new shift name, not \"\(cells[0])\"")
        }
        let minutes = try self.integer(cells[1], "minutes", in: 1...1440)
        let next = cells.count < 3 ? [] : Nrp24Text.cells(of: cells[2], at: "|").filter { !$0.isEmpty }
        self.forbidden.append((self.number, self.shiftTypes.count, next))
        self.shiftIndex[cells[0]] = self.shiftTypes.count
        self.shiftTypes.append(ShiftType(id: cells[0], minutes: minutes))
    }

    private mutating func readPerson(_ cells: [String]) throws(Nrp24Error) {
        try self.count(cells, 8...8, "person,shift limits and six numbers")
        guard !cells[0].isEmpty, self.personIndex[cells[0]] == nil else {
            throw self.expected("a new person's name, not \"\(cells[0])\"")
        }
        var limits: [Int: Int] = [:]
        for item in Nrp24Text.cells(of: cells[1], at: "|") {
            let pair = Nrp24Text.cells(of: item, at: "=")
            try self.count(pair, 2...2, "shift=most, not \"\(item)\"")
            limits[try self.shift(pair[0])] = try self.amount(pair[1], "a number of shifts")
        }
        var figures: [Int] = []
        for cell in cells[2...] { figures.append(try self.amount(cell, "a number")) }
        guard figures[1] <= figures[0] else { throw self.expected("least minutes not above most minutes") }
        guard figures[3] <= figures[2] else { throw self.expected("least days in a row not above most days in a row") }
        self.personIndex[cells[0]] = self.people.count
        self.people.append(
            Person(
                id: cells[0], appointedTo: Set(limits.filter { $0.value > 0 }.keys),
                rules: self.rules(figures, limits)))
    }

    private func rules(_ figures: [Int], _ limits: [Int: Int]) -> [RosterRule] {
        var rules = [
            RosterRule(
                id: "minutes", kind: .minutes(tag: nil), bounds: Bounds(hardMin: figures[1], hardMax: figures[0])),
            RosterRule(id: "days in a row", kind: .workRun, bounds: Bounds(hardMin: figures[3], hardMax: figures[2])),
            RosterRule(id: "days off in a row", kind: .offRun, bounds: Bounds(hardMin: figures[4])),
            RosterRule(id: "weekends", kind: .weekends, bounds: Bounds(hardMax: figures[5])),
        ]
        for (shift, most) in limits.sorted(by: { $0.key < $1.key }) where most > 0 && most < self.days {
            rules.append(
                RosterRule(
                    id: "shifts \(self.shiftTypes[shift].id)", kind: .shifts(of: [shift]), bounds: Bounds(hardMax: most)
                ))
        }
        return rules
    }

    private mutating func readDaysOff(_ cells: [String]) throws(Nrp24Error) {
        let person = try self.person(cells[0])
        for cell in cells.dropFirst() where !cell.isEmpty { self.people[person].leave.insert(try self.day(cell)) }
    }

    private mutating func readRequest(
        _ cells: [String], _ wish: (Int) -> Request.Wish
    ) throws(Nrp24Error) {
        try self.count(cells, 4...4, "person,day,shift,weight")
        let request = Request(
            day: try self.day(cells[1]), wish: wish(try self.shift(cells[2])),
            cost: Int64(try self.amount(cells[3], "a weight")))
        self.people[try self.person(cells[0])].requests.append(request)
    }

    private mutating func readCover(_ cells: [String]) throws(Nrp24Error) {
        try self.count(cells, 5...5, "day,shift,requirement,weight under,weight over")
        let shift = try self.shift(cells[1])
        self.demands.append(
            Demand(
                day: try self.day(cells[0]), slot: cells[1], shifts: [shift],
                target: try self.amount(cells[2], "a requirement"),
                underCost: Int64(try self.amount(cells[3], "a weight")),
                overCost: Int64(try self.amount(cells[4], "a weight"))))
    }
}
