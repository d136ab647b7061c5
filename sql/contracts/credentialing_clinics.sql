-- Credentials of clinics and what they allow there; who directs a laboratory; where people live.

INSERT INTO praxis.clinic_credential_type AS t (type_code, name, position)
VALUES
    ('clia',             'CLIA certificate',                    10),
    ('clinic_dea',       'DEA registration of the clinic',      20),
    ('radiation',        'Registration of radiation equipment', 30),
    ('pharmacy',         'Dispensing permit',                   40),
    ('business_license', 'Business license',                    50),
    ('fire',             'Fire inspection certificate',         60),
    ('accreditation',    'Accreditation of the clinic',         70),
    ('clinic_liability', 'Liability insurance of the clinic',   80)
ON CONFLICT (type_code) DO UPDATE SET name = excluded.name, position = excluded.position;

INSERT INTO praxis.clinical_service AS s (service, name, position)
VALUES
    ('controlled_substances', 'Controlled substances',      10),
    ('point_of_care_testing', 'Point-of-care testing',      20),
    ('imaging',               'X-ray and imaging',          30),
    ('dispensing',            'Dispensing of medicines',    40),
    ('controlled_stock',      'Stock of controlled drugs',  50),
    ('sedation',              'Sedation',                   60),
    ('vaccination',           'Vaccination',                70)
ON CONFLICT (service) DO UPDATE SET name = excluded.name, position = excluded.position;

-- Telehealth is a service of its own for every state in which patients are.
INSERT INTO praxis.clinical_service AS s (service, name, position)
SELECT 'telehealth_' || lower(state), 'Telehealth, patients in ' || state, 100
  FROM unnest(string_to_array(
       'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA '
       || 'RI SC SD TN TX UT VT VA WA WV WI WY', ' ')) AS state
ON CONFLICT (service) DO UPDATE SET name = excluded.name, position = excluded.position;

-- What shifts may be tagged with, for the modules that plan and order.
CREATE OR REPLACE VIEW praxis.service_offered WITH (security_invoker = true) AS
SELECT s.service, s.name, s.position FROM praxis.clinical_service s;

