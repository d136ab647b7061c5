-- Screening: matches with exclusion lists and where their review stands, the lists in force, the state of every subject.

DROP FUNCTION IF EXISTS praxis_private.screening_vendors();
DROP VIEW IF EXISTS praxis.screening_state;
DROP FUNCTION IF EXISTS praxis_private.screening_states();
DROP VIEW IF EXISTS praxis.screening_party_subject;
DROP FUNCTION IF EXISTS praxis_private.screening_businesses();

-- The zone by which a practice counts its months and days: the one of most of its clinics.
CREATE OR REPLACE FUNCTION praxis_private.screening_zone(practice uuid) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT mode() WITHIN GROUP (ORDER BY c.zone)
                       FROM praxis.clinic c
                      WHERE c.practice_id = practice), 'UTC');
END
$$;

-- Whether a comparison of a month was one with the list of that month or of the one before, whole: a full list of then, or an
-- older one with the supplements of every month since. A list is published in the month after its own.
CREATE OR REPLACE FUNCTION praxis_private.is_current(lists jsonb, month date) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whole date;
    supplements date[];
BEGIN
    SELECT max(n.month) FILTER (WHERE n.kind = 'full'), array_agg(n.month) FILTER (WHERE n.kind = 'exclusions')
      INTO whole, supplements
      FROM (SELECT (e ->> 'month')::date AS month, coalesce(e ->> 'kind', 'full') AS kind
              FROM jsonb_array_elements(lists) e
             WHERE coalesce(e ->> 'list', 'leie') = 'leie') n;
    RETURN whole IS NOT NULL
       AND NOT EXISTS (SELECT
                         FROM generate_series(whole + interval '1 month', month - interval '1 month', interval '1 month') g
                        WHERE g::date <> ALL (coalesce(supplements, '{}')));
END
$$;

-- The caller's practice's day.
CREATE OR REPLACE FUNCTION praxis_private.screening_today() RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (now() AT TIME ZONE praxis_private.screening_zone(praxis_private.practice_id()))::date;
END
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Matches, each with where its review stands and the days of the exclusion. A confirmed match stays confirmed, whatever
-- is said of it later, until two people have cleared it.

-- The lists that counted at the instant of kernel_known.sql: a list counts until it is withdrawn.
CREATE OR REPLACE VIEW praxis.screening_import_known WITH (security_invoker = true) AS
SELECT i.practice_id, i.import_id, i.list, i.kind, i.month, i.created_at
  FROM praxis.screening_import i
 WHERE i.created_at <= (SELECT praxis_private.known())
   AND (i.state = 'in_force' OR i.state = 'withdrawn' AND i.withdrawn_at > (SELECT praxis_private.known()));

