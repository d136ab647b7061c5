-- Malpractice insurance: the limits that a state or payer asks for, whether a certificate keeps them at a clinic, and work of
-- before that nothing covers.

-- ---------------------------------------------------------------------------------------------------------------------
-- Figures as rules. A state's own minimum goes before the usual one; where it is 0 the usual one holds. With a patient
-- compensation fund the lower limits of the primary policy do, for who takes part.

INSERT INTO praxis.rule_key AS k (rule_key, pack, authority, title)
SELECT 'state.malpractice_' || s.code, 'Malpractice cover', 'State of ' || s.name, 'Limits of malpractice cover, ' || s.name
  FROM (VALUES
        ('AL', 'Alabama'), ('AK', 'Alaska'), ('AZ', 'Arizona'), ('AR', 'Arkansas'), ('CA', 'California'), ('CO', 'Colorado'),
        ('CT', 'Connecticut'), ('DE', 'Delaware'), ('DC', 'Columbia (district)'), ('FL', 'Florida'), ('GA', 'Georgia'),
        ('HI', 'Hawaii'), ('ID', 'Idaho'), ('IL', 'Illinois'), ('IN', 'Indiana'), ('IA', 'Iowa'), ('KS', 'Kansas'),
        ('KY', 'Kentucky'), ('LA', 'Louisiana'), ('ME', 'Maine'), ('MD', 'Maryland'), ('MA', 'Massachusetts'),
        ('MI', 'Michigan'), ('MN', 'Minnesota'), ('MS', 'Mississippi'), ('MO', 'Missouri'), ('MT', 'Montana'),
        ('NE', 'Nebraska'), ('NV', 'Nevada'), ('NH', 'New Hampshire'), ('NJ', 'New Jersey'), ('NM', 'New Mexico'),
        ('NY', 'New York'), ('NC', 'North Carolina'), ('ND', 'North Dakota'), ('OH', 'Ohio'), ('OK', 'Oklahoma'),
        ('OR', 'Oregon'), ('PA', 'Pennsylvania'), ('RI', 'Rhode Island'), ('SC', 'South Carolina'), ('SD', 'South Dakota'),
        ('TN', 'Tennessee'), ('TX', 'Texas'), ('UT', 'Utah'), ('VT', 'Vermont'), ('VA', 'Virginia'), ('WA', 'Washington'),
        ('WV', 'West Virginia'), ('WI', 'Wisconsin'), ('WY', 'Wyoming')) s (code, name)
 UNION ALL
SELECT 'house.malpractice', 'House', 'The practice', 'Clearance while nobody recorded the limits of a certificate'
ON CONFLICT (rule_key) DO UPDATE
   SET pack = excluded.pack, authority = excluded.authority, title = excluded.title;

-- None of the states' figures has been confirmed with the state.
INSERT INTO praxis.rule AS r (rule_key, effective_from, confirmed, citation, params)
SELECT k.rule_key, date '2000-01-01', false,
       CASE WHEN f.fund_each > 0 THEN 'State law: patient compensation fund above the primary policy'
            WHEN f.usd_each > 0 THEN 'State law: financial responsibility of physicians'
            ELSE 'No minimum of the state is known; the usual one of payers holds' END,
       jsonb_build_object('usd_each', coalesce(f.usd_each, 0), 'usd_aggregate', coalesce(f.usd_aggregate, 0),
                          'fund_usd_each', coalesce(f.fund_each, 0), 'fund_usd_aggregate', coalesce(f.fund_aggregate, 0))
  FROM praxis.rule_key k
  LEFT JOIN (VALUES
        ('CO', 1000000, 3000000,      0,       0), ('CT', 500000, 1500000,      0,       0),
        ('MA',  100000,  300000,      0,       0), ('NJ', 1000000, 3000000,     0,       0),
        ('RI',  100000,  300000,      0,       0),
        ('IN',       0,       0, 500000, 1500000), ('KS',      0,       0, 500000, 1500000),
        ('LA',       0,       0, 100000,  300000), ('NE',      0,       0, 500000, 1000000),
        ('NM',       0,       0, 250000,  750000), ('PA',      0,       0, 500000, 1500000),
        ('SC',       0,       0, 200000,  600000), ('WI',      0,       0, 1000000, 3000000)
       ) f (state, usd_each, usd_aggregate, fund_each, fund_aggregate) ON k.rule_key = 'state.malpractice_' || f.state
 WHERE k.rule_key LIKE 'state.malpractice\___'
 UNION ALL
