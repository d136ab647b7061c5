-- Contracts of credentialing: may this person do this work, here, then; what expires; who is excluded.

-- ---------------------------------------------------------------------------------------------------------------------
-- What is known of each term and credential, at the instant that kernel_known.sql tells of.

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
          AND v.created_at <= (SELECT praxis_private.known())
          AND NOT EXISTS (SELECT
                            FROM praxis.verification n
                           WHERE n.practice_id = v.practice_id
                             AND n.supersedes_id = v.verification_id
                             AND n.created_at <= (SELECT praxis_private.known()))
        ORDER BY v.occasion DESC, v.verified_at DESC, v.verification_id DESC
        LIMIT 1) v ON true
 WHERE t.created_at <= (SELECT praxis_private.known())
   AND NOT EXISTS (SELECT
                     FROM praxis.credential_term n
                    WHERE n.practice_id = t.practice_id
                      AND n.supersedes_id = t.term_id
                      AND n.created_at <= (SELECT praxis_private.known()));

-- What boards did to credentials, as it stands: without what was ended or corrected by a later record.
CREATE OR REPLACE VIEW praxis.credentialing_status WITH (security_invoker = true) AS
SELECT s.practice_id, s.person_id, s.credential_id, s.status_id, s.status, s.starts_on, s.ends_on, s.source
  FROM praxis.credential_status s
 WHERE s.created_at <= (SELECT praxis_private.known())
   AND NOT EXISTS (SELECT
                     FROM praxis.credential_status n
                    WHERE n.practice_id = s.practice_id
                      AND n.supersedes_id = s.status_id
                      AND n.created_at <= (SELECT praxis_private.known()));

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
                 FROM praxis.credentialing_status s
                WHERE s.practice_id = c.practice_id
                  AND s.person_id = c.person_id
                  AND s.credential_id = c.credential_id) s
       ) s ON true
 WHERE c.created_at <= (SELECT praxis_private.known());

-- ---------------------------------------------------------------------------------------------------------------------
-- What definers tell.

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
