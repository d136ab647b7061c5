import Dispatch
import Synchronization

/// A connection lent to one transaction: its thread serves the commands that the task sends, until the last.
final class Lease: Sendable {
    enum Step {
        /// Statements whose rows the body needs now.
        case ask
        case commit
        case rollback
    }

    struct Command: Sendable {
        let step: Step
        let statements: [Statement]
        let ticket: Ticket
    }

    private struct State {
        var commands: [Command] = []
        var end: PostgresError?
        var isTaken = false
    }

    let mode: TransactionMode
    let opening: Statement?
    private let state = Mutex(State())
    private let arrival = DispatchSemaphore(value: 0)

    init(mode: TransactionMode, opening: Statement?) {
        self.mode = mode
        self.opening = opening
    }

    /// Hands a command to the connection's thread; a lease that ended settles it at once.
    func send(_ command: Command) {
        let end = self.state.withLock { state in
            if state.end == nil { state.commands.append(command) }
            return state.end
        }
        if let end { command.ticket.settle(.failure(end)) } else { self.arrival.signal() }
    }

    /// What a command may have sent: its statements and, if it came first, the opening.
    func statements(of command: Command) -> [Statement] { (self.opening.map { [$0] } ?? []) + command.statements }

    /// Tells that a connection's thread serves this lease from now on.
    ///
    /// - Returns: `false` where its task gave up before.
    func begin() -> Bool {
        self.state.withLock { state in
            guard state.end == nil else { return false }
            state.isTaken = true
            return true
        }
    }

    /// Ends a lease that no thread serves yet.
    ///
    /// - Returns: `false` where one does, so that it must be told to roll back.
    func giveUp() -> Bool {
        self.state.withLock { state in
            guard !state.isTaken || state.end != nil else { return false }
            state.end = state.end ?? .closed
            return true
        }
    }

    /// Waits on the connection's thread for the next command; `nil` after the limit.
    func next(within limit: DispatchTimeInterval) -> Command? {
        guard self.arrival.wait(timeout: .now() + limit) == .success else { return nil }
        return self.state.withLock { $0.commands.isEmpty ? nil : $0.commands.removeFirst() }
    }

    /// Lets nothing more in; commands that wait fail with the error.
    func end(_ error: PostgresError) {
        let waiting = self.state.withLock { state in
            defer { state.commands = [] }
            state.end = state.end ?? error
            return state.commands
        }
        for command in waiting { command.ticket.settle(.failure(error)) }
    }
}
