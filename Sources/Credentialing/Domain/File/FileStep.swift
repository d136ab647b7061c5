/// A step from one state of a file to another, and who takes it. FileStates.md in the documentation says what each needs; the
/// database holds the same table and guards every step.
package struct FileStep: Hashable, Sendable {
    /// Who may take a step.
    package enum Actor: String, Sendable {
        /// Whoever prepares files, never the own one.
        case preparer
        /// The person whom the file is about, and nobody else.
        case applicant
        /// Whoever keeps the committee's agenda and minutes.
        case committee
        /// Whoever decides, together with the decision.
        case decider
    }

    package let from: FileState
    package let to: FileState
    package let actor: Actor

    /// Whether whoever keeps the agenda may take it between meetings: to a hearing, or off the agenda.
    package var needsNoMeeting: Bool {
        self.to == .fairHearing || self.from == .committeeScheduled && self.to != .inCommittee
    }

    /// All steps there are.
    package static let all: [FileStep] =
        [
            FileStep(from: .draft, to: .invited, actor: .preparer),
            FileStep(from: .invited, to: .applicationInProgress, actor: .applicant),
            FileStep(from: .applicationInProgress, to: .received, actor: .applicant),
            FileStep(from: .received, to: .returnedIncomplete, actor: .preparer),
            FileStep(from: .returnedIncomplete, to: .applicationInProgress, actor: .applicant),
            FileStep(from: .received, to: .verifying, actor: .preparer),
            FileStep(from: .verifying, to: .flagged, actor: .preparer),
            FileStep(from: .flagged, to: .verifying, actor: .preparer),
            FileStep(from: .verifying, to: .readyForReview, actor: .preparer),
            FileStep(from: .verifying, to: .returnedIncomplete, actor: .preparer),
            FileStep(from: .readyForReview, to: .verifying, actor: .preparer),
            FileStep(from: .readyForReview, to: .committeeScheduled, actor: .committee),
            FileStep(from: .committeeScheduled, to: .readyForReview, actor: .committee),
            FileStep(from: .committeeScheduled, to: .verifying, actor: .committee),
            FileStep(from: .committeeScheduled, to: .inCommittee, actor: .committee),
            FileStep(from: .inCommittee, to: .tabled, actor: .committee),
            FileStep(from: .inCommittee, to: .infoRequested, actor: .committee),
            FileStep(from: .tabled, to: .verifying, actor: .committee),
            FileStep(from: .infoRequested, to: .verifying, actor: .committee),
            FileStep(from: .verifying, to: .decided, actor: .decider),
            FileStep(from: .readyForReview, to: .decided, actor: .decider),
            FileStep(from: .inCommittee, to: .decided, actor: .decider),
            FileStep(from: .decided, to: .verifying, actor: .preparer),
            FileStep(from: .decided, to: .appeal, actor: .preparer),
            FileStep(from: .appeal, to: .fairHearing, actor: .committee),
            FileStep(from: .appeal, to: .decided, actor: .decider),
            FileStep(from: .fairHearing, to: .committeeScheduled, actor: .committee),
            FileStep(from: .fairHearing, to: .decided, actor: .decider),
        ] + withdrawals

    /// The states that nobody enters without saying why.
    package static let explained: Set<FileState> = [.withdrawn, .returnedIncomplete, .appeal, .infoRequested]

    /// What somebody does who takes the step.
    package var title: String {
        switch (self.from, self.to) {
        case (_, .invited): "Invite the person to apply"
        case (_, .returnedIncomplete): "Return it as incomplete, saying what is missing"
        case (.received, .verifying): "It is complete: begin to verify"
        case (.flagged, .verifying): "Every flag was looked into: go on verifying"
        case (.readyForReview, .verifying): "Take it back to verify more"
        case (.committeeScheduled, .readyForReview): "Take it off the agenda"
        case (.committeeScheduled, .verifying): "Take it off the agenda to verify more"
        case (.infoRequested, .verifying): "The information came in: go on verifying"
        case (.decided, .verifying): "Go on verifying after the provisional approval"
        case (_, .verifying): "Go on verifying"
        case (_, .flagged): "Hold it because of its flags"
        case (_, .readyForReview): "Everything is verified: hand it over for review"
        case (_, .infoRequested): "Ask the person for information before the committee votes"
        case (_, .appeal): "The person appeals against the decision"
        case (_, .fairHearing): "Call a fair hearing"
        case (_, .withdrawn): "Withdraw the file"
        default: self.to.title
        }
    }

    private static let withdrawals: [FileStep] = [
        .draft, .invited, .applicationInProgress, .received, .returnedIncomplete, .verifying, .flagged, .readyForReview,
        .infoRequested,
    ].map { (state: FileState) in FileStep(from: state, to: .withdrawn, actor: .preparer) }
}

extension FileState {
    /// The steps that lead on from here.
    package var steps: [FileStep] { FileStep.all.filter { $0.from == self } }
}
