-- Contracts of credentialing: may this person do this work, here, then; what expires; who is excluded.

-- The day of an instant by the calendar of the practice: of its clinic where it is earliest, so that nothing seems
-- younger than it is anywhere.
CREATE OR REPLACE FUNCTION praxis_private.practice_day(practice uuid, instant timestamptz) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(
        (SELECT min((instant AT TIME ZONE c.zone)::date) FROM praxis.clinic c WHERE c.practice_id = practice),
        (instant AT TIME ZONE 'UTC')::date);
END
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What is known of each term and credential, at the instant that kernel_known.sql tells of.

-- Whether a person has looked at what a program fetched and accepted it.
CREATE OR REPLACE FUNCTION praxis_private.is_accepted(practice uuid, verification uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(praxis_private.review_of(practice, verification), false);
END
$$;

-- What a person said of a check that a program fetched: that it counts or that it does not, and nothing while nobody has
-- looked. Whoever sees the check is told, without the files in which reviews are read.
CREATE OR REPLACE FUNCTION praxis_private.review_of(practice uuid, verification uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT r.accepted
              FROM praxis.verification_review r
             WHERE r.practice_id = practice AND r.verification_id = verification
               AND r.created_at <= (SELECT praxis_private.known())
               AND (practice = praxis_private.practice_id() OR pg_has_role(session_user, 'praxis_owner', 'MEMBER')));
END
$$;

-- What was put on file in error and counts for nothing.
CREATE OR REPLACE VIEW praxis.credentialing_error WITH (security_invoker = true) AS
SELECT e.practice_id, e.person_id, e.credential_id, e.step, e.reason, e.created_by, e.created_at
  FROM praxis.credential_error e
 WHERE e.stands
   AND e.created_at <= (SELECT praxis_private.known())
   AND NOT EXISTS (SELECT
                     FROM praxis.credential_error n
                    WHERE n.practice_id = e.practice_id
                      AND n.credential_id = e.credential_id
                      AND n.step = e.step + 1
                      AND n.created_at <= (SELECT praxis_private.known()));

-- The terms that count, each with the latest check that had an answer: a source that was down says nothing, what a program
-- fetched says nothing before a person has accepted it, and the correction of an earlier check says something of that day,
-- not of today.
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
          AND (NOT v.fetched OR praxis_private.is_accepted(v.practice_id, v.verification_id))
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
                      AND n.created_at <= (SELECT praxis_private.known()))
   -- What its holder took back was never more than a claim.
   AND NOT EXISTS (SELECT
                     FROM praxis.credential_withdrawal w
                    WHERE w.practice_id = t.practice_id
                      AND w.term_id = t.term_id
                      AND w.created_at <= (SELECT praxis_private.known()))
   AND NOT EXISTS (SELECT
                     FROM praxis.credentialing_error e
                    WHERE e.practice_id = t.practice_id AND e.credential_id = t.credential_id);

-- What boards did to credentials, as it stands: without what was ended or corrected by a later record.
CREATE OR REPLACE VIEW praxis.credentialing_status WITH (security_invoker = true) AS
SELECT s.practice_id, s.person_id, s.credential_id, s.status_id, s.status, s.starts_on, s.ends_on, s.source
  FROM praxis.credential_status s
 WHERE s.created_at <= (SELECT praxis_private.known())
   AND NOT EXISTS (SELECT
                     FROM praxis.credential_status n
                    WHERE n.practice_id = s.practice_id
                      AND n.supersedes_id = s.status_id
                      AND n.created_at <= (SELECT praxis_private.known()))
   AND NOT EXISTS (SELECT
                     FROM praxis.credentialing_error e
                    WHERE e.practice_id = s.practice_id AND e.credential_id = s.credential_id);

-- The number that is printed on a renewal which its holder handed in, where it is another than the credential had: of the
-- term as it was corrected last.
CREATE OR REPLACE VIEW praxis.credentialing_printed WITH (security_invoker = true) AS
SELECT c.practice_id, c.person_id, c.credential_id, t.term_id, t.issued_on, t.verified, c.number, c.number_normalized
  FROM praxis.credential_claim c
  JOIN LATERAL (
       WITH RECURSIVE chain AS (
           SELECT c.term_id
            UNION ALL
           SELECT t.term_id
             FROM chain k
             JOIN praxis.credential_term t ON t.practice_id = c.practice_id AND t.supersedes_id = k.term_id)
       SELECT k.term_id FROM chain k) k ON true
  JOIN praxis.credentialing_term t
    ON t.practice_id = c.practice_id AND t.person_id = c.person_id AND t.credential_id = c.credential_id
   AND t.term_id = k.term_id
 WHERE c.number IS NOT NULL;