-- What a practice that has asked nothing of its clinics yet begins with.
CREATE OR REPLACE FUNCTION praxis_private.clinic_requirement_setup(practice uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.clinic_requirement
           (practice_id, requirement_id, type_code, severity, service, starts_on, citation, created_by)
    SELECT practice, gen_random_uuid(), t.type_code, 'block', t.service, '2000-01-01', t.citation, a.account_id
      FROM (VALUES ('clia', 'point_of_care_testing', '42 CFR 493.3: no testing without a certificate of the location'),
                   ('clinic_dea', 'controlled_stock', '21 CFR 1301.12: a registration for each location with stock'),
                   ('radiation', 'imaging', 'State radiation control act'),
                   ('pharmacy', 'dispensing', 'State pharmacy act')) t (type_code, service, citation)
      JOIN praxis.account a ON a.practice_id = practice AND a.kind = 'system'
     WHERE NOT EXISTS (SELECT FROM praxis.clinic_requirement r WHERE r.practice_id = practice);
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.practice_requirements_of_clinics() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.clinic_requirement_setup(NEW.practice_id);
    RETURN NULL;
END
$$;
-- After practice_created, which makes the system account: triggers fire in the order of their names.
CREATE OR REPLACE TRIGGER practice_requirements_of_clinics AFTER INSERT ON praxis.practice
    FOR EACH ROW EXECUTE FUNCTION praxis_private.practice_requirements_of_clinics();

SELECT praxis_private.clinic_requirement_setup(p.practice_id) FROM praxis.practice p;

-- What authorities did to certificates, as it stands: without what was ended or corrected by a later record.
CREATE OR REPLACE VIEW praxis.clinic_credential_standing WITH (security_invoker = true) AS
SELECT s.practice_id, s.clinic_id, s.credential_id, s.status_id, s.status, s.starts_on, s.ends_on, s.source,
       daterange(s.starts_on, s.ends_on) AS days, s.status NOT IN ('limited', 'condition_level') AS bars
  FROM praxis.clinic_credential_status s
 WHERE s.created_at <= (SELECT praxis_private.known())
   AND NOT EXISTS (SELECT
                     FROM praxis.clinic_credential_status n
                    WHERE n.practice_id = s.practice_id
                      AND n.clinic_id = s.clinic_id
                      AND n.supersedes_id = s.status_id
                      AND n.created_at <= (SELECT praxis_private.known()));

-- The checks that count: a source that was down says nothing, and neither does what was corrected since.
CREATE OR REPLACE VIEW praxis.clinic_verification_counted WITH (security_invoker = true) AS
SELECT v.practice_id, v.clinic_id, v.credential_id, v.term_id, v.verification_id, v.result, v.verified_at, v.verified_by,
       v.source, v.occasion, v.result IN ('confirmed', 'confirmed_with_findings') AS confirms
  FROM praxis.clinic_verification v
 WHERE v.result NOT IN ('source_unavailable', 'inconclusive')
   AND v.verified_at <= (SELECT praxis_private.known())
   AND NOT EXISTS (SELECT
                     FROM praxis.clinic_verification n
                    WHERE n.practice_id = v.practice_id
                      AND n.clinic_id = v.clinic_id
                      AND n.supersedes_id = v.verification_id
                      AND n.verified_at <= (SELECT praxis_private.known()));

-- The terms that count, each with the latest check, and the days that checks verify: all of a term whose latest one confirms
-- it. What a source no longer confirms was true until then, and is not from the day of that check on; that an earlier check
-- was wrong is said by correcting it.
CREATE OR REPLACE VIEW praxis.clinic_credential_known WITH (security_invoker = true) AS
SELECT t.practice_id, t.clinic_id, t.credential_id, t.term_id, t.issued_on, t.expires_on, t.valid,
       coalesce(v.confirms, false) AS verified, v.result, v.verified_at, v.verified_by, v.source,
       CASE WHEN v.confirms THEN t.valid
            WHEN d.doubted_on IS NOT NULL THEN t.valid * daterange(NULL, d.doubted_on)
            ELSE 'empty'::daterange END AS verified_days
  FROM praxis.clinic_credential_term t
  JOIN praxis.clinic c USING (practice_id, clinic_id)
  LEFT JOIN LATERAL (
       SELECT v.confirms, v.result, v.verified_at, v.verified_by, v.source
         FROM praxis.clinic_verification_counted v
        WHERE v.practice_id = t.practice_id
          AND v.clinic_id = t.clinic_id
          AND v.credential_id = t.credential_id
          AND v.term_id = t.term_id
        ORDER BY v.occasion DESC, v.verified_at DESC, v.verification_id DESC
        LIMIT 1) v ON true
  -- The first check after the last one that confirmed it.
  LEFT JOIN LATERAL (
       SELECT (min(n.occasion) AT TIME ZONE c.zone)::date AS doubted_on
         FROM praxis.clinic_verification_counted n
        WHERE n.practice_id = t.practice_id
          AND n.clinic_id = t.clinic_id
          AND n.credential_id = t.credential_id
          AND n.term_id = t.term_id
          AND NOT n.confirms
          AND n.occasion > (SELECT max(o.occasion)
                              FROM praxis.clinic_verification_counted o
                             WHERE o.practice_id = t.practice_id
                               AND o.clinic_id = t.clinic_id
                               AND o.credential_id = t.credential_id
                               AND o.term_id = t.term_id
                               AND o.confirms)) d ON NOT v.confirms
 WHERE t.created_at <= (SELECT praxis_private.known())
   AND NOT EXISTS (SELECT
                     FROM praxis.clinic_credential_term n
                    WHERE n.practice_id = t.practice_id
                      AND n.clinic_id = t.clinic_id
                      AND n.supersedes_id = t.term_id
                      AND n.created_at <= (SELECT praxis_private.known()));

-- The days that a clinic's certificates of a kind cover together, and the certificate that claims to last longest. As of
-- people, each covers its verified days less those on which it is barred. `kept` are the verified days until it is given up.
CREATE OR REPLACE VIEW praxis.clinic_credential_coverage WITH (security_invoker = true) AS
SELECT c.practice_id, c.clinic_id, c.type_code,
       (array_agg(c.credential_id ORDER BY upper(t.claimed) DESC NULLS FIRST))[1] AS credential_id,
       coalesce(range_agg(t.verified - s.barred), '{}') AS covered,
       coalesce(range_agg(t.claimed), '{}') AS claimed,
       coalesce(range_agg(t.verified), '{}') AS verified,
       coalesce(range_agg(t.claimed * s.barred), '{}') AS barred,
       coalesce(range_agg((t.verified - s.barred) * s.limited), '{}') AS limited,
       coalesce(range_agg(t.verified - s.given_up), '{}') AS kept
  FROM praxis.clinic_credential c
 CROSS JOIN LATERAL (
       SELECT coalesce(range_agg(t.verified_days), '{}') AS verified, coalesce(range_agg(t.valid), '{}') AS claimed
         FROM praxis.clinic_credential_known t
        WHERE t.practice_id = c.practice_id AND t.clinic_id = c.clinic_id AND t.credential_id = c.credential_id) t
 CROSS JOIN LATERAL (
       SELECT coalesce(range_agg(s.days) FILTER (WHERE s.bars), '{}') AS barred,
              coalesce(range_agg(s.days) FILTER (WHERE NOT s.bars), '{}') AS limited,
              coalesce(range_agg(s.days) FILTER (WHERE s.status IN ('revoked', 'surrendered', 'inactive')), '{}') AS given_up
         FROM praxis.clinic_credential_standing s
        WHERE s.practice_id = c.practice_id AND s.clinic_id = c.clinic_id AND s.credential_id = c.credential_id) s
 WHERE c.created_at <= (SELECT praxis_private.known())
 GROUP BY c.practice_id, c.clinic_id, c.type_code;

-- The gravest of what bars a clinic's certificates of a kind on some days of their terms.
CREATE OR REPLACE FUNCTION praxis_private.clinic_barred_by(practice uuid, clinic uuid, kind text, days datemultirange)
RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT s.status
              FROM praxis.clinic_credential k
              JOIN praxis.clinic_credential_standing s USING (practice_id, clinic_id, credential_id)
              JOIN praxis.clinic_credential_known t USING (practice_id, clinic_id, credential_id)
             WHERE k.practice_id = practice
               AND k.clinic_id = clinic
               AND k.type_code = kind
               AND s.bars
               AND s.days * t.valid && clinic_barred_by.days
             ORDER BY praxis_private.gravity(s.status)
             LIMIT 1);
