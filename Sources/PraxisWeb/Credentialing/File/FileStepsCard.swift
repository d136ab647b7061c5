import Credentialing
import HTML
import PraxisCore

/// What can be done with a file next, in words, and what the others wait for.
func fileStepsCard(_ context: ScopedContext, _ frame: Frame, _ record: FileRecord, _ errors: FieldErrors) -> HTML {
    let steps = fileSteps(frame, record)
    let waiting = record.file.state.waiting
    if steps.isEmpty, waiting == nil { return HTML() }
    return card("Next step", id: "next") {
        if let waiting { p(.class("muted")) { waiting } }
        applicantNotice(context, frame, record)
        if !steps.isEmpty {
            postForm(context, .fileSteps(context.scope, record.file.id)) {
                input(.type("hidden"), .name("version"), .value(String(record.file.version)))
                radios(
                    Field(
                        "to", "What happens next", value: context.form["to"] ?? steps.first?.to.rawValue, errors: errors
                    ),
                    steps.map { Choice($0.to.rawValue, $0.title) })
                textArea(
                    Field(
                        "reason", "Why", value: context.form["reason"],
                        hint: steps.contains { FileStep.explained.contains($0.to) }
                            ? "Needed to return, ask, withdraw or appeal; the person reads why a file came back" : nil,
                        errors: errors, isOptional: !steps.allSatisfy { FileStep.explained.contains($0.to) }), rows: 2)
                formActions { submit("Go on") }
            }
        }
    }
}

/// That the person of a file that waits for them, or soon will, does not reach the own page.
private func applicantNotice(_ context: ScopedContext, _ frame: Frame, _ record: FileRecord) -> HTML {
    let asked: [FileState] = [.draft, .invited, .applicationInProgress, .returnedIncomplete, .infoRequested]
    guard asked.contains(record.file.state), record.details.applicant != .active else { return HTML() }
    if record.details.applicant == .invited {
        return notice(.info, "The person has not signed in yet") {
            p { "Nothing is mailed before the first sign-in, which the invitation to the account leads to." }
        }
    }
    return notice(.warn, "The person cannot apply by themselves yet") {
        p { "\(record.file.name) has no account that may fill in the application, and no mail goes out." }
        if frame.may(.accountWrite) {
            p {
                a(.href(Place.newAccount(context.scope, for: record.file.person))) { "Invite them to an account" }
            }
        } else {
            p { "Whoever manages accounts invites them to one." }
        }
    }
}

/// The steps that the caller may take here; the agenda, the minutes and a decision have pages of their own.
private func fileSteps(_ frame: Frame, _ record: FileRecord) -> [FileStep] {
    let file = record.file
    let signatureIsOld = record.items.contains { $0.element == "attestation" && $0.status == .aged }
    return file.state.steps.filter { step in
        switch step.actor {
        case .preparer:
            frame.may(.fileWrite)
                && (file.state != .decided || file.mayFollowDecision(by: step.to))
                && (step.from != .verifying || step.to != .returnedIncomplete || signatureIsOld)
        case .committee:
            frame.may(.fileWrite) && frame.may(.committeeWrite)
                && (step.needsNoMeeting || step.to == .infoRequested || step.to == .verifying)
        case .applicant, .decider: false
        }
    }
}

extension CycleFile {
    /// A provisional approval is followed by the rest of the work; what the person can appeal against, by an appeal.
    fileprivate func mayFollowDecision(by state: FileState) -> Bool {
        switch state {
        case .verifying: self.outcome == .provisional
        case .appeal: self.outcome == .denied || self.outcome == .approvedWithConditions
        default: true
        }
    }
}

extension FileState {
    /// Whom a file waits for that somebody else moves on.
    var waiting: String? {
        switch self {
        case .invited: "The person has been invited and has not begun the application."
        case .applicationInProgress: "The person is writing the application."
        case .returnedIncomplete: "The person has been asked to complete the application."
        case .readyForReview:
            "The medical director decides it where nothing stands against it; the committee otherwise."
        case .committeeScheduled: "It is decided in the meeting on whose agenda it stands."
        case .inCommittee: "The committee votes; the chair decides by signing the minutes."
        case .infoRequested: "The committee asked the person for information."
        case .appeal, .fairHearing:
            "A panel of members who did not decide before hears the appeal; the medical director may confirm a denial."
        default: nil
        }
    }
}