-- The numbers that a credential has, each with its days: the one it was entered with, and from the first day of a renewal
-- that was verified the one printed on it. What shows or sends a number asks here for that of a day.
CREATE OR REPLACE VIEW praxis.credentialing_numbered WITH (security_invoker = true) AS
SELECT k.practice_id, k.person_id, k.credential_id, n.number, n.number_normalized, n.days
  FROM praxis.credential k
 CROSS JOIN LATERAL (
       SELECT n.number, n.number_normalized,
              daterange(n.starts_on, lead(n.starts_on) OVER (ORDER BY n.starts_on NULLS FIRST, n.term_id)) AS days
         FROM (SELECT NULL::date AS starts_on, NULL::uuid AS term_id, k.number, k.number_normalized
                UNION ALL
               SELECT p.issued_on, p.term_id, p.number, p.number_normalized
                 FROM praxis.credentialing_printed p
                WHERE p.practice_id = k.practice_id
                  AND p.person_id = k.person_id
                  AND p.credential_id = k.credential_id
                  AND p.verified) n) n;

-- The number of today.
CREATE OR REPLACE VIEW praxis.credentialing_number WITH (security_invoker = true) AS
SELECT n.practice_id, n.person_id, n.credential_id, n.number
  FROM praxis.credentialing_numbered n
 WHERE n.days @> (SELECT praxis_private.practice_day(praxis_private.practice_id(), now()));

-- The number by which a source is asked about a term: the one printed on it, else that of its first day.
CREATE OR REPLACE VIEW praxis.credentialing_term_number WITH (security_invoker = true) AS
SELECT t.practice_id, t.person_id, t.credential_id, t.term_id, coalesce(p.number, n.number) AS number
  FROM praxis.credential_term t
  JOIN praxis.credentialing_numbered n
    ON n.practice_id = t.practice_id AND n.person_id = t.person_id AND n.credential_id = t.credential_id
   AND n.days @> t.issued_on
  LEFT JOIN praxis.credentialing_printed p
    ON p.practice_id = t.practice_id AND p.person_id = t.person_id AND p.credential_id = t.credential_id
   AND p.term_id = t.term_id;

