-- Contracts of credentialing: may this person do this work, here, then; what expires; who is excluded.

-- ---------------------------------------------------------------------------------------------------------------------
-- What is known of each term and credential.

-- The terms that count, each with the latest check that had an answer: a source that was down says nothing, and the
-- correction of an earlier check says something of that day, not of today.
CREATE OR REPLACE VIEW praxis.credentialing_term WITH (security_invoker = true) AS
SELECT t.practice_id, t.person_id, t.credential_id, t.term_id, t.issued_on, t.expires_on, t.valid,
       coalesce(v.result IN ('confirmed', 'confirmed_with_findings'), false) AS verified,
       v.result, v.verification_id, v.verified_at
  FROM praxis.credential_term t
  LEFT JOIN LATERAL (
       SELECT v.result, v.verification_id, v.verified_at
         FROM praxis.verification v
        WHERE v.practice_id = t.practice_id
          AND v.term_id = t.term_id
          AND v.result NOT IN ('source_unavailable', 'inconclusive')
          AND NOT EXISTS (SELECT
                            FROM praxis.verification n
                           WHERE n.practice_id = v.practice_id AND n.supersedes_id = v.verification_id)
        ORDER BY v.occasion DESC, v.verified_at DESC, v.verification_id DESC
        LIMIT 1) v ON true
 WHERE NOT EXISTS (SELECT
                     FROM praxis.credential_term n
                    WHERE n.practice_id = t.practice_id AND n.supersedes_id = t.term_id);

-- The days that a credential covers: the union of its verified terms, less the days on which it is barred.
CREATE OR REPLACE VIEW praxis.credentialing_coverage WITH (security_invoker = true) AS
SELECT c.practice_id, c.person_id, c.credential_id, c.type_code, c.state, c.multistate,
       coalesce(t.verified, '{}') - coalesce(s.barred, '{}') AS covered,
       coalesce(t.verified, '{}') AS verified,
       coalesce(t.claimed, '{}') AS claimed,
       coalesce(s.barred, '{}') AS barred,
       coalesce(s.limited, '{}') AS limited,
       s.barred_by
  FROM praxis.credential c
  LEFT JOIN LATERAL (
       SELECT range_agg(t.valid) FILTER (WHERE t.verified) AS verified, range_agg(t.valid) AS claimed
         FROM praxis.credentialing_term t
        WHERE t.practice_id = c.practice_id AND t.person_id = c.person_id AND t.credential_id = c.credential_id
       ) t ON true
  LEFT JOIN LATERAL (
       SELECT range_agg(s.span) FILTER (WHERE s.bars) AS barred,
              range_agg(s.span) FILTER (WHERE NOT s.bars) AS limited,
              min(s.status) FILTER (WHERE s.bars) AS barred_by
         FROM (SELECT s.status, daterange(s.starts_on, s.ends_on) AS span,
                      s.status IN ('suspended', 'revoked', 'surrendered', 'inactive') AS bars
                 FROM praxis.credential_status s
                WHERE s.practice_id = c.practice_id
                  AND s.person_id = c.person_id
                  AND s.credential_id = c.credential_id
                  AND NOT EXISTS (SELECT
                                    FROM praxis.credential_status n
                                   WHERE n.practice_id = s.practice_id AND n.supersedes_id = s.status_id)) s
       ) s ON true;

-- ---------------------------------------------------------------------------------------------------------------------
-- Matches with exclusion lists, each with where its review stands and the days of the exclusion. A confirmed match stays
-- confirmed, whatever is said of it later, until two people have cleared it.

CREATE OR REPLACE VIEW praxis.screening_review WITH (security_invoker = true) AS
SELECT m.practice_id, m.person_id, m.match_id, m.import_id, m.row_number, m.tier, m.reasons, m.subject,
       m.subject_hash, m.record_hash, m.created_at,
       coalesce(d.step, 0) AS step,
       CASE WHEN d.decision IN ('cleared', 'confirmed') THEN d.decision
            WHEN f.decision = 'confirmed' THEN 'confirmed'
            WHEN d.decision = 'escalated' THEN 'escalated'
            WHEN d.decision IS NOT NULL THEN 'proposed'
            WHEN m.tier = 5 THEN 'cleared'
            ELSE 'open'
       END AS state,
       d.decision, d.reason_code, d.decided_by, d.created_at AS decided_at,
       -- Whether the latest run met it again.
       EXISTS (SELECT
                 FROM praxis.screening_sighting s
                WHERE s.practice_id = m.practice_id
                  AND s.match_id = m.match_id
                  AND s.run_id = (SELECT r.run_id
                                    FROM praxis.screening_run r
                                   WHERE r.practice_id = m.practice_id
                                   ORDER BY r.finished_at DESC, r.run_id DESC
                                   LIMIT 1)) AS current,
       e.excluded_on, x.reinstated_on,
       -- A confirmed match that somebody asks to look at again.
       coalesce(f.decision = 'confirmed' AND d.decision <> 'confirmed', false) AS reopened
  FROM praxis.screening_match m
  JOIN praxis.screening_entry e USING (practice_id, import_id, row_number)
  LEFT JOIN LATERAL (
       SELECT max(r.reinstated_on) AS reinstated_on
         FROM praxis.screening_entry r
         JOIN praxis.screening_import i USING (practice_id, import_id)
        WHERE r.practice_id = e.practice_id
          AND r.identity_hash = e.identity_hash
          AND r.excluded_on = e.excluded_on
          AND i.state = 'in_force') x ON true
  LEFT JOIN LATERAL (
       SELECT d.step, d.decision, d.reason_code, d.decided_by, d.created_at
         FROM praxis.screening_disposition d
        WHERE d.practice_id = m.practice_id AND d.match_id = m.match_id
        ORDER BY d.step DESC
        LIMIT 1) d ON true
  LEFT JOIN LATERAL (
       SELECT d.decision
         FROM praxis.screening_disposition d
        WHERE d.practice_id = m.practice_id AND d.match_id = m.match_id AND d.decision IN ('cleared', 'confirmed')
        ORDER BY d.step DESC
        LIMIT 1) f ON true;

