import FoundationEssentials
package import Postgres
package import PraxisCore

/// Queries and statements about decisions, the committee and what follows.
enum DecisionStore {
    /// The guard sets day of recording, rule, and every day that follows from the decision.
    static func decide(
        _ id: FileDecision.ID, _ draft: DecisionDraft, _ evidence: Evidence.ID?, on file: CycleFile.ID, version: Int,
        meeting: CommitteeMeeting.ID? = nil
    ) -> SQL {
        """
        INSERT INTO praxis.file_decision
               (person_id, file_id, decision_id, version, outcome, meeting_id, decided_on, conditions, reason, evidence_id,
                appointed_from)
        SELECT f.person_id, f.file_id, \(id), \(version) + 1, \(draft.outcome.rawValue), \(meeting), \(draft.decidedOn),
               \(draft.conditions), \(draft.reason), \(evidence), \(draft.appointedFrom)
          FROM praxis.credentialing_file f
         WHERE f.file_id = \(file)
        """
    }

    static func notice(_ decision: FileDecision.ID, of file: CycleFile.ID, _ method: String) -> SQL {
        """
        INSERT INTO praxis.file_notice (person_id, decision_id, sent_on, method)
        SELECT d.person_id, d.decision_id, praxis_private.practice_day(d.practice_id, now()), \(method)
          FROM praxis.file_decision d
         WHERE d.file_id = \(file)
           AND d.decision_id = \(decision)
        """
    }

    static func end(_ id: UUID, _ person: Person.ID, _ draft: EndingDraft) -> SQL {
        """
        INSERT INTO praxis.credentialing_ending (person_id, ending_id, kind, effective_on, reason)
        VALUES (\(person), \(id), \(draft.kind.rawValue), \(draft.effectiveOn), \(draft.reason))
        """
    }

    /// Endings of a person's credentialing that were recorded since the first decision of a file.
    static func endings(after file: CycleFile.ID) -> Query<CredentialingEnding> {
        Query(
            """
            SELECT e.kind, e.effective_on, e.reason, coalesce(praxis_private.account_name(e.created_by), ''), e.created_at
              FROM praxis.credentialing_ending e
             WHERE e.person_id = (SELECT f.person_id FROM praxis.credentialing_file f WHERE f.file_id = \(file))
               AND e.effective_on >= (SELECT min(d.decided_on) FROM praxis.file_decision d WHERE d.file_id = \(file))
             ORDER BY e.created_at DESC
             LIMIT 20
            """)
    }

    /// Endings of a person's credentialing.
    static func endings(of person: Person.ID) -> Query<CredentialingEnding> {
        Query(
            """
            SELECT e.kind, e.effective_on, e.reason, coalesce(praxis_private.account_name(e.created_by), ''), e.created_at
              FROM praxis.credentialing_ending e
             WHERE e.person_id = \(person)
             ORDER BY e.created_at DESC
             LIMIT 20
            """)
    }

    /// Which cycle a person is due today.
    static func due(_ person: Person.ID) -> Query<CycleDue> {
        Query(
            """
            SELECT d.cycle, d.due_on
              FROM praxis.person p
             CROSS JOIN LATERAL praxis_private.cycle_due(p.person_id) d
             WHERE p.person_id = \(person)
            """)
    }

    // MARK: Committee

    static func add(_ id: UUID, _ person: Person.ID, isChair: Bool, from day: LocalDate) -> SQL {
        """
        INSERT INTO praxis.committee_member (member_id, person_id, is_chair, starts_on)
        VALUES (\(id), \(person), \(isChair), \(day))
        """
    }

    static func plan(_ id: CommitteeMeeting.ID, on day: LocalDate, quorum: Int) -> SQL {
        """
        INSERT INTO praxis.committee_meeting (meeting_id, meets_on, quorum) VALUES (\(id), \(day), \(quorum))
        """
    }

    static func meetings() -> Query<CommitteeMeeting> { Query("\(Self.meeting) ORDER BY m.meets_on DESC LIMIT 100") }

    static func meeting(_ id: CommitteeMeeting.ID) -> Query<CommitteeMeeting> {
        Query("\(Self.meeting) WHERE m.meeting_id = \(id)")
    }

    private static let meeting: SQL = """
        SELECT m.meeting_id, m.meets_on, m.quorum,
               (SELECT count(*) FROM praxis.committee_item i
                 WHERE i.practice_id = m.practice_id AND i.meeting_id = m.meeting_id),
               (SELECT count(*) FROM praxis.committee_attendance a
                 WHERE a.practice_id = m.practice_id AND a.meeting_id = m.meeting_id),
               n.content, praxis_private.account_name(n.created_by), n.created_at
          FROM praxis.committee_meeting m
          LEFT JOIN praxis.committee_minutes n USING (practice_id, meeting_id)
        """

