import Postgres
package import PraxisCore

/// What waits for whoever decides files.
package struct WaitingDecisions: Sendable {
    /// Clean files, which the medical director decides alone.
    package let own: [CycleFile]
    /// Files against which something stands, on an agenda or not yet.
    package let committee: [CycleFile]
    package let appeals: [CycleFile]
    /// Meetings in session whose minutes nobody signed yet.
    package let minutes: [CommitteeMeeting]
    /// Approvals from before that a second person has to confirm.
    package let approvals: [PriorApproval]
}

extension FileService {
    /// What waits for a decision in the scope, at most 200 files of a kind.
    package func waiting(as caller: Caller) async throws -> WaitingDecisions {
        func files(_ state: FileState) -> Query<CycleFile> {
            FileStore.files(FileFilter(state: state), after: nil, limit: 200, in: caller.scope)
        }
        let (ready, scheduled, debated, appeals, hearings, meetings, approvals) = try await self.database.read(
            as: caller, files(.readyForReview), files(.committeeScheduled), files(.inCommittee), files(.appeal),
            files(.fairHearing), DecisionStore.meetings(), PriorApprovalStore.waiting(in: caller.scope))
        return WaitingDecisions(
            own: ready.filter(\.isClean), committee: debated + scheduled + ready.filter { !$0.isClean },
            appeals: hearings + appeals, minutes: meetings.filter { $0.attending > 0 && !$0.isClosed },
            approvals: approvals)
    }
}
