import PraxisCore

/// What still holds of the checkpoints of one practice, in the order of their signing.
///
/// A recovery voids what was signed before it beyond the last event that was kept. The time that counts is the one that
/// was signed, so that lines of a file which change places hide nothing.
struct SignedChain: Sendable {
    private(set) var checkpoints: [Checkpoint] = []

    /// - Parameter checkpoints: of one practice, as they were written.
    init(_ checkpoints: [Checkpoint]) {
        let ordered = checkpoints.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
        for checkpoint in ordered.map(\.element) {
            if let recovery = checkpoint.recovery { self.checkpoints.removeAll { $0.seq > recovery.kept } }
            self.checkpoints.append(checkpoint)
        }
    }

    /// The one furthest along the chain.
    var last: Checkpoint? { self.checkpoints.max { $0.seq < $1.seq } }
}

extension Checkpoint {
    /// When it was signed.
    var time: Instant { Instant(self.signedAt) ?? Instant(microseconds: .min) }
}
