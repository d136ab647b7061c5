-- Reminders of certificates that clinics hold: which end, and who may have to be told of them at an instant.

-- The certificates with which a stretch of verified days of a clinic and kind ends, as they cover together; what bars one ends no
-- term. `days` are those on which it is the end that is asked about: from the first of its stretch until the next begins. What is
-- renewed without a gap ends later, so that what was told of the term before is settled. What was given up ends without a renewal.
CREATE OR REPLACE VIEW praxis.clinic_credential_ending WITH (security_invoker = true) AS
SELECT v.practice_id, v.clinic_id, t.credential_id, t.term_id, v.type_code, s.ends_on,
       EXISTS (SELECT
                 FROM praxis.clinic_credential_known n
                 JOIN praxis.clinic_credential k USING (practice_id, clinic_id, credential_id)
                WHERE n.practice_id = v.practice_id
                  AND n.clinic_id = v.clinic_id
                  AND k.type_code = v.type_code
                  AND n.result IS NULL
                  AND coalesce(n.expires_on, 'infinity') > s.ends_on) AS renewal_claimed,
       s.days
  FROM praxis.clinic_credential_coverage v
 CROSS JOIN LATERAL (
       SELECT upper(s) - 1 AS ends_on, daterange(lower(s), lead(lower(s)) OVER (ORDER BY s)) AS days
         FROM unnest(v.kept) s) s
 CROSS JOIN LATERAL (
       SELECT t.credential_id, t.term_id
         FROM praxis.clinic_credential_known t
         JOIN praxis.clinic_credential k USING (practice_id, clinic_id, credential_id)
        WHERE t.practice_id = v.practice_id
          AND t.clinic_id = v.clinic_id
          AND k.type_code = v.type_code
          AND t.verified
          AND t.expires_on = s.ends_on
          AND NOT EXISTS (SELECT
                            FROM praxis.clinic_credential_standing x
                           WHERE x.practice_id = t.practice_id
                             AND x.clinic_id = t.clinic_id
                             AND x.credential_id = t.credential_id
                             AND x.status IN ('revoked', 'surrendered', 'inactive')
                             AND x.days @> s.ends_on)
        ORDER BY t.issued_on DESC, t.term_id DESC
        LIMIT 1) t;

-- Everybody who could be told of a certificate that ends, as praxis_private.reminder_candidates says it of people's terms: who
-- manages the clinic or the practice's credentials, on the clinic's own day. What no work waits for is told for 90 days after
-- its end, as long as it is on the board. For the system's own account alone.
CREATE OR REPLACE FUNCTION praxis_private.clinic_reminder_candidates(asked_at timestamptz)
RETURNS TABLE (
    clinic_id uuid, credential_id uuid, term_id uuid, ends_on date, account_id uuid, audience text, today date,
    thresholds bigint[], repeat_days bigint, manager_from bigint, administrator_from bigint, director_from bigint
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_if('credentialing.reminder.send');
BEGIN
    RETURN QUERY
    SELECT e.clinic_id, e.credential_id, e.term_id, e.ends_on, g.account_id, g.audience, z.today,
           r.thresholds::bigint[], r.repeat_days::bigint, r.manager_from::bigint, r.administrator_from::bigint,
           r.director_from::bigint
      FROM praxis.clinic_credential_ending e
      JOIN praxis.clinic c USING (practice_id, clinic_id)
     CROSS JOIN LATERAL (SELECT (asked_at AT TIME ZONE c.zone)::date AS today) z
      JOIN praxis_private.reminder_keepers(practice, asked_at, 'credentialing.credential.read') g
        ON g.clinic_id = e.clinic_id OR g.clinic_id IS NULL
     CROSS JOIN LATERAL (
           SELECT r.thresholds, r.repeat_days, r.manager_from, r.administrator_from, r.director_from
             FROM praxis.reminder_rule r
            WHERE r.practice_id = practice
              AND r.kind IN (e.type_code, 'clinic_certificate', 'any')
              AND daterange(r.starts_on, r.ends_on) @> z.today
            ORDER BY r.kind = e.type_code DESC, r.kind = 'clinic_certificate' DESC
            LIMIT 1) r
     WHERE e.practice_id = practice
       AND e.days @> z.today
       AND coalesce(c.closed_on > z.today, true)
       AND e.ends_on - z.today <= (SELECT max(x) FROM unnest(r.thresholds) x)
       AND (e.ends_on >= z.today - 90
            OR EXISTS (SELECT
                         FROM praxis.clinic_service_asked s
                        WHERE s.practice_id = e.practice_id
                          AND s.clinic_id = e.clinic_id
                          AND s.type_code = e.type_code
                          AND s.severity = 'block'
                          AND s.days @> z.today))
     ORDER BY g.account_id, e.ends_on, e.term_id;
END
$$;
