-- Reminders: what a practice starts with, and what may have to be told to whom at an instant.

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
-- says that the next application was handed in, `is_begun` that its file was opened. One that was taken over has no file.
CREATE OR REPLACE VIEW praxis.cycle_ending WITH (security_invoker = true) AS
SELECT d.practice_id, d.person_id, d.file_id,
       praxis_private.approved_until(d.decision_id, d.recred_due_on) AS ends_on, coalesce(n.is_begun, false) AS is_begun,
       coalesce(n.renewal_claimed, false) AS renewal_claimed, CASE WHEN d.taken_over THEN d.decision_id END AS approval_id
  FROM (SELECT DISTINCT ON (d.practice_id, d.person_id) d.practice_id, d.person_id, d.file_id, d.decision_id, d.decided_on,
               d.created_at, d.recred_due_on, d.taken_over
          FROM praxis.standing_decision d
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
                      AND (e.effective_on > d.decided_on OR e.created_at > d.created_at OR d.taken_over));

-- Whether what the caller was reminded of still ends on that day: of an approval, by a file or taken over, also whether the next was
-- applied for.
DROP FUNCTION IF EXISTS praxis_private.cycle_running(uuid, date);
CREATE OR REPLACE FUNCTION praxis_private.cycle_running(file uuid, due date, kind text)
RETURNS TABLE (renewal_claimed boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT e.renewal_claimed
      FROM praxis.cycle_ending e
     WHERE e.practice_id = praxis_private.practice_id()
       AND coalesce(e.file_id, e.approval_id) = file
       AND e.ends_on = due
       AND EXISTS (SELECT
                     FROM praxis.reminder r
                    WHERE r.practice_id = e.practice_id AND coalesce(r.file_id, r.approval_id) = file
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
    -- Payers' enrollments are told to who keeps them from the first day on; what people have to do, to them.
    INSERT INTO praxis.reminder_rule
           (practice_id, rule_id, kind, thresholds, repeat_days, manager_from, administrator_from, starts_on, citation,
            created_by)
    SELECT practice, gen_random_uuid(), r.kind, r.thresholds, r.repeat_days, r.manager_from, r.administrator_from,
           '2000-01-01', r.citation, a.account_id
      FROM (VALUES
               ('enrollment_revalidation', '{210,120,90,60,30,14,7,1,0}'::integer[], 7, 60, 210,
                'CMS: due days are told 7 months ahead'),
               ('enrollment_ending', '{60,30,14,7,1,0}', NULL, 60, 60, 'Practice policy: enrollments with payers'),
               ('training_due', '{30,14,7,1,0}', 7, 7, 0, 'Practice policy: training and policies')
           ) AS r (kind, thresholds, repeat_days, manager_from, administrator_from, citation)
      JOIN praxis.account a ON a.practice_id = practice AND a.kind = 'system'
     WHERE NOT EXISTS (SELECT FROM praxis.reminder_rule x WHERE x.practice_id = practice AND x.kind = r.kind);
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

-- Who is told for a clinic or for the practice, and as what, by the roles that they hold at an instant and that may read what it
-- is about. For definers alone.
DROP FUNCTION IF EXISTS praxis_private.reminder_keepers(uuid, timestamptz);
CREATE OR REPLACE FUNCTION praxis_private.reminder_keepers(practice uuid, asked_at timestamptz, reading text)
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
       AND EXISTS (SELECT
                     FROM praxis.role_permission p
                    WHERE p.practice_id = r.practice_id AND p.role_id = r.role_id AND p.permission = reading)
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

-- Who is told of what is a person's, as its holder or for one of the clinics where the person works, with the day that it is
-- there. For definers alone.
CREATE OR REPLACE FUNCTION praxis_private.reminder_told(practice uuid, asked_at timestamptz, reading text)
RETURNS TABLE (person_id uuid, account_id uuid, audience text, today date)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH member AS MATERIALIZED (
        SELECT DISTINCT m.person_id, m.clinic_id, (asked_at AT TIME ZONE c.zone)::date AS today
          FROM (SELECT e.clinic_id, e.person_id, e.ends_on FROM praxis.employment e WHERE e.practice_id = practice
                 UNION ALL
                SELECT a.clinic_id, a.person_id, a.ends_on FROM praxis.appointment a WHERE a.practice_id = practice) m
          JOIN praxis.clinic c ON c.practice_id = practice AND c.clinic_id = m.clinic_id
         WHERE coalesce(m.ends_on > (asked_at AT TIME ZONE c.zone)::date, true)
    )
    SELECT m.person_id, a.account_id, 'holder', max(m.today)
      FROM member m
      JOIN praxis.account a ON a.practice_id = practice AND a.person_id = m.person_id
     WHERE a.kind = 'human' AND a.status = 'active'
     GROUP BY m.person_id, a.account_id
     UNION ALL
    SELECT m.person_id, g.account_id, g.audience, max(m.today)
      FROM member m
      JOIN praxis_private.reminder_keepers(practice, asked_at, reading) g ON g.clinic_id = m.clinic_id OR g.clinic_id IS NULL
     WHERE g.audience <> 'credentialing_specialist'
     GROUP BY m.person_id, g.account_id, g.audience;
END
$$;

-- Everybody who could be told of a term that ends, at an instant: with the day that it is at the clinics for which they
-- are told, and the rule of that day. Whom the rule names, and whether a threshold is reached, Swift decides. For the
-- system's own account alone.
DROP FUNCTION IF EXISTS praxis_private.reminder_candidates(timestamptz);
CREATE FUNCTION praxis_private.reminder_candidates(asked_at timestamptz)
RETURNS TABLE (
    person_id uuid, credential_id uuid, term_id uuid, file_id uuid, approval_id uuid, duty text, ends_on date, account_id uuid,
    audience text, today date, thresholds bigint[], repeat_days bigint, manager_from bigint,
    administrator_from bigint, director_from bigint
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_if('credentialing.reminder.send');
BEGIN
    RETURN QUERY
    WITH ending AS MATERIALIZED (
        SELECT e.person_id, e.credential_id, e.term_id, NULL::uuid AS file_id, NULL::uuid AS approval_id, e.ends_on,
               e.type_code, t.category,
               t.compartment, e.days
          FROM praxis.credential_ending e
          JOIN praxis.credential_type t USING (type_code)
         WHERE e.practice_id = practice
           AND e.ends_on <= (asked_at AT TIME ZONE 'UTC')::date + 367
         UNION ALL
        SELECT e.person_id, NULL, NULL, e.file_id, e.approval_id, e.ends_on, 'recredentialing', 'recredentialing',
               'credential', '(,)'
          FROM praxis.cycle_ending e
         WHERE e.practice_id = practice
           AND e.ends_on <= (asked_at AT TIME ZONE 'UTC')::date + 367
    ), told AS MATERIALIZED (
        SELECT o.person_id, o.account_id, o.audience, o.today
          FROM praxis_private.reminder_told(practice, asked_at, 'credentialing.credential.read') o
    ), due AS (
        SELECT e.person_id, e.credential_id, e.term_id, e.file_id, e.approval_id, 'ending'::text AS duty, e.ends_on, e.type_code,
               e.category, e.compartment, o.account_id, o.audience, o.today
          FROM ending e
          JOIN told o ON o.person_id = e.person_id AND e.days @> o.today
         UNION ALL
        -- What follows from a decision is told to those who act on it, whether or not the person still works anywhere; the time to
        -- appeal to the person as well, and a report to nobody about themselves.
        SELECT d.person_id, NULL, NULL, d.file_id, NULL, d.duty, d.ends_on, k.kind, k.kind, k.compartment, w.account_id, w.audience,
               praxis_private.practice_day(practice, asked_at)
          FROM praxis.duty_ending d
          JOIN (VALUES ('appeal', 'appeal', 'credential'), ('report', 'npdb_report', 'peer_review'))
               k (duty, kind, compartment) USING (duty)
         CROSS JOIN LATERAL (
               SELECT g.account_id, g.audience, g.person_id
                 FROM praxis_private.reminder_keepers(practice, asked_at, 'credentialing.credential.read') g
                WHERE g.clinic_id IS NULL
                UNION ALL
               SELECT h.account_id, 'holder', h.person_id
                 FROM praxis.account h
                WHERE h.practice_id = practice AND h.person_id = d.person_id AND d.duty = 'appeal'
                  AND h.kind = 'human' AND h.status = 'active') w
         WHERE d.practice_id = practice
           AND (w.audience = 'holder' OR w.person_id IS DISTINCT FROM d.person_id)
           AND (d.duty <> 'appeal' OR d.ends_on >= praxis_private.practice_day(practice, asked_at))
    )
    SELECT e.person_id, e.credential_id, e.term_id, e.file_id, e.approval_id, e.duty, e.ends_on, e.account_id, e.audience, e.today,
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
     ORDER BY e.account_id, e.ends_on, e.term_id, e.file_id, e.approval_id, e.duty;
END
$$;
