/// A rule of a contract or of the law about one person's row, as data.
package struct RosterRule: Sendable, Hashable {
    /// What the rule looks at.
    package enum Kind: Sendable, Hashable {
        /// Minutes worked, in shifts with a tag when one is given.
        case minutes(tag: String?)
        /// Shifts worked: of the given types, or of any type.
        case shifts(of: Set<Int>?)
        /// Weekends with a shift in them; the problem says what a weekend is.
        case weekends
        /// A weekend that is worked on some of its days and not on others: each counts as one, against a maximum of zero.
        /// Days that are partly in the weekend do not matter, nor do days outside of the horizon, but for what the eve
        /// tells of them.
        case incompleteWeekend
        /// Days worked in a row.
        case workRun
        /// Days off in a row.
        case offRun
        /// Days in a row with a shift of the given types: nights come at least two and at most four in a row.
        case shiftRun(of: Set<Int>)
        /// Minutes from the end of a shift to the start of the next day's; each gap is judged, by minimum bounds only.
        case rest
        /// Minutes of the longest time off in each window, from midnight to midnight, by minimum bounds only: 35 hours in
        /// any seven days. A window is judged when all of its days are known; see ``History/cells``.
        case longestOff
        /// A shift of the second type on the day after one of the first: each occurrence counts as one, against a
        /// maximum of zero.
        case sequence([ShiftPair])
    }

    /// The days over which an amount is summed; runs, rest and sequences are judged one by one over the whole horizon.
    package enum Window: Sendable, Hashable {
        case horizon
        /// One fixed period.
        case days(Range<Int>)
        /// Every week of the horizon, each starting on this weekday; the first and the last may be cut by its edges.
        case weeks(from: Weekday)
        /// Every so many days in a row, wherever they begin: "in any 7 days". Each of them is judged, those included that
        /// begin in the part of the days before the horizon of which the history tells.
        case rolling(days: Int)
    }

    /// Who made the rule, and thus which tier a breach of its hard bounds belongs to.
    package enum Severity: Sendable, Hashable {
        case law, contract, policy
    }

    package var id: String
    package var kind: Kind
    package var window: Window
    package var bounds: Bounds
    package var severity: Severity
    /// Where the costs of its soft bounds are counted: overtime is money, a preference a wish.
    package var softTier: Tier

    package init(
        id: String, kind: Kind, window: Window = .horizon, bounds: Bounds, severity: Severity = .law,
        softTier: Tier = .wishes
    ) {
        self.id = id
        self.kind = kind
        self.window = window
        self.bounds = bounds
        self.severity = severity
        self.softTier = softTier
    }
}

/// Two shift types, worked on one day and on the day after.
package struct ShiftPair: Sendable, Hashable {
    package var first: Int
    package var next: Int

    package init(_ first: Int, then next: Int) {
        self.first = first
        self.next = next
    }
}
