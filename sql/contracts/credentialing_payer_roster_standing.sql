-- What is on file of whom rosters of delegated payers tell of.

-- What a row rests on beside its enrollment: for each provider at a clinic with a delegated plan the role, what was last approved in
-- it, and until when the provider is there: up to a denial, the end of their credentialing or of a provisional approval, an
-- exclusion from work in the clinic's state or the end of their appointment, the first of those that go on today or come next. An
-- approval off the cycle leaves its days as they were. Whoever may read rosters is told all of it, even of themselves: what a file
-- does not know the payer is not told.
CREATE OR REPLACE FUNCTION praxis_private.roster_standing()
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
                 WHERE e.status IN ('submitted', 'enrolled', 'terminated')) e
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
    ), decision AS MATERIALIZED (
        SELECT d.practice_id, d.person_id, f.clinical_role, f.cycle, d.outcome, d.created_at, d.version, d.decided_on,
               d.appointed_from, d.provisional_until, d.recred_due_on,
               lead(coalesce(d.appointed_from, d.decided_on)) OVER w AS next_on
          FROM praxis.file_decision d
          JOIN praxis.credentialing_file f USING (practice_id, person_id, file_id)
         WHERE (d.practice_id, d.person_id) IN (SELECT h.practice_id, h.person_id FROM holder h)
        WINDOW w AS (PARTITION BY d.practice_id, d.person_id, f.clinical_role
                     ORDER BY d.decided_on, d.created_at, d.version)
    ), away (practice_id, clinic_id, person_id, plan_id, days, gravity, reason) AS MATERIALIZED (
        SELECT h.practice_id, h.clinic_id, h.person_id, h.plan_id, s.span, 1, 'Excluded'
          FROM (SELECT h.practice_id, h.state, array_agg(DISTINCT h.person_id) AS persons
                  FROM holder h
                 GROUP BY h.practice_id, h.state) g
         CROSS JOIN LATERAL praxis_private.excluded_days(g.practice_id, g.state, g.persons) x
         CROSS JOIN LATERAL unnest(x.days) s (span)
          JOIN holder h ON h.practice_id = g.practice_id AND h.state = g.state AND h.person_id = x.person_id
         UNION ALL
        -- As for shifts: until an initial file of the role that was decided after it was known takes effect.
        SELECT h.practice_id, h.clinic_id, h.person_id, h.plan_id,
               daterange(e.effective_on,
                         (SELECT min(greatest(d.appointed_from, e.effective_on))
                            FROM decision d
                           WHERE d.practice_id = h.practice_id AND d.person_id = h.person_id
                             AND d.clinical_role = h.role AND d.cycle = 'initial' AND d.outcome <> 'denied'
                             AND d.created_at > e.created_at AND d.decided_on >= e.effective_on)),
               2, 'Credentialing ended'
          FROM holder h
          JOIN praxis.credentialing_ending e USING (practice_id, person_id)
         UNION ALL
        SELECT h.practice_id, h.clinic_id, h.person_id, h.plan_id, k.span, 3, k.reason
          FROM holder h
          JOIN decision d ON d.practice_id = h.practice_id AND d.person_id = h.person_id AND d.clinical_role = h.role
         CROSS JOIN LATERAL (
               SELECT daterange(d.decided_on, d.next_on), 'Credentialing denied'
                WHERE d.outcome = 'denied'
                UNION ALL
               -- No payer is told beforehand that nobody may decide in time.
               SELECT daterange(d.provisional_until + 1, d.next_on), 'Provisional approval ended'
                WHERE d.provisional_until < h.today
                  AND d.provisional_until + 1 < coalesce(d.next_on, 'infinity')) k (span, reason)
         UNION ALL
        SELECT h.practice_id, h.clinic_id, h.person_id, h.plan_id,
               unnest(datemultirange(daterange(min(a.starts_on), NULL)) - range_agg(daterange(a.starts_on, a.ends_on))),
               4, 'Appointment ended'
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
           SELECT d.decided_on, d.recred_due_on
             FROM decision d
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
