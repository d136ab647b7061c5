-- Taking out of their tables what an import made: of some people, one kind after the other.

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
        -- The newest date of an enrollment that still has it.
        (4, 'medicare_due', 'praxis.medicare_due', 'due_id',
         'EXISTS (SELECT FROM praxis.enrollment n
                   WHERE n.practice_id = r.practice_id AND n.clinic_id = r.clinic_id AND n.enrollment_id = r.enrollment_id
                     AND n.revalidation_due_on = r.due_on)
          AND NOT EXISTS (SELECT FROM praxis.medicare_due n
                           WHERE n.practice_id = r.practice_id AND n.clinic_id = r.clinic_id
                             AND n.enrollment_id = r.enrollment_id AND n.created_at > r.created_at)'),
        (5, 'medicare_listing', 'praxis.medicare_listing', 'listing_id', 'true'),
        (6, 'npi_standing', 'praxis.npi_standing', 'standing_id', 'true'),
        (7, 'person_identifier', 'praxis.person_identifier', 'identifier_id', 'r.ends_on IS NULL'),
        (8, 'person_name', 'praxis.person_name', 'name_id', 'true'),
        (9, 'person_taxonomy', 'praxis.person_taxonomy', 'taxonomy_id', 'r.ends_on IS NULL'),
        (11, 'person', 'praxis.person', 'person_id', 'r.version = 1');
END
$$;

-- The kinds of what an import made, in the order in which they go: who was changed before who was added.
CREATE OR REPLACE FUNCTION praxis_private.import_kinds(undone praxis.import_batch) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT k.kind
                   FROM (SELECT r.place, r.kind FROM praxis_private.import_rows() r UNION ALL VALUES (10, 'change')) k
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
