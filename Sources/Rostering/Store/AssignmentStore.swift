import Postgres
import PraxisCore

/// Queries and statements about who is on which shift.
enum AssignmentStore {
    /// The columns of an `Assignment`, of the alias `a`.
    static let columns: SQL =
        "a.assignment_id, a.shift_id, a.person_id, a.clinical_role, a.local_date, a.span, a.version"

    /// One assignment of the scope.
    static func assignment(_ id: Assignment.ID, in scope: Scope) -> Query<Assignment> {
        Query(
            """
            SELECT \(Self.columns)
              FROM praxis.assignment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND a.assignment_id = \(id)
               AND a.state = 'active'
            """)
    }

    /// The people on a shift, by name.
    static func holders(of shift: Shift.ID, in scope: Scope) -> Query<ShiftSheet.Holder> {
        Query(
            """
            SELECT \(Self.columns), n.person_id, n.given_name || ' ' || n.family_name, ARRAY[a.clinical_role]
              FROM praxis.assignment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.person n ON n.practice_id = a.practice_id AND n.person_id = a.person_id
             WHERE \(scope.condition)
               AND a.shift_id = \(shift)
               AND a.state = 'active'
             ORDER BY n.name_search, a.assignment_id
            """)
    }

    /// Who works on a shift.
    static func assignments(on shift: Shift.ID, in scope: Scope) -> Query<Assignment> {
        Query(
            """
            SELECT \(Self.columns)
              FROM praxis.assignment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND a.shift_id = \(shift)
               AND a.state = 'active'
             ORDER BY a.created_at, a.assignment_id
            """)
    }

    /// All that people of the clinic work there from two days before a span to two days after it.
    static func around(_ shift: Shift.ID, in scope: Scope) -> Query<Assignment> {
        Query(
            """
            SELECT \(Self.columns)
              FROM praxis.shift s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.assignment a USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND s.shift_id = \(shift)
               AND a.local_date >= s.local_date - 8
               AND a.local_date <= s.local_date + 8
               AND a.state = 'active'
             ORDER BY a.span, a.assignment_id
            """)
    }

    /// The shift on another day that an assignment can move to: of the same template, else of the same name; the
    /// emptiest first.
    static func target(of id: Assignment.ID, on day: LocalDate, in scope: Scope) -> Query<Shift> {
        Query(
            """
            SELECT \(ShiftStore.columns)
              FROM praxis.assignment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.shift f USING (practice_id, clinic_id, shift_id)
              JOIN praxis.shift s
                ON s.practice_id = f.practice_id AND s.clinic_id = f.clinic_id
               AND s.clinical_role = f.clinical_role AND s.name = f.name
             WHERE \(scope.condition)
               AND a.assignment_id = \(id)
               AND s.local_date = \(day)
               AND s.canceled_at IS NULL
             ORDER BY s.shift_id = a.shift_id DESC,
                      (SELECT count(*)
                         FROM praxis.assignment o
                        WHERE o.practice_id = s.practice_id
                          AND o.clinic_id = s.clinic_id
                          AND o.shift_id = s.shift_id
                          AND o.state = 'active') - s.need,
                      s.shift_id
             LIMIT 1
            """)
    }

    /// Role, day and span are copied from the shift by trigger, which also refuses double booking.
    static func add(
        _ id: Assignment.ID, of person: RosterPerson.ID, to shift: Shift.ID, in scope: Scope
    ) -> SQL {
        """
        INSERT INTO praxis.assignment (clinic_id, assignment_id, shift_id, person_id)
        SELECT s.clinic_id, \(id), s.shift_id, \(person)
          FROM praxis.shift s
          JOIN praxis.clinic c USING (practice_id, clinic_id)
         WHERE \(scope.condition)
           AND s.shift_id = \(shift)
           AND s.canceled_at IS NULL
        """
    }

    static func move(
        _ id: Assignment.ID, version: Int, to shift: Shift.ID, of person: RosterPerson.ID, in scope: Scope
    ) -> SQL {
        """
        UPDATE praxis.assignment a
           SET shift_id = \(shift), person_id = \(person)
          FROM praxis.clinic c
         WHERE c.practice_id = a.practice_id
           AND c.clinic_id = a.clinic_id
           AND \(scope.condition)
           AND a.assignment_id = \(id)
           AND a.version = \(version)
           AND a.state = 'active'
        """
    }

    static func cancel(_ id: Assignment.ID, version: Int, in scope: Scope) -> SQL {
        """
        UPDATE praxis.assignment a
           SET state = 'canceled'
          FROM praxis.clinic c
         WHERE c.practice_id = a.practice_id
           AND c.clinic_id = a.clinic_id
           AND \(scope.condition)
           AND a.assignment_id = \(id)
           AND a.version = \(version)
           AND a.state = 'active'
        """
    }
}
