package import Postgres
package import PraxisCore

/// Questions to credentialing's clearance contract, and about other clinics.
enum ClearanceStore {
    /// People who are not cleared for all of the week in a role that they are appointed in.
    static func refusals(in week: ISOWeek, of scope: Scope) -> Query<RosterGrid.WeekRefusal> {
        let asked: SQL =
            """
            SELECT p.clinic_id, p.person_id, p.clinical_role, NULL::uuid AS shift_id, '{}'::text[] AS services,
                   greatest(\(week.monday), p.starts_on)::timestamp AT TIME ZONE c.zone AS starts,
                   least(\(week.next.monday), p.ends_on)::timestamp AT TIME ZONE c.zone AS ends
              FROM praxis.appointment p
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND p.starts_on < \(week.next.monday)
               AND (p.ends_on IS NULL OR p.ends_on > \(week.monday))
            """
        return Query(
            """
            \(Self.judged(asked))
            SELECT j.person_id, j.clinical_role, j.reasons
              FROM judged j
             WHERE j.verdict NOT IN ('cleared', 'warn')
             ORDER BY j.person_id, j.clinical_role
            """)
    }

    /// Assignments of the week that would be refused today.
    ///
    /// - Parameter now: leaves out what has ended by then; what was worked is not judged again.
    static func conflicts(in week: ISOWeek, of scope: Scope, after now: Instant? = nil) -> Query<Refusal> {
        let asked: SQL =
            """
            SELECT a.clinic_id, a.person_id, a.clinical_role, a.shift_id, a.services,
                   lower(a.span) AS starts, upper(a.span) AS ends
              FROM praxis.assignment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND a.local_date >= \(week.monday)
               AND a.local_date < \(week.next.monday)
               AND (\(now)::timestamptz IS NULL OR upper(a.span) > \(now))
               AND a.state = 'active'
            """
        return Query(
            """
            \(Self.judged(asked))
            SELECT j.person_id, j.shift_id, j.reasons
              FROM judged j
             WHERE j.verdict NOT IN ('cleared', 'warn')
             ORDER BY j.person_id, j.starts
            """)
    }

    /// Assignments that have not ended at an instant and would be refused today, the next first.
    static func conflicts(after now: Instant, in scope: Scope) -> Query<ShiftConflict> {
        let asked: SQL =
            """
            SELECT a.clinic_id, a.person_id, a.clinical_role, a.shift_id, a.services, a.local_date,
                   lower(a.span) AS starts, upper(a.span) AS ends
              FROM praxis.assignment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND a.local_date >= (\(now)::timestamptz AT TIME ZONE c.zone)::date - 2
               AND upper(a.span) > \(now)
               AND a.state = 'active'
            """
        return Query(
            """
            \(Self.judged(asked))
            SELECT c.clinic_id, c.slug, c.name, c.zone, j.person_id, j.shift_id, j.local_date
              FROM judged j
              JOIN praxis.clinic c USING (clinic_id)
             WHERE j.verdict NOT IN ('cleared', 'warn')
             ORDER BY j.starts, j.clinic_id, j.person_id
            """)
    }

    /// Everybody appointed in the role of a shift on its day, with what credentialing says about that span.
    static func candidates(for shift: Shift.ID, in scope: Scope) -> Query<CandidateRow> {
        let asked: SQL =
            """
            SELECT s.clinic_id, p.person_id, s.clinical_role, s.shift_id, s.services,
                   lower(s.span) AS starts, upper(s.span) AS ends
              FROM praxis.shift s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.appointment p USING (practice_id, clinic_id, clinical_role)
             WHERE \(scope.condition)
               AND s.shift_id = \(shift)
               AND p.starts_on <= s.local_date
               AND (p.ends_on IS NULL OR p.ends_on > s.local_date)
            """
        return Query(
            """
            \(Self.judged(asked))
            SELECT n.person_id, n.given_name || ' ' || n.family_name, ARRAY[j.clinical_role], j.reasons
              FROM judged j
              JOIN praxis.person n USING (person_id)
             ORDER BY n.name_search, n.person_id
            """)
    }

    /// What credentialing says against people on shifts; nothing where it clears them.
    static func refusals(of places: [WeekCopy.Place]) -> Query<Refusal> {
        let asked: SQL =
            """
            SELECT s.clinic_id, w.person_id, s.clinical_role, s.shift_id, s.services,
                   lower(s.span) AS starts, upper(s.span) AS ends
              FROM unnest(\(places.map(\.person.uuid))::uuid[], \(places.map(\.shift.uuid))::uuid[])
                   AS w (person_id, shift_id)
              JOIN praxis.shift s ON s.shift_id = w.shift_id
            """
        return Query(
            """
            \(Self.judged(asked))
            SELECT j.person_id, j.shift_id, j.reasons
              FROM judged j
             WHERE j.verdict NOT IN ('cleared', 'warn')
            """)
    }

