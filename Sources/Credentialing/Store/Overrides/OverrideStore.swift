import FoundationEssentials
import Postgres
import PraxisCore

/// Queries and statements about overrides and findings.
enum OverrideStore {
    /// The newest first; those that wait before all others.
    static func overrides(
        _ state: ClearanceOverride.State?, only id: ClearanceOverride.ID? = nil, in scope: Scope, limit: Int = 500
    ) -> Query<ClearanceOverride> {
        Query(
            """
            SELECT o.override_id, o.person_id, p.family_name || ', ' || p.given_name, c.clinic_id, c.name, c.slug, c.zone,
                   o.clinical_role, o.requirement, t.name, s.name, lower(o.span), upper(o.span), o.reason, o.state, o.step,
                   coalesce(praxis_private.account_name(o.requested_by), ''), o.created_at,
                   praxis_private.account_name(o.decided_by), o.decided_at, o.note,
                   o.requested_by = praxis_private.account_id()
              FROM praxis.clearance_override_standing o
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.person p USING (practice_id, person_id)
              JOIN praxis.credential_type t ON t.type_code = o.requirement
              LEFT JOIN praxis.rostering_slot s USING (practice_id, clinic_id, shift_id)
             WHERE \(scope.condition)
               AND (\(state)::text IS NULL OR o.state = \(state))
               AND (\(id)::uuid IS NULL OR o.override_id = \(id))
             ORDER BY o.state <> 'requested', o.created_at DESC, o.override_id
             LIMIT \(limit)
            """)
    }

    /// How many requests wait.
    static func waiting(in scope: Scope) -> Query<Count> {
        Query(
            """
            SELECT count(*)
              FROM praxis.clearance_override_standing o
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND o.state = 'requested'
               AND upper(o.span) > now()
            """)
    }

    /// Who, when and as what: one row where the shift or the clinic is the caller's to see.
    private static func asked(_ person: Person.ID, _ interval: OverrideInterval, in scope: Scope) -> SQL {
        switch interval {
        case .shift(let shift):
            """
            SELECT c.practice_id, c.clinic_id, c.zone, s.shift_id, s.name AS shift, s.clinical_role AS role, s.span,
                   s.services
              FROM praxis.rostering_slot s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND s.shift_id = \(shift)
            """
        case .days(let from, let through, let role):
            """
            SELECT c.practice_id, c.clinic_id, c.zone, NULL::uuid AS shift_id, NULL::text AS shift, \(role) AS role,
                   tstzrange(\(from)::timestamp AT TIME ZONE c.zone, (\(through) + 1)::timestamp AT TIME ZONE c.zone) AS span,
                   '{}'::text[] AS services
              FROM praxis.clinic c
             WHERE \(scope.condition)
            """
        }
    }

    /// The interval with the clearance for it.
    static func question(
        _ person: Person.ID, _ interval: OverrideInterval, in scope: Scope
    ) -> Query<OverrideQuestion> {
        Query(
            """
            SELECT p.person_id, p.family_name || ', ' || p.given_name, a.role, a.shift, lower(a.span), upper(a.span), a.zone,
                   k.verdict, k.reasons
              FROM (\(Self.asked(person, interval, in: scope))) a
              JOIN praxis.person p ON p.practice_id = a.practice_id AND p.person_id = \(person)
             CROSS JOIN LATERAL praxis.clearance(
                        p.person_id, a.clinic_id, a.role, lower(a.span), upper(a.span), a.services) k
            """)
    }

    static func add(_ id: ClearanceOverride.ID, _ draft: OverrideDraft, in scope: Scope) -> SQL {
        """
        INSERT INTO praxis.clearance_override
               (practice_id, clinic_id, override_id, person_id, clinical_role, requirement, shift_id, span, services, reason)
        SELECT a.practice_id, a.clinic_id, \(id), \(draft.person), a.role, \(draft.requirement), a.shift_id, a.span,
               a.services, \(draft.reason)
          FROM (\(Self.asked(draft.person, draft.interval, in: scope))) a
        """
    }

    static func decide(
        _ id: ClearanceOverride.ID, _ decision: OverrideDecision, note: String?, step: Int, in scope: Scope
    ) -> SQL {
        """
        INSERT INTO praxis.clearance_override_decision
               (practice_id, clinic_id, override_id, person_id, step, decision, note)
        SELECT o.practice_id, o.clinic_id, o.override_id, o.person_id, \(step), \(decision.rawValue), \(note)
          FROM praxis.clearance_override o
          JOIN praxis.clinic c USING (practice_id, clinic_id)
         WHERE \(scope.condition)
           AND o.override_id = \(id)
        """
    }

    /// Shifts that were worked and of which a later fact says that their person was not cleared, the newest first.
    static func findings(of person: Person.ID? = nil, in scope: Scope) -> Query<ClearanceFinding> {
        Query(
            """
            SELECT f.person_id, p.family_name || ', ' || p.given_name, c.name, c.zone, f.clinical_role, lower(f.span),
                   upper(f.span), f.reasons, f.created_at
              FROM praxis.clearance_finding f
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.person p USING (practice_id, person_id)
             WHERE \(scope.condition)
               AND (\(person)::uuid IS NULL OR f.person_id = \(person))
             ORDER BY f.span DESC, f.assignment_id
             LIMIT 2000
            """)
    }
}
