import Postgres
import PraxisCore

/// What training and policies refuse, in cases that a caller can act on.
package enum TrainingError: String, Error, Equatable, Sendable {
    /// There is no such thing, or the caller may not see it.
    case unknown
    /// What was read has been changed or corrected meanwhile.
    case stale
    /// Another course or policy has this code.
    case codeTaken = "code_taken"
    /// It is about oneself, or one wrote it: a colleague does it.
    case own = "sod_violation"
    case permissionMissing = "permission_missing"
    /// The version was not in force on the day, or is not today.
    case notInForce = "not_in_force"
    case inFuture = "in_future"
    case inPast = "in_past"
    /// Days and numbers of versions follow one another.
    case notInOrder = "not_in_order"
    case scoreTooLow = "score_too_low"
    /// The account belongs to nobody who works here.
    case noPerson = "no_person"
    /// A program with a token acknowledges nothing.
    case notInPerson = "not_in_person"
    /// There is a draft already.
    case draftOpen = "draft_open"
    /// What is approved stays as it is.
    case frozen
    case alreadyDecided = "already_decided"
    case alreadyAcknowledged = "already_acknowledged"

    /// Why a change met no row, by the version that the row has, if there is one.
    init(changing versions: [Column<Int>]) { self = versions.isEmpty ? .unknown : .stale }

    /// What the database refused, where it is one of these.
    init?(refused error: PostgresError) {
        switch (error.sqlState, error.constraint) {
        case (.uniqueViolation, "training_course_code"), (.uniqueViolation, "policy_code"): self = .codeTaken
        case (.uniqueViolation, "training_completion_superseded_once"), (.uniqueViolation, "training_version_pkey"),
            (.uniqueViolation, "policy_version_pkey"), (.uniqueViolation, "policy_approval_pkey"),
            (.uniqueViolation, "policy_schedule_pkey"):
            self = .stale
        case (.uniqueViolation, "training_claim_decided_once"), (.uniqueViolation, "training_completion_claim_once"):
            self = .alreadyDecided
        case (.uniqueViolation, "policy_acknowledgement_pkey"): self = .alreadyAcknowledged
        case (.foreignKeyViolation, _): self = .unknown
        default:
            guard let raised = error.raised else { return nil }
            if raised.code == "stale_version" { self = .stale } else { self.init(rawValue: raised.code) }
        }
    }
}
