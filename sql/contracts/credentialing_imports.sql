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

DROP FUNCTION IF EXISTS praxis_private.import_take(praxis.import_effect, timestamptz);
DROP FUNCTION IF EXISTS praxis_private.import_used_at(praxis.import_effect, timestamptz);

-- The rows that an import makes, in the order in which they go: where they are, what is their key, and how one looks that
-- nobody has ended or changed since.
CREATE OR REPLACE FUNCTION praxis_private.import_rows()
RETURNS TABLE (place integer, kind text, stored regclass, key text, untouched text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY VALUES
        (1, 'appointment', 'praxis.appointment'::regclass, 'appointment_id',
         'r.clinic_id = e.clinic_id AND r.version = 1 AND r.ends_on IS NULL'),
        (2, 'credential', 'praxis.credential', 'credential_id', 'true'),
        (3, 'employment', 'praxis.employment', 'employment_id', 'r.clinic_id = e.clinic_id AND r.version = 1'),
        (4, 'npi_standing', 'praxis.npi_standing', 'standing_id', 'true'),
        (5, 'person_identifier', 'praxis.person_identifier', 'identifier_id', 'r.ends_on IS NULL'),
        (6, 'person_name', 'praxis.person_name', 'name_id', 'true'),
        (7, 'person_taxonomy', 'praxis.person_taxonomy', 'taxonomy_id', 'r.ends_on IS NULL'),
        (9, 'person', 'praxis.person', 'person_id', 'r.version = 1');
END
$$;

-- The kinds of what an import made, in the order in which they go: who was changed before who was added.
CREATE OR REPLACE FUNCTION praxis_private.import_kinds(undone praxis.import_batch) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT k.kind
                   FROM (SELECT r.place, r.kind FROM praxis_private.import_rows() r UNION ALL VALUES (8, 'change')) k
                  WHERE EXISTS (SELECT FROM praxis.import_effect e
                                 WHERE e.practice_id = undone.practice_id AND e.batch_id = undone.batch_id
                                   AND e.kind = k.kind)
                  ORDER BY k.place);
END
$$;

