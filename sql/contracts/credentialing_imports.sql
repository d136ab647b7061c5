-- Imports: whom a row of a staff file may be about, and the window in which a batch can be undone.

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
