/// One who can be rostered: what they may do, what they agreed to, what they asked for, and what is already settled.
package struct Person: Sendable, Hashable {
    package var id: String
    package var qualifications: [Qualification]
    /// The shift types the person may work at all, by role and clinic; nil when only qualifications decide.
    package var appointedTo: Set<Int>?
    package var rules: [RosterRule]
    package var history: History
    /// Days of leave, or fixed days off: no shift may start on them.
    package var leave: Set<Int>
    package var requests: [Request]
    package var pins: [Pin]
    package var forbids: [Forbid]
    /// The cells as last published, if they were.
    package var published: Published?
    /// Pay in minor units of the currency per hour.
    package var hourlyWage: Int64

    package init(
        id: String, qualifications: [Qualification] = [], appointedTo: Set<Int>? = nil, rules: [RosterRule] = [],
        history: History = History(), leave: Set<Int> = [], requests: [Request] = [], pins: [Pin] = [],
        forbids: [Forbid] = [], published: Published? = nil, hourlyWage: Int64 = 0
    ) {
        self.id = id
        self.qualifications = qualifications
        self.appointedTo = appointedTo
        self.rules = rules
        self.history = history
        self.leave = leave
        self.requests = requests
        self.pins = pins
        self.forbids = forbids
        self.published = published
        self.hourlyWage = hourlyWage
    }

    /// What a shift of that length costs in wages, to the nearest minor unit.
    package func wage(minutes: Int) -> Int64 { (self.hourlyWage * Int64(minutes) + 30) / 60 }
}

/// Something a person may do, and the days of the horizon on which it is valid; nil is every day.
package struct Qualification: Sendable, Hashable {
    package var name: String
    package var validOn: Range<Int>?

    package init(_ name: String, validOn: Range<Int>? = nil) {
        self.name = name
        self.validOn = validOn
    }
}

/// A wish about one day and what it costs not to grant it.
package struct Request: Sendable, Hashable {
    /// What is wished for a cell.
    package enum Wish: Sendable, Hashable {
        /// To work exactly this shift type.
        case work(Int)
        /// Not to work this shift type.
        case avoid(Int)
        /// To be off.
        case off
    }

    package var day: Int
    package var wish: Wish
    package var cost: Int64

    package init(day: Int, wish: Wish, cost: Int64) {
        self.day = day
        self.wish = wish
        self.cost = cost
    }

    /// Whether a cell grants the wish.
    package func isGranted(by cell: Int?) -> Bool {
        switch self.wish {
        case .work(let shift): cell == shift
        case .avoid(let shift): cell != shift
        case .off: cell == nil
        }
    }
}

/// A cell that is settled: this shift type, or off when nil.
package struct Pin: Sendable, Hashable {
    package var day: Int
    package var shift: Int?
    /// Why it is settled, for the person who wonders: pinned by the manager, locked, clocked in.
    package var reason: String

    package init(day: Int, shift: Int?, reason: String = "pinned") {
        self.day = day
        self.shift = shift
        self.reason = reason
    }
}

/// A cell that must not hold this shift type.
package struct Forbid: Sendable, Hashable {
    package var day: Int
    package var shift: Int

    package init(day: Int, shift: Int) {
        self.day = day
        self.shift = shift
    }
}

/// A published row and what it costs to change each of its days.
package struct Published: Sendable, Hashable {
    package var cells: [Int?]
    /// Cost per changed day: base, notice and premium already in one figure.
    package var changeCost: [Int64]

    package init(cells: [Int?], changeCost: [Int64]) {
        self.cells = cells
        self.changeCost = changeCost
    }
}
