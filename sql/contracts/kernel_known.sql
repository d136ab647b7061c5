-- As-of answers. Facts are added and superseded, so that the same question has an answer for what was known at any earlier
-- instant: a read-only transaction says which, and the views of what counts leave out what was recorded later.

-- The instant up to which what was recorded is known: all of it, unless the transaction asked for less. A transaction that
-- may write always knows everything, so that no guard can be made to judge by an earlier state.
CREATE OR REPLACE FUNCTION praxis_private.known() RETURNS timestamptz
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN current_setting('transaction_read_only') = 'on'
                THEN coalesce(nullif(current_setting('praxis.known', true), ''), 'infinity')::timestamptz
                ELSE 'infinity' END;
END
$$;

-- The instant that counts as now: of an as-of answer the one that was asked for.
CREATE OR REPLACE FUNCTION praxis_private.present() RETURNS timestamptz
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN least(now(), praxis_private.known());
END
$$;

-- Makes the rest of a read-only transaction answer what was known at an instant, which it returns.
CREATE OR REPLACE FUNCTION praxis.know_as_of(instant timestamptz) RETURNS timestamptz
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF current_setting('transaction_read_only') <> 'on' THEN
        RAISE EXCEPTION USING
            ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'what was known is asked in a read-only transaction';
    ELSIF instant > now() + interval '1 minute' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'known_in_future', DETAIL = '{"field": "known"}';
    END IF;
    PERFORM set_config('praxis.known', least(instant, now())::text, true);
    RETURN praxis_private.known();
END
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- People and appointments as they were known. While everything is known nobody looks at the past.

CREATE OR REPLACE FUNCTION praxis_private.person_past() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.person_past
           (practice_id, person_id, given_name, middle_name, family_name, suffix, birth_date, npi, identified_at, changed_by)
    VALUES (OLD.practice_id, OLD.person_id, OLD.given_name, OLD.middle_name, OLD.family_name, OLD.suffix, OLD.birth_date,
            OLD.npi, OLD.identified_at, praxis_private.account_id());
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER person_past AFTER UPDATE ON praxis.person
    FOR EACH ROW
    WHEN ((OLD.given_name, OLD.middle_name, OLD.family_name, OLD.suffix, OLD.birth_date, OLD.npi)
          IS DISTINCT FROM (NEW.given_name, NEW.middle_name, NEW.family_name, NEW.suffix, NEW.birth_date, NEW.npi))
    EXECUTE FUNCTION praxis_private.person_past();

CREATE OR REPLACE FUNCTION praxis_private.appointment_past() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.appointment_past (practice_id, clinic_id, appointment_id, person_id, ends_on, changed_by)
    VALUES (OLD.practice_id, OLD.clinic_id, OLD.appointment_id, OLD.person_id, OLD.ends_on, praxis_private.account_id());
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER appointment_past AFTER UPDATE ON praxis.appointment
    FOR EACH ROW
    WHEN (OLD.ends_on IS DISTINCT FROM NEW.ends_on)
    EXECUTE FUNCTION praxis_private.appointment_past();

CREATE OR REPLACE VIEW praxis.person_known WITH (security_invoker = true) AS
SELECT p.practice_id, p.person_id,
       CASE WHEN o.past_id IS NULL THEN p.given_name ELSE o.given_name END AS given_name,
       CASE WHEN o.past_id IS NULL THEN p.middle_name ELSE o.middle_name END AS middle_name,
       CASE WHEN o.past_id IS NULL THEN p.family_name ELSE o.family_name END AS family_name,
       CASE WHEN o.past_id IS NULL THEN p.suffix ELSE o.suffix END AS suffix,
       CASE WHEN o.past_id IS NULL THEN p.birth_date ELSE o.birth_date END AS birth_date,
       CASE WHEN o.past_id IS NULL THEN p.npi ELSE o.npi END AS npi,
       CASE WHEN o.past_id IS NULL THEN p.identified_at ELSE o.identified_at END AS identified_at
  FROM praxis.person p
  LEFT JOIN LATERAL (
       SELECT o.*
         FROM praxis.person_past o
        WHERE (SELECT praxis_private.known()) < 'infinity'
          AND o.practice_id = p.practice_id
          AND o.person_id = p.person_id
          AND o.known_until > (SELECT praxis_private.known())
        ORDER BY o.known_until
        LIMIT 1) o ON true
 WHERE p.created_at <= (SELECT praxis_private.known())
 UNION ALL
-- Who came with an import that was undone since.
SELECT DISTINCT ON (w.practice_id, w.person_id)
       w.practice_id, w.person_id, w.given_name, w.middle_name, w.family_name, w.suffix, w.birth_date, w.npi, w.identified_at
  FROM praxis.person_withdrawn w
 WHERE (SELECT praxis_private.known()) < 'infinity'
   AND w.known_from <= (SELECT praxis_private.known())
   AND w.known_until > (SELECT praxis_private.known());

CREATE OR REPLACE VIEW praxis.appointment_known WITH (security_invoker = true) AS
SELECT a.practice_id, a.clinic_id, a.appointment_id, a.person_id, a.clinical_role, a.starts_on,
       CASE WHEN o.past_id IS NULL THEN a.ends_on ELSE o.ends_on END AS ends_on
  FROM praxis.appointment a
  LEFT JOIN LATERAL (
       SELECT o.past_id, o.ends_on
         FROM praxis.appointment_past o
        WHERE (SELECT praxis_private.known()) < 'infinity'
          AND o.practice_id = a.practice_id
          AND o.clinic_id = a.clinic_id
          AND o.appointment_id = a.appointment_id
          AND o.known_until > (SELECT praxis_private.known())
        ORDER BY o.known_until
        LIMIT 1) o ON true
 WHERE a.created_at <= (SELECT praxis_private.known())
 UNION ALL
SELECT w.practice_id, w.clinic_id, w.appointment_id, w.person_id, w.clinical_role, w.starts_on, w.ends_on
  FROM praxis.appointment_withdrawn w
 WHERE (SELECT praxis_private.known()) < 'infinity'
   AND w.known_from <= (SELECT praxis_private.known())
   AND w.known_until > (SELECT praxis_private.known());