END
$$;

-- What is required, with the ends that are known.
CREATE OR REPLACE VIEW praxis.requirement_known WITH (security_invoker = true) AS
SELECT r.practice_id, r.requirement_id, r.clinical_role, r.clinic_id, r.state, r.type_code, r.severity, r.jurisdiction,
       r.compact, r.service, r.lead_days, r.starts_on,
       CASE WHEN r.ended_at > (SELECT praxis_private.known()) THEN NULL ELSE r.ends_on END AS ends_on, r.citation,
       r.plan_id
  FROM praxis.requirement r
 WHERE r.created_at <= (SELECT praxis_private.known());

CREATE OR REPLACE VIEW praxis.clinic_requirement_known WITH (security_invoker = true) AS
SELECT r.practice_id, r.requirement_id, r.clinic_id, r.state, r.type_code, r.severity, r.service, r.lead_days, r.starts_on,
       CASE WHEN r.ended_at > (SELECT praxis_private.known()) THEN NULL ELSE r.ends_on END AS ends_on, r.citation
  FROM praxis.clinic_requirement r
 WHERE r.created_at <= (SELECT praxis_private.known());

-- What each clinic is asked for, on which days, and the days that its certificates cover. `is_own` says that the clinic itself
-- is asked, and not every one of the practice or state.
CREATE OR REPLACE VIEW praxis.clinic_service_asked WITH (security_invoker = true) AS
SELECT l.practice_id, l.clinic_id, l.zone, r.requirement_id, r.type_code, r.service, r.severity, r.citation,
       daterange(r.starts_on, r.ends_on) AS days, r.clinic_id IS NOT NULL AS is_own, c.credential_id,
       coalesce(c.covered, '{}') AS covered, coalesce(c.limited, '{}') AS limited
  FROM praxis.clinic l
  JOIN praxis.clinic_requirement r
    ON r.practice_id = l.practice_id
   AND (r.clinic_id IS NULL OR r.clinic_id = l.clinic_id)
   AND (r.state IS NULL OR r.state = l.state)
  LEFT JOIN praxis.clinic_credential_coverage c
    ON c.practice_id = l.practice_id AND c.clinic_id = l.clinic_id AND c.type_code = r.type_code;

