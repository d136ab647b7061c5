/// Where a credentialing file stands, from the invitation to the decision and an appeal against it.
///
/// What comes after (active, suspended, resigned) is said of the appointment, and neither is clearance.
package enum FileState: String, CaseIterable, Codable, Sendable {
    case draft, invited, received, verifying, flagged, tabled, decided, appeal, withdrawn
    case applicationInProgress = "application_in_progress"
    case returnedIncomplete = "returned_incomplete"
    case readyForReview = "ready_for_review"
    case committeeScheduled = "committee_scheduled"
    case inCommittee = "in_committee"
    case infoRequested = "info_requested"
    case fairHearing = "fair_hearing"

    /// The states in the order in which a file without trouble meets them.
    package static let inOrder: [FileState] = [
        .draft, .invited, .applicationInProgress, .returnedIncomplete, .received, .verifying, .flagged,
        .readyForReview, .committeeScheduled, .inCommittee, .tabled, .infoRequested, .decided, .appeal, .fairHearing,
        .withdrawn,
    ]

    package var title: String {
        switch self {
        case .draft: "Draft"
        case .invited: "Invited"
        case .applicationInProgress: "Application in progress"
        case .received: "Received"
        case .returnedIncomplete: "Returned incomplete"
        case .verifying: "Verifying"
        case .flagged: "Flagged"
        case .readyForReview: "Ready for review"
        case .committeeScheduled: "On the agenda"
        case .inCommittee: "In committee"
        case .tabled: "Tabled"
        case .infoRequested: "Information requested"
        case .decided: "Decided"
        case .appeal: "Appeal"
        case .fairHearing: "Fair hearing"
        case .withdrawn: "Withdrawn"
        }
    }

    /// Whether the file takes records and steps towards its decision.
    package var isOpen: Bool {
        switch self {
        case .decided, .appeal, .fairHearing, .withdrawn: false
        default: true
        }
    }
}
