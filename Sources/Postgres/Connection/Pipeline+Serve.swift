import Dispatch

extension Pipeline {
    /// Sends a group of transactions in one go and settles each as its COMMIT is answered.
    ///
    /// - Returns: whether the connection is lost.
    mutating func serve(_ units: [Unit]) -> Bool {
        // In a group nobody's error may skip what prepares a neighbor's statement; one alone prepares as it goes.
        let isPreparing = self.prepareMissing(of: units.count > 1 ? units : [])
        let sent = units.map { unit in self.send(unit) }
        let prepared = isPreparing ? self.receive() : Answer()
        if prepared.isLost {
            for (unit, wasCommitSent) in zip(units, sent) {
                let isUnknown = wasCommitSent && !unit.mode.isReadOnly
                unit.ticket.settle(.failure(isUnknown ? PostgresError.outcomeUnknown : .connectionLost))
            }
            return true
        }
        var isLost = false
        for (unit, wasCommitSent) in zip(units, sent) {
            if isLost {
                unit.ticket.settle(.failure(PostgresError.connectionLost))
                continue
            }
            var outcome = self.receiveOutcome(of: unit.mode, wasCommitSent: wasCommitSent)
            isLost = outcome.isLost
            outcome.explain(prepared.unprepared, unit.statements)
            self.forget(unit.statements, after: outcome.failure)
            unit.ticket.settle(outcome.result)
        }
        return isLost
    }

    /// - Returns: whether everything up to COMMIT was handed to libpq.
    private mutating func send(_ unit: Unit) -> Bool {
        guard self.send(unit.mode.control) else { return false }
        for (index, statement) in unit.statements.enumerated() {
            guard self.send(statement, isKept: index > 0 || !unit.hasOpening) else { return false }
        }
        return self.sync() && self.sendCommit()
    }

    private mutating func sendCommit() -> Bool { self.send(.commit) && self.sync() }

    private mutating func receiveOutcome(of mode: TransactionMode, wasCommitSent: Bool) -> Outcome {
        // What could not be sent as a whole has no answer to wait for.
        let work = wasCommitSent ? self.receive() : Answer(failure: .connectionLost, isLost: true)
        let commit = work.isLost ? nil : self.receive()
        return Outcome(mode: mode, wasCommitSent: wasCommitSent, work: work, commit: commit)
    }

    /// Serves one transaction command by command.
    ///
    /// - Returns: whether the connection is lost.
    mutating func serve(_ lease: Lease, first: Lease.Command, patience: DispatchTimeInterval) -> Bool {
        var command = first
        var isOpen = false
        if self.prepareMissing(), self.receive().isLost {
            first.ticket.settle(.failure(PostgresError.connectionLost))
            lease.end(.connectionLost)
            return true
        }
        while true {
            let isLost: Bool
            switch command.step {
            case .ask:
                isLost = self.ask(lease, command, isOpen: isOpen)
                isOpen = true
                if !isLost {
                    guard let next = lease.next(within: patience) else {
                        lease.end(.connectionLost)
                        return self.rollBack()
                    }
                    command = next
                    continue
                }
            case .commit where !command.ticket.begin():
                // Its task was canceled and has been told so: what nobody waits for is not committed.
                isLost = isOpen && self.rollBack()
            case .commit: isLost = self.commit(lease, command, isOpen: isOpen)
            case .rollback:
                isLost = isOpen && self.rollBack()
                command.ticket.settle(.success([]))
            }
            lease.end(isLost ? .connectionLost : .closed)
            return isLost
        }
    }

    private mutating func open(_ lease: Lease) -> Bool {
        guard self.send(lease.mode.control) else { return false }
        return lease.opening.map { self.send($0, isKept: false) } ?? true
    }

    private mutating func ask(_ lease: Lease, _ command: Lease.Command, isOpen: Bool) -> Bool {
        var isSent = isOpen || self.open(lease)
        for statement in command.statements { isSent = isSent && self.send(statement) }
        guard isSent, self.sync() else {
            command.ticket.settle(.failure(PostgresError.connectionLost))
            return true
        }
        let answer = self.receive()
        self.forget(lease.statements(of: command), after: answer.failure)
        command.ticket.settle(answer.failure.map { .failure($0) } ?? .success(answer.results))
        return answer.isLost
    }

    private mutating func commit(_ lease: Lease, _ command: Lease.Command, isOpen: Bool) -> Bool {
        var isSent = isOpen || self.open(lease)
        for statement in command.statements { isSent = isSent && self.send(statement) }
        let wasCommitSent = isSent && self.sync() && self.sendCommit()
        let outcome = self.receiveOutcome(of: lease.mode, wasCommitSent: wasCommitSent)
        self.forget(lease.statements(of: command), after: outcome.failure)
        command.ticket.settle(outcome.result)
        return outcome.isLost
    }

    private mutating func rollBack() -> Bool {
        guard self.send(.rollback), self.sync() else { return true }
        return self.receive().isLost
    }
}
