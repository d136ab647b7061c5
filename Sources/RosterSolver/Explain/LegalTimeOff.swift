/// A hard rule about the longest time off in the form in which states of a row are judged.
///
/// A state is how long the person has been off at midnight, negative while a shift goes on, and how long ago the last
/// time off that was long enough ended. Neither grows beyond what matters.
struct LegalTimeOff {
    private(set) var start: [Int]
    private let least: Int
    /// From when to when the shifts of each type are, after the midnight of their day.
    private let times: [Range<Int>]
    /// How many days each window has, by the day on which it ends.
    private let lengths: [Int: [Int]]
    private let longest: Int

    init?(_ rule: RosterRule, _ who: Person, _ problem: RosterProblem) {
        guard rule.kind == .longestOff, let least = rule.bounds.hardMin else { return nil }
        let windows = problem.windowsOfTimeOff(rule, for: who)
        self.least = least
        self.times = problem.shiftTypes.indices.map { problem.time(of: $0, on: 0) ?? 0..<0 }
        self.lengths = Dictionary(grouping: windows, by: { $0.upperBound - 1 }).mapValues { $0.map(\.count) }
        self.longest = (windows.map(\.count).max() ?? 0) * 1440
        self.start = [0, self.longest]
        for cell in problem.cellsBefore(of: who) { self.start = self.pass(self.start, cell ?? -1) }
    }

    /// The state after a day; nil when a window that ends with it has no time off that is long enough.
    func after(_ state: [Int], _ cell: Int, _ day: Int) -> [Int]? {
        let next = self.pass(state, cell)
        for length in self.lengths[day] ?? [] {
            let minutes = length * 1440
            guard min(next[0], minutes) >= self.least || next[1] + self.least <= minutes else { return nil }
        }
        return next
    }

    private func pass(_ state: [Int], _ cell: Int) -> [Int] {
        var (free, past) = (state[0], state[1])
        if cell >= 0 {
            let time = self.times[cell]
            if free + time.lowerBound >= self.least { past = -time.lowerBound }
            free = min(free, -time.upperBound)
        }
        free = min(free + 1440, max(self.least, 0))
        past += 1440
        return [free, past + self.least > self.longest ? self.longest : past]
    }
}
