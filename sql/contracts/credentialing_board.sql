-- The board of expirables: one line per person, clinic and credential, by the end of its effective coverage.

CREATE OR REPLACE VIEW praxis.credentialing_board WITH (security_invoker = true) AS
SELECT b.practice_id, b.clinic_id, b.person_id, b.credential_id, b.type_code, b.state,
       (SELECT n.number
          FROM praxis.credentialing_number n
         WHERE n.practice_id = b.practice_id AND n.person_id = b.person_id AND n.credential_id = b.credential_id) AS number,
       b.today,
       b.covered_until, b.claimed_until,
       CASE WHEN b.barred THEN 'barred'
            WHEN b.span IS NULL AND (b.never_verified OR b.claimed_now) THEN 'unverified'
            WHEN b.span IS NULL THEN 'expired'
            WHEN b.covered_until IS NULL THEN 'no_expiry'
            WHEN b.covered_until - b.today <= 30 THEN 'within_30'
            WHEN b.covered_until - b.today <= 60 THEN 'within_60'
            WHEN b.covered_until - b.today <= 90 THEN 'within_90'
            ELSE 'later'
       END AS bucket,
       -- A renewal has been handed in, nobody has asked the source yet.
       NOT b.barred AND NOT b.never_verified AND b.verified_until IS NOT NULL
           AND EXISTS (SELECT
                         FROM praxis.credentialing_term t
                        WHERE t.practice_id = b.practice_id
                          AND t.person_id = b.person_id
                          AND t.credential_id = b.credential_id
                          AND t.result IS NULL
                          AND coalesce(t.expires_on, 'infinity') > b.verified_until) AS renewal_claimed
  FROM (SELECT k.practice_id, k.clinic_id, k.person_id, c.credential_id, c.type_code, c.state, k.today,
               s.span,
               CASE WHEN s.span IS NULL THEN upper(v.covered * datemultirange(daterange(NULL, k.today))) - 1
                    ELSE upper(s.span) - 1 END AS covered_until,
               upper(v.claimed) - 1 AS claimed_until,
               upper(v.verified) - 1 AS verified_until,
               isempty(v.verified) AS never_verified,
               v.claimed @> k.today AS claimed_now,
               v.barred @> k.today AS barred
          FROM (SELECT DISTINCT a.practice_id, a.clinic_id, a.person_id, d.today
                  FROM (SELECT e.practice_id, e.clinic_id, e.person_id, e.starts_on, e.ends_on FROM praxis.employment e
                         UNION ALL
                        SELECT a.practice_id, a.clinic_id, a.person_id, a.starts_on, a.ends_on FROM praxis.appointment a
                       ) a
                  LEFT JOIN praxis.clinic l USING (practice_id, clinic_id)
                 CROSS JOIN LATERAL (
                       -- Whoever may not see the clinic sees the own lines all the same, by the day of the practice.
                       SELECT coalesce((now() AT TIME ZONE l.zone)::date,
                                       praxis_private.practice_day(a.practice_id, now())) AS today) d
                 WHERE a.ends_on IS NULL OR a.ends_on > d.today) k
          JOIN praxis.credentialing_coverage v USING (practice_id, person_id)
          CROSS JOIN LATERAL (SELECT v.credential_id, v.type_code, v.state) c
          LEFT JOIN LATERAL (SELECT d AS span FROM unnest(v.covered) AS d WHERE d @> k.today) s ON true) b;
