/// Checks one practice's chain: event by event, then its end and what was signed of it.
package struct AuditVerifier: Sendable {
    private var last: Int64 = 0
    private var hash = AuditRecord.start
    private var signed: [Int64: [Checkpoint]]
    private let checkpoints: [Checkpoint]

    /// How many events were checked.
    package private(set) var count = 0
    package private(set) var findings: [AuditFinding] = []

    /// The last event that has a good checkpoint; 0 where none has.
    package var signedThrough: Int64 { self.checkpoints.map(\.seq).max() ?? 0 }

    /// - Parameters:
    ///   - checkpoints: of this practice, from outside the database.
    ///   - keys: the public keys that may have signed them.
    package init(checkpoints: [Checkpoint] = [], keys: [CheckpointKey.Public] = []) {
        let good = checkpoints.filter { checkpoint in keys.contains { $0.isValid(checkpoint) } }
        self.findings = checkpoints.filter { !good.contains($0) }.map { .badSignature(checkpoint: $0.seq) }
        self.checkpoints = good
        self.signed = Dictionary(grouping: good, by: \.seq)
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
        for checkpoint in self.signed[record.seq] ?? [] where checkpoint.hash != record.hash {
            self.findings.append(.rewritten(checkpoint: checkpoint.seq))
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
