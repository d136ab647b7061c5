-- Reminders: what a practice starts with, what may have to be told to whom at an instant, and what is still to be mailed.

-- The terms whose renewal counts: those with which a stretch of verified days ends, what overlaps or adjoins taken as one (the
-- board's end of coverage; what bars a credential ends no term). Of licenses, life support and training one of a state
-- suffices, so that the days of the others count with it. `days` are those on which it is the end that is asked about: from the
-- first of its stretch until the next begins. What was given up ends without a renewal.
CREATE OR REPLACE VIEW praxis.credential_ending WITH (security_invoker = true) AS
SELECT v.practice_id, v.person_id, v.credential_id, v.type_code, v.state, t.term_id, s.ends_on,
       EXISTS (SELECT
                 FROM praxis.credentialing_term n
                WHERE n.practice_id = v.practice_id
                  AND n.person_id = v.person_id
                  AND n.credential_id = v.credential_id
                  AND n.result IS NULL
                  AND coalesce(n.expires_on, 'infinity') > s.ends_on) AS renewal_claimed,
       s.days
  FROM praxis.credentialing_coverage v
  JOIN praxis.credential_type y USING (type_code)
  LEFT JOIN LATERAL (
       SELECT range_agg(o.covered) AS covered
         FROM praxis.credentialing_coverage o
        WHERE (y.category IN ('license', 'training') OR v.type_code IN ('bls', 'acls', 'pals'))
          AND o.practice_id = v.practice_id
          AND o.person_id = v.person_id
          AND o.credential_id <> v.credential_id
          AND o.type_code = v.type_code
          AND o.state IS NOT DISTINCT FROM v.state) o ON true
 CROSS JOIN LATERAL (
       SELECT upper(s) - 1 AS ends_on, daterange(lower(s), lead(lower(s)) OVER (ORDER BY s)) AS days
         FROM unnest(v.verified + coalesce(o.covered, '{}')) s) s
 CROSS JOIN LATERAL (
       SELECT t.term_id
         FROM praxis.credentialing_term t
        WHERE t.practice_id = v.practice_id
          AND t.person_id = v.person_id
          AND t.credential_id = v.credential_id
          AND t.verified
          AND t.expires_on = s.ends_on
        ORDER BY t.issued_on DESC, t.term_id DESC
        LIMIT 1) t
 WHERE NOT EXISTS (SELECT
                     FROM praxis.credential_status x
                    WHERE x.practice_id = v.practice_id
                      AND x.person_id = v.person_id
                      AND x.credential_id = v.credential_id
                      AND x.status IN ('revoked', 'surrendered', 'inactive')
                      AND coalesce(x.ends_on, 'infinity') > s.ends_on
                      AND NOT EXISTS (SELECT
                                        FROM praxis.credential_status n
                                       WHERE n.practice_id = x.practice_id AND n.supersedes_id = x.status_id));

-- The approvals that run out: each person's last word, where it is an approval and no ending follows it. `renewal_claimed`
-- says that the next application was handed in, `is_begun` that its file was opened.
CREATE OR REPLACE VIEW praxis.cycle_ending WITH (security_invoker = true) AS
SELECT d.practice_id, d.person_id, d.file_id, d.recred_due_on AS ends_on, coalesce(n.is_begun, false) AS is_begun,
       coalesce(n.renewal_claimed, false) AS renewal_claimed
  FROM (SELECT DISTINCT ON (d.practice_id, d.person_id) d.practice_id, d.person_id, d.file_id, d.decided_on, d.created_at,
               d.recred_due_on
          FROM praxis.file_decision d
         WHERE d.outcome <> 'provisional'
         ORDER BY d.practice_id, d.person_id, d.decided_on DESC, d.created_at DESC, d.version DESC) d
  LEFT JOIN LATERAL (
       SELECT true AS is_begun,
              bool_or(f.state NOT IN ('draft', 'invited', 'application_in_progress', 'returned_incomplete')) AS renewal_claimed
         FROM praxis.credentialing_file f
        WHERE f.practice_id = d.practice_id
          AND f.person_id = d.person_id
          AND f.cycle <> 'offcycle'
          AND f.state NOT IN ('decided', 'withdrawn', 'appeal', 'fair_hearing')
       HAVING count(*) > 0) n ON true
 WHERE d.recred_due_on IS NOT NULL
   AND NOT EXISTS (SELECT
                     FROM praxis.credentialing_ending e
                    WHERE e.practice_id = d.practice_id AND e.person_id = d.person_id
                      AND (e.effective_on > d.decided_on OR e.created_at > d.created_at));

-- Whether what the caller was reminded of still ends on that day: of an approval also whether the next was applied for.
DROP FUNCTION IF EXISTS praxis_private.cycle_running(uuid, date);
CREATE OR REPLACE FUNCTION praxis_private.cycle_running(file uuid, due date, kind text)
RETURNS TABLE (renewal_claimed boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT e.renewal_claimed
      FROM praxis.cycle_ending e
     WHERE e.practice_id = praxis_private.practice_id()
       AND e.file_id = file
       AND e.ends_on = due
       AND EXISTS (SELECT
                     FROM praxis.reminder r
                    WHERE r.practice_id = e.practice_id AND r.file_id = e.file_id
                      AND r.account_id = praxis_private.account_id())
       AND kind = 'ending'
     UNION ALL
    SELECT false
      FROM praxis.duty_ending e
     WHERE e.practice_id = praxis_private.practice_id()
       AND e.file_id = file
       AND e.ends_on = due
       AND e.duty = kind
       AND (e.duty <> 'appeal' OR e.ends_on >= praxis_private.practice_day(e.practice_id, now()))
       AND EXISTS (SELECT
                     FROM praxis.reminder r
                    WHERE r.practice_id = e.practice_id AND r.file_id = e.file_id AND r.duty = e.duty
                      AND r.account_id = praxis_private.account_id());
END
$$;

-- Gives a practice the rules that it starts with and the schedule by which it is reminded.
CREATE OR REPLACE FUNCTION praxis_private.reminder_setup(practice uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.reminder_rule
           (practice_id, rule_id, kind, thresholds, repeat_days, manager_from, administrator_from, director_from,
            starts_on, citation, created_by)
    SELECT practice, gen_random_uuid(), r.kind, r.thresholds, r.repeat_days, 60, 30, 7, '2000-01-01', r.citation,
           a.account_id
      FROM (VALUES
               ('license',          '{120,90,60,30,14,7,1,0}'::integer[], 7, 'Practice policy: licenses'),
               ('dea',              '{120,90,60,30,14,7,1,0}', 7, 'Practice policy: DEA sends one notice, 65 days ahead'),
               ('malpractice',      '{120,90,60,30,14,7,1,0}', 7, 'Practice policy: malpractice cover'),
               ('any',              '{90,60,30,14,7,1,0}', 7, 'Practice policy: everything that ends'),
               ('caqh_attestation', '{30,15,10,5,-1,-14,-28,-42}', NULL, 'CAQH: attested every 120 days'),
               ('npdb_query',       '{60,30,14,7,1,0}', 7, 'NPDB: continuous query ends a month after its last day'),
               ('recredentialing',  '{180,120,90,60,30,14,7,1,0}', 7, 'NCQA CR 4: 36 months, no grace'),
               ('pecos_enrollment', '{210,120,90,60,30,14,7,1,0}', 7, 'CMS: due days are told 7 months ahead')
           ) AS r (kind, thresholds, repeat_days, citation)
      JOIN praxis.account a ON a.practice_id = practice AND a.kind = 'system'
     WHERE NOT EXISTS (SELECT FROM praxis.reminder_rule x WHERE x.practice_id = practice);
    INSERT INTO praxis.reminder_rule
           (practice_id, rule_id, kind, thresholds, repeat_days, administrator_from, director_from, starts_on, citation,
            created_by)
    SELECT practice, gen_random_uuid(), r.kind, r.thresholds, r.repeat_days, 3, 7, '2000-01-01', r.citation, a.account_id
      FROM (VALUES
               ('appeal',      '{14,7,3,1,0}'::integer[], NULL::integer, '42 U.S.C. 11112(b)(1): time to ask for a hearing'),
               ('npdb_report', '{14,7,3,1,0}', 7, '45 CFR 60.5: reports within 30 days')
           ) AS r (kind, thresholds, repeat_days, citation)
      JOIN praxis.account a ON a.practice_id = practice AND a.kind = 'system'
     WHERE NOT EXISTS (SELECT FROM praxis.reminder_rule x WHERE x.practice_id = practice AND x.kind = r.kind);
    -- Who manages a clinic is to its certificates what the holder is to a license: told from the first day on.
    INSERT INTO praxis.reminder_rule
           (practice_id, rule_id, kind, thresholds, repeat_days, manager_from, administrator_from, director_from,
            starts_on, citation, created_by)
    SELECT practice, gen_random_uuid(), 'clinic_certificate', '{120,90,60,30,14,7,1,0}', 7, 120, 30, 7, '2000-01-01',
           'Practice policy: certificates of clinics', a.account_id
      FROM praxis.account a
     WHERE a.practice_id = practice AND a.kind = 'system'
       AND NOT EXISTS (SELECT
                         FROM praxis.reminder_rule x
                        WHERE x.practice_id = practice AND x.kind = 'clinic_certificate');
    INSERT INTO praxis.job_schedule (practice_id, kind, every_minutes)
    VALUES (practice, 'credentialing.reminder.send', 60)
        ON CONFLICT (practice_id, kind) DO NOTHING;
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.practice_reminders() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.reminder_setup(NEW.practice_id);
    RETURN NULL;
END
$$;
-- After practice_created, which makes the system account: triggers fire in the order of their names.
CREATE OR REPLACE TRIGGER practice_reminders AFTER INSERT ON praxis.practice
    FOR EACH ROW EXECUTE FUNCTION praxis_private.practice_reminders();

SELECT praxis_private.reminder_setup(p.practice_id) FROM praxis.practice p;

-- Who is told for a clinic or for the practice, and as what, by the roles that they hold at an instant. For definers alone.
CREATE OR REPLACE FUNCTION praxis_private.reminder_keepers(practice uuid, asked_at timestamptz)
RETURNS TABLE (account_id uuid, clinic_id uuid, audience text, person_id uuid)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT g.account_id, g.clinic_id, CASE r.code WHEN 'site_manager' THEN 'clinic_manager' ELSE r.code END, a.person_id
      FROM praxis.role_grant g
      JOIN praxis.role r USING (practice_id, role_id)
      JOIN praxis.account a USING (practice_id, account_id)
     WHERE g.practice_id = practice
       AND r.builtin
       AND (r.code, g.scope) IN (('site_manager', 'clinic'), ('practice_administrator', 'practice'),
                                 ('medical_director', 'practice'), ('credentialing_specialist', 'practice'))
       AND g.kind <> 'break_glass'
       AND g.valid @> asked_at
       AND NOT g.pending
       -- What was delegated ends with the role of who delegated it.
       AND (g.source_id IS NULL
            OR EXISTS (SELECT
                         FROM praxis.role_grant s
                        WHERE s.practice_id = g.practice_id AND s.grant_id = g.source_id AND s.valid @> asked_at))
       AND a.kind = 'human' AND a.status = 'active';
END
$$;

-- Everybody who could be told of a term that ends, at an instant: with the day that it is at the clinics for which they
-- are told, and the rule of that day. Whom the rule names, and whether a threshold is reached, Swift decides. For the
-- system's own account alone.
DROP FUNCTION IF EXISTS praxis_private.reminder_candidates(timestamptz);
CREATE FUNCTION praxis_private.reminder_candidates(asked_at timestamptz)
RETURNS TABLE (
    person_id uuid, credential_id uuid, term_id uuid, file_id uuid, duty text, ends_on date, account_id uuid, audience text,
    today date,
    thresholds bigint[], repeat_days bigint, manager_from bigint, administrator_from bigint, director_from bigint
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_if('credentialing.reminder.send');
BEGIN
    RETURN QUERY
    WITH member AS MATERIALIZED (
        SELECT DISTINCT m.person_id, m.clinic_id, (asked_at AT TIME ZONE c.zone)::date AS today
          FROM (SELECT e.clinic_id, e.person_id, e.ends_on FROM praxis.employment e WHERE e.practice_id = practice
                 UNION ALL
                SELECT a.clinic_id, a.person_id, a.ends_on FROM praxis.appointment a WHERE a.practice_id = practice) m
          JOIN praxis.clinic c ON c.practice_id = practice AND c.clinic_id = m.clinic_id
         WHERE coalesce(m.ends_on > (asked_at AT TIME ZONE c.zone)::date, true)
    ), ending AS MATERIALIZED (
        SELECT e.person_id, e.credential_id, e.term_id, NULL::uuid AS file_id, e.ends_on, e.type_code, t.category,
               t.compartment, e.days
          FROM praxis.credential_ending e
          JOIN praxis.credential_type t USING (type_code)
         WHERE e.practice_id = practice
           AND e.ends_on <= (asked_at AT TIME ZONE 'UTC')::date + 367
         UNION ALL
        SELECT e.person_id, NULL, NULL, e.file_id, e.ends_on, 'recredentialing', 'recredentialing', 'credential', '(,)'
          FROM praxis.cycle_ending e
         WHERE e.practice_id = practice
           AND e.ends_on <= (asked_at AT TIME ZONE 'UTC')::date + 367
    ), granted AS MATERIALIZED (
        SELECT k.account_id, k.clinic_id, k.audience, k.person_id
          FROM praxis_private.reminder_keepers(practice, asked_at) k
    ), told AS (
        SELECT m.person_id, a.account_id, 'holder'::text AS audience, max(m.today) AS today
          FROM member m
          JOIN praxis.account a ON a.practice_id = practice AND a.person_id = m.person_id
         WHERE a.kind = 'human' AND a.status = 'active'
         GROUP BY m.person_id, a.account_id
         UNION ALL
        SELECT m.person_id, g.account_id, g.audience, max(m.today)
          FROM member m
          JOIN granted g ON g.clinic_id = m.clinic_id OR g.clinic_id IS NULL
         WHERE g.audience <> 'credentialing_specialist'
         GROUP BY m.person_id, g.account_id, g.audience
    ), due AS (
        SELECT e.person_id, e.credential_id, e.term_id, e.file_id, 'ending'::text AS duty, e.ends_on, e.type_code, e.category,
               e.compartment, o.account_id, o.audience, o.today
          FROM ending e
          JOIN told o ON o.person_id = e.person_id AND e.days @> o.today
         UNION ALL
        -- What follows from a decision is told to those who act on it, whether or not the person still works anywhere; the time to
        -- appeal to the person as well, and a report to nobody about themselves.
        SELECT d.person_id, NULL, NULL, d.file_id, d.duty, d.ends_on, k.kind, k.kind, k.compartment, w.account_id, w.audience,
               praxis_private.practice_day(practice, asked_at)
          FROM praxis.duty_ending d
          JOIN (VALUES ('appeal', 'appeal', 'credential'), ('report', 'npdb_report', 'peer_review'))
               k (duty, kind, compartment) USING (duty)
         CROSS JOIN LATERAL (
               SELECT g.account_id, g.audience, g.person_id FROM granted g WHERE g.clinic_id IS NULL
                UNION ALL
               SELECT h.account_id, 'holder', h.person_id
                 FROM praxis.account h
                WHERE h.practice_id = practice AND h.person_id = d.person_id AND d.duty = 'appeal'
                  AND h.kind = 'human' AND h.status = 'active') w
         WHERE d.practice_id = practice
           AND (w.audience = 'holder' OR w.person_id IS DISTINCT FROM d.person_id)
           AND (d.duty <> 'appeal' OR d.ends_on >= praxis_private.practice_day(practice, asked_at))
    )
    SELECT e.person_id, e.credential_id, e.term_id, e.file_id, e.duty, e.ends_on, e.account_id, e.audience, e.today,
           r.thresholds::bigint[], r.repeat_days::bigint, r.manager_from::bigint, r.administrator_from::bigint,
           r.director_from::bigint
      FROM due e
     CROSS JOIN LATERAL (
           SELECT r.thresholds, r.repeat_days, r.manager_from, r.administrator_from, r.director_from
             FROM praxis.reminder_rule r
            WHERE r.practice_id = practice
              AND r.kind IN (e.type_code, e.category, 'any')
              AND daterange(r.starts_on, r.ends_on) @> e.today
            ORDER BY r.kind = e.type_code DESC, r.kind = e.category DESC
            LIMIT 1) r
     WHERE e.ends_on - e.today <= (SELECT max(x) FROM unnest(r.thresholds) x)
       -- Confidential compartments have few readers, and what was found out about somebody is not told to them.
       AND (e.compartment = 'credential' OR e.duty = 'report'
            OR e.audience = 'practice_administrator'
            OR e.audience = 'holder' AND e.compartment IN ('medical', 'i9'))
     ORDER BY e.account_id, e.ends_on, e.term_id, e.file_id, e.duty;
END
$$;

-- What is still to be mailed at an instant, the nearest threshold of each term for each recipient with all that it stands for,
-- people's and then clinics'; nothing that was renewed meanwhile.
DROP FUNCTION IF EXISTS praxis_private.reminder_mail();
CREATE OR REPLACE FUNCTION praxis_private.reminder_mail(asked_at timestamptz)
RETURNS TABLE (
    reminders uuid[], account_id uuid, email text, holder text, is_own boolean, duty text, title text, ends_on date, told_on date,
    renewal_claimed boolean
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_if('credentialing.reminder.send');
    day      constant date := praxis_private.practice_day(practice, asked_at);
BEGIN
    RETURN QUERY
    SELECT n.reminders, n.account_id, a.email,
           CASE n.duty WHEN 'ending' THEN p.given_name || ' ' || p.family_name ELSE '' END, n.audience = 'holder', n.duty,
           e.title, n.ends_on, n.told_on, e.renewal_claimed
      FROM (SELECT r.account_id, r.person_id, r.credential_id, r.term_id, r.file_id, r.duty, r.ends_on,
                   array_agg(r.reminder_id) AS reminders, (array_agg(r.audience ORDER BY r.threshold))[1] AS audience,
                   (array_agg(r.told_on ORDER BY r.threshold))[1] AS told_on
              FROM praxis.reminder r
             WHERE r.practice_id = practice AND r.mailed_at IS NULL
             GROUP BY r.account_id, r.person_id, r.credential_id, r.term_id, r.file_id, r.duty, r.ends_on) n
     CROSS JOIN LATERAL (
           SELECT concat_ws(' ', t.name, e.state) AS title, e.renewal_claimed
             FROM praxis.credential_ending e
             JOIN praxis.credential_type t USING (type_code)
            WHERE e.practice_id = practice AND e.credential_id = n.credential_id AND e.term_id = n.term_id AND e.days @> day
            UNION ALL
           SELECT 'Credentialing approval', c.renewal_claimed
             FROM praxis.cycle_ending c
            WHERE c.practice_id = practice AND c.file_id = n.file_id AND c.ends_on = n.ends_on AND n.duty = 'ending'
            UNION ALL
           -- A mail says of what is confidential that there is something, neither what nor about whom; to the person what it is.
           SELECT CASE WHEN n.audience = 'holder' THEN 'time to appeal' WHEN d.duty = 'appeal' THEN 'A time limit in a confidential file'
                       ELSE 'A duty in a confidential file' END, false
             FROM praxis.duty_ending d
            WHERE d.practice_id = practice AND d.file_id = n.file_id AND d.ends_on = n.ends_on AND d.duty = n.duty) e
      JOIN praxis.person p ON p.practice_id = practice AND p.person_id = n.person_id
      JOIN praxis.account a ON a.practice_id = practice AND a.account_id = n.account_id
     WHERE a.status = 'active'
     ORDER BY n.account_id, n.ends_on, p.family_name, p.given_name, n.term_id, n.file_id, n.duty;
    RETURN QUERY
    SELECT n.reminders, n.account_id, a.email, c.name, false, 'ending', t.name, e.ends_on, n.told_on, e.renewal_claimed
      FROM (SELECT r.practice_id, r.account_id, r.clinic_id, r.credential_id, r.term_id, array_agg(r.reminder_id) AS reminders,
                   (array_agg(r.told_on ORDER BY r.threshold))[1] AS told_on
              FROM praxis.clinic_reminder r
             WHERE r.practice_id = practice AND r.mailed_at IS NULL
             GROUP BY r.practice_id, r.account_id, r.clinic_id, r.credential_id, r.term_id) n
      JOIN praxis.clinic_credential_ending e USING (practice_id, clinic_id, credential_id, term_id)
      JOIN praxis.clinic_credential_type t USING (type_code)
      JOIN praxis.clinic c USING (practice_id, clinic_id)
      JOIN praxis.account a USING (practice_id, account_id)
     WHERE a.status = 'active' AND e.days @> (asked_at AT TIME ZONE c.zone)::date
     ORDER BY n.account_id, e.ends_on, c.name, t.position;
END
$$;