-- Takes the rows of a kind that an import made for some people out of their table and puts them on record, those that are
-- as they were made. What still refers to one of them makes the statement fail.
CREATE OR REPLACE FUNCTION praxis_private.import_take(undone praxis.import_batch, what text, people uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    rows record;
BEGIN
    IF what = 'change' THEN
        PERFORM praxis_private.import_restore(undone, people);
        RETURN;
    END IF;
    SELECT * INTO STRICT rows FROM praxis_private.import_rows() k WHERE k.kind = what;
    EXECUTE format(
        $take$
        WITH taken AS (
            DELETE FROM %s r
             USING praxis.import_effect e
             WHERE e.practice_id = $1 AND e.batch_id = $2 AND e.kind = $3 AND e.subject_id = ANY ($4)
               AND r.practice_id = e.practice_id AND r.person_id = e.subject_id AND r.%I = e.object_id
               AND r.created_at = $5 AND %s
            RETURNING e.clinic_id, e.object_id, to_jsonb(r) AS content)
        INSERT INTO praxis.import_withdrawn (practice_id, batch_id, clinic_id, kind, object_id, content)
        SELECT $1, $2, t.clinic_id, $3, t.object_id, t.content FROM taken t
        $take$, rows.stored, rows.key, rows.untouched)
    USING undone.practice_id, undone.batch_id, what, people, undone.created_at;
END
$$;

-- Gives people whom an import changed the values that they had, those whom nobody has changed since.
CREATE OR REPLACE FUNCTION praxis_private.import_restore(undone praxis.import_batch, people uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    WITH changed AS MATERIALIZED (
        SELECT e.clinic_id, e.object_id, e.before, to_jsonb(p) AS content
          FROM praxis.import_effect e
          JOIN praxis.person p ON p.practice_id = e.practice_id AND p.person_id = e.object_id
         WHERE e.practice_id = undone.practice_id AND e.batch_id = undone.batch_id AND e.kind = 'change'
           AND e.subject_id = ANY (people)
           AND p.version = (e.before ->> 'version')::integer + 1
           FOR UPDATE OF p
    ), restored AS (
        UPDATE praxis.person p
           SET given_name = b.given_name, middle_name = b.middle_name, family_name = b.family_name, suffix = b.suffix,
               birth_date = b.birth_date, npi = b.npi, email = b.email, phone = b.phone, version = p.version + 1
          FROM changed c
         CROSS JOIN LATERAL jsonb_populate_record(NULL::praxis.person, c.before) b
         WHERE p.practice_id = undone.practice_id AND p.person_id = c.object_id
    )
    INSERT INTO praxis.import_withdrawn (practice_id, batch_id, clinic_id, kind, object_id, content)
    SELECT undone.practice_id, undone.batch_id, c.clinic_id, 'change', c.object_id, c.content FROM changed c;
    -- A name that was never theirs is no former name.
    DELETE FROM praxis.person_name n
     USING praxis.import_withdrawn w
     WHERE w.practice_id = undone.practice_id AND w.batch_id = undone.batch_id AND w.kind = 'change'
       AND w.object_id = ANY (people)
       AND n.practice_id = w.practice_id AND n.person_id = w.object_id AND n.kind = 'former' AND n.created_at = now();
END
$$;

-- What somebody of another clinic has done since with a place of work that an import gave: no reference leads there.
CREATE OR REPLACE FUNCTION praxis_private.import_used_at(undone praxis.import_batch)
RETURNS TABLE (subject_id uuid, kind text, what text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT e.subject_id, e.kind, u.what
      FROM praxis.import_effect e
     CROSS JOIN LATERAL (
           SELECT CASE
                  WHEN EXISTS (SELECT FROM praxis.assignment s
                                WHERE s.practice_id = e.practice_id AND s.clinic_id = e.clinic_id
                                  AND s.person_id = e.subject_id AND s.created_at >= undone.created_at)
                  THEN 'assignment'
                  WHEN EXISTS (SELECT FROM praxis.enrollment n
                                WHERE n.practice_id = e.practice_id AND n.clinic_id = e.clinic_id
                                  AND n.person_id = e.subject_id AND n.created_at >= undone.created_at)
                  THEN 'enrollment'
                  WHEN EXISTS (SELECT FROM praxis.clearance_override o
                                WHERE o.practice_id = e.practice_id AND o.clinic_id = e.clinic_id
                                  AND o.person_id = e.subject_id AND o.created_at >= undone.created_at)
                  THEN 'clearance_override' END AS what) u
     WHERE e.practice_id = undone.practice_id AND e.batch_id = undone.batch_id
       AND e.kind IN ('employment', 'appointment')
       AND u.what IS NOT NULL;
END
$$;

-- Takes all that an import made for some people, each kind in its turn. What came in a moment ago is not in the statistics
-- yet: without this, rows that are taken for few are looked up one by one.
CREATE OR REPLACE FUNCTION praxis_private.import_take_all(undone praxis.import_batch, people uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_nestloop = off AS $$
DECLARE
    what text;
BEGIN
    FOREACH what IN ARRAY praxis_private.import_kinds(undone) LOOP
        PERFORM praxis_private.import_take(undone, what, people);
    END LOOP;
END
$$;

-- Takes what an import made for one person as far as it goes, and tells of each kind what is in the way.
CREATE OR REPLACE FUNCTION praxis_private.import_obstacles(undone praxis.import_batch, person uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    what      text;
    dependent text;
    obstacles jsonb := '[]';
BEGIN
    FOREACH what IN ARRAY praxis_private.import_kinds(undone) LOOP
        BEGIN
            PERFORM praxis_private.import_take(undone, what, ARRAY[person]);
        EXCEPTION WHEN foreign_key_violation OR restrict_violation THEN
            GET STACKED DIAGNOSTICS dependent = TABLE_NAME;
            obstacles := obstacles || jsonb_build_object('person', person, 'kind', what, 'what', dependent);
        END;
    END LOOP;
    RETURN obstacles;
END
$$;

-- Keeps people, appointments and credentials that an undone import had brought for whoever asks what was known in between.
CREATE OR REPLACE FUNCTION praxis_private.import_remember(undone praxis.import_batch) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.appointment_withdrawn
           (clinic_id, appointment_id, person_id, clinical_role, starts_on, ends_on, recorded_by, known_from, withdrawn_by)
    SELECT a.clinic_id, a.appointment_id, a.person_id, a.clinical_role, a.starts_on, a.ends_on, a.created_by, a.created_at,
           praxis_private.account_id()
      FROM praxis.import_withdrawn w
     CROSS JOIN LATERAL jsonb_populate_record(NULL::praxis.appointment, w.content) a
     WHERE w.practice_id = undone.practice_id AND w.batch_id = undone.batch_id AND w.kind = 'appointment';
    INSERT INTO praxis.person_withdrawn
           (clinic_id, person_id, given_name, middle_name, family_name, suffix, birth_date, npi, identified_at, known_from,
            withdrawn_by)
    -- In one pass over what was withdrawn: the person of each place of work.
    SELECT DISTINCT s.clinic_id, p.person_id, p.given_name, p.middle_name, p.family_name, p.suffix, p.birth_date, p.npi,
           p.identified_at, p.created_at, praxis_private.account_id()
      FROM (SELECT w.kind, w.clinic_id,
                   jsonb_agg(w.content) FILTER (WHERE w.kind = 'person') OVER (PARTITION BY w.content ->> 'person_id')
                   -> 0 AS person
              FROM praxis.import_withdrawn w
             WHERE w.practice_id = undone.practice_id AND w.batch_id = undone.batch_id
               AND w.kind IN ('person', 'employment', 'appointment')) s
     CROSS JOIN LATERAL jsonb_populate_record(NULL::praxis.person, s.person) p
     WHERE s.kind <> 'person' AND s.person IS NOT NULL;
    INSERT INTO praxis.credential_withdrawn
           (clinic_id, credential_id, person_id, type_code, state, number, issuer, multistate, source, known_from,
            withdrawn_by)
    SELECT w.clinic_id, c.credential_id, c.person_id, c.type_code, c.state, c.number, c.issuer, c.multistate, c.source,
           c.created_at, praxis_private.account_id()
      FROM praxis.import_withdrawn w
     CROSS JOIN LATERAL jsonb_populate_record(NULL::praxis.credential, w.content) c
     WHERE w.practice_id = undone.practice_id AND w.batch_id = undone.batch_id AND w.kind = 'credential'
       AND w.clinic_id IS NOT NULL AND c.compartment = 'credential';
END
$$;

-- Takes a whole batch back: by who imported it, or by who may undo any, until its window closes, and only while nothing
-- depends on what it made. All of it, or nothing with a list of what depends.
CREATE OR REPLACE FUNCTION praxis_private.import_undo(batch uuid, why text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    undone    praxis.import_batch;
    people    uuid[];
    unseen    uuid[] := '{}';
    few       uuid[];
    obstacles jsonb := '[]';
    named     integer := 0;
    -- As many people are looked at together where somebody is in the way, and named at most.
    together  constant integer := 100;
    most      constant integer := 300;
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
    people := ARRAY(SELECT DISTINCT e.subject_id
                      FROM praxis.import_effect e
                     WHERE e.practice_id = undone.practice_id AND e.batch_id = batch
                     ORDER BY e.subject_id);
    -- Meanwhile nobody is put on a shift on the strength of what goes: not these people, and where they are many nobody.
    IF cardinality(people) > 1000 THEN
        PERFORM praxis_private.rules_turn(undone.practice_id, changes => true);
    ELSE
        PERFORM praxis_private.person_turn(undone.practice_id, t.person) FROM unnest(people) WITH ORDINALITY t (person, n);
    END IF;
    SELECT coalesce(jsonb_agg(jsonb_build_object('person', u.subject_id, 'kind', u.kind, 'what', u.what)), '[]')
      INTO obstacles
      FROM praxis_private.import_used_at(undone) u;
    BEGIN
        PERFORM praxis_private.import_take_all(undone, people);
    EXCEPTION WHEN foreign_key_violation OR restrict_violation THEN
        -- Somebody is in the way. Who that is shows among few people sooner than among many.
        unseen := people;
        WHILE cardinality(unseen) > 0 AND named < most LOOP
            few := unseen[1:together];
            unseen := unseen[together + 1:];
            BEGIN
                PERFORM praxis_private.import_take_all(undone, few);
            EXCEPTION WHEN foreign_key_violation OR restrict_violation THEN
                obstacles := obstacles || (SELECT coalesce(jsonb_agg(o), '[]')
                                             FROM unnest(few) p (person),
                                                  jsonb_array_elements(praxis_private.import_obstacles(undone, p.person)) o);
                named := (SELECT count(DISTINCT o -> 'person') FROM jsonb_array_elements(obstacles) o);
            END;
        END LOOP;
    END;
    -- What nobody refers to and is there no more as it was made, somebody has ended or changed since.
    obstacles := obstacles || (
        SELECT coalesce(jsonb_agg(jsonb_build_object('person', e.subject_id, 'what', 'changed ' || e.kind)), '[]')
          FROM praxis.import_effect e
         WHERE e.practice_id = undone.practice_id AND e.batch_id = batch
           AND e.subject_id <> ALL (unseen)
           -- Not one by one: nothing is known yet of how many rows were withdrawn in this transaction.
           AND (e.kind, e.object_id) NOT IN (SELECT w.kind, w.object_id FROM praxis.import_withdrawn w
                                              WHERE w.practice_id = undone.practice_id AND w.batch_id = batch)
           AND NOT EXISTS (SELECT FROM jsonb_array_elements(obstacles) o
                            WHERE o ->> 'person' = e.subject_id::text AND o ->> 'kind' = e.kind));
    obstacles := (SELECT coalesce(jsonb_agg(DISTINCT o - 'kind'), '[]') FROM jsonb_array_elements(obstacles) o);
    IF obstacles <> '[]' THEN
        -- Whoever is in use keeps the rest of what the import made for them from going as well: the last word is enough.
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'import_in_use',
            DETAIL = jsonb_build_object(
                'total', (SELECT count(DISTINCT o -> 'person') FROM jsonb_array_elements(obstacles) o),
                'more', unseen <> '{}',
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
    PERFORM praxis_private.import_remember(undone);
    RETURN (SELECT count(*) FROM praxis.import_withdrawn w
             WHERE w.practice_id = undone.practice_id AND w.batch_id = batch);
END
$$;
