import FoundationEssentials
import Postgres
import PraxisCore

/// Queries and statements about who sits on the committee.
enum CommitteeStore {
    /// Every seat there is or was, the present ones first.
    static func seats() -> Query<CommitteeSeat> {
        Query(
            """
            SELECT m.member_id, m.person_id, p.given_name || ' ' || p.family_name, m.is_chair, m.starts_on, m.ends_on,
                   (SELECT count(*) FROM praxis.committee_attendance a
                     WHERE a.practice_id = m.practice_id AND a.member_id = m.member_id)
              FROM praxis.committee_member m
              JOIN praxis.person p USING (practice_id, person_id)
             ORDER BY m.ends_on DESC NULLS FIRST, m.is_chair DESC, p.family_name, m.member_id
             LIMIT 500
            """)
    }

    /// Who could get a seat: people of the practice, by name.
    static func people() -> Query<FileCandidate> {
        Query(
            """
            SELECT p.person_id, p.family_name || ', ' || p.given_name
              FROM praxis.person p
             WHERE EXISTS (SELECT FROM praxis.credentialing_place k
                            WHERE k.practice_id = p.practice_id AND k.person_id = p.person_id)
             ORDER BY p.name_search, p.person_id
             LIMIT 2000
            """)
    }

    /// Whose a seat is or was.
    static func holder(of seat: UUID) -> Query<Column<Person.ID>> {
        Query("SELECT m.person_id FROM praxis.committee_member m WHERE m.member_id = \(seat)")
    }

    /// Ends a seat that has not ended.
    static func leave(_ seat: UUID, on day: LocalDate) -> SQL {
        """
        UPDATE praxis.committee_member
           SET ends_on = \(day)
         WHERE member_id = \(seat)
           AND ends_on IS NULL
           AND starts_on < \(day)
        """
    }
}
