-- What is on file of whom rosters of delegated payers tell of.

DROP VIEW IF EXISTS praxis.roster_row;
DROP FUNCTION IF EXISTS praxis_private.roster_standing();
-- What a row rests on beside its enrollment: for each provider at a clinic with a delegated plan the role, what was last approved in
-- it, and until when the provider is there: up to a denial, the end of their credentialing or of a provisional approval, a
-- suspension by the practice, an exclusion from work in the clinic's state or the end of their appointment, the first of those
-- that go on today or come next. An approval off the cycle leaves its days as they were. Whoever may read rosters is told all of
-- it, even of themselves: what a file does not know the payer is not told. Of one plan and of some people, or of all.
CREATE OR REPLACE FUNCTION praxis_private.roster_standing(plan uuid, people uuid[])
RETURNS TABLE (practice_id uuid, clinic_id uuid, person_id uuid, plan_id uuid, role text, decided_on date,
               recredentialing_on date, last_on date, reason text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    sites uuid[] := praxis_private.clinics('credentialing.payer_roster.read');
BEGIN
    IF praxis_private.practice_id() IS NULL AND pg_has_role(session_user, 'praxis_owner', 'MEMBER') THEN
        sites := ARRAY(SELECT c.clinic_id FROM praxis.clinic c);  -- an operator
    END IF;
    RETURN QUERY
    WITH place AS MATERIALIZED (
        SELECT c.practice_id, c.clinic_id, c.state, praxis_private.practice_day(c.practice_id, now()) AS today
          FROM praxis.clinic c
         WHERE c.clinic_id = ANY (sites)
    ), holder AS MATERIALIZED (
        SELECT e.practice_id, e.clinic_id, e.person_id, e.plan_id, c.state, c.today, y.roles, r.role
          FROM (SELECT DISTINCT e.practice_id, e.clinic_id, e.person_id, e.plan_id
                  FROM praxis.enrollment e
                 WHERE e.status IN ('submitted', 'enrolled', 'terminated')
                   AND (plan IS NULL OR e.plan_id = plan)
                   AND (people IS NULL OR e.person_id = ANY (people))) e
          JOIN place c USING (practice_id, clinic_id)
          JOIN praxis.payer_plan y USING (practice_id, plan_id)
          LEFT JOIN LATERAL (
               -- Of the roles that the plan asks for, today's, or else the last.
               SELECT a.clinical_role AS role
                 FROM praxis.appointment a
                WHERE a.practice_id = e.practice_id AND a.clinic_id = e.clinic_id AND a.person_id = e.person_id
                ORDER BY a.clinical_role = ANY (y.roles) DESC, daterange(a.starts_on, a.ends_on) @> c.today DESC,
                         a.starts_on DESC, a.clinical_role
                LIMIT 1) r ON true
         WHERE y.delegated
    ), away (practice_id, clinic_id, person_id, plan_id, days, gravity, reason) AS MATERIALIZED (
        SELECT h.practice_id, h.clinic_id, h.person_id, h.plan_id, s.span, 1, 'Excluded'
          FROM (SELECT h.practice_id, h.state, array_agg(DISTINCT h.person_id) AS persons
                  FROM holder h
                 GROUP BY h.practice_id, h.state) g
         CROSS JOIN LATERAL praxis_private.excluded_days(g.practice_id, g.state, g.persons) x
         CROSS JOIN LATERAL unnest(x.days) s (span)
          JOIN holder h ON h.practice_id = g.practice_id AND h.state = g.state AND h.person_id = x.person_id
         UNION ALL
        -- As for shifts. But a payer is told of what was decided, not of what the practice puts up with: nor that a new decision
        -- is overdue, nor of an approval before it takes effect, nor beforehand that a provisional one ends, for until then
        -- somebody may decide.
        SELECT h.practice_id, h.clinic_id, h.person_id, h.plan_id, s.days, k.gravity, k.reason
          FROM (SELECT h.practice_id, array_agg(h.person_id) AS persons, array_agg(h.role) AS roles
                  FROM (SELECT DISTINCT h.practice_id, h.person_id, h.role FROM holder h) h
                 GROUP BY h.practice_id) g
         CROSS JOIN LATERAL praxis_private.standing_days(g.practice_id, g.persons, g.roles) s
          JOIN (VALUES ('resigned', 2, 'Credentialing ended'), ('terminated', 2, 'Credentialing ended'),
                       ('denied', 3, 'Credentialing denied'), ('provisional_over', 3, 'Provisional approval ended'),
                       ('summary_suspension', 4, 'Suspended'), ('automatic_suspension', 4, 'Suspended'))
               AS k (state, gravity, reason) ON k.state = s.state
          JOIN holder h
            ON h.practice_id = g.practice_id AND h.person_id = s.person AND h.role IS NOT DISTINCT FROM s.role
         WHERE s.state <> 'provisional_over' OR lower(s.days) <= h.today
         UNION ALL
        SELECT h.practice_id, h.clinic_id, h.person_id, h.plan_id,
               unnest(datemultirange(daterange(min(a.starts_on), NULL)) - range_agg(daterange(a.starts_on, a.ends_on))),
               5, 'Appointment ended'
          FROM holder h
          JOIN praxis.appointment a
            ON a.practice_id = h.practice_id AND a.clinic_id = h.clinic_id AND a.person_id = h.person_id
           AND (a.clinical_role = h.role OR h.role = ANY (h.roles) AND a.clinical_role = ANY (h.roles))
         GROUP BY h.practice_id, h.clinic_id, h.person_id, h.plan_id
    )
    SELECT h.practice_id, h.clinic_id, h.person_id, h.plan_id, h.role, k.decided_on, k.recred_due_on, lower(s.span) - 1,
           (SELECT w.reason
              FROM away w
             WHERE w.practice_id = h.practice_id AND w.clinic_id = h.clinic_id AND w.person_id = h.person_id
               AND w.plan_id = h.plan_id AND w.days @> lower(s.span)
             ORDER BY w.gravity
             LIMIT 1)
      FROM holder h
      LEFT JOIN LATERAL (
           SELECT d.decided_on,
                  praxis_private.approved_until(d.decision_id, d.recred_due_on) AS recred_due_on
             FROM praxis.standing_decision d
            WHERE d.practice_id = h.practice_id AND d.person_id = h.person_id AND d.clinical_role = h.role
              AND d.outcome <> 'denied'
            ORDER BY d.cycle = 'offcycle', d.decided_on DESC, d.created_at DESC, d.version DESC
            LIMIT 1) k ON true
      LEFT JOIN LATERAL (
           SELECT s.span
             FROM unnest((SELECT range_agg(w.days)
                            FROM away w
                           WHERE w.practice_id = h.practice_id AND w.clinic_id = h.clinic_id
                             AND w.person_id = h.person_id AND w.plan_id = h.plan_id)) s (span)
            WHERE upper_inf(s.span) OR upper(s.span) > h.today
            ORDER BY s.span
            LIMIT 1) s ON true;
END
$$;