SELECT 'house.malpractice', date '2000-01-01', true, 'Practice policy: certificates whose limits nobody recorded',
       '{"unrecorded": "inform"}'::jsonb
ON CONFLICT (rule_key, effective_from) DO UPDATE
   SET confirmed = excluded.confirmed, citation = excluded.citation, params = excluded.params;

-- How limits stand against those asked for: `minimum`, `fund` where they do with the fund, `fund_unproven` where they would,
-- `limits_low`. Figures of a fund are null or 0 where the state has none.
CREATE OR REPLACE FUNCTION praxis_private.malpractice_verdict(
    each_limit bigint, aggregate_limit bigint, in_fund boolean, asked_each bigint, asked_aggregate bigint,
    fund_each bigint, fund_aggregate bigint
) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN each_limit >= asked_each AND aggregate_limit >= asked_aggregate THEN 'minimum'
                WHEN fund_each > 0 AND each_limit >= fund_each AND aggregate_limit >= fund_aggregate
                THEN CASE WHEN in_fund THEN 'fund' ELSE 'fund_unproven' END
                ELSE 'limits_low'
           END;
END
$$;

-- What a state asks for, with the days of each version.
CREATE OR REPLACE FUNCTION praxis_private.malpractice_minimums(practice uuid, state text)
RETURNS TABLE (days datemultirange, asked_each bigint, asked_aggregate bigint, fund_each bigint, fund_aggregate bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH own AS MATERIALIZED (
        SELECT s.days, 100 * (s.params ->> 'usd_each')::bigint AS each_minor,
               100 * (s.params ->> 'usd_aggregate')::bigint AS aggregate_minor,
               100 * (s.params ->> 'fund_usd_each')::bigint AS fund_each_minor,
               100 * (s.params ->> 'fund_usd_aggregate')::bigint AS fund_aggregate_minor
          FROM praxis_private.rule_spans(practice, 'state.malpractice_' || state) s
    ), usual AS MATERIALIZED (
        SELECT u.days, 100 * (u.params ->> 'usd_each')::bigint AS each_minor,
               100 * (u.params ->> 'usd_aggregate')::bigint AS aggregate_minor
          FROM praxis_private.rule_spans(practice, 'payer.malpractice') u
    )
    SELECT o.days, o.each_minor, o.aggregate_minor, o.fund_each_minor, o.fund_aggregate_minor
      FROM own o
     WHERE o.each_minor > 0
     UNION ALL
    SELECT u.days * o.days, u.each_minor, u.aggregate_minor, o.fund_each_minor, o.fund_aggregate_minor
      FROM own o
      JOIN usual u ON u.days && o.days
     WHERE o.each_minor = 0
     UNION ALL
    SELECT u.days - coalesce((SELECT range_agg(o.days) FROM own o), '{}'), u.each_minor, u.aggregate_minor, NULL, NULL
      FROM usual u;
END
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What is known of certificates.

-- The readings of terms that count as known. `latest` is the last one of its term; `proven` the last one about which somebody
-- else has asked the insurer since. A claim that nobody has checked counts against the person alone.
CREATE OR REPLACE VIEW praxis.malpractice_known WITH (security_invoker = true) AS
SELECT m.practice_id, m.cover_id, m.person_id, m.credential_id, m.term_id, m.step, m.policy, m.retroactive_on, m.each_minor,
       m.aggregate_minor, m.named_insured, m.clinic_ids, m.fund_state, m.fund_reference, m.created_by, m.created_at, m.checked,
       row_number() OVER (PARTITION BY m.practice_id, m.person_id, m.term_id ORDER BY m.step DESC) = 1 AS latest,
       m.checked
           AND row_number() OVER (PARTITION BY m.practice_id, m.person_id, m.term_id, m.checked ORDER BY m.step DESC) = 1
           AS proven
  FROM (SELECT c.*,
               EXISTS (SELECT
                         FROM praxis.verification v
                        WHERE v.practice_id = c.practice_id
                          AND v.term_id = c.term_id
                          AND v.result IN ('confirmed', 'confirmed_with_findings')
                          AND v.created_at >= c.created_at
                          AND v.verified_by <> c.created_by
                          AND (NOT v.fetched OR praxis_private.is_accepted(v.practice_id, v.verification_id))
                          AND v.created_at <= (SELECT praxis_private.known())
                          AND NOT EXISTS (SELECT
                                            FROM praxis.verification n
                                           WHERE n.practice_id = v.practice_id
                                             AND n.supersedes_id = v.verification_id
                                             AND n.created_at <= (SELECT praxis_private.known()))) AS checked
          FROM praxis.malpractice_cover c
         WHERE c.created_at <= (SELECT praxis_private.known())) m;

-- On which days certificates of people do not do at a clinic, and the first reason: the limits, the clinic, or that claims-made
-- cover begins later. A sound term of the same policy makes up for another one. Days of verified terms whose limits nobody has
-- recorded and proven are `unrecorded` with what the practice makes of it, where that is more than information. Limits are asked
-- for by the states where the patients are: the clinic's own and those of telehealth, whatever state an insurer is in.
DROP FUNCTION IF EXISTS praxis_private.malpractice_short(uuid, praxis.clinic, uuid[]);
CREATE OR REPLACE FUNCTION praxis_private.malpractice_short(
    practice uuid, site praxis.clinic, states text[], persons uuid[]
)
RETURNS TABLE (credential_id uuid, person_id uuid, short datemultirange, why text, unrecorded datemultirange)
LANGUAGE plpgsql STABLE ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    -- The days on which the practice's rule blocks or warns.
    blocking datemultirange;
    warning  datemultirange;
BEGIN
    SELECT coalesce(range_agg(k.days) FILTER (WHERE k.params ->> 'unrecorded' = 'block'), '{}'),
           coalesce(range_agg(k.days) FILTER (WHERE k.params ->> 'unrecorded' NOT IN ('block', 'inform')), '{}')
      INTO blocking, warning
      FROM praxis_private.rule_spans(practice, 'house.malpractice') k;
    IF isempty(blocking + warning) AND NOT EXISTS (SELECT FROM praxis.malpractice_cover c WHERE c.practice_id = practice) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH reading AS MATERIALIZED (
        SELECT k.term_id, t.valid, k.policy, k.retroactive_on, k.each_minor, k.aggregate_minor, k.proven,
               k.fund_state,
               coalesce(site.clinic_id = ANY (k.clinic_ids), true) AS named
          FROM praxis.malpractice_known k
          JOIN praxis.credential_term t USING (practice_id, term_id)
         WHERE k.practice_id = practice AND k.person_id = ANY (persons) AND (k.latest OR k.proven)
    ), asked AS MATERIALIZED (
        SELECT s.state, m.* FROM unnest(states) s (state) CROSS JOIN praxis_private.malpractice_minimums(practice, s.state) m
    ), low AS (
        SELECT r.term_id, range_agg(a.days) AS days, bool_or(v.verdict = 'limits_low') AS really
          FROM reading r
          JOIN asked a ON a.days && r.valid
         CROSS JOIN LATERAL (
               SELECT praxis_private.malpractice_verdict(
                          r.each_minor, r.aggregate_minor, coalesce(r.fund_state = a.state, false), a.asked_each,
                          a.asked_aggregate, a.fund_each, a.fund_aggregate) AS verdict) v
         WHERE v.verdict IN ('limits_low', 'fund_unproven')
         GROUP BY r.term_id
    ), read AS (
        SELECT r.term_id, bool_or(r.proven) AS proven, bool_and(r.named) AS named, max(r.retroactive_on) AS retroactive_on
          FROM reading r
         GROUP BY r.term_id
    ), term AS (
        SELECT t.credential_id, t.person_id, t.verified, t.valid, coalesce(r.proven, false) AS proven,
               r.proven IS NOT NULL AS told,
               datemultirange(t.valid) * coalesce(l.days, '{}') AS low, l.really,
               CASE WHEN NOT r.named THEN datemultirange(t.valid) ELSE '{}' END AS unnamed,
               CASE WHEN r.retroactive_on IS NOT NULL
                    THEN datemultirange(t.valid * daterange(NULL, r.retroactive_on)) ELSE '{}' END AS early
          FROM praxis.credential c
          JOIN praxis.credentialing_term t USING (practice_id, person_id, credential_id)
          LEFT JOIN read r USING (term_id)
          LEFT JOIN low l USING (term_id)
         WHERE c.practice_id = practice AND c.person_id = ANY (persons) AND c.type_code = 'malpractice'
           AND (NOT isempty(blocking + warning) OR EXISTS (SELECT FROM praxis.malpractice_cover m
                                                WHERE m.practice_id = practice AND m.credential_id = c.credential_id))
    ), judged AS (
        SELECT t.*, t.low + t.unnamed + t.early AS fails FROM term t
    ), summed AS (
        SELECT j.credential_id, j.person_id, range_agg(j.fails) AS fails,
               range_agg(datemultirange(j.valid) - j.fails) FILTER (WHERE j.verified AND j.told) AS sound,
               range_agg(j.valid) FILTER (WHERE j.verified AND NOT j.proven) * (blocking + warning) AS unrecorded,
               range_agg(j.valid) FILTER (WHERE j.verified AND j.proven) AS proven,
               CASE WHEN bool_or(NOT isempty(j.low) AND j.really) THEN 'limits_low'
                    WHEN bool_or(NOT isempty(j.low)) THEN 'fund_unproven'
                    WHEN bool_or(NOT isempty(j.unnamed)) THEN 'clinic_not_named'
                    ELSE 'before_retroactive' END AS why
          FROM judged j
         GROUP BY j.credential_id, j.person_id
    ), told AS (
        SELECT s.credential_id, s.person_id, s.fails - coalesce(s.sound, '{}') AS short, s.why,
               coalesce(s.unrecorded, '{}') - coalesce(s.proven, '{}') AS unrecorded
          FROM summed s
    )
    SELECT t.credential_id, t.person_id,
           t.short + t.unrecorded * blocking,
           CASE WHEN isempty(t.short) THEN 'limits_unrecorded' ELSE t.why END,
           t.unrecorded * warning
      FROM told t
     WHERE NOT isempty(t.short) OR NOT isempty(t.unrecorded);
END
$$;

-- Work for the practice, in roles that ask for malpractice cover, that a claims-made policy does not reach back to and that
-- nothing else on file covers as of today: neither an occurrence policy of that time, nor another claims-made one in force, nor
-- a tail, nor prior acts. Nothing is said of people of whose certificates nobody has proven what they say.
CREATE OR REPLACE VIEW praxis.malpractice_uncovered WITH (security_invoker = true) AS
SELECT w.practice_id, w.person_id, lower(d) AS starts_on, upper(d) - 1 AS through_on
  FROM (SELECT a.practice_id, a.person_id,
               range_agg(daterange(a.starts_on, a.ends_on)) * datemultirange(daterange(NULL, t.day + 1)) AS days, t.day
          FROM praxis.appointment_known a
         CROSS JOIN LATERAL (SELECT praxis_private.practice_day(a.practice_id, praxis_private.present()) AS day) t
         WHERE EXISTS (SELECT
                         FROM praxis.requirement r
                        WHERE r.practice_id = a.practice_id AND r.clinical_role = a.clinical_role
                          AND r.type_code = 'malpractice')
         GROUP BY a.practice_id, a.person_id, t.day) w
 CROSS JOIN LATERAL (
       SELECT bool_or(k.policy = 'claims_made') AS is_asked,
              range_agg(CASE WHEN k.policy = 'occurrence' THEN t.valid
                             WHEN t.valid @> w.day THEN daterange(k.retroactive_on, w.day, '[]') END) AS days
         FROM praxis.malpractice_known k
         JOIN praxis.credentialing_term t USING (practice_id, person_id, term_id)
        WHERE k.practice_id = w.practice_id AND k.person_id = w.person_id AND k.proven AND t.verified
          AND (k.retroactive_on IS NULL OR k.retroactive_on <= w.day)) c
 CROSS JOIN LATERAL (
       SELECT range_agg(daterange(m.starts_on, m.through_on, '[]')) AS days
         FROM praxis.malpractice_tail m
        WHERE m.practice_id = w.practice_id AND m.person_id = w.person_id AND m.withdrawn IS NULL
          AND m.created_at <= (SELECT praxis_private.known())
          AND NOT EXISTS (SELECT
                            FROM praxis.malpractice_tail n
                           WHERE n.practice_id = m.practice_id AND n.supersedes_id = m.tail_id
                             AND n.created_at <= (SELECT praxis_private.known()))) m
 CROSS JOIN LATERAL unnest(w.days - coalesce(c.days, '{}') - coalesce(m.days, '{}')) AS d
 WHERE c.is_asked;

-- ---------------------------------------------------------------------------------------------------------------------
-- Guards. They judge after row-level security has.

-- What a certificate says belongs to one of malpractice insurance, and the clinics that it names are the practice's. Others than
-- its holder write it down.
CREATE OR REPLACE FUNCTION praxis_private.malpractice_cover_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_credential"}';
    ELSIF (SELECT c.type_code FROM praxis.credential c
            WHERE c.practice_id = NEW.practice_id AND c.credential_id = NEW.credential_id) <> 'malpractice'
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_malpractice', DETAIL = '{}';
    ELSIF NOT NEW.clinic_ids <@ ARRAY(SELECT c.clinic_id FROM praxis.clinic c WHERE c.practice_id = NEW.practice_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', MESSAGE = 'no such clinic';
    ELSIF NEW.step <> (SELECT count(*) FROM praxis.malpractice_cover c
                        WHERE c.practice_id = NEW.practice_id AND c.term_id = NEW.term_id)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'stale_version', DETAIL =
            jsonb_build_object('sent', NEW.step - 1,
                               'current', (SELECT count(*) - 1 FROM praxis.malpractice_cover c
                                            WHERE c.practice_id = NEW.practice_id AND c.term_id = NEW.term_id))::text;
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER malpractice_cover_guard AFTER INSERT ON praxis.malpractice_cover
    FOR EACH ROW WHEN (row_security_active('praxis.malpractice_cover'::regclass))
    EXECUTE FUNCTION praxis_private.malpractice_cover_guard();

-- No second check follows on what covers earlier work, so others than the person put it on file, and the document that it
-- rests on is one that both may read.
CREATE OR REPLACE FUNCTION praxis_private.malpractice_tail_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_credential"}';
    ELSIF (SELECT f.compartment FROM praxis.file f
            WHERE f.practice_id = NEW.practice_id AND f.person_id = NEW.person_id AND f.file_id = NEW.file_id)
          IS DISTINCT FROM 'credentialing'
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'evidence_required', DETAIL = '{"field": "document"}';
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER malpractice_tail_guard AFTER INSERT ON praxis.malpractice_tail
    FOR EACH ROW WHEN (row_security_active('praxis.malpractice_tail'::regclass))
    EXECUTE FUNCTION praxis_private.malpractice_tail_guard();

-- A term that corrects another's days says what that one said.
CREATE OR REPLACE FUNCTION praxis_private.malpractice_cover_carried() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.malpractice_cover
           (practice_id, cover_id, person_id, credential_id, term_id, step, policy, retroactive_on, each_minor, aggregate_minor,
            named_insured, clinic_ids, fund_state, fund_reference, created_by)
    SELECT m.practice_id, gen_random_uuid(), m.person_id, m.credential_id, NEW.term_id, m.step, m.policy, m.retroactive_on,
           m.each_minor, m.aggregate_minor, m.named_insured, m.clinic_ids, m.fund_state, m.fund_reference, m.created_by
      FROM praxis.malpractice_cover m
     WHERE m.practice_id = NEW.practice_id AND m.term_id = NEW.supersedes_id;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER malpractice_cover_carried AFTER INSERT ON praxis.credential_term
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL) EXECUTE FUNCTION praxis_private.malpractice_cover_carried();
