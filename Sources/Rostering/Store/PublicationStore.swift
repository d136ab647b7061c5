package import Postgres
import PraxisCore

/// Queries and statements about publications and what they tell people.
enum PublicationStore {
    /// A digest of the plan of a week: publishing a page that shows another plan is refused.
    static func fingerprint(of week: ISOWeek, in scope: Scope) -> Query<Fingerprint> {
        Query(
            """
            SELECT coalesce(
                     md5(string_agg(a.assignment_id || ':' || a.version, ',' ORDER BY a.assignment_id)), 'empty')
              FROM praxis.assignment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND a.local_date >= \(week.monday)
               AND a.local_date < \(week.next.monday)
               AND a.state = 'active'
            """)
    }

    static func add(_ id: Publication.ID, number: Int, of week: ISOWeek, in scope: Scope) -> SQL {
        """
        INSERT INTO praxis.publication (clinic_id, publication_id, roster_id, number)
        SELECT r.clinic_id, \(id), r.roster_id, \(number)
          FROM praxis.roster r
          JOIN praxis.clinic c USING (practice_id, clinic_id)
         WHERE \(scope.condition)
           AND r.starts_on = \(week.monday)
        """
    }

    /// Freezes the plan, and notes as withdrawn what people had been told and no longer holds.
    static func freeze(_ id: Publication.ID) -> SQL {
        """
        INSERT INTO praxis.publication_entry (
          clinic_id, publication_id, assignment_id, person_id, roster_id, number, shift_id, shift_name, clinical_role,
          local_date, span, break_minutes, state)
        SELECT p.clinic_id, p.publication_id, a.assignment_id, a.person_id, p.roster_id, p.number, s.shift_id, s.name,
               a.clinical_role, a.local_date, a.span, s.break_minutes, 'works'
          FROM praxis.publication p
          JOIN praxis.shift s USING (practice_id, clinic_id, roster_id)
          JOIN praxis.assignment a
            ON a.practice_id = s.practice_id AND a.clinic_id = s.clinic_id AND a.shift_id = s.shift_id
         WHERE p.publication_id = \(id)
           AND a.state = 'active'
        UNION ALL
        SELECT p.clinic_id, p.publication_id, e.assignment_id, e.person_id, p.roster_id, p.number, e.shift_id,
               e.shift_name, e.clinical_role, e.local_date, e.span, e.break_minutes, 'withdrawn'
          FROM praxis.publication p
          JOIN praxis.rostering_published e USING (practice_id, clinic_id, roster_id)
         WHERE p.publication_id = \(id)
           AND NOT EXISTS (SELECT
                             FROM praxis.assignment a
                             JOIN praxis.shift s USING (practice_id, clinic_id, shift_id)
                            WHERE a.practice_id = e.practice_id
                              AND a.clinic_id = e.clinic_id
                              AND a.assignment_id = e.assignment_id
                              AND a.person_id = e.person_id
                              AND s.roster_id = e.roster_id
                              AND a.state = 'active')
        """
    }

    /// What the caller has been told to work, from a day on.
    static func mine(from day: LocalDate) -> Query<OwnShift> {
        Query(
            """
            SELECT e.assignment_id, c.name, c.zone, e.shift_name, e.clinical_role, e.local_date, e.span,
                   e.break_minutes, e.number
              FROM praxis.rostering_published e
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE e.person_id = praxis_private.person_id()
               AND e.local_date >= \(day)
             ORDER BY e.span, e.assignment_id
             LIMIT 400
            """)
    }

