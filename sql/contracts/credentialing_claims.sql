-- Renewals that holders hand in, and take back while no source has answered.

-- Whether a source has answered about a term.
CREATE OR REPLACE FUNCTION praxis_private.term_answered(practice uuid, term uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM praxis.credentialing_term t
                    WHERE t.practice_id = practice AND t.term_id = term AND t.result IS NOT NULL);
END
$$;

-- What somebody handed in: each claim with its term, its document, and what became of it.
CREATE OR REPLACE VIEW praxis.credentialing_claim WITH (security_invoker = true) AS
SELECT c.practice_id, c.person_id, c.credential_id, c.term_id, t.issued_on, t.expires_on, c.number, c.file_id,
       c.created_at, w.created_at AS withdrawn_at, n.verified, n.result
  FROM praxis.credential_claim c
  JOIN LATERAL (
       -- The term as it was corrected last.
       WITH RECURSIVE chain AS (
           SELECT t.term_id, t.issued_on, t.expires_on, 0 AS step
             FROM praxis.credential_term t
            WHERE t.practice_id = c.practice_id AND t.term_id = c.term_id
            UNION ALL
           SELECT t.term_id, t.issued_on, t.expires_on, k.step + 1
             FROM chain k
             JOIN praxis.credential_term t ON t.practice_id = c.practice_id AND t.supersedes_id = k.term_id)
       SELECT k.term_id, k.issued_on, k.expires_on FROM chain k ORDER BY k.step DESC LIMIT 1) t ON true
  LEFT JOIN praxis.credential_withdrawal w
    ON w.practice_id = c.practice_id AND w.person_id = c.person_id AND w.term_id = c.term_id
  LEFT JOIN praxis.credentialing_term n
    ON n.practice_id = c.practice_id AND n.person_id = c.person_id AND n.credential_id = c.credential_id
   AND n.term_id = t.term_id;

-- The media type of a document, by its first bytes: a PDF, a PNG or a JPEG.
CREATE OR REPLACE FUNCTION praxis_private.document_type(bytes bytea) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN substr(bytes, 1, 5) = '%PDF-'::bytea THEN 'application/pdf'
                WHEN substr(bytes, 1, 8) = '\x89504e470d0a1a0a'::bytea THEN 'image/png'
                WHEN substr(bytes, 1, 3) = '\xffd8ff'::bytea THEN 'image/jpeg' END;
END
$$;

-- Puts the renewal of one of the caller's own credentials on file, with its document: a term that counts for nothing until
-- somebody else has asked the source. One waits at a time; it ends later than what was verified, and has not ended.
CREATE OR REPLACE FUNCTION praxis_private.renewal_claim(
    term uuid, renewed uuid, first_day date, last_day date, printed text, document uuid, title text, bytes bytea
) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice constant uuid := praxis_private.practice_id();
    holder   constant uuid := praxis_private.self_if('practice.duty.fulfill');
    digest   constant bytea := sha256(bytes);
    media    constant text := praxis_private.document_type(bytes);
    held     praxis.credential;
    verified date;
BEGIN
    IF (praxis_private.context())[6] <> 'session' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
    END IF;
    SELECT * INTO held
      FROM praxis.credential c
     WHERE c.practice_id = practice AND c.credential_id = renewed AND c.person_id = holder
       FOR NO KEY UPDATE;
    IF held.credential_id IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    ELSIF held.compartment <> 'credential'
          OR NOT (SELECT t.claimable FROM praxis.credential_type t WHERE t.type_code = held.type_code)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'not_claimable', DETAIL = '{}';
    ELSIF EXISTS (SELECT FROM praxis.credentialing_claim c
                   WHERE c.practice_id = practice AND c.credential_id = renewed
                     AND c.withdrawn_at IS NULL AND c.result IS NULL)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'claim_waiting', DETAIL = '{}';
    ELSIF last_day IS NULL OR last_day < (praxis_private.practice_days(practice)).earliest THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'claim_over', DETAIL = '{}';
    ELSIF media IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_a_document', DETAIL = '{}';
    END IF;
    SELECT max(coalesce(t.expires_on, 'infinity')) INTO verified
      FROM praxis.credentialing_term t
     WHERE t.practice_id = practice AND t.person_id = holder AND t.credential_id = renewed AND t.verified;
    IF verified >= last_day THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'claim_not_later', DETAIL = '{}';
    END IF;
    PERFORM praxis_private.file_take(bytes);
    INSERT INTO praxis.file (practice_id, file_id, person_id, sha256, name, media_type, size, compartment)
    VALUES (practice, document, holder, digest, title, media, length(bytes), 'credentialing');
    INSERT INTO praxis.credential_term (practice_id, term_id, person_id, credential_id, issued_on, expires_on)
    VALUES (practice, term, holder, renewed, first_day, last_day);
    INSERT INTO praxis.credential_document (practice_id, person_id, credential_id, file_id, term_id)
    VALUES (practice, holder, renewed, document, term);
    INSERT INTO praxis.credential_claim (practice_id, term_id, person_id, credential_id, file_id, number)
    SELECT practice, term, holder, renewed, document, nullif(printed, n.number)
      FROM praxis.credentialing_numbered n
     WHERE n.practice_id = practice AND n.person_id = holder AND n.credential_id = renewed AND n.days @> first_day;
    RETURN digest;
END
$$;

-- Whoever withdraws a claim handed it in, and no source has answered. Its row is locked, so that a check that is recorded in
-- the meantime is waited for.
CREATE OR REPLACE FUNCTION praxis_private.claim_withdrawn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM praxis.credential_claim c
      WHERE c.practice_id = NEW.practice_id AND c.term_id = NEW.term_id AND c.person_id = NEW.person_id
        FOR NO KEY UPDATE;
    IF NOT FOUND OR NEW.person_id IS DISTINCT FROM praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    ELSIF (praxis_private.context())[6] <> 'session' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
    ELSIF praxis_private.term_answered(NEW.practice_id, NEW.term_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'claim_answered', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER claim_withdrawn BEFORE INSERT ON praxis.credential_withdrawal
    FOR EACH ROW EXECUTE FUNCTION praxis_private.claim_withdrawn();

-- What was withdrawn is not verified any more.
CREATE OR REPLACE FUNCTION praxis_private.claim_verified() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM praxis.credential_claim c
      WHERE c.practice_id = NEW.practice_id AND c.term_id = NEW.term_id
        FOR NO KEY UPDATE;
    IF FOUND AND EXISTS (SELECT FROM praxis.credential_withdrawal w
                          WHERE w.practice_id = NEW.practice_id AND w.term_id = NEW.term_id)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'claim_withdrawn', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER claim_verified BEFORE INSERT ON praxis.verification
    FOR EACH ROW WHEN (NEW.term_id IS NOT NULL) EXECUTE FUNCTION praxis_private.claim_verified();
