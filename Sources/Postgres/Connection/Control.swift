/// The statements around a transaction; every connection prepares them once.
enum Control: String, CaseIterable {
    case begin = "BEGIN"
    case beginReadOnly = "BEGIN READ ONLY"
    case beginSerializable = "BEGIN ISOLATION LEVEL SERIALIZABLE"
    case commit = "COMMIT"
    case rollback = "ROLLBACK"

    var text: String { self.rawValue }

    var name: String {
        switch self {
        case .begin: "praxis_begin"
        case .beginReadOnly: "praxis_begin_read_only"
        case .beginSerializable: "praxis_begin_serializable"
        case .commit: "praxis_commit"
        case .rollback: "praxis_rollback"
        }
    }
}
