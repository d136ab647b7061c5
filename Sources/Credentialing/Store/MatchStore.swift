import Postgres
import PraxisCore

/// Queries and statements about matches and their review.
enum MatchStore {
    private static let columns: SQL = """
        m.match_id, m.person_id, p.family_name || ', ' || p.given_name, m.tier, m.reasons, m.subject, m.state, m.step,
        m.decision, m.current, m.reopened, e.last_name, e.first_name, e.middle_name, e.suffix, e.business_name, e.npi, e.birth_date,
        e.birth_printed, e.specialty, concat_ws(', ', nullif(e.address, ''), nullif(e.city, ''), nullif(e.state, '')),
        e.exclusion_type, e.excluded_on, m.reinstated_on, e.waived_on, e.waiver_state, e.flags, i.file_name, e.row_number
        """

    private static let tables: SQL = """
        praxis.screening_review m
          JOIN praxis.person p USING (practice_id, person_id)
          JOIN praxis.screening_entry e USING (practice_id, import_id, row_number)
          JOIN praxis.screening_import i USING (practice_id, import_id)
        """

    /// Matches, the strongest first: those that wait for somebody, or those of one state.
    static func matches(_ state: MatchState?, limit: Int) -> Query<ScreeningMatch> {
        Query(
            """
            SELECT \(Self.columns)
              FROM \(Self.tables)
             WHERE CASE WHEN \(state?.rawValue)::text IS NULL THEN \(Self.waits)
                        ELSE m.state = \(state?.rawValue) END
             ORDER BY m.tier, p.name_search, m.match_id
             LIMIT \(limit)
            """)
    }

    /// How many matches wait for somebody.
    static func waiting() -> Query<Count> {
        Query(
            """
            SELECT count(*)
              FROM \(Self.tables)
             WHERE \(Self.waits)
            """)
    }

    private static let waits: SQL = "(m.current AND m.state IN ('open', 'proposed', 'escalated') OR m.reopened)"

    static func match(_ id: ScreeningMatch.ID) -> Query<ScreeningMatch> {
        Query("SELECT \(Self.columns) FROM \(Self.tables) WHERE m.match_id = \(id)")
    }

    static func dispositions(of match: ScreeningMatch.ID) -> Query<Disposition> {
        Query(
            """
            SELECT d.step, d.decision, d.reason_code, d.note, coalesce(praxis_private.account_name(d.decided_by), ''),
                   d.created_at
              FROM praxis.screening_disposition d
             WHERE d.match_id = \(match)
             ORDER BY d.step
            """)
    }

    static func add(_ draft: DispositionDraft, step: Int, to match: ScreeningMatch.ID) -> SQL {
        """
        INSERT INTO praxis.screening_disposition (person_id, match_id, step, decision, reason_code, note)
        SELECT m.person_id, m.match_id, \(step), \(draft.decision.rawValue), \(draft.reason.rawValue), \(draft.note)
          FROM praxis.screening_match m
         WHERE m.match_id = \(match)
        """
    }
}
