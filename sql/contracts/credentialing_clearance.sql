-- Clearance: may this person act in this role at this clinic in this interval, and if not, why.

DROP FUNCTION IF EXISTS praxis.clearance(uuid, uuid, text, timestamptz, timestamptz, text[]);
DROP FUNCTION IF EXISTS praxis.clearance_batch(uuid, uuid[], text[], timestamptz[], timestamptz[], text[]);
DROP FUNCTION IF EXISTS praxis_private.clearance_batch(uuid, uuid[], text[], timestamptz[], timestamptz[], text[]);
DROP FUNCTION IF EXISTS praxis_private.clearance_batch(uuid, uuid[], text[], timestamptz[], timestamptz[], text[], uuid[]);
DROP FUNCTION IF EXISTS praxis_private.clearance_judged(uuid, uuid, uuid[], text[], timestamptz[], timestamptz[], text[]);
DROP FUNCTION IF EXISTS
    praxis_private.clearance_judged(uuid, uuid, uuid[], text[], timestamptz[], timestamptz[], text[], uuid[]);

-- The days of a multirange as JSON, both ends included.
CREATE OR REPLACE FUNCTION praxis_private.days_json(days datemultirange) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT jsonb_agg(jsonb_build_object('from', lower(d), 'through', upper(d) - 1) ORDER BY d)
              FROM unnest(days) AS d);
END
$$;

-- The days on which a multistate license of one state holds in another.
CREATE OR REPLACE FUNCTION praxis_private.compact_days(asked text, home text, site text) RETURNS datemultirange
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT range_agg(daterange(m.starts_on, m.ends_on))
              FROM praxis.compact_member m WHERE m.compact = asked AND m.state = home)
         * (SELECT range_agg(daterange(m.starts_on, m.ends_on))
              FROM praxis.compact_member m WHERE m.compact = asked AND m.state = site);
END
$$;

-- The versions of a rule in one practice with the days on which each holds; its own go before the authority's.
CREATE OR REPLACE FUNCTION praxis_private.rule_spans(practice uuid, key text)
RETURNS TABLE (version text, params jsonb, days datemultirange)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH v AS (
        SELECT r.version, r.params, r.own, r.effective_from, daterange(r.effective_from, r.effective_to) AS span
          FROM praxis.rule_version r
         WHERE r.rule_key = key AND (r.practice_id IS NULL OR r.practice_id = practice)
    )
    SELECT v.version, v.params,
           datemultirange(v.span) - coalesce(
               (SELECT range_agg(o.span) FROM v o
                 WHERE o.own AND NOT v.own OR o.own = v.own AND o.effective_from > v.effective_from), '{}')
      FROM v;
END
$$;

-- The days on which a nurse lives in another state of the compact than the one of the license, without having applied for
-- that state's in time: by person, the state moved to, and what the practice makes of it.
CREATE OR REPLACE FUNCTION praxis_private.moved_days(practice uuid, persons uuid[])
RETURNS TABLE (person uuid, state text, severity text, days datemultirange)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT r.person_id, r.state, k.params ->> 'severity',
           range_agg(k.days * datemultirange(
               daterange(r.starts_on + 1 + (k.params ->> 'days')::integer, NULL)
                   * daterange(NULL, least(r.applied_on, r.leaves_on))))
      FROM (SELECT r.person_id, r.state, r.starts_on, r.applied_on,
                   lead(r.starts_on) OVER (PARTITION BY r.person_id ORDER BY r.starts_on, r.created_at) AS leaves_on
              FROM praxis.residence r
             WHERE r.practice_id = practice
               AND r.person_id = ANY (persons)
               AND r.created_at <= (SELECT praxis_private.known())
               AND NOT EXISTS (SELECT
                                 FROM praxis.residence n
                                WHERE n.practice_id = r.practice_id
                                  AND n.supersedes_id = r.residence_id
                                  AND n.created_at <= (SELECT praxis_private.known()))) r
     CROSS JOIN praxis_private.rule_spans(practice, 'nlc.residence') k
     GROUP BY r.person_id, r.state, k.params ->> 'severity';
END
$$;

-- How something that is asked for fails on days that are not covered.
CREATE OR REPLACE FUNCTION praxis_private.failure(
    missing datemultirange, credential uuid, covered datemultirange, claimed datemultirange, barred datemultirange,
    barred_by text
) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN credential IS NULL THEN 'missing'
                WHEN barred && missing THEN coalesce(barred_by, 'suspended')
                WHEN claimed && missing OR isempty(claimed) THEN 'unverified'
                WHEN covered && daterange(NULL, lower(missing)) AND covered && daterange(upper(missing), NULL) THEN 'gap'
                WHEN (covered + claimed) && daterange(NULL, lower(missing)) THEN 'expired'
                ELSE 'not_yet_effective'
           END;
