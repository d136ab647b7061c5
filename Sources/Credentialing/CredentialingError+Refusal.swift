import Postgres
import PraxisCore

extension CredentialingError {
    /// What the database refused, where it is one of the module's own refusals.
    init?(refused error: PostgresError) {
        switch (error.sqlState, error.constraint) {
        case (.uniqueViolation, "credential_once"):
            self = .alreadyOnFile
        case (.uniqueViolation, "credential_type_own_name"), (.uniqueViolation, "clinic_credential_type_own_name"):
            self = .kindKnown
        case (.uniqueViolation, "credential_withdrawal_once"):
            self = .claim(.withdrawn)
        case (.uniqueViolation, "screening_import_once"):
            self = .fileKnown
        case (.uniqueViolation, "practice_rule_once"):
            self = .beginsTwice
        case (.uniqueViolation, "psv_source_once"), (.uniqueViolation, "person_taxonomy_once"):
            self = .alreadyOnFile
        case (.uniqueViolation, "person_taxonomy_primary_once"):
            self = .stale(current: nil, sent: nil)
        case (.uniqueViolation, "clinic_credential_once"), (.uniqueViolation, "clinic_credential_number"),
            (.uniqueViolation, "laboratory_director_once"):
            self = .alreadyOnFile
        case (.uniqueViolation, "clinic_term_superseded_once"), (.uniqueViolation, "residence_superseded_once"),
            (.uniqueViolation, "clinic_status_superseded_once"),
            (.uniqueViolation, "clinic_verification_superseded_once"):
            self = .stale(current: nil, sent: nil)
        case (.uniqueViolation, "credentialing_file_open"):
            self = .fileOpen
        case (.uniqueViolation, "file_event_version"), (.uniqueViolation, "flag_disposition_step"),
            (.uniqueViolation, "verification_review_once"), (.uniqueViolation, "file_decision_version"),
            (.uniqueViolation, "npdb_disposition_step"), (.uniqueViolation, "credentialing_reinstatement_step"),
            (.uniqueViolation, "prior_approval_review_step"),
            (.uniqueViolation, "committee_vote_once"), (.uniqueViolation, "committee_minutes_once"),
            (.uniqueViolation, "file_notice_once"), (.uniqueViolation, "application_section_pkey"),
            (.uniqueViolation, "credential_term_superseded_once"),
            (.uniqueViolation, "credential_status_superseded_once"), (.uniqueViolation, "credential_error_step"),
            (.uniqueViolation, "verification_superseded_once"), (.uniqueViolation, "malpractice_cover_step"),
            (.uniqueViolation, "malpractice_tail_superseded_once"),
            (.uniqueViolation, "screening_disposition_step"), (.uniqueViolation, "clearance_override_step"):
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
        case "overtaken", "not_everybody":
            self = .stale(current: nil, sent: nil)
        case "second_person_required":
            self = .secondPersonRequired
        case "already_decided":
            self = .alreadyDecided((try? detail.decoded(as: [String: String].self)["decision"]) ?? "decided")
        case "not_waived":
            self = .notWaived
        case "permission_missing":
            self = .permissionMissing
        case "unknown":
            self = .unknown
        default:
            if let refusal = FileRefusal(rawValue: raised.code) {
                self = .refused(refusal, try? detail.decoded(as: FileObstacles.self))
            } else if let refusal = ClaimRefusal(rawValue: raised.code) {
                self = .claim(refusal)
            } else {
                self.init(rule: raised.code, (try? detail.decoded(as: Figures.self)) ?? Figures())
            }
        }
    }

    /// What rules, requirements and overrides are refused for.
    private init?(rule code: String, _ figures: Figures) {
        switch code {
        case "in_the_past": self = .inThePast(field: figures.field ?? "starts")
        case "already_ended": self = .alreadyEnded
        case "no_compact": self = .noCompact
        case "taxonomy_unknown": self = .unknownSpecialty
        case "taxonomy_retired": self = .retiredSpecialty
        case "verification_required": self = .verificationRequired
        case "not_multistate": self = .notMultistate
        case "not_single_state": self = .notSingleState
        case "source_confirms": self = .sourceConfirms
        case "not_timely": self = .notTimely
        case "not_malpractice": self = .notMalpractice
        case "evidence_required": self = .evidenceRequired
        case "other_figures": self = .otherFigures
        case "not_a_figure": self = .notFigure(field: figures.field ?? "", choices: figures.choices)
        case "not_overridable":
            self = .notOverridable(requirement: figures.requirement ?? "", state: figures.state ?? "")
        case "nothing_to_override": self = .nothingToOverride
        case "override_too_long": self = .overrideTooLong(days: figures.days ?? 0)
        case "override_closed": self = .overrideClosed
        default: return nil
        }
    }

    private struct Figures: Decodable {
        var field: String?
        var requirement: String?
        var state: String?
        var days: Int?
        var choices: [String]?
    }

    private struct Versions: Decodable {
        let current: Int
        let sent: Int
    }
}
