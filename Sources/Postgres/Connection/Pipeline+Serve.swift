import Dispatch

extension Pipeline {
    /// Sends a group of transactions in one go and settles each as its COMMIT is answered.
    ///
    /// - Returns: whether the connection is lost.
    mutating func serve(_ units: [Unit]) -> Bool {
        // In a group nobody's error may skip what prepares a neighbor's statement; one alone prepares as it goes.
        let isPreparing = self.prepareMissing(units.count > 1 ? units.flatMap(\.allStatements) : [])
        let sent = units.map { unit in self.send(unit) }
        let prepared = isPreparing ? self.receive() : Answer()
        if prepared.isLost {
            for unit in units { unit.ticket.settle(.failure(PostgresError.connectionLost)) }
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
            let statements = unit.allStatements
            outcome.explain(prepared.unprepared, statements)
            if outcome.isPlanStale { self.discard(statements) }
            unit.ticket.settle(outcome.result(skipping: unit.opening == nil ? 0 : 1))
        }
        return isLost
    }

    /// - Returns: whether everything up to COMMIT was handed to libpq.
    private mutating func send(_ unit: Unit) -> Bool {
        guard self.send(unit.mode.control) else { return false }
        for statement in unit.allStatements {
            guard self.send(statement) else { return false }
        }
        return self.sync() && self.sendCommit()
    }

    private mutating func sendCommit() -> Bool { self.send(.commit) && self.sync() }

    private mutating func receiveOutcome(of mode: TransactionMode, wasCommitSent: Bool) -> Outcome {
        let work = self.receive()
        let commit = work.isLost || !wasCommitSent ? nil : self.receive()
        return Outcome(mode: mode, wasCommitSent: wasCommitSent, work: work, commit: commit)
    }

    /// Serves one transaction command by command.
    ///
    /// - Returns: whether the connection is lost.
    mutating func serve(_ lease: Lease, first: Lease.Command, patience: DispatchTimeInterval) -> Bool {
        var command = first
        var isOpen = false
        if self.prepareMissing([]), self.receive().isLost {
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
        return lease.opening.map { self.send($0) } ?? true
    }

    private mutating func ask(_ lease: Lease, _ command: Lease.Command, isOpen: Bool) -> Bool {
        var isSent = isOpen || self.open(lease)
        for statement in command.statements { isSent = isSent && self.send(statement) }
        guard isSent, self.sync() else {
            command.ticket.settle(.failure(PostgresError.connectionLost))
            return true
        }
        let answer = self.receive()
        if answer.failure?.fault?.isStalePlan == true { self.discard(command.statements) }
        let skipped = isOpen || lease.opening == nil ? 0 : 1
        command.ticket.settle(
            answer.failure.map { .failure($0) } ?? .success(Array(answer.results.dropFirst(skipped))))
        return answer.isLost
    }

    private mutating func commit(_ lease: Lease, _ command: Lease.Command, isOpen: Bool) -> Bool {
        var isSent = isOpen || self.open(lease)
        for statement in command.statements { isSent = isSent && self.send(statement) }
        let wasCommitSent = isSent && self.sync() && self.sendCommit()
        let outcome = self.receiveOutcome(of: lease.mode, wasCommitSent: wasCommitSent)
        if outcome.isPlanStale { self.discard(command.statements) }
        command.ticket.settle(outcome.result(skipping: isOpen || lease.opening == nil ? 0 : 1))
        return outcome.isLost
    }

    private mutating func rollBack() -> Bool {
        guard self.send(.rollback), self.sync() else { return true }
        return self.receive().isLost
    }
}