END
$$;

-- Judges many people at one clinic. An interval is cut into local days of the clinic's zone; every day that it touches
-- must be covered, by the requirements in force on that day. What a role asks of a person is worked out once for all the
-- days asked about; only what fails on some day is then looked at interval by interval. Telehealth is practiced where the
-- patient is: the service telehealth_tx asks for what Texas asks for. Definers alone may ask: it looks at no permission.
-- What it reads is what was known at the instant of kernel_known.sql, and so the judgement is the one of that instant.
-- Reasons of level `payer` say what cannot be billed, to the plans of `payers` or to any where that is null; they speak
-- against the work only where a requirement says so.
CREATE FUNCTION praxis_private.clearance_judged(
    practice uuid, clinic uuid, persons uuid[], roles text[], starts timestamptz[], ends timestamptz[], services text[],
    payers uuid[] DEFAULT NULL
)
RETURNS TABLE (item integer, verdict text, reasons jsonb)
-- Compiling the statement, or planning it anew for each call, would take longer than running it.
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET jit = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    known    constant timestamptz := praxis_private.known();
    site     praxis.clinic;
    today    date;
    everyone uuid[];
    states   text[];
    screened date;
    began    timestamptz;
    listed   date;
    missed   integer;
BEGIN
    SELECT * INTO site FROM praxis.clinic c WHERE c.practice_id = practice AND c.clinic_id = clinic;
    IF site.clinic_id IS NULL THEN
        RETURN QUERY
        SELECT n::integer, 'unknown'::text, '[{"requirement": "clinic", "state": "unknown", "severity": "unknown"}]'::jsonb
          FROM generate_subscripts(persons, 1) AS n;
        RETURN;
    END IF;
    today := (praxis_private.present() AT TIME ZONE site.zone)::date;
    everyone := ARRAY(SELECT DISTINCT p FROM unnest(persons) p);
    states := site.state || ARRAY(SELECT DISTINCT upper(right(s, 2)) FROM unnest(services) s
                                   WHERE s ~ '^telehealth_[a-z]{2}$' AND upper(right(s, 2)) <> site.state);
    SELECT r.started_at INTO began
      FROM praxis.screening_run r
     WHERE r.practice_id = practice
       AND r.narrowed_to IS NULL
       AND r.finished_at <= known
       AND (r.withdrawn_at IS NULL OR r.withdrawn_at > known)
     ORDER BY r.started_at DESC, r.run_id DESC
     LIMIT 1;
    -- A comparison with a list that was old by then is none.
    SELECT (r.finished_at AT TIME ZONE site.zone)::date INTO screened
      FROM praxis.screening_run r
     WHERE r.practice_id = practice
       AND r.narrowed_to IS NULL
       AND r.finished_at <= known
       AND (r.withdrawn_at IS NULL OR r.withdrawn_at > known)
       AND praxis_private.is_current(r.lists, date_trunc('month', r.finished_at AT TIME ZONE site.zone)::date)
     ORDER BY r.started_at DESC, r.run_id DESC
     LIMIT 1;
    SELECT max(i.month) INTO listed
      FROM praxis.screening_import_known i
     WHERE i.practice_id = practice AND i.list = 'leie' AND i.kind <> 'reinstatements';
    -- Whole calendar months without such a run: of a practice that never ran one, since it began.
    SELECT greatest(0, 12 * (extract(year FROM today) - extract(year FROM l.day))
                       + extract(month FROM today) - extract(month FROM l.day) - 1)
      INTO missed
      FROM (SELECT coalesce(screened, (p.created_at AT TIME ZONE site.zone)::date) AS day
              FROM praxis.practice p WHERE p.practice_id = practice) l;

    RETURN QUERY
    WITH item AS MATERIALIZED (
        SELECT i.n::integer AS item, i.person, i.role, i.starts, i.ends,
               daterange((i.starts AT TIME ZONE site.zone)::date,
                         (greatest(i.starts, i.ends - interval '1 microsecond') AT TIME ZONE site.zone)::date, '[]') AS days
          FROM unnest(persons, roles, starts, ends) WITH ORDINALITY AS i(person, role, starts, ends, n)
    ), holder AS MATERIALIZED (
        SELECT i.person, i.role, daterange(min(lower(i.days)), max(upper(i.days))) AS days
          FROM item i
         GROUP BY i.person, i.role
    ), asked AS MATERIALIZED (
        SELECT r.clinical_role AS role, r.requirement_id, r.type_code, t.name, t.category, r.severity, r.jurisdiction,
               r.compact, r.citation, r.lead_days, r.plan_id, m.state AS place,
               daterange(r.starts_on, r.ends_on) AS days
          FROM praxis.requirement_known r
          JOIN praxis.credential_type t USING (type_code)
         CROSS JOIN LATERAL unnest(
               CASE WHEN r.jurisdiction <> 'clinic_state' THEN states[1:1]
                    WHEN r.state <> site.state THEN ARRAY[r.state]
                    ELSE states END) m (state)
         WHERE r.practice_id = practice
           AND r.clinical_role = ANY (roles)
           AND (r.clinic_id IS NULL OR r.clinic_id = site.clinic_id)
           AND (r.state IS NULL OR r.state = ANY (states))
           AND (r.service IS NULL OR r.service = ANY (services))
           AND (r.plan_id IS NULL OR payers IS NULL OR r.plan_id = ANY (payers))
    ), wanted AS MATERIALIZED (
        SELECT h.person, h.role, a.requirement_id, a.type_code, a.jurisdiction, a.compact, a.lead_days, a.plan_id, a.place,
               h.days * a.days AS days
          FROM holder h
          JOIN asked a ON a.role = h.role AND a.days && h.days
    ), insured AS MATERIALIZED (
        SELECT m.* FROM praxis_private.malpractice_short(practice, site, states, everyone) m
    ), coverage AS MATERIALIZED (
        -- A certificate of malpractice insurance that does not do here counts as taken away on those days: `short`.
        SELECT c.person_id, c.credential_id, c.type_code, c.state, c.multistate,
               CASE WHEN m.short IS NULL THEN c.covered ELSE c.covered - m.short END AS covered, c.verified, c.claimed,
               c.barred, c.limited, c.barred_by, c.single, c.filed, m.short, m.why,
               count(*) OVER (PARTITION BY c.person_id, c.type_code) = 1 AS only
          FROM (SELECT c.person_id, c.credential_id, c.type_code, c.state, c.multistate, c.covered, c.verified, c.claimed,
                       c.barred, c.limited, c.barred_by, c.single, c.filed
                  FROM praxis.credentialing_coverage c
                 WHERE c.practice_id = practice AND c.person_id = ANY (everyone)
                 UNION ALL
                -- Of an earlier instant also what an import had brought that was undone since: nobody had proven it.
                (SELECT DISTINCT ON (w.credential_id)
                        w.person_id, w.credential_id, w.type_code, w.state, w.multistate, '{}', '{}', '{}', '{}', '{}', NULL,
                        '{}', '{}'
                   FROM praxis.credential_withdrawn w
                  WHERE (SELECT praxis_private.known()) < 'infinity'
                    AND w.practice_id = practice AND w.person_id = ANY (everyone)
                    AND w.known_from <= known AND w.known_until > known)) c
          LEFT JOIN insured m USING (credential_id)
    ), trained AS MATERIALIZED (
        SELECT c.person_id, c.course_id, c.covered
          FROM praxis.training_coverage c
         WHERE c.practice_id = practice AND c.person_id = ANY (everyone)
    ), moved AS MATERIALIZED (
        SELECT m.person, m.state, m.severity, m.days FROM praxis_private.moved_days(practice, everyone) m
    ), reached AS (
        SELECT w.*, c.covered, c.verified, c.barred, c.claimed, c.limited, c.filed, c.barred_by, c.short, c.why, c.credential_id,
               c.state AS held_in, k.late, k.late_block,
               CASE WHEN w.jurisdiction = 'any' OR c.state = w.place THEN '{(,)}'::datemultirange
                    WHEN c.multistate AND w.compact IS NOT NULL
                    THEN praxis_private.compact_days(w.compact, c.state, w.place) - c.single
               END AS reach
          FROM wanted w
          LEFT JOIN coverage c ON c.person_id = w.person AND c.type_code = w.type_code
          -- Whoever lives in another state of the compact for long holds a license of the wrong one.
          LEFT JOIN LATERAL (
               SELECT range_agg(m.days * praxis_private.compact_days(w.compact, c.state, m.state) - c.single) AS late,
                      range_agg(m.days - c.single) FILTER (WHERE m.severity = 'block') AS late_block
                 FROM moved m
                WHERE m.person = w.person AND c.multistate AND w.compact IS NOT NULL AND m.state <> c.state) k ON true
         -- What one credential answers alone, for all the days and the notice before its end, needs no second look.
         WHERE (c.only
                AND (w.jurisdiction = 'any' OR c.state = w.place)
                AND NOT c.multistate
                AND isempty(c.limited)
                AND NOT c.filed && w.days
                AND c.covered @> daterange(lower(w.days), upper(w.days) + w.lead_days + 1)) IS NOT TRUE
    ), heard AS (
        -- One row per thing asked for: sorted together, so that no join has to find what belongs together.
        SELECT r.person, r.role, r.requirement_id, r.place, r.days,
               coalesce(range_agg(r.covered * r.reach), '{}') AS covered,
               -- What a board did is told of a renewal that nobody has verified as well.
               coalesce(range_agg(r.claimed * r.barred * r.reach), '{}') AS barred,
               coalesce(range_agg(r.verified * r.short * r.reach), '{}') AS short,
               coalesce(range_agg(r.claimed * r.reach), '{}') AS claimed,
               coalesce(range_agg(r.limited * r.reach), '{}') AS limited,
               coalesce(range_agg(r.filed * r.covered * r.reach), '{}') AS filed,
               coalesce(range_agg(r.covered * r.reach * r.late), '{}')
                   - coalesce(range_agg(r.covered * r.reach - coalesce(r.late, '{}')), '{}') AS late,
               range_agg(r.late_block) AS late_block,
               (array_agg(r.barred_by ORDER BY praxis_private.gravity(r.barred_by))
                    FILTER (WHERE r.reach IS NOT NULL AND r.barred_by IS NOT NULL))[1] AS barred_by,
               min(r.why) FILTER (WHERE r.reach IS NOT NULL) AS why,
               (array_agg(r.credential_id ORDER BY upper(r.claimed) DESC NULLS FIRST)
                    FILTER (WHERE r.reach IS NOT NULL AND r.credential_id IS NOT NULL))[1] AS credential_id,
               array_agg(DISTINCT r.held_in) FILTER (WHERE r.reach IS NULL AND r.credential_id IS NOT NULL) AS elsewhere
          FROM reached r
         GROUP BY r.person, r.role, r.requirement_id, r.place, r.days
    ), judged AS (
        SELECT h.*, a.type_code, a.name, a.category, a.severity, a.jurisdiction, a.citation, a.lead_days, a.plan_id,
               datemultirange(h.days) - h.covered AS missing
          FROM heard h
          JOIN asked a USING (role, requirement_id, place)
    ), trouble AS MATERIALIZED (
        SELECT j.*
          FROM judged j
         WHERE NOT isempty(j.missing) OR j.limited && j.days OR j.late && j.days OR j.filed && j.days
            OR j.lead_days > 0
    ), excepted AS MATERIALIZED (
        SELECT o.override_id, o.person_id, o.clinical_role, o.requirement, o.span, o.approved_at, o.revoked_at, o.shift_id,
               o.services
          FROM praxis.clearance_override_approved o
         WHERE o.practice_id = practice AND o.clinic_id = site.clinic_id AND o.person_id = ANY (everyone)
    ), failed AS (
        SELECT i.item, i.person, i.role, i.starts, i.ends, j.requirement_id, j.type_code, j.name, j.category, j.severity,
               j.jurisdiction, j.place, j.citation, j.plan_id, j.covered, j.claimed, j.limited, j.credential_id, j.elsewhere,
               j.missing * datemultirange(i.days) AS missing, j.days * i.days AS days,
               -- What a board did is graver than what a certificate of insurance says; both are told.
               praxis_private.failure(
                   j.missing * datemultirange(i.days), j.credential_id, j.covered, j.claimed, j.barred + j.short,
                   CASE WHEN j.barred && (j.missing * datemultirange(i.days))
                        THEN coalesce((SELECT s.status
                                         FROM praxis.credentialing_status s
                                        WHERE s.practice_id = practice AND s.person_id = i.person
                                          AND s.credential_id = j.credential_id
                                          AND praxis_private.gravity(s.status) IS NOT NULL
                                          AND daterange(s.starts_on, s.ends_on) && (j.missing * datemultirange(i.days))
                                        ORDER BY praxis_private.gravity(s.status)
                                        LIMIT 1), j.barred_by)
                        ELSE j.why END) AS state,
               CASE WHEN j.barred && (j.missing * datemultirange(i.days)) AND j.short && (j.missing * datemultirange(i.days))
                    THEN jsonb_build_array(j.why) END AS also
          FROM item i
          JOIN trouble j ON j.person = i.person AND j.role = i.role
         WHERE j.missing && i.days OR j.limited && (j.days * i.days)
    ), billing AS MATERIALIZED (
        SELECT b.person, b.role, b.span, b.severity, b.reason, b.severity = 'inform' AND b.span @> h.days AS always
          FROM (SELECT array_agg(h.person) AS persons, array_agg(h.role) AS roles, array_agg(h.days) AS days FROM holder h) k
         CROSS JOIN LATERAL praxis_private.billing_reasons(practice, site, k.persons, k.roles, k.days, services, payers) b
          JOIN holder h USING (person, role)
    ), unbilled AS MATERIALIZED (
        -- What holds on all the days that are asked about is put together once for all of them.
        SELECT b.person, b.role, jsonb_agg(b.reason || '{"severity": "inform"}' ORDER BY b.reason ->> 'state') AS reasons
          FROM billing b
         WHERE b.always
         GROUP BY b.person, b.role
    ), site_wanted AS MATERIALIZED (
        SELECT r.requirement_id, r.type_code, t.name, r.severity, r.service, r.citation, r.lead_days, c.credential_id,
               coalesce(c.covered, '{}') AS covered, coalesce(c.claimed, '{}') AS claimed,
               coalesce(c.barred, '{}') AS barred, coalesce(c.limited, '{}') AS limited,
               daterange(r.starts_on, r.ends_on) AS days,
               datemultirange(daterange(r.starts_on, r.ends_on)) - coalesce(c.covered, '{}') AS missing
          FROM praxis.clinic_requirement_known r
          JOIN praxis.clinic_credential_type t USING (type_code)
          LEFT JOIN praxis.clinic_credential_coverage c
            ON c.practice_id = practice AND c.clinic_id = site.clinic_id AND c.type_code = r.type_code
         WHERE r.practice_id = practice
           AND (r.clinic_id IS NULL OR r.clinic_id = site.clinic_id)
           AND (r.state IS NULL OR r.state = site.state)
           AND (r.service IS NULL OR r.service = ANY (services))
    ), reason (item, severity, reason) AS (
        SELECT f.item,
               CASE WHEN isempty(f.missing) AND f.severity = 'block' OR o.override_id IS NOT NULL THEN 'warn'
                    ELSE f.severity END,
               jsonb_strip_nulls(jsonb_build_object(
                   'state', CASE WHEN isempty(f.missing) THEN 'restricted' ELSE f.state END, 'also', f.also,
                   'requirement', f.type_code, 'name', f.name, 'credential_id', f.credential_id,
                   'level', CASE WHEN f.plan_id IS NOT NULL THEN 'payer' END,
                   'plans', CASE WHEN f.plan_id IS NOT NULL THEN jsonb_build_array(f.plan_id) END,
                   'payer', CASE WHEN f.plan_id IS NOT NULL
                                 THEN (SELECT p.payer || ': ' || p.name
                                         FROM praxis.payer_plan p
                                        WHERE p.practice_id = practice AND p.plan_id = f.plan_id) END,
                   'jurisdiction', CASE WHEN f.jurisdiction = 'clinic_state' THEN f.place END,
                   'elsewhere', CASE WHEN f.credential_id IS NULL THEN to_jsonb(f.elsewhere) END,
                   'days', praxis_private.days_json(
                       CASE WHEN isempty(f.missing) THEN f.limited * datemultirange(f.days) ELSE f.missing END),
                   'covers_until', upper(f.covered * datemultirange(daterange(NULL, lower(f.missing)))) - 1,
                   'covers_from', lower(f.covered * datemultirange(daterange(upper(f.missing), NULL))),
                   'citation', f.citation, 'rule_version', f.requirement_id, 'override_id', o.override_id))
          FROM failed f
          -- An override is for what the practice itself asks for, and for work that begins while it holds.
          LEFT JOIN LATERAL (
               SELECT o.override_id
                 FROM excepted o
                WHERE o.person_id = f.person
                  AND o.clinical_role = f.role
                  AND o.requirement = f.type_code
                  AND o.span @> tstzrange(f.starts, f.ends)
                  -- One for a shift is for its very hours and for no more than it does.
                  AND (o.shift_id IS NULL OR o.span = tstzrange(f.starts, f.ends)
                                            AND clearance_judged.services <@ o.services)
                  AND o.approved_at <= f.starts
                  AND coalesce(o.revoked_at, 'infinity') > f.starts
                  AND f.severity = 'block'
                  AND NOT isempty(f.missing)
                  AND praxis_private.overridable(f.category, f.state)
                ORDER BY o.approved_at
                LIMIT 1) o ON true
         UNION ALL
        SELECT i.item, 'inform', jsonb_build_object(
                   'state', 'ending', 'requirement', j.type_code, 'name', j.name, 'credential_id', j.credential_id,
                   'covers_until', upper(s.span) - 1, 'citation', j.citation, 'rule_version', j.requirement_id)
          FROM item i
          JOIN trouble j ON j.person = i.person AND j.role = i.role
         CROSS JOIN LATERAL unnest(j.covered) AS s (span)
         WHERE j.lead_days > 0
           AND NOT j.missing && i.days
           AND s.span @> (upper(i.days * j.days) - 1)
           AND upper(s.span) - upper(i.days * j.days) <= j.lead_days
         UNION ALL
        SELECT i.item, 'inform', jsonb_build_object(
                   'state', 'renewal_filed', 'requirement', j.type_code, 'name', j.name, 'credential_id', j.credential_id,
                   'days', praxis_private.days_json(j.filed * datemultirange(j.days * i.days)), 'citation', j.citation,
                   'rule_version', j.requirement_id)
          FROM item i
          JOIN trouble j ON j.person = i.person AND j.role = i.role
         WHERE j.filed && (j.days * i.days)
         UNION ALL
        SELECT i.item, CASE WHEN j.late_block && (j.late * datemultirange(j.days * i.days)) THEN 'block' ELSE 'warn' END,
               jsonb_build_object(
                   'state', 'moved', 'requirement', j.type_code, 'name', j.name, 'credential_id', j.credential_id,
                   'days', praxis_private.days_json(j.late * datemultirange(j.days * i.days)), 'citation', j.citation,
                   'rule_version', j.requirement_id)
          FROM item i
          JOIN trouble j ON j.person = i.person AND j.role = i.role
         WHERE j.late && (j.days * i.days)
         UNION ALL
        SELECT i.item, CASE WHEN isempty(m.missing) AND w.severity = 'block' THEN 'warn' ELSE w.severity END,
               jsonb_strip_nulls(jsonb_build_object(
                   'state', CASE WHEN isempty(m.missing) THEN 'restricted'
                                 ELSE praxis_private.failure(
                                          m.missing, w.credential_id, w.covered, w.claimed, w.barred,
                                          praxis_private.clinic_barred_by(practice, site.clinic_id, w.type_code, m.missing))
                            END,
                   'requirement', w.type_code, 'name', w.name, 'holder', 'clinic', 'service', w.service,
                   'credential_id', w.credential_id,
                   'days', praxis_private.days_json(
                       CASE WHEN isempty(m.missing) THEN w.limited * datemultirange(w.days * i.days) ELSE m.missing END),
                   'covers_until', upper(w.covered * datemultirange(daterange(NULL, lower(m.missing)))) - 1,
                   'citation', w.citation, 'rule_version', w.requirement_id))
          FROM site_wanted w
          JOIN item i ON w.missing && i.days OR w.limited && (w.days * i.days)
         CROSS JOIN LATERAL (SELECT w.missing * datemultirange(i.days) AS missing) m
         UNION ALL
        SELECT i.item, 'inform', jsonb_build_object(
                   'state', 'ending', 'requirement', w.type_code, 'name', w.name, 'holder', 'clinic',
                   'credential_id', w.credential_id, 'covers_until', upper(s.span) - 1, 'citation', w.citation,
                   'rule_version', w.requirement_id)
          FROM site_wanted w
         CROSS JOIN LATERAL unnest(w.covered) AS s (span)
          JOIN item i ON s.span @> (upper(i.days) - 1) AND upper(s.span) - upper(i.days) <= w.lead_days
         WHERE w.lead_days > 0
           AND NOT w.missing && i.days
         UNION ALL
        SELECT i.item, 'block', jsonb_build_object(
                   'requirement', 'appointment', 'state', 'missing', 'role', i.role,
                   'days', praxis_private.days_json(datemultirange(i.days) - coalesce(a.days, '{}')))
          FROM item i
          LEFT JOIN (
               SELECT a.person_id, a.clinical_role, range_agg(daterange(a.starts_on, a.ends_on)) AS days
                 FROM praxis.appointment_known a
                WHERE a.practice_id = practice
                  AND a.clinic_id = site.clinic_id
                  AND a.person_id = ANY (everyone)
                GROUP BY a.person_id, a.clinical_role) a ON a.person_id = i.person AND a.clinical_role = i.role
         WHERE NOT i.days <@ coalesce(a.days, '{}')
         UNION ALL
        SELECT i.item, 'unknown', jsonb_build_object('requirement', 'rules', 'state', 'missing', 'role', i.role)
          FROM item i
          LEFT JOIN (
               SELECT w.person, w.role, range_agg(w.days) AS days
                 FROM wanted w
                WHERE w.plan_id IS NULL
                GROUP BY w.person, w.role) w
            ON w.person = i.person AND w.role = i.role
         WHERE NOT coalesce(w.days, '{}') && i.days
         UNION ALL
        SELECT i.item, x.severity, x.reason
          FROM praxis_private.exclusion_reasons(practice, site.state, everyone) x
          JOIN item i ON i.person = x.person_id AND x.days && i.days
         UNION ALL
        SELECT i.item, s.severity, s.reason || jsonb_build_object(
                   'days', praxis_private.days_json(s.days * datemultirange(i.days)))
          FROM (SELECT array_agg(h.person) AS persons, array_agg(h.role) AS roles FROM holder h) k
         CROSS JOIN LATERAL praxis_private.standing_reasons(practice, k.persons, k.roles) s
          JOIN item i ON i.person = s.person AND s.role = i.role AND s.days && i.days
         UNION ALL
        SELECT i.item, CASE WHEN missed >= (k.params ->> 'block_months')::integer THEN 'block' ELSE 'warn' END,
               jsonb_strip_nulls(jsonb_build_object('requirement', 'screening', 'state', 'stale_monitoring',
                                                    'last', screened, 'rule_version', k.version))
          FROM praxis_private.rule_spans(practice, 'house.monitoring') k
          JOIN item i ON k.days @> lower(i.days)
         WHERE screened IS NULL OR missed >= (k.params ->> 'warn_months')::integer
         UNION ALL
        SELECT i.item, 'warn', jsonb_build_object('requirement', 'screening', 'state', 'not_screened')
          -- The few whom a newer name or identity concerns are looked for first.
          FROM (SELECT p.person_id
                  FROM praxis.person_known p
                 WHERE p.practice_id = practice
                   AND p.person_id = ANY (everyone)
                   AND (p.identified_at > began
                        OR p.person_id IN (SELECT n.person_id
                                             FROM praxis.person_name n
                                            WHERE n.practice_id = practice
                                              AND n.created_at > began AND n.created_at <= known))
                OFFSET 0) p
          JOIN item i ON i.person = p.person_id
         WHERE NOT praxis_private.is_screened(practice, p.person_id)
         UNION ALL
        SELECT i.item, g.severity, jsonb_strip_nulls(jsonb_build_object(
                   'requirement', 'training', 'name', g.name || ' training',
                   'state', CASE WHEN c.covered IS NULL THEN 'missing'
                                 WHEN c.covered && daterange(NULL, lower(m.days)) THEN 'expired'
                                 ELSE 'not_yet_effective' END,
                   'days', praxis_private.days_json(m.days),
                   'covers_until', upper(c.covered * datemultirange(daterange(NULL, lower(m.days)))) - 1,
                   'covers_from', lower(c.covered * datemultirange(daterange(upper(m.days), NULL))),
                   'citation', g.citation))
          FROM praxis.training_gating g
          JOIN item i ON i.role = g.clinical_role AND g.days && i.days
          LEFT JOIN trained c ON c.course_id = g.course_id AND c.person_id = i.person
         CROSS JOIN LATERAL (SELECT datemultirange(g.days * i.days) - coalesce(c.covered, '{}') AS days) m
         WHERE g.practice_id = practice
           AND (g.clinic_id IS NULL OR g.clinic_id = site.clinic_id)
           AND NOT isempty(m.days)
         UNION ALL
        SELECT i.item, 'warn', jsonb_build_object(
                   'requirement', 'malpractice', 'state', 'limits_unrecorded', 'name', 'Malpractice insurance',
                   'credential_id', u.credential_id, 'days', praxis_private.days_json(u.unrecorded * datemultirange(i.days)))
          FROM insured u
          JOIN item i ON i.person = u.person_id AND u.unrecorded && i.days
         WHERE EXISTS (SELECT
                         FROM wanted w
                        WHERE w.person = i.person AND w.role = i.role AND w.type_code = 'malpractice' AND w.days && i.days)
         UNION ALL
        SELECT i.item, b.severity, b.reason || jsonb_build_object(
                   'days', praxis_private.days_json(datemultirange(b.span * i.days)))
          FROM billing b
          JOIN item i ON i.person = b.person AND i.role = b.role AND b.span && i.days
         WHERE NOT b.always
         UNION ALL
        SELECT i.item, 'warn', jsonb_strip_nulls(jsonb_build_object('requirement', 'screening', 'state', 'stale_list',
                                                             'last', listed))
          FROM item i
         WHERE began IS NOT NULL
           AND coalesce(listed, '-infinity') < date_trunc('month', today) - interval '1 month'
    ), summed AS (
        SELECT r.item,
               CASE WHEN bool_or(r.severity = 'block') THEN 'blocked'
                    WHEN bool_or(r.severity = 'unknown') THEN 'unknown'
                    WHEN bool_or(r.severity = 'warn') THEN 'warn'
                    ELSE 'cleared'
               END AS verdict,
               jsonb_agg(r.reason || jsonb_build_object('severity', r.severity)
                         ORDER BY r.severity, r.reason ->> 'requirement' <> 'exclusion', r.reason ->> 'requirement')
                   AS reasons
          FROM reason r
         GROUP BY r.item
    )
    SELECT i.item, coalesce(s.verdict, 'cleared'), coalesce(s.reasons || u.reasons, s.reasons, u.reasons, '[]')
      FROM item i
      LEFT JOIN summed s USING (item)
      LEFT JOIN unbilled u ON u.person = i.person AND u.role = i.role
     ORDER BY i.item;
