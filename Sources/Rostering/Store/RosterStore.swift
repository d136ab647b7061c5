import Postgres
package import PraxisCore

/// Queries about clinics, weeks and the people in them.
enum RosterStore {
    /// The clinic of the scope, with its zone.
    static func clinic(_ scope: Scope) -> Query<RosterClinic> {
        Query(
            """
            SELECT c.clinic_id, c.slug, c.name, c.zone
              FROM praxis.clinic c
             WHERE \(scope.condition)
               AND c.closed_on IS NULL
             ORDER BY c.name, c.clinic_id
            """)
    }

    /// The last publication of the week, if there is one.
    static func publication(of week: ISOWeek, in scope: Scope) -> Query<Publication> {
        Query(
            """
            SELECT p.number, p.published_at
              FROM praxis.publication p
              JOIN praxis.roster r USING (practice_id, clinic_id, roster_id)
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND r.starts_on = \(week.monday)
             ORDER BY p.number DESC
             LIMIT 1
            """)
    }

    /// The shifts of a week, in the order of the grid.
    static func shifts(in week: ISOWeek, of scope: Scope) -> Query<Shift> {
        Query(
            """
            SELECT \(ShiftStore.columns)
              FROM praxis.shift s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND s.local_date >= \(week.monday)
               AND s.local_date < \(week.next.monday)
               AND s.canceled_at IS NULL
             ORDER BY s.local_date, s.span, s.clinical_role, s.shift_id
            """)
    }

    /// Who works in a week.
    static func assignments(in week: ISOWeek, of scope: Scope) -> Query<Assignment> {
        Query(
            """
            SELECT \(AssignmentStore.columns)
              FROM praxis.assignment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND a.local_date >= \(week.monday)
               AND a.local_date < \(week.next.monday)
               AND a.state = 'active'
             ORDER BY a.local_date, a.span, a.assignment_id
            """)
    }

    /// Who works on the two days before a week and the two after it: rest does not end with the week.
    static func assignments(around week: ISOWeek, of scope: Scope) -> Query<Assignment> {
        Query(
            """
            SELECT \(AssignmentStore.columns)
              FROM praxis.assignment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND (a.local_date >= \(week.monday) - 2 AND a.local_date < \(week.monday)
                    OR a.local_date >= \(week.next.monday) AND a.local_date < \(week.next.monday) + 2)
               AND a.state = 'active'
             ORDER BY a.local_date, a.span, a.assignment_id
            """)
    }

    /// What people were told last about the week.
    static func published(in week: ISOWeek, of scope: Scope) -> Query<Assignment> {
        Query(
            """
            SELECT e.assignment_id, e.shift_id, e.person_id, e.clinical_role, e.local_date, e.span, e.number
              FROM praxis.roster r
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.rostering_published e USING (practice_id, clinic_id, roster_id)
             WHERE \(scope.condition)
               AND r.starts_on = \(week.monday)
             ORDER BY e.local_date, e.span, e.assignment_id
            """)
    }

    /// Everybody appointed at the clinic during the week, and whoever is on its shifts or was published on them.
    static func people(in week: ISOWeek, of scope: Scope) -> Query<RosterPerson> {
        Query(
            """
            WITH here AS (
              SELECT c.practice_id, c.clinic_id FROM praxis.clinic c WHERE \(scope.condition)
            ), involved AS (
              SELECT practice_id, person_id, clinical_role
                FROM here
                JOIN praxis.appointment p USING (practice_id, clinic_id)
               WHERE p.starts_on < \(week.next.monday)
                 AND (p.ends_on IS NULL OR p.ends_on > \(week.monday))
              UNION
              SELECT practice_id, person_id, NULL
                FROM here
                JOIN praxis.assignment a USING (practice_id, clinic_id)
               WHERE a.local_date >= \(week.monday)
                 AND a.local_date < \(week.next.monday)
            )
            SELECT n.person_id, n.given_name || ' ' || n.family_name,
                   coalesce(array_agg(DISTINCT i.clinical_role) FILTER (WHERE i.clinical_role IS NOT NULL), '{}')
              FROM involved i
              JOIN praxis.person n USING (practice_id, person_id)
             GROUP BY n.practice_id, n.person_id
             ORDER BY min(i.clinical_role), n.name_search, n.person_id
            """)
    }

    /// Planned cost of each day, where the caller may see rates.
    static func cost(in week: ISOWeek, of scope: Scope) -> Query<DayCost> {
        Query(
            """
            SELECT l.day, sum(l.cost)::bigint
              FROM praxis.rostering_labor_cost l
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND l.day >= \(week.monday)
               AND l.day < \(week.next.monday)
             GROUP BY l.day
            HAVING sum(l.cost) IS NOT NULL
             ORDER BY l.day
            """)
    }

    /// The rest between shifts that law or the practice asks for.
    static func restRules() -> Query<RestRule> {
        Query(
            """
            SELECT r.minutes, r.binding, r.citation, r.starts_on, r.ends_on
              FROM praxis.rest_rule r
             ORDER BY r.minutes DESC, r.rule_id
            """)
    }

    /// The roster of a week exists from its first shift on.
    static func open(_ week: ISOWeek, in scope: Scope) -> SQL {
        """
        INSERT INTO praxis.roster (clinic_id, roster_id, starts_on)
        SELECT c.clinic_id, \(Identifier<RosterWeek>.make()), \(week.monday)
          FROM praxis.clinic c
         WHERE \(scope.condition)
            ON CONFLICT (practice_id, clinic_id, starts_on) DO NOTHING
        """
    }
}

/// What the shifts of a day cost.
package struct DayCost: Hashable, Sendable {
    package let day: LocalDate
    package let cost: Money
}
