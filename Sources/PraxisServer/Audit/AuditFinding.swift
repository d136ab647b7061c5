/// What a verification found wrong, with the event at which it shows.
package enum AuditFinding: Hashable, Sendable {
    /// The event does not have the hash that its content and its predecessor give.
    case edited(seq: Int64)
    /// Events are missing up to the one before this.
    case missing(from: Int64, through: Int64)
    /// An event stands behind a later one.
    case outOfOrder(seq: Int64)
    /// The chain ends before the head says.
    case cutOff(after: Int64, head: Int64)
    /// The head's number or hash is not that of the last event.
    case headDiffers(seq: Int64)
    /// The event is not the one that was signed: the chain was written anew.
    case rewritten(checkpoint: Int64)
    /// The chain ends before a checkpoint.
    case endsBeforeCheckpoint(seq: Int64, checkpoint: Int64)
    /// A checkpoint that its key did not sign, or whose key is not known.
    case badSignature(checkpoint: Int64)
    /// The event says that the chain goes on after a loss, and no operator signed that.
    case unsignedRecovery(seq: Int64)
}

extension AuditFinding {
    /// Whether events that were signed are gone, which restoring an old backup explains and a recovery heals. Nothing
    /// explains the others.
    package var isLoss: Bool {
        switch self {
        case .rewritten, .endsBeforeCheckpoint: true
        default: false
        }
    }
}

extension AuditFinding: CustomStringConvertible {
    package var description: String {
        switch self {
        case .edited(let seq): "event \(seq) was changed, or the one before it"
        case .missing(let from, let through) where from == through: "event \(from) is missing"
        case .missing(let from, let through): "events \(from) to \(through) are missing"
        case .outOfOrder(let seq): "event \(seq) stands behind a later one"
        case .cutOff(let after, let head): "the chain ends at event \(after), its head says \(head)"
        case .headDiffers(let seq): "the head does not match event \(seq)"
        case .rewritten(let seq): "the chain was written anew: event \(seq) is not the one that was signed"
        case .endsBeforeCheckpoint(let seq, let checkpoint):
            "the chain ends at event \(seq), before the signed event \(checkpoint)"
        case .badSignature(let seq): "the checkpoint at event \(seq) has no good signature"
        case .unsignedRecovery(let seq): "event \(seq) is a recovery that no operator signed"
        }
    }
}