-- The lists that are used: the newest full list and later supplements, or all supplements where there is no full list;
-- and all reinstatements.
CREATE OR REPLACE VIEW praxis.screening_list_in_force WITH (security_invoker = true) AS
SELECT i.practice_id, i.import_id, i.kind
  FROM praxis.screening_import i
 WHERE i.state = 'in_force'
   AND (i.kind = 'reinstatements'
        OR i.import_id = (SELECT f.import_id
                            FROM praxis.screening_import f
                           WHERE f.practice_id = i.practice_id AND f.kind = 'full' AND f.state = 'in_force'
                           ORDER BY f.month DESC, f.created_at DESC
                           LIMIT 1)
        OR i.kind = 'exclusions'
           AND i.month > coalesce((SELECT max(f.month)
                                     FROM praxis.screening_import f
                                    WHERE f.practice_id = i.practice_id AND f.kind = 'full' AND f.state = 'in_force'),
                                  '-infinity'));

-- The rows against which people are compared; without exclusions that have ended.
CREATE OR REPLACE VIEW praxis.screening_entry_in_force WITH (security_invoker = true) AS
SELECT e.*
  FROM praxis.screening_entry e
  JOIN praxis.screening_list_in_force i USING (practice_id, import_id)
 WHERE i.kind <> 'reinstatements'
   AND NOT EXISTS (SELECT
                     FROM praxis.screening_entry r
                     JOIN praxis.screening_import ri USING (practice_id, import_id)
                    WHERE r.practice_id = e.practice_id
                      AND r.identity_hash = e.identity_hash
                      AND r.excluded_on = e.excluded_on
                      AND r.reinstated_on <= CURRENT_DATE
                      AND ri.state = 'in_force');

-- Where screening stands for those of whom the caller may read it: a state and days, never who or what was matched.
CREATE OR REPLACE FUNCTION praxis_private.screening_states()
RETURNS TABLE (person_id uuid, state text, excluded daterange)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice uuid := praxis_private.practice_id();
    everybody boolean := praxis_private.practice_if('credentialing.screening.read') IS NOT NULL;
    some_ uuid[] := praxis_private.local_persons('credentialing.screening.read');
BEGIN
    RETURN QUERY
    SELECT m.person_id,
           CASE WHEN bool_or(m.state = 'confirmed') THEN 'excluded' ELSE 'pending' END,
           CASE WHEN bool_or(m.state = 'confirmed')
                THEN daterange(min(m.excluded_on) FILTER (WHERE m.state = 'confirmed'),
                               CASE WHEN bool_and(m.reinstated_on IS NOT NULL) FILTER (WHERE m.state = 'confirmed')
                                    THEN max(m.reinstated_on) FILTER (WHERE m.state = 'confirmed') END)
           END
      FROM praxis.screening_review m
     WHERE m.practice_id = practice
       AND (m.state = 'confirmed' OR m.state <> 'cleared' AND m.current)
       AND (everybody OR m.person_id = ANY (some_))
     GROUP BY m.person_id;
END
$$;

CREATE OR REPLACE VIEW praxis.screening_state WITH (security_invoker = true) AS
SELECT p.practice_id, 'person'::text AS subject_kind, p.person_id AS subject_id,
       coalesce(s.state, 'clear') AS state, s.excluded
  FROM praxis.person p
  LEFT JOIN praxis_private.screening_states() s USING (person_id)
 WHERE p.practice_id = praxis_private.practice_if('credentialing.screening.read')
    OR p.person_id = ANY (praxis_private.local_persons('credentialing.screening.read'));

-- Who verified or decided something: the name of an account of the caller's practice.
CREATE OR REPLACE FUNCTION praxis_private.account_name(account uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT a.display_name
              FROM praxis.account a
             WHERE a.practice_id = praxis_private.practice_id() AND a.account_id = account);
END
$$;

