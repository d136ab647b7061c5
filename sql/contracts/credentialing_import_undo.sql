-- Undoing an import: all that it made, or nothing with a list of what depends on it.

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

-- Takes what an import made for one person as far as it goes, and tells of each kind what is in the way;
-- planned as in import_take_all, for the same reason.
CREATE OR REPLACE FUNCTION praxis_private.import_obstacles(undone praxis.import_batch, person uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_nestloop = off AS $$
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
        WHEN unique_violation THEN
            -- What they had, such as an NPI, is somebody else's by now.
            obstacles := obstacles || jsonb_build_object('person', person, 'kind', what, 'what', 'changed person');
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
    -- More do not go within the deadlines of a request: it takes about four milliseconds a person.
    at_once   constant integer := 10000;
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
    IF cardinality(people) > at_once THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'undo_too_large',
            DETAIL = jsonb_build_object('total', cardinality(people), 'most', at_once)::text;
    END IF;
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
    EXCEPTION WHEN foreign_key_violation OR restrict_violation OR unique_violation THEN
        -- Somebody is in the way. Who that is shows among few people sooner than among many.
        unseen := people;
        WHILE cardinality(unseen) > 0 AND named < most LOOP
            few := unseen[1:together];
            unseen := unseen[together + 1:];
            BEGIN
                PERFORM praxis_private.import_take_all(undone, few);
            EXCEPTION WHEN foreign_key_violation OR restrict_violation OR unique_violation THEN
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
                                                         'npi_standing', 'medicare_listing', 'medicare_due')
                                 OR NOT EXISTS (SELECT FROM jsonb_array_elements(obstacles) x
                                                 WHERE x -> 'person' = o -> 'person' AND x <> o)
                              LIMIT 20) u))::text;
    END IF;
    PERFORM praxis_private.import_remember(undone);
    RETURN (SELECT count(*) FROM praxis.import_withdrawn w
             WHERE w.practice_id = undone.practice_id AND w.batch_id = batch);
END
$$;
