-- Imports: whom a row of a staff file may be about, the window in which a batch can be undone, and undoing it.

-- How long a batch can be undone; a practice may say otherwise by a version of its own.
INSERT INTO praxis.rule_key AS k (rule_key, pack, authority, title)
VALUES ('house.import_undo', 'House', 'The practice', 'Undoing an import')
ON CONFLICT (rule_key) DO UPDATE SET pack = excluded.pack, authority = excluded.authority, title = excluded.title;
INSERT INTO praxis.rule AS r (rule_key, effective_from, effective_to, confirmed, citation, params)
VALUES ('house.import_undo', '2000-01-01', NULL, true, 'Practice policy: a mistake in a file shows within a day', '{"hours": 24}')
ON CONFLICT (rule_key, effective_from) DO UPDATE
   SET effective_to = excluded.effective_to, confirmed = excluded.confirmed, citation = excluded.citation,
       params = excluded.params;

-- One import at a time comes into effect in a practice: two files with the same new person make one.
CREATE OR REPLACE FUNCTION praxis_private.import_turn() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('praxis.import ' || praxis_private.practice_id()::text, 0));
END
$$;

-- The window is what the rule of the day says, whatever the caller sends.
CREATE OR REPLACE FUNCTION praxis_private.import_batch_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    hours numeric;
BEGIN
    SELECT (k.params ->> 'hours')::numeric, k.version INTO STRICT hours, NEW.undo_rule
      FROM praxis_private.rule_on(
               NEW.practice_id, 'house.import_undo', praxis_private.practice_today(NEW.practice_id)) k;
    NEW.undo_until := NEW.created_at + hours * interval '1 hour';
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER import_batch_guard BEFORE INSERT ON praxis.import_batch
    FOR EACH ROW EXECUTE FUNCTION praxis_private.import_batch_guard();

-- What a batch made is written down in the transaction that made it, and never after.
CREATE OR REPLACE FUNCTION praxis_private.import_effect_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Without a caller an operator loads it; row-level security lets nobody else come here.
    IF praxis_private.account_id() IS NOT NULL
       AND NOT EXISTS (SELECT FROM praxis.import_batch b
                        WHERE b.practice_id = NEW.practice_id AND b.batch_id = NEW.batch_id
                          AND b.created_at = now() AND b.created_by = praxis_private.account_id())
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'in_the_past', DETAIL = '{}';
    ELSIF praxis_private.account_id() IS NOT NULL AND NEW.kind = 'change' THEN
        -- What an undo will put back is what stands there now, about somebody whom the caller may change.
        SELECT jsonb_build_object(
                   'given_name', p.given_name, 'middle_name', p.middle_name, 'family_name', p.family_name,
                   'suffix', p.suffix, 'birth_date', p.birth_date, 'npi', p.npi, 'email', p.email, 'phone', p.phone,
                   'version', p.version)
          INTO NEW.before
          FROM praxis.person p
         WHERE p.practice_id = NEW.practice_id AND p.person_id = NEW.object_id AND NEW.subject_id = NEW.object_id
           AND (praxis_private.practice_if('people.person.write') IS NOT NULL
                OR p.person_id = ANY (praxis_private.local_members('people.person.write')));
        IF NEW.before IS NULL THEN
            RAISE EXCEPTION USING
                ERRCODE = 'PX403', MESSAGE = 'permission_missing', DETAIL = '{"permission": "people.person.write"}';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER import_effect_guard BEFORE INSERT ON praxis.import_effect
    FOR EACH ROW EXECUTE FUNCTION praxis_private.import_effect_guard();

-- ---------------------------------------------------------------------------------------------------------------------
-- Whom a row may be about.

