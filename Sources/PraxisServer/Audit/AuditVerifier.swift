/// Checks one practice's chain: event by event, then its end and what was signed of it.
package struct AuditVerifier: Sendable {
    private var last: Int64 = 0
    private var hash = AuditRecord.start
    private var signed: [Int64: [Checkpoint]]
    private let chain: SignedChain
    /// Hashes of the events that operators signed as recoveries.
    private let recoveries: Set<String>

    /// How many events were checked.
    package private(set) var count = 0
    package private(set) var findings: [AuditFinding] = []
    /// The last event that is the one that was signed.
    package private(set) var keptThrough: Int64 = 0
    /// The events at which the chain goes on after a loss.
    package private(set) var recoveredAt: [Int64] = []

    /// The last event that a good checkpoint vouches for; 0 where none does.
    package var signedThrough: Int64 { self.chain.last?.seq ?? 0 }
    /// That checkpoint.
    var lastCheckpoint: Checkpoint? { self.chain.last }

    /// - Parameters:
    ///   - checkpoints: of this practice, from outside the database.
    ///   - keys: the public keys that may have signed them.
    package init(checkpoints: [Checkpoint] = [], keys: [CheckpointKey.Public] = []) {
        let good = checkpoints.filter { checkpoint in keys.contains { $0.isValid(checkpoint) } }
        let bad = Set(checkpoints).subtracting(good)
        self.findings = checkpoints.filter(bad.contains).map { .badSignature(checkpoint: $0.seq) }
        self.recoveries = Set(good.filter { $0.recovery != nil }.map(\.hash))
        self.chain = SignedChain(good)
        self.signed = Dictionary(grouping: self.chain.checkpoints, by: \.seq)
    }

    /// Takes the next event; events come in the order of their numbers.
    package mutating func check(_ record: AuditRecord) {
        self.count += 1
        guard record.seq > self.last else { return self.findings.append(.outOfOrder(seq: record.seq)) }
        if record.seq > self.last + 1 {
            // What the first event after a gap was chained to is gone; the gap says all.
            self.findings.append(.missing(from: self.last + 1, through: record.seq - 1))
        } else if record.expectedHash(after: self.hash) != record.hash {
            self.findings.append(.edited(seq: record.seq))
        }
        for checkpoint in self.signed[record.seq] ?? [] {
            if checkpoint.hash == record.hash {
                self.keptThrough = record.seq
            } else {
                self.findings.append(.rewritten(checkpoint: checkpoint.seq))
            }
        }
        if record.action == AuditRecovery.action {
            self.recoveredAt.append(record.seq)
            if !self.recoveries.contains(record.hash) { self.findings.append(.unsignedRecovery(seq: record.seq)) }
        }
        self.last = record.seq
        self.hash = record.hash
    }

    /// Compares the end of the chain with its head and with the last checkpoint.
    package mutating func finish(head: AuditHead) {
        if head.seq > self.last {
            self.findings.append(.cutOff(after: self.last, head: head.seq))
        } else if head.seq < self.last || head.hash != self.hash {
            self.findings.append(.headDiffers(seq: self.last))
        }
        if self.signedThrough > self.last {
            self.findings.append(.endsBeforeCheckpoint(seq: self.last, checkpoint: self.signedThrough))
        }
    }
}
