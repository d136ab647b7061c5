import Dispatch
import Synchronization

/// The FIFO between tasks and the connections' threads.
final class WorkQueue: Sendable {
    enum Work: Sendable {
        case unit(Unit)
        case lease(Lease, Lease.Command)

        var ticket: Ticket {
            switch self {
            case .unit(let unit): unit.ticket
            case .lease(_, let command): command.ticket
            }
        }
    }

    enum Taken {
        case units([Unit])
        case lease(Lease, Lease.Command)
        /// Nothing came for a while: time to look whether the server is still there.
        case nothing
        case stop
    }

    private struct Entry {
        let work: Work
        let since: ContinuousClock.Instant
    }

    private struct State {
        var entries: [Entry] = []
        var head = 0
        /// Threads that sleep and were not woken yet.
        var idle = 0
        /// Threads that run something.
        var busy = 0
        var isClockAsleep = false
        var isClosed = false

        var count: Int { self.entries.count - self.head }

        mutating func removeFirst() -> Entry {
            let entry = self.entries[self.head]
            self.head += 1
            if self.head == self.entries.count {
                self.entries.removeAll(keepingCapacity: true)
                self.head = 0
            } else if self.head > 512 {
                self.entries.removeFirst(self.head)
                self.head = 0
            }
            return entry
        }
    }

    private let configuration: PoolConfiguration
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)
    private let wakeClock = DispatchSemaphore(value: 0)

    init(_ configuration: PoolConfiguration) { self.configuration = configuration }

    var counts: (waiting: Int, busy: Int) { self.state.withLock { ($0.count, $0.busy) } }

    func add(_ work: Work) {
        let (refusal, wakes, wakesClock) = self.state.withLock { state -> (PostgresError?, Bool, Bool) in
            if state.isClosed { return (.closed, false, false) }
            if state.count >= self.configuration.queueLimit { return (.poolExhausted, false, false) }
            state.entries.append(Entry(work: work, since: .now))
            if state.idle > 0 {
                state.idle -= 1
                return (nil, true, false)
            }
            defer { state.isClockAsleep = false }
            return (nil, false, state.isClockAsleep)
        }
        if let refusal { work.ticket.settle(.failure(refusal)) }
        if wakes { self.wake.signal() }
        if wakesClock { self.wakeClock.signal() }
    }

    /// Waits on a connection's thread for something to do.
    ///
    /// - Parameter isBusy: whether something taken before is done now.
    /// - Returns: what to do, and whether the thread slept before.
    func take(after isBusy: Bool, patience: DispatchTimeInterval) -> (Taken, hasSlept: Bool) {
        var wasBusy = isBusy
        var hasSlept = false
        while true {
            let taken: Taken? = self.state.withLock { state in
                if wasBusy { state.busy -= 1 }
                wasBusy = false
                if let taken = self.takeNow(&state) {
                    state.busy += 1
                    return taken
                }
                if state.isClosed { return .stop }
                state.idle += 1
                return nil
            }
            if let taken { return (taken, hasSlept) }
            hasSlept = true
            if self.wake.wait(timeout: .now() + patience) == .timedOut, self.withdraw() { return (.nothing, true) }
        }
    }

    /// Tells that a thread is done with what it took last and takes nothing for now.
    func rest() { self.state.withLock { $0.busy -= 1 } }

    /// Takes a sleeping thread out of the count, unless somebody is waking it just now.
    private func withdraw() -> Bool {
        let isWithdrawn = self.state.withLock { state in
            guard state.idle > 0 else { return false }
            state.idle -= 1
            return true
        }
        if !isWithdrawn { self.wake.wait() }
        return isWithdrawn
    }

    /// The oldest work that somebody still waits for; with it, if it only reads, its share of the reads behind it.
    private func takeNow(_ state: inout State) -> Taken? {
        var units: [Unit] = []
        var bytes = 0
        var share = 1
        while state.count > 0 {
            if units.isEmpty {
                share = min(self.configuration.depth, (state.count + state.idle) / (state.idle + 1))
            } else {
                guard units.count < share, case .unit(let unit) = state.entries[state.head].work, unit.mode.isReadOnly,
                    bytes + unit.byteCount <= self.configuration.groupBytes
                else { break }
            }
            let entry = state.removeFirst()
            guard entry.work.ticket.begin() else { continue }
            self.configuration.onWait?(entry.since.duration(to: .now))
            switch entry.work {
            case .lease(let lease, let command):
                guard lease.begin() else { continue }
                return .lease(lease, command)
            case .unit(let unit):
                units.append(unit)
                bytes += unit.byteCount
                if !unit.mode.isReadOnly { return .units(units) }
            }
        }
        return units.isEmpty ? nil : .units(units)
    }

    private enum ClockRest {
        case pause(Duration)
        case sleep
        case stop
    }

    /// Refuses what has waited too long, on the pool's clock thread, and sleeps until the next may have.
    ///
    /// - Returns: `false` when the queue is closed and empty.
    func expire(_ error: () -> PostgresError) -> Bool {
        var late: [Entry] = []
        let now = ContinuousClock.now
        let rest: ClockRest = self.state.withLock { state in
            while state.count > 0 {
                let age = state.entries[state.head].since.duration(to: now)
                guard age >= self.configuration.waitLimit else { return .pause(self.configuration.waitLimit - age) }
                late.append(state.removeFirst())
            }
            state.isClockAsleep = !state.isClosed
            return state.isClosed ? .stop : .sleep
        }
        for entry in late { entry.work.ticket.settle(.failure(error())) }
        switch rest {
        case .pause(let pause):
            _ = self.wakeClock.wait(timeout: .now() + .milliseconds(Int(pause.milliseconds) + 1))
            return true
        case .sleep:
            self.wakeClock.wait()
            return true
        case .stop: return false
        }
    }

    /// Lets nothing more in; what waits is still served.
    func close(threads: Int) {
        self.state.withLock { state in
            state.isClosed = true
            state.isClockAsleep = false
            state.idle = 0
        }
        for _ in 0..<threads { self.wake.signal() }
        self.wakeClock.signal()
    }

    /// Fails what still waits; for when nobody is left to serve it.
    func failAll(_ error: PostgresError) {
        let entries = self.state.withLock { state in
            var entries: [Entry] = []
            while state.count > 0 { entries.append(state.removeFirst()) }
            return entries
        }
        for entry in entries { entry.work.ticket.settle(.failure(error)) }
    }
}