-- How grave what bars a credential is: the gravest first.
CREATE OR REPLACE FUNCTION praxis_private.gravity(status text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN array_position('{revoked,suspended,surrendered,inactive}'::text[], status);
END
$$;

-- The days that a renewal filed on the first day of a span adds: from the end of the verified terms that ran on that day, until
-- the next begins or the span is over.
CREATE OR REPLACE FUNCTION praxis_private.filed_days(practice uuid, person uuid, credential uuid, span daterange)
RETURNS daterange
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ran  date;
    next date;
BEGIN
    SELECT max(t.expires_on) + 1 INTO ran
      FROM praxis.credentialing_term t
     WHERE t.practice_id = practice AND t.person_id = person AND t.credential_id = credential
       AND t.verified AND t.valid @> lower(span);
    SELECT min(t.issued_on) INTO next
      FROM praxis.credentialing_term t
     WHERE t.practice_id = practice AND t.person_id = person AND t.credential_id = credential
       AND t.verified AND t.issued_on > lower(span);
    -- One that was taken back, or of which no verified term ran any more, adds nothing.
    IF ran IS NULL OR isempty(span) THEN
        RETURN NULL;
    END IF;
    RETURN daterange(ran, greatest(ran, least(next, upper(span))));
END
$$;

-- The days that a credential covers: the union of its verified terms and of the days in `filed`, on which it goes on because its
-- renewal was filed while a verified term ran, less the days on which it is barred. On the days in `single` a multistate
-- license holds in its own state alone: since it was turned into one of a single state, or before it became multistate.
CREATE OR REPLACE VIEW praxis.credentialing_coverage WITH (security_invoker = true) AS
SELECT c.practice_id, c.person_id, c.credential_id, c.type_code, c.state,
       c.multistate OR s.multistate IS NOT NULL AS multistate,
       coalesce(t.verified, '{}') + coalesce(s.filed, '{}') - coalesce(s.barred, '{}') AS covered,
       coalesce(t.verified, '{}') AS verified,
       coalesce(t.claimed, '{}') AS claimed,
       coalesce(s.barred, '{}') AS barred,
       coalesce(s.limited, '{}') AS limited,
       s.barred_by,
       coalesce(s.single, '{}')
           + CASE WHEN c.multistate THEN '{}' ELSE coalesce('{(,)}'::datemultirange - s.multistate, '{}') END AS single,
       coalesce(s.filed, '{}') - coalesce(t.verified, '{}') AS filed
  FROM praxis.credential c
  LEFT JOIN LATERAL (
       SELECT range_agg(t.valid) FILTER (WHERE t.verified) AS verified, range_agg(t.valid) AS claimed
         FROM praxis.credentialing_term t
        WHERE t.practice_id = c.practice_id AND t.person_id = c.person_id AND t.credential_id = c.credential_id
       ) t ON true
  LEFT JOIN LATERAL (
       SELECT range_agg(s.span) FILTER (WHERE s.bars) AS barred,
              range_agg(s.span) FILTER (WHERE s.status IN ('restricted', 'probation')) AS limited,
              range_agg(s.span) FILTER (WHERE s.status = 'single_state') AS single,
              range_agg(s.span) FILTER (WHERE s.status = 'multistate') AS multistate,
              range_agg(CASE WHEN s.status = 'renewal_filed'
                             THEN praxis_private.filed_days(c.practice_id, c.person_id, c.credential_id, s.span) END) AS filed,
              (array_agg(s.status ORDER BY praxis_private.gravity(s.status)) FILTER (WHERE s.bars))[1] AS barred_by
         FROM (SELECT s.status, daterange(s.starts_on, s.ends_on) AS span,
                      s.status IN ('suspended', 'revoked', 'surrendered', 'inactive') AS bars
                 FROM praxis.credentialing_status s
                WHERE s.practice_id = c.practice_id
                  AND s.person_id = c.person_id
                  AND s.credential_id = c.credential_id) s
       ) s ON true
 WHERE c.created_at <= (SELECT praxis_private.known())
   AND NOT EXISTS (SELECT
                     FROM praxis.credentialing_error e
                    WHERE e.practice_id = c.practice_id AND e.credential_id = c.credential_id);

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
-- Guards of what is added. Those that look at other rows see all of them, whatever the caller may read.

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

-- Whether somebody else than the caller has asked the source about a credential on a day or since, and it confirmed it.
CREATE OR REPLACE FUNCTION praxis_private.confirmed_by_another(practice uuid, credential uuid, since date) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT
                     FROM praxis.verification v
                    WHERE v.practice_id = practice
                      AND v.credential_id = credential
                      AND praxis_private.practice_day(v.practice_id, v.verified_at) >= since
                      AND v.verified_by <> praxis_private.account_id()
                      AND v.result IN ('confirmed', 'confirmed_with_findings')
                      AND (NOT v.fetched OR praxis_private.is_accepted(v.practice_id, v.verification_id))
                      AND NOT EXISTS (SELECT
                                        FROM praxis.verification n
                                       WHERE n.practice_id = v.practice_id AND n.supersedes_id = v.verification_id));
END
$$;

-- Until when a renewal that was filed keeps the authority: by the rule of the day of filing so many days after the term that ran
-- then, or sooner. Somebody else has looked at the source since it was filed, unless it is only shortened.
CREATE OR REPLACE FUNCTION praxis_private.filed_until(filing praxis.credential_status, old praxis.credential_status)
RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    days integer := (
        SELECT (r.params ->> 'days')::integer
          FROM praxis.credential c
         CROSS JOIN praxis_private.rule_on(filing.practice_id, 'dea.timely_filing', filing.starts_on) r
         WHERE c.practice_id = filing.practice_id AND c.credential_id = filing.credential_id
           AND r.params -> 'types' ? c.type_code);
    ran  date := (
        SELECT max(t.expires_on)
          FROM praxis.credentialing_term t
         WHERE t.practice_id = filing.practice_id AND t.person_id = filing.person_id
           AND t.credential_id = filing.credential_id
           AND t.verified AND t.valid @> filing.starts_on);
    ends date := least(filing.ends_on, ran + 1 + days);
