package import Credentialing
import FoundationEssentials
import HTML
import PraxisCore

extension Place {
    /// The queue of credentialing files, narrowed to a state.
    static func files(_ scope: Scope, _ state: FileState? = nil) -> Place {
        Place(path: URLPath(scope.description, "files").query("state", state?.rawValue))
    }

    /// The queue, narrowed to how long files have been open.
    static func files(_ scope: Scope, aged age: FileAge) -> Place {
        Place(path: URLPath(scope.description, "files").query("age", age.rawValue))
    }

    static func newFile(_ scope: Scope) -> Place { Place(scope, "files", "new") }
    static func file(_ scope: Scope, _ id: CycleFile.ID) -> Place { Place(scope, "files", id.description) }
    static func fileEdit(_ scope: Scope, _ id: CycleFile.ID) -> Place { Place(scope, "files", id.description, "edit") }

    /// Steps that a file takes.
    static func fileSteps(_ scope: Scope, _ id: CycleFile.ID) -> Place {
        Place(scope, "files", id.description, "steps")
    }

    static func fileFlags(_ scope: Scope, _ id: CycleFile.ID) -> Place {
        Place(scope, "files", id.description, "flags")
    }

    static func fileFlag(_ scope: Scope, _ id: CycleFile.ID, _ flag: FileFlag.ID) -> Place {
        Place(scope, "files", id.description, "flags", flag.description)
    }

    /// A person's suspensions.
    static func suspensions(_ scope: Scope, _ person: Person.ID) -> Place {
        Place(scope, "people", person.description, "suspensions")
    }

    /// What lifts a suspension.
    static func reinstatement(_ scope: Scope, _ person: Person.ID, _ suspension: Suspension.ID) -> Place {
        Place(scope, "people", person.description, "suspensions", suspension.description, "reinstatement")
    }

    /// What was approved of a person before.
    static func priorApprovals(_ scope: Scope, _ person: Person.ID) -> Place {
        Place(scope, "people", person.description, "approvals")
    }

    /// A part of an approval from before: `review` or `document`.
    static func priorApproval(_ scope: Scope, _ approval: PriorApproval, _ part: String) -> Place {
        Place(scope, "people", approval.person.description, "approvals", approval.id.description, part)
    }

    /// Where the end of a person's credentialing is recorded, whether or not there is a file.
    static func personEnding(_ scope: Scope, _ person: Person.ID) -> Place {
        Place(scope, "people", person.description, "ending")
    }

    /// The worksheet of an element.
    static func worksheet(_ scope: Scope, _ id: CycleFile.ID, _ element: String) -> Place {
        Place(scope, "files", id.description, "elements", element)
    }

    static func exception(_ scope: Scope, _ id: CycleFile.ID, _ element: String) -> Place {
        Place(scope, "files", id.description, "elements", element, "exceptions")
    }

    static func checkReview(_ scope: Scope, _ id: CycleFile.ID, _ check: Verification.ID) -> Place {
        Place(scope, "files", id.description, "checks", check.description, "review")
    }

    /// A signed application; opening it is recorded.
    static func signed(_ scope: Scope, _ id: CycleFile.ID, _ attempt: Int) -> Place {
        Place(scope, "files", id.description, "applications", String(attempt))
    }

    static func evidence(_ scope: Scope, _ id: CycleFile.ID, _ evidence: Evidence.ID) -> Place {
        Place(scope, "files", id.description, "evidence", evidence.description)
    }

    /// Signed documents of decisions that were made outside of the system.
    static func signedRecords(_ scope: Scope, _ id: CycleFile.ID) -> Place {
        Place(scope, "files", id.description, "records")
    }

    /// Where the medical director decides.
    static func fileDecision(_ scope: Scope, _ id: CycleFile.ID) -> Place {
        Place(scope, "files", id.description, "decision")
    }

    /// What became of the duty to report to the data bank.
    static func fileReports(_ scope: Scope, _ id: CycleFile.ID) -> Place {
        Place(scope, "files", id.description, "reports")
    }

    /// Where a resignation or a termination is recorded.
    static func fileEnding(_ scope: Scope, _ id: CycleFile.ID) -> Place {
        Place(scope, "files", id.description, "ending")
    }

    /// What waits for whoever decides.
    static func decisions(_ scope: Scope) -> Place { Place(scope, "files", "decisions") }

    /// Who sits on the committee.
    static func committeeMembers(_ scope: Scope) -> Place { Place(scope, "committee", "members") }

    static func memberEnd(_ scope: Scope, _ member: UUID) -> Place {
        Place(scope, "committee", "members", member.uuidString.lowercased(), "end")
    }

    /// Whom the practice asks to verify something.
    static func sources(_ scope: Scope) -> Place { Place(scope, "sources") }

    static func sourceRetirement(_ scope: Scope, _ id: VerificationSource.ID) -> Place {
        Place(scope, "sources", id.description, "retirement")
    }

    /// The letter about a decision.
    static func notice(_ scope: Scope, _ id: CycleFile.ID, _ decision: FileDecision.ID) -> Place {
        Place(scope, "files", id.description, "notices", decision.description)
    }

    /// The committee's meetings.
    static func committee(_ scope: Scope) -> Place { Place(scope, "committee") }

    static func meeting(_ scope: Scope, _ id: CommitteeMeeting.ID, _ part: String? = nil) -> Place {
        part.map { Place(scope, "committee", id.description, $0) } ?? Place(scope, "committee", id.description)
    }

    /// A signed sheet of votes of a meeting.
    static func committeePaper(_ scope: Scope, _ meeting: CommitteeMeeting.ID, _ paper: CommitteePaper.ID) -> Place {
        Place(scope, "committee", meeting.description, "papers", paper.description)
    }

    /// The own votes as a member of the committee.
    static var ballots: Place { Place("account", "ballots") }

    static func ballot(_ meeting: CommitteeMeeting.ID, _ file: CycleFile.ID) -> Place {
        Place("account", "ballots", meeting.description, file.description)
    }

    /// The own application.
    static var applications: Place { Place("account", "applications") }

    /// One of the own files.
    package static func application(_ id: CycleFile.ID, _ part: String? = nil) -> Place {
        part.map { Place("account", "applications", id.description, $0) }
            ?? Place("account", "applications", id.description)
    }

    static func applicationSection(_ id: CycleFile.ID, _ section: String) -> Place {
        Place("account", "applications", id.description, "sections", section)
    }
}
