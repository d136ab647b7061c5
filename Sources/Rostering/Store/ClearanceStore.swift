package import Postgres
package import PraxisCore

/// Questions to credentialing's clearance contract, and about other clinics.
package enum ClearanceStore {
    /// People who are not cleared for all of the week in a role that they are appointed in.
    package static func refusals(in week: ISOWeek, of scope: Scope) -> Query<RosterGrid.WeekRefusal> {
        Query(
            """
            SELECT w.person_id, w.clinical_role, w.reasons
              FROM (\(Self.weekClearance(week, scope))) w
             WHERE w.verdict NOT IN ('cleared', 'warn')
             ORDER BY w.person_id, w.clinical_role
            """)
    }

    /// Assignments of the week that would be refused today. Only those are asked about one by one whose person is not
    /// cleared for all of the week.
    package static func conflicts(in week: ISOWeek, of scope: Scope) -> Query<Refusal> {
        Query(
            """
            WITH cleared AS (
              SELECT w.practice_id, w.clinic_id, w.person_id, w.clinical_role
                FROM (\(Self.weekClearance(week, scope))) w
               WHERE w.verdict IN ('cleared', 'warn')
            )
            SELECT a.person_id, a.shift_id, k.reasons
              FROM praxis.assignment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             CROSS JOIN LATERAL praxis.clearance(
                     a.person_id, a.clinic_id, a.clinical_role, lower(a.span), upper(a.span)) k
             WHERE \(scope.condition)
               AND a.local_date >= \(week.monday)
               AND a.local_date < \(week.next.monday)
               AND a.state = 'active'
               AND k.verdict NOT IN ('cleared', 'warn')
               AND NOT EXISTS (SELECT
                                 FROM cleared o
                                WHERE o.practice_id = a.practice_id
                                  AND o.clinic_id = a.clinic_id
                                  AND o.person_id = a.person_id
                                  AND o.clinical_role = a.clinical_role
                                  AND a.span <@ tstzrange(\(week.monday)::timestamp AT TIME ZONE c.zone,
                                                          \(week.next.monday)::timestamp AT TIME ZONE c.zone))
             ORDER BY a.person_id, a.span
            """)
    }

    /// Everybody appointed in the role of a shift on its day, with what credentialing says about that span.
    package static func candidates(for shift: Shift.ID, in scope: Scope) -> Query<CandidateRow> {
        Query(
            """
            SELECT n.person_id, n.given_name || ' ' || n.family_name, ARRAY[s.clinical_role],
                   CASE WHEN k.verdict IN ('cleared', 'warn') THEN '[]'::jsonb ELSE k.reasons END
              FROM praxis.shift s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.appointment p USING (practice_id, clinic_id, clinical_role)
              JOIN praxis.person n USING (practice_id, person_id)
             CROSS JOIN LATERAL praxis.clearance(
                     p.person_id, s.clinic_id, s.clinical_role, lower(s.span), upper(s.span)) k
             WHERE \(scope.condition)
               AND s.shift_id = \(shift)
               AND p.starts_on <= s.local_date
               AND (p.ends_on IS NULL OR p.ends_on > s.local_date)
             ORDER BY n.name_search, n.person_id
            """)
    }

    /// What credentialing says against people on shifts; nothing where it clears them.
    static func refusals(of places: [WeekCopy.Place]) -> Query<Refusal> {
        Query(
            """
            SELECT w.person_id, s.shift_id, k.reasons
              FROM unnest(\(places.map(\.person.uuid))::uuid[], \(places.map(\.shift.uuid))::uuid[])
                   AS w (person_id, shift_id)
              JOIN praxis.shift s ON s.shift_id = w.shift_id
             CROSS JOIN LATERAL praxis.clearance(
                     w.person_id, s.clinic_id, s.clinical_role, lower(s.span), upper(s.span)) k
             WHERE k.verdict NOT IN ('cleared', 'warn')
            """)
    }

    /// When people of the clinic are busy at other clinics during a week, and two days around it.
    package static func busyElsewhere(in week: ISOWeek, of scope: Scope) -> Query<BusyRow> {
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

    /// The same around one shift.
    package static func busyElsewhere(around shift: Shift.ID, in scope: Scope) -> Query<BusyRow> {
        Query(
            """
            SELECT b.person_id, b.starts, b.ends
              FROM praxis.shift s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             CROSS JOIN LATERAL praxis_private.busy_elsewhere(
                     c.clinic_id,
                     tstzrange(lower(s.span) - interval '2 days', upper(s.span) + interval '2 days')) b
             WHERE \(scope.condition)
               AND s.shift_id = \(shift)
             ORDER BY b.person_id, b.starts
            """)
    }

    /// Each person appointed during the week, by role, with the clearance for all of it.
    private static func weekClearance(_ week: ISOWeek, _ scope: Scope) -> SQL {
        """
        SELECT p.practice_id, p.clinic_id, p.person_id, p.clinical_role, k.verdict, k.reasons
          FROM praxis.appointment p
          JOIN praxis.clinic c USING (practice_id, clinic_id)
         CROSS JOIN LATERAL praxis.clearance(
                 p.person_id, p.clinic_id, p.clinical_role,
                 greatest(\(week.monday), p.starts_on)::timestamp AT TIME ZONE c.zone,
                 least(\(week.next.monday), p.ends_on)::timestamp AT TIME ZONE c.zone) k
         WHERE \(scope.condition)
           AND p.starts_on < \(week.next.monday)
           AND (p.ends_on IS NULL OR p.ends_on > \(week.monday))
        """
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
}

extension RosterGrid.WeekRefusal: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.role = try row.read()
        let reasons: ClearanceReasons = try row.read()
        self.reasons = reasons.all
    }
}

extension Refusal: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.shift = try row.read()
        let reasons: ClearanceReasons = try row.read()
        self.reasons = reasons.all
    }
}
