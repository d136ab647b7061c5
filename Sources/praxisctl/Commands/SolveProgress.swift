import Glibc
import PraxisServer
import RosterSolver
import Synchronization

/// Tells of better rosters as they are found, at most ten times a second.
final class SolveProgress: Sendable {
    private let best: Int64?
    private let isShown: Bool
    private let started = ContinuousClock.now
    private let told: Mutex<(cost: Int64, at: ContinuousClock.Instant?)> = Mutex((Int64.max, nil))

    init(best: Int64?, isShown: Bool) {
        self.best = best
        self.isShown = isShown
    }

    /// Called from any of the searches; what is worse than already told is passed over.
    func tell(_ progress: SolverProgress) {
        let isNew = self.told.withLock { told in
            let now = ContinuousClock.now
            guard progress.cost < told.cost else { return false }
            if let last = told.at, now - last < .milliseconds(100) { return false }
            told = (progress.cost, now)
            return true
        }
        if isNew { self.write(progress.cost, uncovered: Int64(progress.uncovered)) }
    }

    /// Tells what came out.
    func finish(_ result: SolverResult, _ evaluation: Evaluation) {
        if self.isShown { self.write(evaluation.score.sum, uncovered: evaluation.uncovered) }
    }

    private func write(_ cost: Int64, uncovered: Int64) {
        let tenths = (ContinuousClock.now - self.started) / .milliseconds(100)
        var line = "\(Self.decimal(Int64(tenths))) s  cost \(cost)  uncovered \(uncovered)"
        if let best, best > 0 { line += "  gap \(Self.decimal((cost - best) * 1000 / best)) %" }
        StandardError.write(line + "\n")
    }

    private static func decimal(_ tenths: Int64) -> String {
        "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}

/// The processor time of this process since the value was made.
struct ProcessorTime: Sendable {
    private let start = Self.now()

    var seconds: Double { Self.now() - self.start }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
