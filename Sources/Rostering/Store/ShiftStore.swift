import Postgres
import PraxisCore

/// Queries and statements about templates and the slots made from them.
enum ShiftStore {
    /// The columns of a `Shift`, of the alias `s`.
    static let columns: SQL =
        """
        s.shift_id, s.template_id, s.name, s.clinical_role, s.local_date, s.span, s.break_minutes, s.need,
        s.services, s.version
        """

    /// One shift of the scope; no row where the caller may not see it.
    static func shift(_ id: Shift.ID, in scope: Scope) -> Query<Shift> {
        Query(
            """
            SELECT \(Self.columns)
              FROM praxis.shift s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND s.shift_id = \(id)
               AND s.canceled_at IS NULL
            """)
    }

    /// Templates in use, in the order of their starts.
    static func templates(in scope: Scope) -> Query<ShiftTemplate> {
        Query(
            """
            SELECT t.template_id, t.name, t.clinical_role, t.starts_at, t.ends_at, t.end_policy, t.break_minutes, t.need,
                   t.services
              FROM praxis.shift_template t
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND t.retired_on IS NULL
             ORDER BY t.starts_at, t.clinical_role, t.name
            """)
    }

    /// The templates that the shifts of a week were made from, also those out of use by now.
    static func templates(ofShiftsIn week: ISOWeek, in scope: Scope) -> Query<ShiftTemplate> {
        Query(
            """
            SELECT DISTINCT t.template_id, t.name, t.clinical_role, t.starts_at, t.ends_at, t.end_policy, t.break_minutes,
                   t.need, t.services
              FROM praxis.shift s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.shift_template t USING (practice_id, clinic_id, template_id)
             WHERE \(scope.condition)
               AND s.local_date >= \(week.monday)
               AND s.local_date < \(week.next.monday)
            """)
    }

    /// One template of the scope.
    static func template(_ id: ShiftTemplate.ID, in scope: Scope) -> Query<ShiftTemplate> {
        Query(
            """
            SELECT t.template_id, t.name, t.clinical_role, t.starts_at, t.ends_at, t.end_policy, t.break_minutes, t.need,
                   t.services
              FROM praxis.shift_template t
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND t.template_id = \(id)
               AND t.retired_on IS NULL
            """)
    }

    /// What shifts may be tagged with.
    static func services() -> Query<ShiftService> {
        Query("SELECT s.service, s.name FROM praxis.service_offered s ORDER BY s.position, s.name")
    }

    /// Shifts of the same role in the week of a shift, itself left out.
    static func siblings(of id: Shift.ID, in scope: Scope) -> Query<Shift> {
        Query(
            """
            SELECT \(Self.columns)
              FROM praxis.shift o
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.shift s
                ON s.practice_id = o.practice_id AND s.clinic_id = o.clinic_id AND s.roster_id = o.roster_id
               AND s.clinical_role = o.clinical_role
             WHERE \(scope.condition)
               AND o.shift_id = \(id)
               AND s.shift_id <> o.shift_id
               AND s.canceled_at IS NULL
             ORDER BY s.local_date, s.span, s.shift_id
            """)
    }

    static func add(_ shift: Shift, to week: ISOWeek, in scope: Scope) -> SQL {
        """
        INSERT INTO praxis.shift (
          clinic_id, shift_id, roster_id, template_id, name, clinical_role, local_date, span, break_minutes, need,
          services)
        SELECT r.clinic_id, \(shift.id), r.roster_id, \(shift.template), \(shift.name), \(shift.role), \(shift.date),
               \(shift.span), \(shift.breakMinutes), \(shift.need), \(shift.services)
          FROM praxis.roster r
          JOIN praxis.clinic c USING (practice_id, clinic_id)
         WHERE \(scope.condition)
           AND r.starts_on = \(week.monday)
        """
    }

    /// Locks the slot against assignments that are on their way, so that the next statement sees them.
    static func lock(_ id: Shift.ID) -> SQL {
        "SELECT 1 FROM praxis.shift s WHERE s.shift_id = \(id) FOR UPDATE"
    }

    /// Takes an empty slot away.
    static func cancel(_ id: Shift.ID, version: Int, in scope: Scope) -> SQL {
        """
        UPDATE praxis.shift s
           SET canceled_at = now(), canceled_by = praxis_private.account_id(), version = s.version + 1
          FROM praxis.clinic c
         WHERE c.practice_id = s.practice_id
           AND c.clinic_id = s.clinic_id
           AND \(scope.condition)
           AND s.shift_id = \(id)
           AND s.version = \(version)
           AND s.canceled_at IS NULL
        """
    }

    static func add(_ template: ShiftTemplate, in scope: Scope) -> SQL {
        """
        INSERT INTO praxis.shift_template (
          clinic_id, template_id, name, clinical_role, starts_at, ends_at, end_policy, break_minutes, need,
          services)
        SELECT c.clinic_id, \(template.id), \(template.name), \(template.role), \(template.hours.starts),
               \(template.hours.ends), \(template.hours.endPolicy), \(template.breakMinutes), \(template.need),
               \(template.services)
          FROM praxis.clinic c
         WHERE \(scope.condition)
        """
    }

    static func retire(_ id: ShiftTemplate.ID, on day: LocalDate, in scope: Scope) -> SQL {
        """
        UPDATE praxis.shift_template t
           SET retired_on = \(day)
          FROM praxis.clinic c
         WHERE c.practice_id = t.practice_id
           AND c.clinic_id = t.clinic_id
           AND \(scope.condition)
           AND t.template_id = \(id)
           AND t.retired_on IS NULL
        """
    }
}