BEGIN
    IF filing.status = 'renewal_filed' AND old.status = 'renewal_filed' AND filing.starts_on >= old.starts_on
       AND filing.ends_on <= old.ends_on
    THEN
        RETURN filing.ends_on;
    ELSIF filing.status <> 'renewal_filed' OR old.status <> 'renewal_filed' OR ran IS NULL OR days IS NULL
          OR filing.starts_on > praxis_private.practice_day(filing.practice_id, now())
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_timely', DETAIL = '{}';
    ELSIF NOT praxis_private.confirmed_by_another(filing.practice_id, filing.credential_id, filing.starts_on)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'verification_required', DETAIL = '{}';
    END IF;
    RETURN ends;
END
$$;

-- What a board did is recorded by others than the holder. What barred somebody, or bound a license to its own state, is taken
-- back or shortened by a second person, after somebody else has asked the source again about a term that is in force.
CREATE OR REPLACE FUNCTION praxis_private.credential_status_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    bars constant text[] := ARRAY['suspended', 'revoked', 'surrendered', 'inactive', 'single_state'];
    old praxis.credential_status;
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    ELSIF NEW.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_credential"}';
    ELSIF NEW.status = 'single_state'
          AND NOT (SELECT c.multistate FROM praxis.credential c
                    WHERE c.practice_id = NEW.practice_id AND c.credential_id = NEW.credential_id)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_multistate', DETAIL = '{}';
    ELSIF NEW.status = 'multistate'
          AND NOT EXISTS (SELECT
                            FROM praxis.credential c
                            JOIN praxis.compact_member m USING (type_code, state)
                           WHERE c.practice_id = NEW.practice_id AND c.credential_id = NEW.credential_id
                             AND NOT c.multistate)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_single_state', DETAIL = '{}';
    END IF;
    SELECT * INTO old FROM praxis.credential_status s
     WHERE s.practice_id = NEW.practice_id AND s.status_id = NEW.supersedes_id;
    IF 'renewal_filed' IN (NEW.status, old.status) THEN
        NEW.ends_on := praxis_private.filed_until(NEW, old);
    -- What lets somebody work in other states rests on a check by somebody else, unless it is only shortened.
    ELSIF NEW.status = 'multistate'
          AND NOT (old.status IS NOT DISTINCT FROM 'multistate'
                   AND daterange(old.starts_on, old.ends_on) @> daterange(NEW.starts_on, NEW.ends_on))
          AND ((praxis_private.context())[6] <> 'session'
               OR NOT praxis_private.confirmed_by_another(NEW.practice_id, NEW.credential_id, NEW.starts_on))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'verification_required', DETAIL = '{}';
    END IF;
    IF old.status = ANY (bars)
       AND NOT (NEW.status = ANY (bars) AND (NEW.status <> 'single_state' OR old.status = 'single_state')
                AND daterange(NEW.starts_on, NEW.ends_on) @> daterange(old.starts_on, old.ends_on))
    THEN
        IF old.created_by = praxis_private.account_id() OR (praxis_private.context())[6] <> 'session' THEN
            RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'second_person_required', DETAIL = '{}';
        ELSIF NOT EXISTS (SELECT
                            FROM praxis.verification v
                            JOIN praxis.credential_term t USING (practice_id, term_id)
                           WHERE v.practice_id = NEW.practice_id
                             AND v.credential_id = NEW.credential_id
                             AND v.verified_at > old.created_at
                             AND v.verified_by <> praxis_private.account_id()
                             AND t.valid @> praxis_private.practice_day(NEW.practice_id, now())
                             AND v.result IN ('confirmed', 'confirmed_with_findings')
                             AND (NOT v.fetched OR praxis_private.is_accepted(v.practice_id, v.verification_id))
                             AND NOT EXISTS (SELECT
                                               FROM praxis.verification n
                                              WHERE n.practice_id = v.practice_id AND n.supersedes_id = v.verification_id))
        THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'verification_required', DETAIL = '{}';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER credential_status_guard BEFORE INSERT ON praxis.credential_status
    FOR EACH ROW EXECUTE FUNCTION praxis_private.credential_status_guard();

CREATE OR REPLACE FUNCTION praxis_private.verification_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
