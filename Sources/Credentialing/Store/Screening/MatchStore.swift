import Postgres
import PraxisCore

/// Queries and statements about matches and their review.
enum MatchStore {
    private static let columns: SQL = """
        m.match_id, m.subject_kind, m.person_id,
        coalesce(p.family_name || ', ' || p.given_name, m.subject #>> '{names,0,family}'), m.tier, m.reasons, m.subject,
        m.state, m.step, m.decision, m.current, m.reopened,
        (SELECT count(*)
           FROM praxis.screening_match f
          WHERE f.practice_id = m.practice_id AND f.follows_id = m.match_id)::integer,
        e.last_name, e.first_name, e.middle_name, e.suffix, e.business_name, e.npi, e.birth_date,
        e.birth_printed, e.specialty, concat_ws(', ', nullif(e.address, ''), nullif(e.city, ''), nullif(e.state, '')),
        e.exclusion_type, e.excluded_on, m.reinstated_on, m.listed_reinstatement, e.waived_on, e.waiver_state, e.flags, i.file_name, e.row_number,
        i.list, e.agency, e.program, e.uei, e.cage, e.list_number, e.also, e.remark
        """

    private static let tables: SQL = """
        praxis.screening_review m
          LEFT JOIN praxis.person p ON p.practice_id = m.practice_id AND p.person_id = m.person_id
          JOIN praxis.screening_entry e
            ON e.practice_id = m.practice_id AND e.import_id = m.import_id AND e.row_number = m.row_number
          JOIN praxis.screening_import i ON i.practice_id = m.practice_id AND i.import_id = m.import_id
        """

    static let pageSize = 100

    /// The strongest first, of equally strong ones by name.
    private static let order: SQL = """
        CASE m.tier WHEN 6 THEN 4 ELSE m.tier END, coalesce(p.name_search, lower(m.subject #>> '{names,0,family}'), ''), m.match_id
        """

    /// Matches that wait for somebody, or those of one state, from after one of them.
    static func matches(
        _ state: MatchState?, after: ScreeningMatch.ID?, limit: Int
    ) -> Query<ScreeningMatch> {
        Query(
            """
            SELECT \(Self.columns)
              FROM \(Self.tables)
             WHERE CASE WHEN \(state?.rawValue)::text IS NULL THEN \(Self.waits)
                        ELSE m.state = \(state?.rawValue) END
               -- Also where that one has been decided since.
               AND (\(after)::uuid IS NULL
                    OR (\(Self.order)) > (SELECT \(Self.order)
                                            FROM praxis.screening_match m
                                            LEFT JOIN praxis.person p
                                              ON p.practice_id = m.practice_id AND p.person_id = m.person_id
                                           WHERE m.match_id = \(after)))
             ORDER BY \(Self.order)
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

    /// A match that is decided with its twin of the other list waits there, as long as that waits and both stand at the same
    /// step.
    private static let waits: SQL = """
        ((m.current AND m.state IN ('open', 'in_review', 'proposed', 'escalated') OR m.reopened)
         AND NOT EXISTS (SELECT
                           FROM praxis.screening_review f
                          WHERE f.practice_id = m.practice_id
                            AND f.match_id = m.follows_id
                            AND (f.current AND f.state IN ('open', 'in_review', 'proposed', 'escalated') OR f.reopened)
                            AND f.step = m.step))
        """

    static func match(_ id: ScreeningMatch.ID) -> Query<ScreeningMatch> { self.matches([id]) }

    static func matches(_ ids: [ScreeningMatch.ID]) -> Query<ScreeningMatch> {
        Query(
            """
            SELECT \(Self.columns)
              FROM \(Self.tables)
             WHERE m.match_id = ANY (\(ids.map(\.uuid))::uuid[])
             ORDER BY m.match_id
            """)
    }

    /// What the rule cleared in a month of the practice's clock.
    static func clearedByRule(in month: LocalDate) -> Query<Column<ScreeningMatch.ID>> {
        Query(
            """
            SELECT m.match_id
              FROM praxis.screening_match m
             CROSS JOIN (SELECT praxis_private.screening_zone(praxis_private.practice_id()) AS zone) z
             WHERE m.tier = 5
               AND m.created_at >= \(month)::date::timestamp AT TIME ZONE z.zone
               AND m.created_at < (\(month)::date + interval '1 month') AT TIME ZONE z.zone
            """)
    }

    static func dispositions(of matches: [ScreeningMatch.ID]) -> Query<FiledDisposition> {
        Query(
            """
            SELECT d.match_id, d.step, d.decision, d.reason_code, d.ended_on, d.note, d.compared, coalesce(praxis_private.account_name(d.decided_by), ''),
                   d.created_at
              FROM praxis.screening_disposition d
             WHERE d.match_id = ANY (\(matches.map(\.uuid))::uuid[])
             ORDER BY d.match_id, d.step
            """)
    }

    /// Adds a step to a match, and to those of the other list that stand where it stood.
    static func add(_ draft: DispositionDraft, step: Int, to match: ScreeningMatch.ID) -> SQL {
        """
        INSERT INTO praxis.screening_disposition (person_id, match_id, step, decision, reason_code, note, compared, ended_on)
        SELECT m.person_id, m.match_id, \(step), \(draft.decision.rawValue), \(draft.reason.rawValue), \(draft.note),
               \(draft.compared.map(\.rawValue)), \(draft.endedOn)
          FROM praxis.screening_match m
         WHERE m.match_id = \(match)
            OR m.follows_id = \(match)
               AND \(step) = 1 + coalesce((SELECT max(d.step)
                                            FROM praxis.screening_disposition d
                                           WHERE d.practice_id = m.practice_id AND d.match_id = m.match_id), 0)
        """
    }

    /// Shifts that were worked while excluded, as they were noted when the exclusion was confirmed.
    static func findings(of match: ScreeningMatch.ID) -> Query<ExclusionFinding> {
        Query(
            """
            SELECT c.name, c.slug, f.local_date, f.clinical_role, to_char(lower(f.span) AT TIME ZONE c.zone, 'HH24:MI'),
                   to_char(upper(f.span) AT TIME ZONE c.zone, 'HH24:MI'), extract(epoch FROM upper(f.span) - lower(f.span))::integer / 60,
                   f.noted_at, CASE WHEN k.may THEN coalesce(e.plans, '{}') END, CASE WHEN k.may THEN coalesce(e.held, '{}') END
              FROM praxis.screening_finding f
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             CROSS JOIN LATERAL (
                   SELECT f.clinic_id = ANY ((SELECT praxis_private.clinics('credentialing.enrollment.read'))::uuid[])) k (may)
              LEFT JOIN LATERAL (
                   SELECT array_agg(DISTINCT p.payer || ': ' || p.name) AS plans,
                          array_agg(DISTINCT p.payer || ': ' || p.name) FILTER (WHERE p.federal_funds) AS held
                     FROM praxis.enrollment e
                     JOIN praxis.payer_plan p USING (practice_id, plan_id)
                    WHERE e.practice_id = f.practice_id
                      AND e.clinic_id = f.clinic_id
                      AND e.person_id = f.person_id
                      AND e.effective_on IS NOT NULL
                      AND daterange(e.effective_on, e.term_on, '[]') @> f.local_date) e ON true
             WHERE f.match_id = \(match)
             ORDER BY f.span, f.finding_id
            """)
    }
}