CREATE OR REPLACE VIEW praxis.screening_review WITH (security_invoker = true) AS
SELECT m.practice_id, m.person_id, m.match_id, m.import_id, m.row_number, m.tier, m.reasons, m.subject,
       m.subject_hash, m.record_hash, m.created_at,
       coalesce(d.step, 0) AS step,
       CASE WHEN d.decision IN ('cleared', 'confirmed') THEN d.decision
            WHEN f.decision = 'confirmed' THEN 'confirmed'
            WHEN d.decision IN ('escalated', 'in_review') THEN d.decision
            WHEN d.decision IS NOT NULL THEN 'proposed'
            WHEN m.tier = 5 THEN 'cleared'
            ELSE 'open'
       END AS state,
       d.decision, d.reason_code, d.decided_by, d.created_at AS decided_at,
       -- Whether the run that last looked at the subject met it again. Runs read after they start, so that the later start
       -- has the later rows, whichever was written down first.
       EXISTS (SELECT
                 FROM praxis.screening_sighting s
                WHERE s.practice_id = m.practice_id
                  AND s.match_id = m.match_id
                  AND s.run_id = (SELECT r.run_id
                                    FROM praxis.screening_run r
                                   WHERE r.practice_id = m.practice_id
                                     AND r.finished_at <= (SELECT praxis_private.known())
                                     AND (r.withdrawn_at IS NULL OR r.withdrawn_at > (SELECT praxis_private.known()))
                                     AND (r.narrowed_to IS NULL OR m.subject_id = ANY (r.narrowed_to))
                                   ORDER BY r.started_at DESC, r.finished_at DESC, r.run_id DESC
                                   LIMIT 1)) AS current,
       e.excluded_on,
       -- Reinstated, or ended by itself. A confirmed exclusion ends when two people say so.
       CASE WHEN f.decision = 'confirmed' THEN least(f.ended_on, e.ends_on)
            ELSE least(x.reinstated_on, e.ends_on)
       END AS reinstated_on,
       -- A confirmed match that somebody asks to look at again, or that a list has since called reinstated.
       coalesce(f.decision = 'confirmed'
                AND (d.decision <> 'confirmed' OR f.ended_on IS NULL AND x.known_at > f.created_at), false) AS reopened,
       m.subject_id, m.subject_kind, m.follows_id,
       -- Why the last decision was made; `waived` says that two people let the waiver count.
       f.reason_code AS decided_reason, e.waived_on, e.waiver_state, e.identity_hash,
       -- What the publisher says, whether or not anybody has acted on it.
       x.reinstated_on AS listed_reinstatement
  FROM praxis.screening_match m
  JOIN praxis.screening_entry e USING (practice_id, import_id, row_number)
  JOIN praxis.screening_import i USING (practice_id, import_id)
  LEFT JOIN LATERAL (
       SELECT max(r.reinstated_on) AS reinstated_on, max(ri.created_at) AS known_at
         FROM praxis.screening_entry r
         JOIN praxis.screening_import_known ri USING (practice_id, import_id)
        WHERE r.practice_id = e.practice_id
          AND r.identity_hash = e.identity_hash
          AND r.excluded_on = e.excluded_on
          AND r.reinstated_on IS NOT NULL
          AND ri.list = i.list
          -- A full list says itself who is reinstated: they are gone from it.
          AND (ri.month > i.month OR ri.month = i.month AND i.kind = 'exclusions')) x ON true
  LEFT JOIN LATERAL (
       SELECT d.step, d.decision, d.reason_code, d.decided_by, d.created_at
         FROM praxis.screening_disposition d
        WHERE d.practice_id = m.practice_id AND d.match_id = m.match_id
          AND d.created_at <= (SELECT praxis_private.known())
        ORDER BY d.step DESC
        LIMIT 1) d ON true
  LEFT JOIN LATERAL (
       SELECT d.decision, d.reason_code, d.ended_on, d.created_at
         FROM praxis.screening_disposition d
        WHERE d.practice_id = m.practice_id AND d.match_id = m.match_id AND d.decision IN ('cleared', 'confirmed')
          AND d.created_at <= (SELECT praxis_private.known())
        ORDER BY d.step DESC
        LIMIT 1) f ON true
 WHERE m.created_at <= (SELECT praxis_private.known());

-- The matches that count: those under review that the last run met, and those confirmed. Of one exclusion that the list
-- printed in several ways, as with and without a waiver, that counts which it prints now.
CREATE OR REPLACE VIEW praxis.screening_counted WITH (security_invoker = true) AS
SELECT m.*
  FROM praxis.screening_review m
 WHERE m.state NOT IN ('cleared', 'confirmed') AND m.current
    OR m.state = 'confirmed'
       AND NOT (NOT m.current
                AND EXISTS (SELECT
                              FROM praxis.screening_review n
                             WHERE n.practice_id = m.practice_id
                               AND n.subject_id = m.subject_id
                               AND n.identity_hash = m.identity_hash
                               AND n.excluded_on = m.excluded_on
                               AND n.current
                               AND n.state = 'confirmed'));

-- The lists that are used: of each publisher the newest full list; of the OIG also later supplements, or all of them
-- where there is no full list, and all reinstatements.
CREATE OR REPLACE VIEW praxis.screening_list_in_force WITH (security_invoker = true) AS
SELECT i.practice_id, i.import_id, i.kind, i.list, i.month
  FROM praxis.screening_import i
 WHERE i.state = 'in_force'
   AND (i.kind = 'reinstatements'
        OR i.import_id = (SELECT f.import_id
                            FROM praxis.screening_import f
                           WHERE f.practice_id = i.practice_id AND f.list = i.list AND f.kind = 'full'
                             AND f.state = 'in_force'
                           ORDER BY coalesce(f.issued_on, f.month) DESC, f.created_at DESC
                           LIMIT 1)
        OR i.kind = 'exclusions'
           AND i.month > coalesce((SELECT max(f.month)
                                     FROM praxis.screening_import f
                                    WHERE f.practice_id = i.practice_id AND f.list = i.list AND f.kind = 'full'
                                      AND f.state = 'in_force'),
                                  '-infinity'));