-- A name or part of one for comparison: without case, marks, blanks and punctuation; NULL where nothing is left.
CREATE OR REPLACE FUNCTION praxis_private.name_key(name text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN nullif(regexp_replace(normalize(lower(name), NFKD), '[^a-z0-9]', '', 'g'), '');
END
$$;

-- Everybody of the practice who shares a number, the e-mail address or the name with a row, and what they share. Who imports
-- may not see every clinic: of whom they do not see they learn no more than this.
CREATE OR REPLACE FUNCTION praxis_private.staff_candidates(rows jsonb)
RETURNS TABLE (row_number integer, person_id uuid, shared text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice uuid := praxis_private.practice_id();
BEGIN
    IF praxis_private.practice_any('credentialing.provider.import') IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH asked AS (
        SELECT r.row, r.birth, r.npi, lower(r.email) AS email, r.number,
               praxis_private.name_key(r.family) || ' ' || praxis_private.name_key(r.given) AS name
          FROM jsonb_to_recordset(rows) AS r (
               row integer, given text, family text, birth date, npi text, email text, number text)),
    named AS (
        SELECT p.person_id, praxis_private.name_key(p.family_name) || ' ' || praxis_private.name_key(p.given_name) AS name
          FROM praxis.person p WHERE p.practice_id = practice
         UNION
        SELECT n.person_id, praxis_private.name_key(n.family_name) || ' ' || praxis_private.name_key(n.given_name)
          FROM praxis.person_name n WHERE n.practice_id = practice),
    found AS (
        SELECT a.row, n.person_id, 'name' AS what FROM asked a JOIN named n USING (name)
         UNION
        SELECT a.row, p.person_id, 'npi' FROM asked a JOIN praxis.person p ON p.practice_id = practice AND p.npi = a.npi
         UNION
        SELECT a.row, p.person_id, 'email'
          FROM asked a JOIN praxis.person p ON p.practice_id = practice AND lower(p.email) = a.email
         UNION
        SELECT a.row, i.person_id, 'number'
          FROM asked a
          JOIN praxis.person_identifier i ON i.practice_id = practice AND i.kind = 'payroll_number' AND i.value = a.number)
    SELECT f.row, f.person_id,
           array_agg(f.what ORDER BY f.what)
           || CASE WHEN min(p.birth_date) = min(a.birth) THEN '{birth}'::text[] ELSE '{}' END
           || CASE WHEN min(p.birth_date) <> min(a.birth) THEN '{other_birth}'::text[] ELSE '{}' END
           || CASE WHEN min(p.npi) <> min(a.npi) THEN '{other_npi}'::text[] ELSE '{}' END
      FROM found f
      JOIN asked a USING (row)
      JOIN praxis.person p ON p.practice_id = practice AND p.person_id = f.person_id
     GROUP BY f.row, f.person_id
     ORDER BY f.row, f.person_id;
END
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Undo.

-- Takes one row that an import made, then, out of its table and answers it. NULL where it is no more as it was made: somebody
-- has ended or changed it since. What still refers to it makes the statement fail.
CREATE OR REPLACE FUNCTION praxis_private.import_take(made praxis.import_effect, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    taken jsonb;
BEGIN
    CASE made.kind
    WHEN 'person' THEN
        DELETE FROM praxis.person p
         WHERE p.practice_id = made.practice_id AND p.person_id = made.object_id AND p.created_at = at
           AND p.version = 1
        RETURNING to_jsonb(p) INTO taken;
    WHEN 'person_name' THEN
        DELETE FROM praxis.person_name n WHERE n.practice_id = made.practice_id AND n.name_id = made.object_id
           AND n.created_at = at
        RETURNING to_jsonb(n) INTO taken;
    WHEN 'person_identifier' THEN
        DELETE FROM praxis.person_identifier i
         WHERE i.practice_id = made.practice_id AND i.identifier_id = made.object_id AND i.created_at = at
           AND i.ends_on IS NULL
        RETURNING to_jsonb(i) INTO taken;
    WHEN 'employment' THEN
        DELETE FROM praxis.employment e
         WHERE e.practice_id = made.practice_id AND e.clinic_id = made.clinic_id AND e.employment_id = made.object_id
           AND e.created_at = at AND e.version = 1
        RETURNING to_jsonb(e) INTO taken;
    WHEN 'appointment' THEN
        DELETE FROM praxis.appointment a
         WHERE a.practice_id = made.practice_id AND a.clinic_id = made.clinic_id AND a.appointment_id = made.object_id
           AND a.created_at = at AND a.version = 1 AND a.ends_on IS NULL
        RETURNING to_jsonb(a) INTO taken;
    WHEN 'credential' THEN
        DELETE FROM praxis.credential c WHERE c.practice_id = made.practice_id AND c.credential_id = made.object_id
           AND c.created_at = at
        RETURNING to_jsonb(c) INTO taken;
    WHEN 'person_taxonomy' THEN
        DELETE FROM praxis.person_taxonomy t
         WHERE t.practice_id = made.practice_id AND t.taxonomy_id = made.object_id AND t.created_at = at
           AND t.ends_on IS NULL
        RETURNING to_jsonb(t) INTO taken;
    WHEN 'npi_standing' THEN
        DELETE FROM praxis.npi_standing s WHERE s.practice_id = made.practice_id AND s.standing_id = made.object_id
           AND s.created_at = at
        RETURNING to_jsonb(s) INTO taken;
    WHEN 'change' THEN
        SELECT to_jsonb(p) INTO taken
          FROM praxis.person p
         WHERE p.practice_id = made.practice_id AND p.person_id = made.object_id
           AND p.version = (made.before ->> 'version')::integer + 1
           FOR UPDATE;
        UPDATE praxis.person p
           SET given_name = b.given_name, middle_name = b.middle_name, family_name = b.family_name, suffix = b.suffix,
               birth_date = b.birth_date, npi = b.npi, email = b.email, phone = b.phone, version = p.version + 1
          FROM jsonb_populate_record(NULL::praxis.person, made.before) b
         WHERE taken IS NOT NULL AND p.practice_id = made.practice_id AND p.person_id = made.object_id;
        -- A name that was never theirs is no former name.
        DELETE FROM praxis.person_name n
         WHERE n.practice_id = made.practice_id AND n.person_id = made.object_id AND n.kind = 'former'
           AND n.created_at = now();
    END CASE;
    RETURN taken;
END
$$;

-- What somebody of another clinic has done since with a place of work that an import gave: no reference leads there.
CREATE OR REPLACE FUNCTION praxis_private.import_used_at(made praxis.import_effect, since timestamptz) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF made.kind NOT IN ('employment', 'appointment') THEN
        RETURN NULL;
    ELSIF EXISTS (SELECT FROM praxis.assignment s
                   WHERE s.practice_id = made.practice_id AND s.clinic_id = made.clinic_id
                     AND s.person_id = made.subject_id AND s.created_at >= since) THEN
        RETURN 'assignment';
    ELSIF EXISTS (SELECT FROM praxis.enrollment e
                   WHERE e.practice_id = made.practice_id AND e.clinic_id = made.clinic_id
                     AND e.person_id = made.subject_id AND e.created_at >= since) THEN
        RETURN 'enrollment';
    ELSIF EXISTS (SELECT FROM praxis.clearance_override o
                   WHERE o.practice_id = made.practice_id AND o.clinic_id = made.clinic_id
                     AND o.person_id = made.subject_id AND o.created_at >= since) THEN
        RETURN 'clearance_override';
    END IF;
    RETURN NULL;
END
$$;

-- Takes a whole batch back: by who imported it, or by who may undo any, until its window closes, and only while nothing
-- depends on what it made. All of it, or nothing with a list of what depends.
CREATE OR REPLACE FUNCTION praxis_private.import_undo(batch uuid, why text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    undone    praxis.import_batch;
    made      praxis.import_effect;
    taken     jsonb;
    dependent text;
    obstacles jsonb := '[]';
    withdrawn integer := 0;
BEGIN
    SELECT * INTO undone FROM praxis.import_batch b
     WHERE b.practice_id = praxis_private.practice_id() AND b.batch_id = batch
       FOR UPDATE;
    IF undone.batch_id IS NULL
       OR NOT coalesce(undone.clinic_id = ANY (praxis_private.clinics('credentialing.provider.import')),
                       praxis_private.practice_if('credentialing.provider.import') IS NOT NULL)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown';
    ELSIF undone.created_by <> praxis_private.account_id()
          AND praxis_private.practice_if('credentialing.import.undo') IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing';
    ELSIF EXISTS (SELECT FROM praxis.import_undo u
                   WHERE u.practice_id = undone.practice_id AND u.batch_id = undone.batch_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'already_undone';
    ELSIF clock_timestamp() >= undone.undo_until THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'undo_window_closed',
            DETAIL = jsonb_build_object('until', to_char(undone.undo_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))::text;
    END IF;
    INSERT INTO praxis.import_undo (batch_id, clinic_id, reason) VALUES (batch, undone.clinic_id, why);
    -- Meanwhile nobody is put on a shift on the strength of what goes.
    PERFORM praxis_private.person_turn(undone.practice_id, t.subject_id)
       FROM (SELECT DISTINCT e.subject_id
               FROM praxis.import_effect e
              WHERE e.practice_id = undone.practice_id AND e.batch_id = batch
              ORDER BY e.subject_id) t;
    FOR made IN
        SELECT * FROM praxis.import_effect e
         WHERE e.practice_id = undone.practice_id AND e.batch_id = batch
         ORDER BY e.kind = 'person', e.subject_id, e.kind = 'change', e.kind, e.object_id
    LOOP
        dependent := praxis_private.import_used_at(made, undone.created_at);
        IF dependent IS NULL THEN
            BEGIN
                taken := praxis_private.import_take(made, undone.created_at);
                IF taken IS NULL THEN
                    dependent := 'changed ' || made.kind;
                ELSE
                    INSERT INTO praxis.import_withdrawn (batch_id, clinic_id, kind, object_id, content)
                    VALUES (batch, made.clinic_id, made.kind, made.object_id, taken);
                    withdrawn := withdrawn + 1;
                END IF;
            EXCEPTION WHEN foreign_key_violation THEN
                GET STACKED DIAGNOSTICS dependent = TABLE_NAME;
            END;
        END IF;
        IF dependent IS NOT NULL THEN
            obstacles := obstacles || jsonb_build_object('person', made.subject_id, 'what', dependent);
        END IF;
    END LOOP;
    IF obstacles <> '[]' THEN
        -- Whoever is in use keeps the rest of what the import made for them from going as well: the last word is enough.
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'import_in_use',
            DETAIL = jsonb_build_object(
                'total', (SELECT count(DISTINCT o -> 'person') FROM jsonb_array_elements(obstacles) o),
                'uses', (SELECT jsonb_agg(u.use) FROM (
                             SELECT DISTINCT o || jsonb_build_object('name', p.given_name || ' ' || p.family_name) AS use
                               FROM jsonb_array_elements(obstacles) o
                               LEFT JOIN praxis.person p
                                 ON p.practice_id = undone.practice_id AND p.person_id = (o ->> 'person')::uuid
                              WHERE o ->> 'what' NOT IN ('person', 'employment', 'appointment', 'credential',
                                                         'person_name', 'person_identifier', 'person_taxonomy',
                                                         'npi_standing')
                                 OR NOT EXISTS (SELECT FROM jsonb_array_elements(obstacles) x
                                                 WHERE x -> 'person' = o -> 'person' AND x <> o)
                              LIMIT 20) u))::text;
    END IF;
    RETURN withdrawn;
END
$$;