    /// Asks about everything in `asked` (clinic, person, role, shift, services, start and end) in one call per clinic and
    /// set of services. Answers are materialized: a planner without statistics would else call again for each row.
    private static func judged(_ asked: SQL) -> SQL {
        """
        WITH asked AS MATERIALIZED (
          SELECT q.*, row_number() OVER (PARTITION BY q.clinic_id, q.services)::integer AS item
            FROM (\(asked)) q
        ), bundle AS (
          SELECT a.clinic_id, a.services, array_agg(a.person_id ORDER BY a.item) AS persons,
                 array_agg(a.clinical_role ORDER BY a.item) AS roles, array_agg(a.starts ORDER BY a.item) AS starts,
                 array_agg(a.ends ORDER BY a.item) AS ends
            FROM asked a
           GROUP BY a.clinic_id, a.services
        ), answered AS MATERIALIZED (
          SELECT b.clinic_id, b.services, k.item, k.verdict, k.reasons
            FROM bundle b
           CROSS JOIN LATERAL praxis.clearance_batch(b.clinic_id, b.persons, b.roles, b.starts, b.ends, b.services) k
        ), judged AS (
          SELECT a.*, r.verdict, r.reasons
            FROM asked a
            JOIN answered r USING (clinic_id, services, item)
        )
        """
    }

    /// Overrides by which people are on the shifts of a week: a sentence for each assignment.
    static func overrides(in week: ISOWeek, of scope: Scope) -> Query<AssignmentOverride> {
        Query(
            """
            SELECT a.assignment_id, o.name
              FROM praxis.assignment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.clearance_override_approved o
                ON o.practice_id = a.practice_id AND o.clinic_id = a.clinic_id AND o.person_id = a.person_id
               AND o.clinical_role = a.clinical_role AND o.span @> a.span AND o.approved_at <= lower(a.span)
               AND coalesce(o.revoked_at, 'infinity') > lower(a.span)
               AND (o.shift_id IS NULL OR o.shift_id = a.shift_id AND o.span = a.span)
             WHERE \(scope.condition)
               AND a.local_date >= \(week.monday)
               AND a.local_date < \(week.next.monday)
               AND a.state = 'active'
             ORDER BY a.assignment_id, o.name
            """)
    }

    /// When people of the clinic are busy at other clinics during a week, and two days around it.
    static func busyElsewhere(in week: ISOWeek, of scope: Scope) -> Query<BusyRow> {
        Query(
            """
            SELECT b.person_id, b.starts, b.ends
              FROM praxis.clinic c
             CROSS JOIN LATERAL praxis_private.busy_elsewhere(
                     c.clinic_id,
                     tstzrange((\(week.monday) - 2)::timestamp AT TIME ZONE c.zone,
                               (\(week.next.monday) + 2)::timestamp AT TIME ZONE c.zone)) b
             WHERE \(scope.condition)
             ORDER BY b.person_id, b.starts
            """)
    }

    /// The same around one shift: more than the week that it is in.
    static func busyElsewhere(around shift: Shift.ID, in scope: Scope) -> Query<BusyRow> {
        Query(
            """
            SELECT b.person_id, b.starts, b.ends
              FROM praxis.shift s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             CROSS JOIN LATERAL praxis_private.busy_elsewhere(
                     c.clinic_id,
                     tstzrange(lower(s.span) - interval '8 days', upper(s.span) + interval '8 days')) b
             WHERE \(scope.condition)
               AND s.shift_id = \(shift)
             ORDER BY b.person_id, b.starts
            """)
    }
}

/// Somebody who holds a role, and what credentialing says.
package struct CandidateRow: PostgresRow, Hashable {
    package let person: RosterPerson
    package let reasons: [ClearanceReason]

    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try RosterPerson(row: &row)
        let reasons: ClearanceReasons = try row.read()
        self.reasons = reasons.all
    }
}

/// What was waived for somebody on a shift.
package struct AssignmentOverride: PostgresRow, Hashable {
    package let assignment: Assignment.ID
    /// The credential, such as `Advanced life support card`.
    package let name: String

    package init(row: inout RowReader) throws(PostgresError) {
        self.assignment = try row.read()
        self.name = try row.read()
    }
}

/// An interval during which somebody is at another clinic.
package struct BusyRow: PostgresRow, Hashable {
    package let person: RosterPerson.ID
    package let starts: Instant
    package let ends: Instant

    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.starts = try row.read()
        self.ends = try row.read()
    }
}

/// The reasons of a verdict, from `jsonb`.
struct ClearanceReasons: PostgresDecodable {
    let all: [ClearanceReason]

    init?(postgresText bytes: UnsafeRawBufferPointer) {
        guard let all = try? JSONText(text: String(decoding: bytes, as: UTF8.self)).decoded(as: [ClearanceReason].self)
        else { return nil }
        self.all = all
    }

    /// Those that stand in the way.
    var binding: [ClearanceReason] { ClearanceReason.binding(self.all) }
}

extension ShiftConflict: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.clinic = try RosterClinic(row: &row)
        self.person = try row.read()
        self.shift = try row.read()
        self.date = try row.read()
    }
}

extension RosterGrid.WeekRefusal: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.role = try row.read()
        let reasons: ClearanceReasons = try row.read()
        self.reasons = reasons.binding
    }
}

extension Refusal: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.shift = try row.read()
        let reasons: ClearanceReasons = try row.read()
        self.reasons = reasons.binding
    }
}
