import FoundationEssentials
import Postgres
package import PraxisCore

extension FileService {
    /// The files that wait for the caller's vote, or have it.
    package func ballots(as caller: Caller) async throws -> [OwnBallot] {
        try await self.database.read(as: caller, BallotStore.own())
    }

    /// Gives the caller's own vote as a member who is present; nobody gives it for another.
    package func cast(
        _ draft: VoteDraft, on file: CycleFile.ID, at meeting: CommitteeMeeting.ID, as caller: Caller
    ) async throws {
        let _: CycleFile.ID = try await self.write(as: caller) { transaction in
            guard try await transaction.fetch(BallotStore.cast(draft, on: file, at: meeting)).first?.value == true
            else {
                throw CredentialingError.unknown
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.committee.ballot", "credentialing_file", file.uuid,
                    after: try JSONText(["meeting": meeting.description])
                ).append)
            return file
        }
    }

    /// Puts a signed sheet of votes on file, from which the secretary copies them.
    package func add(
        _ document: EvidenceDraft, to meeting: CommitteeMeeting.ID, as caller: Caller
    ) async throws -> CommitteePaper.ID {
        let id = CommitteePaper.ID.make()
        return try await self.write(as: caller) { transaction in
            guard try await transaction.execute(BallotStore.add(id, document, to: meeting)) == 1 else {
                throw CredentialingError.unknown
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.committee.paper", "committee_meeting", meeting.uuid,
                    after: try JSONText(["paper": id.description])
                ).append)
            return id
        }
    }

    /// Opens a signed sheet of votes; the opening is recorded with its purpose.
    package func paper(
        _ id: CommitteePaper.ID, of meeting: CommitteeMeeting.ID, purpose: String?, as caller: Caller
    ) async throws -> EvidenceContent {
        try await self.write(as: caller) { transaction in
            guard let found = try await transaction.fetch(BallotStore.open(id, of: meeting, purpose: purpose)).first
            else { throw CredentialingError.unknown }
            return found
        }
    }
}