-- Who of the practice has one of these NPIs, for somebody who imports a file and may not see every clinic: whom, and
-- whether the row is about the same person. By the day of birth, or where one is missing by the surname.
CREATE OR REPLACE FUNCTION praxis_private.npi_holders(npis text[], births text[], families text[])
RETURNS TABLE (npi text, person_id uuid, agrees boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF praxis_private.practice_any('credentialing.provider.import') IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT p.npi, p.person_id,
           coalesce(p.birth_date = nullif(r.birth, '')::date, lower(p.family_name) = lower(r.family))
      FROM unnest(npis, births, families) AS r (npi, birth, family)
      JOIN praxis.person p ON p.practice_id = praxis_private.practice_id() AND p.npi = r.npi;
END
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Guards of what is added.

CREATE OR REPLACE FUNCTION praxis_private.credential_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (SELECT t.jurisdiction = 'state' FROM praxis.credential_type t WHERE t.type_code = NEW.type_code)
       <> (NEW.state IS NOT NULL)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'state_mismatch', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER credential_guard BEFORE INSERT ON praxis.credential
    FOR EACH ROW EXECUTE FUNCTION praxis_private.credential_guard();

CREATE OR REPLACE FUNCTION praxis_private.verification_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_credential"}';
    ELSIF EXISTS (SELECT
                    FROM praxis.credential_term t
                   WHERE t.practice_id = NEW.practice_id
                     AND t.term_id = NEW.term_id
                     AND t.created_by = praxis_private.account_id())
    THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_entry"}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER verification_guard BEFORE INSERT ON praxis.verification
    FOR EACH ROW EXECUTE FUNCTION praxis_private.verification_guard();

-- A record that corrects another stands for the same occasion.
CREATE OR REPLACE FUNCTION praxis_private.verification_occasion() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.occasion := coalesce(
        (SELECT v.occasion
           FROM praxis.verification v
          WHERE v.practice_id = NEW.practice_id AND v.verification_id = NEW.supersedes_id),
        NEW.verified_at);
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER verification_occasion BEFORE INSERT ON praxis.verification
    FOR EACH ROW EXECUTE FUNCTION praxis_private.verification_occasion();

-- Somebody with another name, day of birth or number has not been screened.
CREATE OR REPLACE FUNCTION praxis_private.person_identified() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.identified_at := now();
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER person_identified BEFORE UPDATE ON praxis.person
    FOR EACH ROW
    WHEN ((OLD.given_name, OLD.family_name, OLD.birth_date, OLD.npi)
          IS DISTINCT FROM (NEW.given_name, NEW.family_name, NEW.birth_date, NEW.npi))
    EXECUTE FUNCTION praxis_private.person_identified();

-- Confirming any match, and clearing a probable or a confirmed one, takes two people: one proposes, another decides.
CREATE OR REPLACE FUNCTION praxis_private.disposition_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    matched praxis.screening_match;
    last praxis.screening_disposition;
    needed text;
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    SELECT * INTO matched
      FROM praxis.screening_match m
     WHERE m.practice_id = NEW.practice_id AND m.match_id = NEW.match_id;
    SELECT * INTO last
      FROM praxis.screening_disposition d
     WHERE d.practice_id = NEW.practice_id AND d.match_id = NEW.match_id
     ORDER BY d.step DESC
     LIMIT 1;
    IF NEW.step <> coalesce(last.step, 0) + 1 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'stale_version',
            DETAIL = jsonb_build_object('current', coalesce(last.step, 0), 'sent', NEW.step - 1)::text;
    ELSIF matched.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_match"}';
    ELSIF last.decision IN ('cleared', 'confirmed') AND NEW.decision <> 'escalated' THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'already_decided', DETAIL = jsonb_build_object('decision', last.decision)::text;
    END IF;
    IF NEW.decision IN ('cleared', 'confirmed') THEN
        IF praxis_private.practice_if('credentialing.match.review') IS NULL THEN
            RAISE EXCEPTION USING
                ERRCODE = 'PX403', MESSAGE = 'permission_missing',
                DETAIL = '{"permission": "credentialing.match.review"}';
        END IF;
        needed := CASE WHEN NEW.decision = 'confirmed' THEN 'propose_confirm'
                       WHEN matched.tier <= 2
                            OR EXISTS (SELECT
                                         FROM praxis.screening_disposition d
                                        WHERE d.practice_id = NEW.practice_id
                                          AND d.match_id = NEW.match_id
                                          AND d.decision = 'confirmed') THEN 'propose_clear' END;
        IF needed IS NOT NULL
           AND (last.decision IS DISTINCT FROM needed
                OR last.decided_by = NEW.decided_by
                OR last.decider = NEW.decider)
        THEN
            RAISE EXCEPTION USING
                ERRCODE = 'PX403', MESSAGE = 'second_person_required',
                DETAIL = jsonb_build_object('needed', needed, 'found', last.decision)::text;
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER disposition_guard BEFORE INSERT ON praxis.screening_disposition
    FOR EACH ROW EXECUTE FUNCTION praxis_private.disposition_guard();