    static func members(at meeting: CommitteeMeeting.ID) -> Query<CommitteeMember> {
        Query(
            """
            SELECT m.member_id, m.person_id, p.given_name || ' ' || p.family_name, m.is_chair,
                   EXISTS (SELECT FROM praxis.committee_attendance a
                            WHERE a.practice_id = m.practice_id AND a.meeting_id = t.meeting_id
                              AND a.member_id = m.member_id)
              FROM praxis.committee_meeting t
              JOIN praxis.committee_member m
                ON m.practice_id = t.practice_id
               AND m.starts_on <= t.meets_on AND (m.ends_on IS NULL OR m.ends_on > t.meets_on)
              JOIN praxis.person p ON p.practice_id = m.practice_id AND p.person_id = m.person_id
             WHERE t.meeting_id = \(meeting)
             ORDER BY m.is_chair DESC, p.family_name, m.member_id
            """)
    }

    static func agenda(of meeting: CommitteeMeeting.ID) -> Query<AgendaItem> {
        Query(
            """
            SELECT f.file_id, p.family_name || ', ' || p.given_name, f.state, f.version,
                   praxis_private.committee_outcome(i.meeting_id, i.file_id),
                   praxis_private.practice_day(
                       i.practice_id,
                       greatest(i.created_at, m.created_at,
                                (SELECT max(v.created_at)
                                   FROM praxis.committee_vote v
                                  WHERE v.practice_id = i.practice_id AND v.meeting_id = i.meeting_id
                                    AND v.file_id = i.file_id AND v.paper_id IS NULL))) > m.meets_on
              FROM praxis.committee_item i
              JOIN praxis.committee_meeting m USING (practice_id, meeting_id)
              JOIN praxis.credentialing_file f USING (practice_id, person_id, file_id)
              JOIN praxis.person p USING (practice_id, person_id)
             WHERE i.meeting_id = \(meeting)
             ORDER BY p.family_name, p.given_name, f.file_id
            """)
    }

    /// The signed documents of the day of a meeting about those on its agenda.
    static func records(of meeting: CommitteeMeeting.ID) -> Query<AgendaRecord> {
        Query(
            """
            SELECT f.file_id, e.evidence_id, e.name, e.sha256, e.signed_on,
                   coalesce(praxis_private.account_name(e.created_by), ''), e.created_at,
                   e.created_by = praxis_private.account_id()
              FROM praxis.committee_item i
              JOIN praxis.committee_meeting m USING (practice_id, meeting_id)
              JOIN praxis.credentialing_file f USING (practice_id, person_id, file_id)
              JOIN praxis.evidence e USING (practice_id, person_id)
             WHERE i.meeting_id = \(meeting)
               AND e.signed_on = m.meets_on
               AND e.created_at >= f.created_at
             ORDER BY f.file_id, e.evidence_id
             LIMIT 500
            """)
    }

    static func votes(of meeting: CommitteeMeeting.ID) -> Query<CommitteeVote> {
        Query(
            """
            SELECT v.file_id, v.member_id, v.vote, v.reason, v.given,
                   coalesce(praxis_private.account_name(v.created_by), '')
              FROM praxis.committee_vote v
             WHERE v.meeting_id = \(meeting)
            """)
    }

    static func schedule(_ file: CycleFile.ID, for meeting: CommitteeMeeting.ID) -> SQL {
        """
        INSERT INTO praxis.committee_item (meeting_id, person_id, file_id)
        SELECT m.meeting_id, f.person_id, f.file_id
          FROM praxis.credentialing_file f
          JOIN praxis.committee_meeting m USING (practice_id)
         WHERE f.file_id = \(file)
           AND m.meeting_id = \(meeting)
        """
    }

    static func attend(_ meeting: CommitteeMeeting.ID, _ member: UUID) -> SQL {
        """
        INSERT INTO praxis.committee_attendance (meeting_id, member_id) VALUES (\(meeting), \(member))
            ON CONFLICT DO NOTHING
        """
    }

    static func vote(
        _ draft: VoteDraft, of member: UUID, on file: CycleFile.ID, at meeting: CommitteeMeeting.ID,
        from paper: CommitteePaper.ID
    ) -> SQL {
        """
        INSERT INTO praxis.committee_vote (meeting_id, person_id, file_id, member_id, vote, reason, paper_id)
        SELECT i.meeting_id, i.person_id, i.file_id, \(member), \(draft.vote.rawValue), \(draft.reason), \(paper)
          FROM praxis.committee_item i
         WHERE i.meeting_id = \(meeting)
           AND i.file_id = \(file)
        """
    }

    static func sign(_ meeting: CommitteeMeeting.ID, _ minutes: [UInt8]) -> SQL {
        "INSERT INTO praxis.committee_minutes (meeting_id, content) VALUES (\(meeting), \(minutes))"
    }

    /// A tabled file is planned anew, and every check is counted again.
    static func replan(_ file: CycleFile.ID, on day: LocalDate) -> SQL {
        """
        UPDATE praxis.credentialing_file
           SET planned_on = \(day), version = version + 1
         WHERE file_id = \(file)
        """
    }
}

/// Which cycle a person is due, and until when where an approval is running.
package struct CycleDue: PostgresRow, Sendable {
    package let cycle: FileCycle
    package let dueOn: LocalDate?

    package init(row: inout RowReader) throws(PostgresError) {
        let cycle: String = try row.read()
        self.cycle = FileCycle(rawValue: cycle) ?? .initial
        self.dueOn = try row.read()
    }
}