-- The rows against which people are compared; without exclusions that have ended. A reinstatement ends what a list of the
-- same publisher said before it.
CREATE OR REPLACE VIEW praxis.screening_entry_in_force WITH (security_invoker = true) AS
SELECT e.*, i.list
  FROM praxis.screening_entry e
  JOIN praxis.screening_list_in_force i USING (practice_id, import_id)
 WHERE i.kind <> 'reinstatements'
   AND (e.ends_on IS NULL OR e.ends_on > (SELECT praxis_private.screening_today()))
   AND NOT EXISTS (SELECT
                     FROM praxis.screening_entry r
                     JOIN praxis.screening_import ri USING (practice_id, import_id)
                    WHERE r.practice_id = e.practice_id
                      AND r.identity_hash = e.identity_hash
                      AND r.excluded_on = e.excluded_on
                      AND r.reinstated_on IS NOT NULL
                      AND r.reinstated_on <= (SELECT praxis_private.screening_today())
                      AND ri.state = 'in_force'
                      AND ri.list = i.list
                      AND (ri.month > i.month OR ri.month = i.month AND i.kind = 'exclusions'));

-- ---------------------------------------------------------------------------------------------------------------------
-- People, vendors and legal entities as screening compares them: all of the practice, whatever else the caller may see.
-- A run that left somebody out would show them clear.

