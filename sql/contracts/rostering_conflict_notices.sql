-- Telling of conflicts: who runs a clinic's roster, what has to be told now, when it is over, and what is to be mailed.

-- Whoever puts people on shifts, clinic by clinic: those of the clinic and those of the whole practice, at once. What ends is
-- told over months and rises step by step; what has ended is for everybody who can act on it. For the system's own account.
CREATE OR REPLACE FUNCTION praxis_private.roster_keepers() RETURNS TABLE (clinic_id uuid, account_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_if('rostering.conflict.tell');
BEGIN
    RETURN QUERY
    SELECT DISTINCT c.clinic_id, g.account_id
      FROM praxis.role_grant g
      JOIN praxis.role_permission p USING (practice_id, role_id)
      JOIN praxis.account a USING (practice_id, account_id)
      JOIN praxis.clinic c
        ON c.practice_id = g.practice_id AND (g.scope = 'practice' OR g.scope = 'clinic' AND g.clinic_id = c.clinic_id)
     WHERE g.practice_id = practice
       AND p.permission = 'rostering.assignment.write'
       AND g.kind <> 'break_glass'
       AND g.valid @> now()
       AND NOT g.pending
       AND (g.source_id IS NULL
            OR EXISTS (SELECT
                         FROM praxis.role_grant s
                        WHERE s.practice_id = g.practice_id AND s.grant_id = g.source_id AND s.valid @> now()))
       AND a.kind = 'human'
       AND a.status = 'active';
END
$$;

-- What stands now: shifts to come that somebody holds who may no longer work them, and those that somebody was taken off in
-- the transaction that confirmed an exclusion, while they lack people.
CREATE OR REPLACE FUNCTION praxis_private.conflicts_to_tell()
RETURNS TABLE (clinic_id uuid, assignment_id uuid, version integer, matter text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_if('rostering.conflict.tell');
BEGIN
    RETURN QUERY
    SELECT k.clinic_id, k.assignment_id, a.version, 'held'
      FROM praxis_private.conflicting(practice) k
      JOIN praxis.assignment a
        ON a.practice_id = practice AND a.clinic_id = k.clinic_id AND a.assignment_id = k.assignment_id
     UNION ALL
    SELECT DISTINCT a.clinic_id, a.assignment_id, a.version, 'vacated'
      FROM praxis.screening_disposition d
      JOIN praxis.assignment a ON a.practice_id = d.practice_id AND a.person_id = d.person_id
      JOIN praxis.assignment_change h
        ON h.practice_id = a.practice_id AND h.clinic_id = a.clinic_id AND h.assignment_id = a.assignment_id
       AND h.version = a.version AND h.changed_at = d.created_at
      JOIN praxis.shift s ON s.practice_id = a.practice_id AND s.clinic_id = a.clinic_id AND s.shift_id = a.shift_id
     WHERE d.practice_id = practice
       AND d.decision = 'confirmed'
       AND a.state = 'canceled'
       AND a.local_date >= (now() AT TIME ZONE 'UTC')::date - 2
       AND upper(a.span) > now()
       AND s.canceled_at IS NULL
       AND s.need > (SELECT count(*)
                       FROM praxis.assignment o
                      WHERE o.practice_id = s.practice_id AND o.clinic_id = s.clinic_id AND o.shift_id = s.shift_id
                        AND o.state = 'active');
END
$$;

-- What a round mails to each recipient: a line for each clinic and matter, without who it is and why. Whoever no longer runs
-- the roster there is not written to.
DROP FUNCTION IF EXISTS praxis_private.conflict_mail(uuid);
CREATE FUNCTION praxis_private.conflict_mail(job uuid)
RETURNS TABLE (
    account_id uuid, email text, slug text, name text, matter text, shifts bigint, people bigint, first_on date,
    weeks date[], notices uuid[]
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_if('rostering.conflict.tell');
BEGIN
    RETURN QUERY
    SELECT n.account_id, o.email, c.slug, c.name, n.matter, count(DISTINCT a.shift_id), count(DISTINCT a.person_id),
           min(a.local_date),
           array_agg(DISTINCT a.local_date + 1 - extract(isodow FROM a.local_date)::integer
                     ORDER BY a.local_date + 1 - extract(isodow FROM a.local_date)::integer),
           array_agg(n.notice_id)
      FROM praxis.conflict_notice n
      JOIN praxis.assignment_change a USING (practice_id, clinic_id, assignment_id, version)
      JOIN praxis.clinic c USING (practice_id, clinic_id)
      JOIN praxis.account o USING (practice_id, account_id)
      JOIN praxis_private.roster_keepers() k ON k.clinic_id = n.clinic_id AND k.account_id = n.account_id
     WHERE n.practice_id = practice
       AND n.mail_job_id = job
       AND n.mailed_at IS NULL
       AND n.settled_at IS NULL
     GROUP BY n.account_id, o.email, c.clinic_id, c.slug, c.name, n.matter
     ORDER BY n.account_id, min(a.local_date), c.name, n.matter;
END
$$;

-- Each practice looks every hour, for what no event tells of: time that passes, and a day on which nothing was relayed.
CREATE OR REPLACE FUNCTION praxis_private.conflict_schedule(practice uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.job_schedule (practice_id, kind, every_minutes)
    VALUES (practice, 'rostering.assignment.conflicted', 60)
        ON CONFLICT (practice_id, kind) DO NOTHING;
END
$$;
CREATE OR REPLACE FUNCTION praxis_private.practice_conflicts() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.conflict_schedule(NEW.practice_id);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER practice_told_conflicts AFTER INSERT ON praxis.practice
    FOR EACH ROW EXECUTE FUNCTION praxis_private.practice_conflicts();
SELECT praxis_private.conflict_schedule(p.practice_id) FROM praxis.practice p;

-- ---------------------------------------------------------------------------------------------------------------------
-- The end of a conflict that no round saw: whoever takes a clearance away first looks whether it had come back.

-- Settles the notices of shifts whose people, one or all of the practice or of a clinic, are cleared by now. A transaction is
-- asked once: what it takes back in order to put it in other words was never over.
CREATE OR REPLACE FUNCTION praxis_private.settle_conflicts(practice uuid, person uuid, clinic uuid DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked constant text := coalesce(current_setting('praxis.settled', true), '');
    told  uuid[];
    held  uuid[];
BEGIN
    IF position(practice::text IN asked) > 0 OR position(coalesce(person, clinic)::text IN asked) > 0 THEN
        RETURN;
    END IF;
    told := ARRAY(SELECT DISTINCT n.assignment_id
                    FROM praxis.conflict_notice n
                    JOIN praxis.person_busy b ON b.practice_id = n.practice_id AND b.assignment_id = n.assignment_id
                   WHERE n.practice_id = practice
                     AND n.settled_at IS NULL
                     AND (person IS NULL OR b.person_id = person)
                     AND (clinic IS NULL OR n.clinic_id = clinic));
    IF told = '{}' THEN
        RETURN;
    END IF;
    PERFORM set_config('praxis.settled', concat_ws(' ', asked, coalesce(person, clinic, practice)), true);
    held := ARRAY(SELECT k.assignment_id FROM praxis_private.conflicting(practice, person, clinic, told) k);
    UPDATE praxis.conflict_notice n
       SET settled_at = now()
     WHERE n.practice_id = practice
       AND n.settled_at IS NULL
       AND n.assignment_id = ANY (told)
       AND n.assignment_id <> ALL (held);
END
$$;

-- For what has no turn before it.
DROP TRIGGER IF EXISTS person_settles ON praxis.screening_disposition;
DROP FUNCTION IF EXISTS praxis_private.person_settles();
CREATE OR REPLACE FUNCTION praxis_private.clinic_settles() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.settle_conflicts(NEW.practice_id, NULL, NEW.clinic_id);
    RETURN NEW;
END
$$;
-- What a run meets keeps nobody from work until somebody has decided, but where the practice says so.
CREATE OR REPLACE FUNCTION praxis_private.practice_settles() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice constant uuid := praxis_private.practice_id();
BEGIN
    IF EXISTS (SELECT FROM praxis.screening_policy y WHERE y.practice_id = practice AND y.pending = 'block') THEN
        PERFORM praxis_private.settle_conflicts(practice, NULL);
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER clinic_settles BEFORE INSERT ON praxis.clinic_credential_term
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL) EXECUTE FUNCTION praxis_private.clinic_settles();
CREATE OR REPLACE TRIGGER clinic_settles BEFORE INSERT ON praxis.clinic_verification
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL OR NEW.result NOT IN ('confirmed', 'confirmed_with_findings'))
    EXECUTE FUNCTION praxis_private.clinic_settles();
CREATE OR REPLACE TRIGGER clinic_settles BEFORE INSERT ON praxis.clinic_credential_status
    FOR EACH ROW EXECUTE FUNCTION praxis_private.clinic_settles();
CREATE OR REPLACE TRIGGER practice_settles BEFORE INSERT ON praxis.screening_sighting
    FOR EACH STATEMENT EXECUTE FUNCTION praxis_private.practice_settles();
