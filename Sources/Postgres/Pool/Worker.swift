import Dispatch

/// What a connection's thread does: connect, serve the queue, connect again when the connection is lost.
struct Worker: Sendable {
    let settings: ConnectionSettings
    let queue: WorkQueue
    let health: PoolHealth

    private enum End {
        case lost
        case stopped
    }

    func run() {
        var failures = 0
        while true {
            do {
                let pipeline = try Pipeline.open(self.settings)
                failures = 0
                self.health.connected()
                let end = self.serve(pipeline)
                self.health.disconnected()
                if end == .stopped { break }
            } catch {
                failures += 1
                self.health.failed(error)
            }
            if self.health.pause(Self.backOff(failures)) { break }
        }
        self.health.ended()
    }

    /// None at first, then 50 ms doubled up to 2 s and spread by half.
    static func backOff(_ failures: Int) -> Duration {
        guard failures > 0 else { return .zero }
        return min(.milliseconds(50) * (1 << min(failures - 1, 10)), .seconds(2)) * Double.random(in: 0.5...1)
    }

    private func serve(_ pipeline: consuming Pipeline) -> End {
        var isBusy = false
        while true {
            let (taken, hasSlept) = self.queue.take(after: isBusy, patience: .seconds(2))
            isBusy = true
            let isLost: Bool
            switch taken {
            case .stop: return .stopped
            case .nothing:
                isBusy = false
                isLost = pipeline.isStale()
            case .units(let units):
                isLost = !self.renew(&pipeline, hasSlept) { units.map(\.ticket) } || pipeline.serve(units)
            case .lease(let lease, let command):
                isLost =
                    !self.renew(&pipeline, hasSlept) { [command.ticket] }
                    || pipeline.serve(lease, first: command, patience: self.leasePatience)
            }
            if isLost {
                if isBusy { self.queue.rest() }
                return .lost
            }
        }
    }

    /// Connects again before anything is sent, where the server hung up while the thread slept.
    ///
    /// - Returns: `false` where that failed; the work that was taken is told so.
    private func renew(_ pipeline: inout Pipeline, _ hasSlept: Bool, _ tickets: () -> [Ticket]) -> Bool {
        guard hasSlept, pipeline.isStale() else { return true }
        do {
            pipeline = try Pipeline.open(self.settings)
            return true
        } catch {
            for ticket in tickets() { ticket.settle(.failure(error)) }
            return false
        }
    }

    /// A little longer than the server's own patience with an open transaction.
    private var leasePatience: DispatchTimeInterval {
        .milliseconds(Int((self.settings.idleInTransactionTimeout ?? .seconds(60)).milliseconds) + 1000)
    }
}