    /// Each clinic's week at a glance.
    static func overview(of week: ISOWeek, in scope: Scope) -> Query<ClinicWeek> {
        Query(
            """
            SELECT c.clinic_id, c.slug, c.name, c.zone,
                   v.have, v.need, v.unfilled, p.number, p.published_at, coalesce(d.changes, 0), l.minutes, l.cost
              FROM praxis.clinic c
              LEFT JOIN praxis.roster r
                ON r.practice_id = c.practice_id AND r.clinic_id = c.clinic_id AND r.starts_on = \(week.monday)
             CROSS JOIN LATERAL (
                   SELECT coalesce(sum(o.have), 0)::bigint AS have, coalesce(sum(o.need), 0)::bigint AS need,
                          count(*) FILTER (WHERE o.have < o.need) AS unfilled
                     FROM praxis.rostering_coverage o
                    WHERE o.practice_id = c.practice_id
                      AND o.clinic_id = c.clinic_id
                      AND o.local_date >= \(week.monday)
                      AND o.local_date < \(week.next.monday)) v
              LEFT JOIN LATERAL (
                   SELECT u.number, u.published_at
                     FROM praxis.publication u
                    WHERE u.practice_id = r.practice_id
                      AND u.clinic_id = r.clinic_id
                      AND u.roster_id = r.roster_id
                    ORDER BY u.number DESC
                    LIMIT 1) p ON true
              LEFT JOIN LATERAL (\(Self.changes)) d ON p.number IS NOT NULL
             CROSS JOIN LATERAL (
                   SELECT coalesce(sum(q.minutes), 0)::bigint AS minutes, sum(q.cost)::bigint AS cost
                     FROM praxis.rostering_labor_cost q
                    WHERE q.practice_id = c.practice_id
                      AND q.clinic_id = c.clinic_id
                      AND q.day >= \(week.monday)
                      AND q.day < \(week.next.monday)) l
             WHERE \(scope.condition)
               AND c.closed_on IS NULL
               AND c.clinic_id = ANY ((SELECT praxis_private.clinics('rostering.shift.read'))::uuid[])
             ORDER BY c.name, c.clinic_id
            """)
    }

    /// How many assignments differ between plan and publication of roster `r`.
    private static let changes: SQL =
        """
        SELECT count(DISTINCT (x.assignment_id, x.person_id)) AS changes
          FROM ((SELECT e.assignment_id, e.person_id, e.shift_id, e.span
                   FROM praxis.rostering_published e
                  WHERE e.practice_id = r.practice_id AND e.clinic_id = r.clinic_id AND e.roster_id = r.roster_id
                 EXCEPT \(Self.planned))
                UNION ALL
                (\(Self.planned)
                 EXCEPT
                 SELECT e.assignment_id, e.person_id, e.shift_id, e.span
                   FROM praxis.rostering_published e
                  WHERE e.practice_id = r.practice_id AND e.clinic_id = r.clinic_id AND e.roster_id = r.roster_id)) x
        """

    private static let planned: SQL =
        """
        SELECT a.assignment_id, a.person_id, a.shift_id, a.span
          FROM praxis.assignment a
          JOIN praxis.shift s USING (practice_id, clinic_id, shift_id)
         WHERE s.practice_id = r.practice_id AND s.clinic_id = r.clinic_id AND s.roster_id = r.roster_id
           AND a.state = 'active'
        """
}

/// A digest of a plan, carried by the page that asks to publish it.
package struct Fingerprint: PostgresRow, Hashable {
    package let text: String

    package init(text: String) { self.text = text }

    package init(row: inout RowReader) throws(PostgresError) { self.text = try row.read() }
}

extension OwnShift: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.clinic = try row.read()
        self.zone = try row.read()
        self.name = try row.read()
        self.role = try row.read()
        self.date = try row.read()
        self.span = try row.read()
        self.breakMinutes = try row.read()
        self.publication = try row.read()
    }
}

extension ClinicWeek: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.clinic = try RosterClinic(row: &row)
        self.coverage = Coverage(have: try row.read(), need: try row.read())
        self.unfilledShifts = try row.read()
        let number: Int? = try row.read()
        let at: Instant? = try row.read()
        let changes: Int = try row.read()
        let last = number.flatMap { number in at.map { Publication(number: number, at: $0) } }
        self.state = RosterState(last: last, changes: changes)
        self.minutes = try row.read()
        self.cost = try row.read()
    }
}