-- Everybody with every name that has taken effect, the present one first; or those alone who were not compared as they are
-- now.
CREATE OR REPLACE FUNCTION praxis_private.screening_people(unscreened boolean)
RETURNS TABLE (person_id uuid, birth_date date, npi text, families text[], givens text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_if('credentialing.screening.run');
    whole    constant timestamptz := (SELECT max(r.started_at)
                                        FROM praxis.screening_run r
                                       WHERE r.practice_id = practice AND r.narrowed_to IS NULL
                                         AND r.withdrawn_at IS NULL);
BEGIN
    RETURN QUERY
    WITH compared AS MATERIALIZED (
        SELECT n.id, max(r.started_at) AS at
          FROM praxis.screening_run r
         CROSS JOIN LATERAL unnest(r.narrowed_to) AS n (id)
         WHERE r.practice_id = practice AND r.withdrawn_at IS NULL AND (whole IS NULL OR r.started_at > whole)
         GROUP BY n.id
    ), named AS MATERIALIZED (
        SELECT n.person_id AS id, max(n.created_at) AS added_at,
               max(n.starts_on) FILTER (WHERE n.starts_on <= CURRENT_DATE) AS begun_on,
               array_agg(n.family_name ORDER BY n.name_id)
                   FILTER (WHERE n.starts_on IS NULL OR n.starts_on <= CURRENT_DATE) AS families,
               array_agg(n.given_name ORDER BY n.name_id)
                   FILTER (WHERE n.starts_on IS NULL OR n.starts_on <= CURRENT_DATE) AS givens
          FROM praxis.person_name n
         WHERE n.practice_id = practice
         GROUP BY n.person_id
    )
    SELECT p.person_id, p.birth_date, p.npi, p.family_name || coalesce(n.families, '{}'),
           p.given_name || coalesce(n.givens, '{}')
      FROM praxis.person p
      LEFT JOIN named n ON n.id = p.person_id
      LEFT JOIN compared c ON c.id = p.person_id
     CROSS JOIN LATERAL (SELECT greatest(whole, c.at) AS at) last
     WHERE p.practice_id = practice
       AND (NOT unscreened OR last.at IS NULL OR last.at < p.identified_at OR n.added_at > last.at
            OR n.begun_on > last.at::date)
     ORDER BY p.person_id;
END
$$;

-- Vendors, also those that get no orders now, and legal entities; `since` is when they came to be what is compared.
CREATE OR REPLACE FUNCTION praxis_private.screening_businesses()
RETURNS TABLE (practice_id uuid, subject_kind text, subject_id uuid, name text, since timestamptz, states text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_if('credentialing.screening.read');
BEGIN
    RETURN QUERY
    SELECT v.practice_id, 'vendor'::text, v.vendor_id, v.name, greatest(v.created_at, v.identified_at), '{}'::text[]
      FROM praxis.vendor v
     WHERE v.practice_id = practice
     UNION ALL
    SELECT l.practice_id, 'legal_entity', l.entity_id, l.name, greatest(l.created_at, l.identified_at),
           ARRAY(SELECT c.state
                   FROM praxis.clinic c
                  WHERE c.practice_id = l.practice_id AND c.entity_id = l.entity_id)
      FROM praxis.legal_entity l
     WHERE l.practice_id = practice;
END
$$;

CREATE VIEW praxis.screening_party_subject WITH (security_invoker = true) AS
SELECT s.practice_id, s.subject_kind, s.subject_id, s.name, greatest(s.since, p.changed_at) AS since,
       coalesce(p.other_names, '{}') AS other_names,
       ARRAY(SELECT DISTINCT x FROM unnest(s.states || coalesce(p.states, '{}')) AS x ORDER BY x) AS states,
       p.npi, p.uei, p.cage, coalesce(p.version, 0) AS version
  FROM praxis_private.screening_businesses() s
  LEFT JOIN praxis.screening_party p ON p.practice_id = s.practice_id AND p.party_id = s.subject_id;

-- What is edited names the version that its author saw, and who it was.
CREATE OR REPLACE FUNCTION praxis_private.screening_changed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'stale_version',
            DETAIL = jsonb_build_object('current', OLD.version, 'sent', NEW.version - 1)::text;
    END IF;
    NEW.changed_by := praxis_private.account_id();
    NEW.changed_at := now();
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER screening_changed BEFORE UPDATE ON praxis.screening_party
    FOR EACH ROW EXECUTE FUNCTION praxis_private.screening_changed();
CREATE OR REPLACE TRIGGER screening_changed BEFORE UPDATE ON praxis.screening_policy
    FOR EACH ROW EXECUTE FUNCTION praxis_private.screening_changed();

-- What counted until a change.
CREATE OR REPLACE FUNCTION praxis_private.screening_policy_past() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.screening_policy_past (practice_id, version, pending, changed_by, changed_at)
    VALUES (OLD.practice_id, OLD.version, OLD.pending, OLD.changed_by, OLD.changed_at);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER screening_policy_past AFTER UPDATE ON praxis.screening_policy
    FOR EACH ROW EXECUTE FUNCTION praxis_private.screening_policy_past();

-- ---------------------------------------------------------------------------------------------------------------------
-- Where screening stands: a state and days, never who or what was matched.

CREATE FUNCTION praxis_private.screening_states()
RETURNS TABLE (practice_id uuid, subject_kind text, subject_id uuid, state text, excluded daterange)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice uuid := praxis_private.practice_id();
    everybody boolean := praxis_private.practice_if('credentialing.screening.read') IS NOT NULL;
    buyers boolean := praxis_private.practice_any('ordering.vendor.read') IS NOT NULL;
    some_ uuid[] := praxis_private.local_persons('credentialing.screening.read');
BEGIN
    RETURN QUERY
    WITH found AS (
        SELECT m.subject_id,
               CASE WHEN bool_or(m.state = 'confirmed') THEN 'excluded' ELSE 'pending' END AS state,
               CASE WHEN bool_or(m.state = 'confirmed')
                    THEN daterange(min(m.excluded_on) FILTER (WHERE m.state = 'confirmed'),
                                   CASE WHEN bool_and(m.reinstated_on IS NOT NULL) FILTER (WHERE m.state = 'confirmed')
                                        THEN max(greatest(m.reinstated_on, m.excluded_on))
                                                 FILTER (WHERE m.state = 'confirmed') END)
               END AS excluded
          FROM praxis.screening_counted m
         WHERE m.practice_id = practice
         GROUP BY m.subject_id
    ), subject (kind, id) AS (
        SELECT 'person', p.person_id FROM praxis.person p
         WHERE p.practice_id = practice AND (everybody OR p.person_id = ANY (some_))
         UNION ALL
        SELECT 'vendor', v.vendor_id FROM praxis.vendor v WHERE v.practice_id = practice AND (everybody OR buyers)
         UNION ALL
        SELECT 'legal_entity', l.entity_id FROM praxis.legal_entity l WHERE l.practice_id = practice AND everybody
    )
    SELECT practice, s.kind, s.id, coalesce(f.state, 'clear'), f.excluded
      FROM subject s
      LEFT JOIN found f ON f.subject_id = s.id;
END
$$;

-- Whether somebody or something is clear, under review (`pending`) or excluded, and on which days.
CREATE VIEW praxis.screening_state WITH (security_invoker = true) AS
SELECT s.practice_id, s.subject_kind, s.subject_id, s.state, s.excluded
  FROM praxis_private.screening_states() s;

-- Confirmed exclusions and matches under review of these people, each with its days.
CREATE OR REPLACE FUNCTION praxis_private.exclusions(practice uuid, persons uuid[])
RETURNS TABLE (person_id uuid, is_confirmed boolean, days daterange, waiver_state text, waived_on date)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT m.person_id, m.state = 'confirmed',
           -- One that was rescinded on its own day has none.
           daterange(m.excluded_on,
                     CASE WHEN m.reinstated_on IS NOT NULL THEN greatest(m.excluded_on, m.reinstated_on) END),
           -- A waiver counts while the list has it.
           CASE WHEN m.decided_reason = 'waived' AND m.current THEN m.waiver_state END,
           CASE WHEN m.decided_reason = 'waived' AND m.current THEN m.waived_on END
      FROM praxis.screening_counted m
     WHERE m.practice_id = practice
       AND m.person_id = ANY (persons);
END
$$;

-- Of whom a match was ever confirmed: almost nobody, so that only they are looked at closer.
CREATE OR REPLACE FUNCTION praxis_private.excluded_people(practice uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT DISTINCT m.person_id
                   FROM praxis.screening_disposition d
                   JOIN praxis.screening_match m USING (practice_id, match_id)
                  WHERE d.practice_id = practice AND d.decision = 'confirmed' AND m.person_id IS NOT NULL);
END
$$;

-- The days on which people are excluded from work in a state. A waiver holds in its state alone, from its day on, and only
-- where two people said so when they confirmed.
CREATE OR REPLACE FUNCTION praxis_private.excluded_days(practice uuid, site_state text, persons uuid[])
RETURNS TABLE (person_id uuid, days datemultirange)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT x.person_id,
           range_agg(x.days * CASE WHEN x.waiver_state = site_state THEN daterange(NULL, x.waived_on)
                                   ELSE daterange(NULL, NULL) END)
      FROM praxis_private.exclusions(practice, persons) x
     WHERE x.is_confirmed
     GROUP BY x.person_id;
END
$$;

-- What clearance says of exclusions: people, days, how severe, and the reason without who or what was matched.
CREATE OR REPLACE FUNCTION praxis_private.exclusion_reasons(practice uuid, site_state text, persons uuid[])
RETURNS TABLE (person_id uuid, days datemultirange, severity text, reason jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    pending constant text := coalesce(
        (SELECT y.pending
           FROM (SELECT p.practice_id, p.pending, p.changed_at, 'infinity'::timestamptz AS known_until
                   FROM praxis.screening_policy p
                  UNION ALL
                 SELECT o.practice_id, o.pending, o.changed_at, o.known_until FROM praxis.screening_policy_past o) y
          WHERE y.practice_id = practice
            AND y.changed_at <= praxis_private.known()
            AND y.known_until >= praxis_private.known()
          ORDER BY y.known_until DESC
          LIMIT 1), 'warn');
    -- Almost nobody: only they are looked at closer.
    listed constant uuid[] := ARRAY(SELECT DISTINCT x.person_id FROM praxis_private.exclusions(practice, persons) x);
BEGIN
    IF listed = '{}' THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT x.person_id, x.days, 'block',
           jsonb_build_object('requirement', 'exclusion', 'state', 'excluded', 'from', lower(x.days))
      FROM praxis_private.excluded_days(practice, site_state, listed) x
     UNION ALL
    SELECT x.person_id, datemultirange(x.days * daterange(x.waived_on, NULL)), 'warn',
           jsonb_build_object('requirement', 'exclusion', 'state', 'waived', 'from', x.waived_on)
      FROM praxis_private.exclusions(practice, listed) x
     WHERE x.is_confirmed AND x.waiver_state = site_state
     UNION ALL
    SELECT DISTINCT x.person_id, '{(,)}'::datemultirange, pending,
           jsonb_build_object('requirement', 'exclusion', 'state', 'review_pending')
      FROM praxis_private.exclusions(practice, listed) x
     WHERE NOT x.is_confirmed;
END
$$;
