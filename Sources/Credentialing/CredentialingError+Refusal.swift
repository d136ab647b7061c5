import Postgres
import PraxisCore

extension CredentialingError {
    /// What the database refused, where it is one of the module's own refusals.
    init?(refused error: PostgresError) {
        switch (error.sqlState, error.constraint) {
        case (.uniqueViolation, "credential_once"):
            self = .alreadyOnFile
        case (.uniqueViolation, "screening_import_once"):
            self = .fileKnown
        case (.uniqueViolation, "credential_term_superseded_once"),
            (.uniqueViolation, "credential_status_superseded_once"),
            (.uniqueViolation, "verification_superseded_once"),
            (.uniqueViolation, "screening_disposition_step"):
            self = .stale(current: nil, sent: nil)
        case (.foreignKeyViolation, _):
            self = .unknown
        default:
            guard let raised = error.raised else { return nil }
            self.init(raised)
        }
    }

    private init?(_ raised: ServerFault.Raised) {
        let detail = JSONText(text: raised.detail ?? "{}")
        switch raised.code {
        case "stale_version":
            let versions = try? detail.decoded(as: Versions.self)
            self = .stale(current: versions?.current, sent: versions?.sent)
        case "sod_violation":
            self = .ownFile
        case "second_person_required":
            self = .secondPersonRequired
        case "already_decided":
            self = .alreadyDecided((try? detail.decoded(as: [String: String].self)["decision"]) ?? "decided")
        case "permission_missing":
            self = .permissionMissing
        default:
            return nil
        }
    }

    private struct Versions: Decodable {
        let current: Int
        let sent: Int
    }
}
