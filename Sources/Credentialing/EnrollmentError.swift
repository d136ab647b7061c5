import Postgres
package import PraxisCore

/// What enrollment with payers refuses, in cases that a caller can act on.
package enum EnrollmentError: Error, Equatable, Sendable {
    /// There is no such thing, or the caller may not see it.
    case unknown
    /// Somebody changed it in the meantime.
    case stale(seen: Int, now: Int?)
    /// The person has no appointment at the clinic.
    case notAppointed
    /// The person is enrolled with the plan at the clinic on some of these days already.
    case overlapping
    /// An application of the person to the plan for the clinic is under way already.
    case applied
    /// There is a plan of this name.
    case planKnown
    /// Medicare's dates count from the first service at the clinic.
    case firstServiceMissing
    /// Nothing is paid before this day.
    case tooEarly(LocalDate)
    /// No application goes from the one state to the other.
    case noSuchStep(from: String, to: String)
    /// A deactivation lies outside of the enrollment's days.
    case deactivatedOutside
    /// It is deactivated on some of these days already.
    case deactivatedAlready
    /// Whoever corrects a deactivation says why.
    case correctionUnexplained
    /// The plan takes applications, not rosters.
    case notDelegated
    /// Nobody has said how the payer wants its roster.
    case noLayout
    /// There is nothing to compare with: the payer has accepted no file.
    case nothingAccepted
    /// The file would be empty.
    case nothingToTell
    /// Rows of the file may not be sent: the payer would refuse them, or nobody approved whom they tell of.
    case rowsRefused
    /// Meanwhile the payer accepted another file.
    case baseChanged
    /// The payer's answer to this file is on record.
    case answered

    /// Whether it says why no roster was made.
    package var isOfRoster: Bool {
        switch self {
        case .notDelegated, .noLayout, .nothingAccepted, .nothingToTell, .rowsRefused: true
        default: false
        }
    }
}

extension EnrollmentError {
    /// What the database refused, where it is one of these.
    init?(refused error: PostgresError) {
        switch (error.constraint, error.sqlState) {
        case ("enrollment_once", _): self = .overlapping
        case ("enrollment_applied_once", _): self = .applied
        case ("payer_plan_once", _): self = .planKnown
        case ("roster_answer_once", _): self = .answered
        case ("roster_layout_once", _), ("roster_profile_once", _), ("roster_submission_once", _):
            self = .stale(seen: 0, now: nil)
        case (_, .foreignKeyViolation): self = .unknown
        default:
            guard let raised = error.raised else { return nil }
            let detail = try? JSONText(text: raised.detail ?? "{}").decoded(as: Detail.self)
            switch raised.code {
            case "stale_version": self = .stale(seen: detail?.sent ?? 0, now: detail?.current)
            case "not_appointed": self = .notAppointed
            case "first_service_missing": self = .firstServiceMissing
            case "effective_too_early": self = .tooEarly(detail?.earliest.flatMap { LocalDate($0) } ?? .first)
            case "enrollment_step": self = .noSuchStep(from: detail?.from ?? "", to: detail?.to ?? "")
            case "not_delegated": self = .notDelegated
            case "roster_base": self = .baseChanged
            case "not_decided": self = .rowsRefused
            case "deactivated_outside": self = .deactivatedOutside
            case "deactivated_already": self = .deactivatedAlready
            case "reason_required": self = .correctionUnexplained
            default: return nil
            }
        }
    }

    private struct Detail: Decodable {
        let current: Int?
        let sent: Int?
        let earliest: String?
        let from: String?
        let to: String?
    }
}
