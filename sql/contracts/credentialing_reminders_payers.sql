-- Reminders of enrollments with payers: which are to be revalidated or end, and who may have to be told of them at an instant.

-- Enrollments with a day: by which they are to be revalidated, and the last that the payer pays for, where no other follows and
-- work goes on. `days` are those on which that is asked about: an end until the next enrollment begins. A revalidation moves its
-- day, and a termination ends it.
CREATE OR REPLACE VIEW praxis.enrollment_ending WITH (security_invoker = true) AS
SELECT e.practice_id, e.clinic_id, e.person_id, e.enrollment_id, e.plan_id, 'revalidation'::text AS duty,
       e.revalidation_due_on AS ends_on, false AS renewal_claimed, '(,)'::daterange AS days
  FROM praxis.enrollment e
 WHERE e.status = 'enrolled' AND e.revalidation_due_on IS NOT NULL
 UNION ALL
SELECT e.practice_id, e.clinic_id, e.person_id, e.enrollment_id, e.plan_id, 'ending', e.term_on,
       EXISTS (SELECT
                 FROM praxis.enrollment n
                WHERE n.practice_id = e.practice_id AND n.clinic_id = e.clinic_id AND n.person_id = e.person_id
                  AND n.plan_id = e.plan_id AND n.status = 'submitted'),
       daterange(NULL, f.starts_on)
  FROM praxis.enrollment e
  JOIN praxis.payer_plan p USING (practice_id, plan_id)
 CROSS JOIN LATERAL (
       SELECT min(n.effective_on) AS starts_on
         FROM praxis.enrollment n
        WHERE n.practice_id = e.practice_id AND n.clinic_id = e.clinic_id AND n.person_id = e.person_id
          AND n.plan_id = e.plan_id AND n.effective_on > e.term_on) f
 WHERE e.status = 'terminated'
   AND f.starts_on IS DISTINCT FROM e.term_on + 1
   AND coalesce(p.ends_on > e.term_on, true)
   AND EXISTS (SELECT
                 FROM praxis.appointment a
                WHERE a.practice_id = e.practice_id AND a.clinic_id = e.clinic_id AND a.person_id = e.person_id
                  AND a.clinical_role = ANY (p.roles)
                  AND coalesce(a.ends_on > e.term_on + 1, true));

-- Everybody who could be told of them, as praxis_private.reminder_candidates says it of people's terms: who manages the clinic or
-- the practice's credentials and may read enrollments, on the clinic's own day. An end that nobody was told of in time is told
-- for 90 days. For the system's own account alone.
CREATE OR REPLACE FUNCTION praxis_private.enrollment_reminder_candidates(asked_at timestamptz)
RETURNS TABLE (
    person_id uuid, enrollment_id uuid, duty text, ends_on date, account_id uuid, audience text, today date,
    thresholds bigint[], repeat_days bigint, manager_from bigint, administrator_from bigint, director_from bigint
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_if('credentialing.reminder.send');
BEGIN
    RETURN QUERY
    SELECT e.person_id, e.enrollment_id, e.duty, e.ends_on, g.account_id, g.audience, z.today, r.thresholds::bigint[],
           r.repeat_days::bigint, r.manager_from::bigint, r.administrator_from::bigint, r.director_from::bigint
      FROM praxis.enrollment_ending e
      JOIN praxis.clinic c USING (practice_id, clinic_id)
     CROSS JOIN LATERAL (SELECT (asked_at AT TIME ZONE c.zone)::date AS today) z
      JOIN praxis_private.reminder_keepers(practice, asked_at, 'credentialing.enrollment.read') g
        ON g.clinic_id = e.clinic_id OR g.clinic_id IS NULL
     CROSS JOIN LATERAL (
           SELECT r.thresholds, r.repeat_days, r.manager_from, r.administrator_from, r.director_from
             FROM praxis.reminder_rule r
            WHERE r.practice_id = practice
              AND r.kind IN ('enrollment_' || e.duty, 'any')
              AND daterange(r.starts_on, r.ends_on) @> z.today
            ORDER BY r.kind = 'any'
            LIMIT 1) r
     WHERE e.practice_id = practice
       AND e.days @> z.today
       AND coalesce(c.closed_on > z.today, true)
       AND e.ends_on - z.today <= (SELECT max(x) FROM unnest(r.thresholds) x)
       AND (e.duty <> 'ending' OR e.ends_on >= z.today - 90)
     ORDER BY g.account_id, e.ends_on, e.enrollment_id;
END
$$;