-- What a clinic may not do today, or will not be able to do within so many days: for orders, and for the board.
CREATE OR REPLACE VIEW praxis.clinic_service_standing WITH (security_invoker = true) AS
SELECT a.practice_id, a.clinic_id, a.requirement_id, a.type_code, t.name, a.service, a.severity, a.citation,
       k.today, a.credential_id,
       a.covered @> k.today AS is_covered,
       (SELECT upper(s) - 1 FROM unnest(a.covered) s WHERE s @> k.today) AS covered_until, a.is_own,
       CASE WHEN NOT a.covered @> k.today
            THEN praxis_private.clinic_barred_by(
                     a.practice_id, a.clinic_id, a.type_code, datemultirange(daterange(k.today, k.today, '[]')))
            END AS barred_by,
       a.limited @> k.today AS is_limited
  FROM praxis.clinic_service_asked a
 CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE a.zone)::date AS today) k
  JOIN praxis.clinic_credential_type t USING (type_code)
 WHERE a.days @> k.today;

-- Requirements begin today or later; they end once, and what is past stays as it was.
CREATE OR REPLACE FUNCTION praxis_private.requirement_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date;
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    today := praxis_private.practice_today(NEW.practice_id);
    IF TG_OP = 'UPDATE' AND OLD.ends_on IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'already_ended', DETAIL = '{}';
    ELSIF TG_OP = 'UPDATE' AND NEW.ends_on < today THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'in_the_past', DETAIL = '{"field": "ends"}';
    ELSIF TG_OP = 'INSERT' AND NEW.starts_on < today THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'in_the_past', DETAIL = '{"field": "starts"}';
    END IF;
    RETURN NEW;
END
$$;
-- A compact is about licenses of its own kind: nurses' licenses, never those of advanced practice.
CREATE OR REPLACE FUNCTION praxis_private.requirement_compact_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT
                     FROM praxis.compact_member m
                    WHERE m.compact = NEW.compact AND m.type_code = NEW.type_code)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'no_compact', DETAIL = '{"field": "compact"}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER requirement_compact_guard BEFORE INSERT ON praxis.requirement
    FOR EACH ROW WHEN (NEW.compact IS NOT NULL) EXECUTE FUNCTION praxis_private.requirement_compact_guard();
CREATE OR REPLACE TRIGGER requirement_guard BEFORE INSERT OR UPDATE ON praxis.requirement
    FOR EACH ROW EXECUTE FUNCTION praxis_private.requirement_guard();
CREATE OR REPLACE TRIGGER requirement_guard BEFORE INSERT OR UPDATE ON praxis.clinic_requirement
    FOR EACH ROW EXECUTE FUNCTION praxis_private.requirement_guard();

-- A new director after another one is a change, of which the program learns by the rule of that day.
CREATE OR REPLACE FUNCTION praxis_private.laboratory_director_due() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.notified_on IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'already_ended', DETAIL = '{}';
        END IF;
        NEW.notified_by := praxis_private.account_id();
        RETURN NEW;
    END IF;
    NEW.notice_due := (
        SELECT NEW.starts_on + (k.params ->> 'days')::integer
          FROM praxis.rule_on('clia.notice', NEW.starts_on) k
         WHERE EXISTS (SELECT
                         FROM praxis.laboratory_director d
                        WHERE d.practice_id = NEW.practice_id
                          AND d.clinic_id = NEW.clinic_id
                          AND d.starts_on < NEW.starts_on));
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER laboratory_director_due BEFORE INSERT OR UPDATE ON praxis.laboratory_director
    FOR EACH ROW EXECUTE FUNCTION praxis_private.laboratory_director_due();

-- Whoever replaces a term, what a board did, or where somebody lives, says why.
CREATE OR REPLACE FUNCTION praxis_private.replacement_reason() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'reason_required', DETAIL = '{}';
END
$$;
CREATE OR REPLACE TRIGGER replacement_reason BEFORE INSERT ON praxis.credential_term
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL AND NEW.reason IS NULL)
    EXECUTE FUNCTION praxis_private.replacement_reason();
CREATE OR REPLACE TRIGGER replacement_reason BEFORE INSERT ON praxis.credential_status
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL AND NEW.reason IS NULL)
    EXECUTE FUNCTION praxis_private.replacement_reason();
CREATE OR REPLACE TRIGGER replacement_reason BEFORE INSERT ON praxis.clinic_credential_term
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL AND NEW.reason IS NULL)
    EXECUTE FUNCTION praxis_private.replacement_reason();
CREATE OR REPLACE TRIGGER replacement_reason BEFORE INSERT ON praxis.residence
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL AND NEW.reason IS NULL)
    EXECUTE FUNCTION praxis_private.replacement_reason();
