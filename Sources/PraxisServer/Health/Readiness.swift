import Synchronization

/// Whether requests should come here, and if not, why.
final class Readiness: Sendable {
    private let isDraining = Atomic(false)
    private let checks: [@Sendable () async -> String?]

    /// - Parameter checks: each answers what is wrong, or `nil`.
    init(checks: [@Sendable () async -> String?]) { self.checks = checks }

    /// From now on the answer is no: the daemon finishes what it has.
    func drain() { self.isDraining.store(true, ordering: .relaxed) }

    /// Everything that stands in the way; empty where nothing does.
    func reasons() async -> [String] {
        if self.isDraining.load(ordering: .relaxed) { return ["draining"] }
        var reasons: [String] = []
        for check in self.checks {
            if let reason = await check() { reasons.append(reason) }
        }
        return reasons
    }
}
