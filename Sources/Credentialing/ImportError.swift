import Postgres
package import PraxisCore

/// What imports refuse, in cases that a caller can act on.
package enum ImportError: Error, Equatable, Sendable {
    /// There is no such import, or the caller may not see it.
    case unknown
    /// The file cannot be used at all.
    case unusable(CSVFailure)
    /// Rows of a file that is taken whole or not at all cannot be read.
    case unreadable([CSVProblem])
    /// The very file was loaded before.
    case known
    /// The file has lost a twentieth or more of what the last one had.
    case shrunk(from: Int, to: Int)
    /// A newer list of the kind is in effect.
    case outdated(newest: LocalDate)
    /// The practice has changed since the preview, or somebody confirmed it meanwhile.
    case stale(current: Int?, sent: Int?)
    /// It has been confirmed or discarded.
    case closed
    /// Rows whose question nobody has answered, or not by one of its choices.
    case unanswered(rows: [Int])
    case alreadyUndone
    /// The window in which it could be undone has closed.
    case windowClosed(until: String)
    /// It brought or changed more people than are taken back at once.
    case tooLarge(people: Int, most: Int)
    /// Only who imported it, or who may undo any import, undoes it.
    case notYours
    /// What was made has been used since: by whom and how, some of it.
    case inUse(total: Int, [Use], hasMore: Bool = false)

    /// What keeps a batch from being undone: a table that refers to somebody, or that they were changed since.
    package struct Use: Hashable, Codable, Sendable {
        package let name: String?
        package let what: String
    }
}

extension ImportError {
    /// Whether it says why a list is not taken although it can be read.
    package var isOfList: Bool {
        switch self {
        case .shrunk, .outdated: true
        default: false
        }
    }

    /// What the database refused, where it is one of these.
    init?(refused error: PostgresError) {
        guard let raised = error.raised else {
            if error.constraint == "taxonomy_release_once" {
                self = .known
                return
            }
            if error.constraint == "person_practice_id_npi_key" || error.sqlState?.rawValue == "23P01" {
                self = .stale(current: nil, sent: nil)
                return
            }
            return nil
        }
        let detail = try? JSONText(text: raised.detail ?? "{}").decoded(as: Detail.self)
        switch raised.code {
        case "unknown": self = .unknown
        case "permission_missing": self = .notYours
        case "already_undone": self = .alreadyUndone
        case "list_outdated": self = .outdated(newest: detail?.newest ?? .last)
        case "undo_window_closed": self = .windowClosed(until: detail?.until ?? "")
        case "undo_too_large": self = .tooLarge(people: detail?.total ?? 0, most: detail?.most ?? 0)
        case "import_in_use":
            self = .inUse(total: detail?.total ?? 0, detail?.uses ?? [], hasMore: detail?.more ?? false)
        default: return nil
        }
    }

    private struct Detail: Decodable {
        let until: String?
        let newest: LocalDate?
        let total: Int?
        let most: Int?
        let uses: [Use]?
        /// Whether nobody looked any further.
        let more: Bool?
    }
}
