/// Counts the steps of a search through states, and asks every few of them whether to stop.
struct StepMeter {
    private(set) var steps = 0
    /// Whether it was told to stop; once it was, for good.
    private(set) var isCanceled = false
    private let limit: Int
    private let ask: () -> Bool

    init(limit: Int = .max, isCanceled: @escaping () -> Bool) {
        self.limit = limit
        self.ask = isCanceled
    }

    /// A step takes microseconds.
    static let stepsBetweenAsks = 256

    /// Counts a step; false when there were too many, or when told to stop.
    mutating func mayStep() -> Bool {
        if self.isCanceled || self.steps >= self.limit { return false }
        self.steps += 1
        if self.steps % Self.stepsBetweenAsks == 0 { self.isCanceled = self.ask() }
        return !self.isCanceled
    }
}
