import Synchronization

/// Whether requests should come here, and if not, why.
final class Readiness: Sendable {
    private enum Phase { case starting, serving, draining }

    private let phase = Mutex(Phase.starting)
    private let check: @Sendable () -> String?

    /// - Parameter check: what is wrong with what the daemon stands on, or `nil`.
    init(check: @escaping @Sendable () -> String?) { self.check = check }

    /// The listener is there.
    func serve() { self.phase.withLock { if $0 == .starting { $0 = .serving } } }

    /// From now on the answer is no: the daemon finishes what it has.
    func drain() { self.phase.withLock { $0 = .draining } }

    /// What stands in the way; `nil` where nothing does.
    var reason: String? {
        switch self.phase.withLock({ $0 }) {
        case .starting: self.check() ?? "starting"
        case .serving: self.check()
        case .draining: "draining"
        }
    }
}
