import Credentialing
import PraxisCore

/// Something that somebody is to do for the own file, whatever part of credentialing asks it.
struct OwnTask: Sendable {
    /// What kind of thing it is.
    enum Kind: String, CaseIterable, Sendable {
        case application, credential, course, policy, certificate
    }

    let kind: Kind
    let title: String
    let detail: String
    let urgency: Attention.Urgency
    let due: LocalDate?
    let place: Place
}

extension OwnTask {
    /// Everything that waits, what presses first. What is only to be known comes last.
    static func all(
        _ files: [OwnFile], _ credentials: [OwnCredential], _ training: TrainingFile?
    ) -> [OwnTask] {
        (files.compactMap(OwnTask.init(file:)) + credentials.compactMap(OwnTask.init(credential:))
            + (training?.duties ?? []).compactMap(OwnTask.init(duty:))
            + (training?.claims ?? []).compactMap(OwnTask.init(claim:)))
            .sorted { ($0.urgency, $0.due ?? .last, $0.title) < ($1.urgency, $1.due ?? .last, $1.title) }
    }

    private init?(file: OwnFile) {
        self.kind = .application
        self.due = nil
        self.place = .application(file.id)
        switch file.state {
        case .invited:
            self.title = "Begin your application"
            self.detail = "The practice invited you to apply"
            self.urgency = .now
        case .applicationInProgress:
            self.title = "Finish and sign your application"
            self.detail = "Round \(file.attempt) of 3"
            self.urgency = .now
        case .returnedIncomplete:
            self.title = "Complete your application"
            self.detail = file.returnedFor ?? "It came back"
            self.urgency = .now
        case .infoRequested:
            self.title = "Answer the committee"
            self.detail = file.returnedFor ?? "It asks you for information"
            self.urgency = .now
        default: return nil
        }
    }

    /// A renewal is handed in by its holder, where its kind allows; its verification is somebody else's task.
    private init?(credential: OwnCredential) {
        self.kind = .credential
        self.due = credential.coveredUntil
        let name = credential.title, until = credential.coveredUntil?.readable ?? ""
        if credential.isRenewalClaimed {
            self.title = "\(name): your renewal is being verified"
            self.detail = "Nothing to do for you now"
            self.urgency = .info
            self.place = .ownCredentials
            return
        }
        self.place = credential.isClaimable ? .newOwnRenewal(credential.id) : .ownCredentials
        switch credential.bucket {
        case .barred:
            self.title = "\(name) is suspended"
            self.detail = "Speak with your credentialing specialist"
            self.urgency = .now
        case .expired:
            self.title = "Renew \(name)"
            self.detail = until.isEmpty ? "It has ended" : "It ended on \(until)"
            self.urgency = .now
        case .unverified:
            self.title = "\(name) is being verified"
            self.detail = "Nothing to do for you now"
            self.urgency = .info
        case .within30, .within60, .within90:
            self.title = "Renew \(name)"
            self.detail =
                "It ends on \(until); hand the new document "
                + (credential.isClaimable ? "in here" : "to your practice")
            self.urgency = credential.bucket == .within30 ? .now : .soon
        case .later, .noExpiry: return nil
        }
    }

    private init?(duty: Duty) {
        guard duty.state != .current else { return nil }
        switch duty.subject {
        case .course(let course):
            self.kind = .course
            self.title = "Take the course \(course.name)"
            self.place = .ownCourse(course.id)
        case .policy(let policy):
            self.kind = .policy
            self.title = "Read and acknowledge \(policy.name)"
            self.place = .ownPolicy(policy.id)
        }
        self.due = duty.due
        self.urgency = duty.state == .overdue ? .now : .soon
        self.detail =
            duty.due.map { (duty.state == .overdue ? "Was due on " : "Due on ") + $0.readable } ?? "To do"
    }

    private init?(claim: TrainingClaim) {
        self.kind = .certificate
        self.due = nil
        self.place = .ownCourse(claim.course)
        switch claim.state {
        case .waiting:
            self.title = "\(claim.courseName): your certificate is being looked at"
            self.detail = "Nothing to do for you now"
            self.urgency = .info
        case .declined:
            self.title = "\(claim.courseName): your certificate was declined"
            self.detail = claim.reason ?? "Hand in another"
            self.urgency = .soon
        case .accepted: return nil
        }
    }
}
