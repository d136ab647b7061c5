/// What a transaction may do and how far it is kept apart from others.
package enum TransactionMode: Sendable {
    case readOnly
    case readWrite
    /// As if transactions ran one after the other; fails with 40001 where they did not, and is then retried.
    case serializable

    var control: Control {
        switch self {
        case .readOnly: .beginReadOnly
        case .readWrite: .begin
        case .serializable: .beginSerializable
        }
    }

    var isReadOnly: Bool { self == .readOnly }
}
