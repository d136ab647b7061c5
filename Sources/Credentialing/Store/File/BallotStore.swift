import Postgres
import PraxisCore

/// Queries and statements about the members' own votes and those on paper.
enum BallotStore {
    static func own() -> Query<OwnBallot> {
        Query(
            """
            SELECT b.meeting_id, b.meets_on, b.file_id, b.name, b.cycle, b.clinical_role, b.standing_flags, b.must_recuse,
                   b.vote, b.given
              FROM praxis_private.own_ballots() b
            """)
    }

    /// Gives the caller's own vote, and says whether there is one to give.
    static func cast(_ draft: VoteDraft, on file: CycleFile.ID, at meeting: CommitteeMeeting.ID) -> Query<Column<Bool>>
    {
        Query("SELECT praxis_private.cast_vote(\(meeting), \(file), \(draft.vote.rawValue), \(draft.reason))")
    }

    /// Opens the packet of a file that waits for the caller's vote, or has it; the opening is recorded.
    static func packet(of file: CycleFile.ID, at meeting: CommitteeMeeting.ID) -> Query<CommitteePacket> {
        Query(
            """
            SELECT k.meeting_id, k.meets_on, k.file_id, k.name, k.cycle, k.clinical_role, k.specialties, k.planned_on, k.items,
                   k.flags, k.documents, k.attempt, k.signed_on, k.sha256, k.application
              FROM praxis_private.committee_packet(\(meeting), \(file)) k
            """)
    }

    static func papers(of meeting: CommitteeMeeting.ID) -> Query<CommitteePaper> {
        Query(
            """
            SELECT s.paper_id, s.name, s.sha256, coalesce(praxis_private.account_name(s.created_by), ''), s.created_at
              FROM praxis.committee_paper s
             WHERE s.meeting_id = \(meeting)
             ORDER BY s.created_at, s.paper_id
            """)
    }

    static func add(_ id: CommitteePaper.ID, _ document: EvidenceDraft, to meeting: CommitteeMeeting.ID) -> SQL {
        """
        INSERT INTO praxis.committee_paper (meeting_id, paper_id, name, media_type, content)
        SELECT m.meeting_id, \(id), \(document.name), \(document.mediaType), \(document.bytes)
          FROM praxis.committee_meeting m
         WHERE m.meeting_id = \(meeting)
        """
    }

    static func open(_ id: CommitteePaper.ID, of meeting: CommitteeMeeting.ID, purpose: String?) -> Query<
        EvidenceContent
    > {
        Query(
            """
            SELECT o.name, o.media_type, o.content
              FROM (SELECT s.name, s.media_type, praxis_private.committee_paper_open(s.paper_id, \(purpose)) AS content
                      FROM praxis.committee_paper s
                     WHERE s.meeting_id = \(meeting)
                       AND s.paper_id = \(id)
                    OFFSET 0) o
             WHERE o.content IS NOT NULL
            """)
    }
}