END
$$;

-- The same with the owner's rights, so that a site's roster can be judged by facts that its manager may not read; it
-- answers only those who may see the clinic's roster or files, and of people who have nothing to do with their clinics it
-- tells no more than that.
CREATE FUNCTION praxis_private.clearance_batch(
    clinic uuid, persons uuid[], roles text[], starts timestamptz[], ends timestamptz[], services text[],
    payers uuid[] DEFAULT NULL
)
RETURNS TABLE (item integer, verdict text, reasons jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice uuid := praxis_private.practice_id();
    closed constant text[] := praxis_private.closed_types();
    known uuid[];
BEGIN
    IF practice IS NULL AND pg_has_role(session_user, 'praxis_owner', 'MEMBER') THEN
        SELECT c.practice_id INTO practice FROM praxis.clinic c WHERE c.clinic_id = clinic;
    ELSIF NOT (clinic = ANY (praxis_private.clinics('rostering.shift.read'))
               OR clinic = ANY (praxis_private.clinics('credentialing.credential.read'))
               OR clinic = ANY (praxis_private.clinics('rostering.assignment.write'))
               OR persons <@ ARRAY[praxis_private.person_id()])
    THEN
        practice := NULL;
    ELSIF coalesce(praxis_private.practice_if('rostering.shift.read'),
                   praxis_private.practice_if('credentialing.credential.read')) IS NULL
    THEN
        known := praxis_private.local_members('rostering.shift.read')
              || praxis_private.local_members('credentialing.credential.read') || praxis_private.person_id();
        -- Of an earlier instant also those who had come to these clinics with an import that was undone since, or had been
        -- given work there by it.
        IF praxis_private.known() < 'infinity' THEN
            known := known || ARRAY(
                SELECT w.person_id
                  FROM (SELECT p.practice_id, p.clinic_id, p.person_id, p.known_from, p.known_until
                          FROM praxis.person_withdrawn p
                         UNION ALL
                        SELECT a.practice_id, a.clinic_id, a.person_id, a.known_from, a.known_until
                          FROM praxis.appointment_withdrawn a) w
                 WHERE w.practice_id = practice AND w.person_id = ANY (persons)
                   AND (w.clinic_id = ANY ((SELECT praxis_private.clinics('rostering.shift.read'))::uuid[])
                        OR w.clinic_id = ANY ((SELECT praxis_private.clinics('credentialing.credential.read'))::uuid[]))
                   AND w.known_from <= (SELECT praxis_private.known())
                   AND w.known_until > (SELECT praxis_private.known()));
        END IF;
    END IF;
    RETURN QUERY
    SELECT j.item, j.verdict,
           CASE WHEN known IS NULL OR k.person IS NOT NULL
                THEN CASE closed WHEN '{}' THEN j.reasons ELSE praxis_private.reasons_shown(j.reasons, closed) END
                ELSE jsonb_path_query_array(j.reasons, '$[*] ? (@.requirement == "appointment" || @.requirement == "clinic")')
           END
      FROM praxis_private.clearance_judged(practice, clinic, persons, roles, starts, ends, services, payers) j
      LEFT JOIN (SELECT DISTINCT p FROM unnest(known) p) k (person) ON k.person = persons[j.item]
     ORDER BY j.item;
END
$$;

-- Many at once, in the order asked; arrays of equal length.
CREATE OR REPLACE FUNCTION praxis.clearance_batch(
    clinic_id uuid, person_ids uuid[], roles text[], starts timestamptz[], ends timestamptz[],
    services text[] DEFAULT '{}', payers uuid[] DEFAULT NULL
)
RETURNS TABLE (item integer, verdict text, reasons jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT b.item, b.verdict, b.reasons
      FROM praxis_private.clearance_batch(clinic_id, person_ids, roles, starts, ends, services, payers) b;
END
$$;

-- verdict: cleared, warn, blocked or unknown. reasons: [{requirement, state, severity, level, jurisdiction,
-- days, covers_until, credential_id, plans, citation …}]; where a reason names no days it holds on all of them.
CREATE OR REPLACE FUNCTION praxis.clearance(
    person_id uuid, clinic_id uuid, role text, starts timestamptz, ends timestamptz, services text[] DEFAULT '{}',
    payers uuid[] DEFAULT NULL
)
RETURNS TABLE (verdict text, reasons jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT b.verdict, b.reasons
      FROM praxis_private.clearance_batch(
               clinic_id, ARRAY[person_id], ARRAY[role], ARRAY[starts], ARRAY[ends], services, payers) b;
END
$$;
