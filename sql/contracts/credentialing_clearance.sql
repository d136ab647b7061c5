-- Clearance: may this person act in this role at this clinic in this interval, and if not, why.

DROP FUNCTION IF EXISTS praxis_private.clearance_batch(uuid, uuid[], text[], timestamptz[], timestamptz[], text[]);
DROP FUNCTION IF EXISTS praxis_private.clearance_judged(uuid, uuid, uuid[], text[], timestamptz[], timestamptz[], text[]);

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

-- Judges many people at one clinic. An interval is cut into local days of the clinic's zone; every day that it touches
-- must be covered, by the requirements in force on that day. Definers alone may ask: it looks at no permission.
CREATE FUNCTION praxis_private.clearance_judged(
    practice uuid, clinic uuid, persons uuid[], roles text[], starts timestamptz[], ends timestamptz[], services text[]
)
RETURNS TABLE (item integer, verdict text, reasons jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    site     praxis.clinic;
    today    date;
    screened date;
    began    timestamptz;
    listed   date;
BEGIN
    SELECT * INTO site FROM praxis.clinic c WHERE c.practice_id = practice AND c.clinic_id = clinic;
    IF site.clinic_id IS NULL THEN
        RETURN QUERY
        SELECT n::integer, 'unknown'::text, '[{"requirement": "clinic", "state": "unknown", "severity": "unknown"}]'::jsonb
          FROM generate_subscripts(persons, 1) AS n;
        RETURN;
    END IF;
    today := (now() AT TIME ZONE site.zone)::date;
    SELECT (r.finished_at AT TIME ZONE site.zone)::date, r.started_at INTO screened, began
      FROM praxis.screening_run r
     WHERE r.practice_id = practice
     ORDER BY r.finished_at DESC, r.run_id DESC
     LIMIT 1;
    SELECT max(i.month) INTO listed
      FROM praxis.screening_import i
     WHERE i.practice_id = practice AND i.state = 'in_force' AND i.kind <> 'reinstatements';

    RETURN QUERY
    WITH item AS MATERIALIZED (
        SELECT i.n::integer AS item, i.person, i.role,
               daterange((i.starts AT TIME ZONE site.zone)::date,
                         (greatest(i.starts, i.ends - interval '1 microsecond') AT TIME ZONE site.zone)::date, '[]') AS days
          FROM unnest(persons, roles, starts, ends) WITH ORDINALITY AS i(person, role, starts, ends, n)
    ), wanted AS MATERIALIZED (
        SELECT i.item, i.person, r.requirement_id, r.type_code, t.name, r.severity, r.jurisdiction, r.compact, r.citation,
               i.days * daterange(r.starts_on, r.ends_on) AS days
          FROM item i
          JOIN praxis.requirement r
            ON r.practice_id = practice
           AND r.clinical_role = i.role
           AND (r.clinic_id IS NULL OR r.clinic_id = site.clinic_id)
           AND (r.state IS NULL OR r.state = site.state)
           AND (r.service IS NULL OR r.service = ANY (services))
           AND daterange(r.starts_on, r.ends_on) && i.days
          JOIN praxis.credential_type t USING (type_code)
    ), coverage AS MATERIALIZED (
        SELECT c.*
          FROM praxis.credentialing_coverage c
         WHERE c.practice_id = practice AND c.person_id = ANY (persons)
    ), judged AS MATERIALIZED (
        SELECT w.*, h.*, datemultirange(w.days) - h.covered AS missing
          FROM wanted w
         CROSS JOIN LATERAL (
               SELECT coalesce(range_agg(c.covered * c.reach), '{}') AS covered,
                      coalesce(range_agg(c.verified * c.barred * c.reach), '{}') AS barred,
                      coalesce(range_agg(c.claimed * c.reach), '{}') AS claimed,
                      coalesce(range_agg(c.limited * c.reach), '{}') AS limited,
                      min(c.barred_by) FILTER (WHERE c.reach IS NOT NULL) AS barred_by,
                      (array_agg(c.credential_id ORDER BY upper(c.claimed) DESC NULLS FIRST)
                           FILTER (WHERE c.reach IS NOT NULL))[1] AS credential_id,
                      array_agg(DISTINCT c.state) FILTER (WHERE c.reach IS NULL) AS elsewhere
                 FROM (SELECT c.*,
                              CASE WHEN w.jurisdiction = 'any' OR c.state = site.state THEN '{(,)}'::datemultirange
                                   WHEN c.multistate AND w.compact IS NOT NULL
                                   THEN praxis_private.compact_days(w.compact, c.state, site.state)
                              END AS reach
                         FROM coverage c
                        WHERE c.person_id = w.person AND c.type_code = w.type_code) c) h
    ), reason (item, severity, reason) AS (
        SELECT j.item, CASE WHEN isempty(j.missing) AND j.severity = 'block' THEN 'warn' ELSE j.severity END,
               jsonb_strip_nulls(jsonb_build_object(
                   'state', CASE WHEN isempty(j.missing) THEN 'restricted'
                                 WHEN j.credential_id IS NULL THEN 'missing'
                                 WHEN j.barred && j.missing THEN coalesce(j.barred_by, 'suspended')
                                 WHEN j.claimed && j.missing OR isempty(j.claimed) THEN 'unverified'
                                 WHEN j.covered && daterange(NULL, lower(j.missing))
                                      AND j.covered && daterange(upper(j.missing), NULL) THEN 'gap'
                                 WHEN (j.covered + j.claimed) && daterange(NULL, lower(j.missing)) THEN 'expired'
                                 ELSE 'not_yet_effective'
                            END,
                   'requirement', j.type_code, 'name', j.name, 'credential_id', j.credential_id,
                   'jurisdiction', CASE WHEN j.jurisdiction = 'clinic_state' THEN site.state END,
                   'elsewhere', CASE WHEN j.credential_id IS NULL THEN to_jsonb(j.elsewhere) END,
                   'days', praxis_private.days_json(
                       CASE WHEN isempty(j.missing) THEN j.limited * datemultirange(j.days) ELSE j.missing END),
                   'covers_until', upper(j.covered * datemultirange(daterange(NULL, lower(j.missing)))) - 1,
                   'covers_from', lower(j.covered * datemultirange(daterange(upper(j.missing), NULL))),
                   'citation', j.citation))
          FROM judged j
         WHERE NOT isempty(j.missing) OR j.limited && j.days
         UNION ALL
        SELECT i.item, 'block', jsonb_build_object(
                   'requirement', 'appointment', 'state', 'missing', 'role', i.role,
                   'days', praxis_private.days_json(datemultirange(i.days) - coalesce(a.days, '{}')))
          FROM item i
          LEFT JOIN LATERAL (
               SELECT range_agg(daterange(a.starts_on, a.ends_on)) AS days
                 FROM praxis.appointment a
                WHERE a.practice_id = practice
                  AND a.clinic_id = site.clinic_id
                  AND a.person_id = i.person
                  AND a.clinical_role = i.role) a ON true
         WHERE NOT i.days <@ coalesce(a.days, '{}')
         UNION ALL
        SELECT i.item, 'unknown', jsonb_build_object('requirement', 'rules', 'state', 'missing', 'role', i.role)
          FROM item i
         WHERE NOT EXISTS (SELECT FROM wanted w WHERE w.item = i.item)
         UNION ALL
        SELECT i.item, x.severity, x.reason
          FROM item i
          JOIN LATERAL (
               SELECT CASE m.state WHEN 'confirmed' THEN 'block' ELSE 'warn' END AS severity,
                      jsonb_strip_nulls(jsonb_build_object(
                          'requirement', 'exclusion',
                          'state', CASE m.state WHEN 'confirmed' THEN 'excluded' ELSE 'review_pending' END,
                          'from', CASE m.state WHEN 'confirmed' THEN min(m.excluded_on) END)) AS reason
                 FROM (SELECT CASE r.state WHEN 'confirmed' THEN 'confirmed' ELSE 'open' END AS state, r.excluded_on
                         FROM praxis.screening_review r
                        WHERE r.practice_id = practice
                          AND r.person_id = i.person
                          AND CASE r.state
                                   WHEN 'confirmed' THEN daterange(r.excluded_on, greatest(r.excluded_on, r.reinstated_on)) && i.days
                                                         OR r.reinstated_on IS NULL
                                                            AND daterange(r.excluded_on, NULL) && i.days
                                   WHEN 'cleared' THEN false
                                   ELSE r.current
                              END) m
                GROUP BY m.state) x ON true
         UNION ALL
        SELECT i.item, 'warn', jsonb_strip_nulls(jsonb_build_object('requirement', 'screening', 'state', 'stale_monitoring',
                                                             'last', screened))
          FROM item i
         WHERE screened IS NULL OR date_trunc('month', screened) < date_trunc('month', today) - interval '1 month'
         UNION ALL
        SELECT i.item, 'warn', jsonb_build_object('requirement', 'screening', 'state', 'not_screened')
          FROM item i
          JOIN praxis.person p ON p.practice_id = practice AND p.person_id = i.person
         WHERE p.identified_at > began
            OR EXISTS (SELECT
                         FROM praxis.person_name n
                        WHERE n.practice_id = practice AND n.person_id = i.person AND n.created_at > began)
         UNION ALL
        SELECT i.item, 'warn', jsonb_strip_nulls(jsonb_build_object('requirement', 'screening', 'state', 'stale_list',
                                                             'last', listed))
          FROM item i
         WHERE screened IS NOT NULL
           AND coalesce(listed, '-infinity') < date_trunc('month', today) - interval '1 month'
    )
    SELECT i.item,
           CASE WHEN bool_or(r.severity = 'block') THEN 'blocked'
                WHEN bool_or(r.severity = 'unknown') THEN 'unknown'
                WHEN bool_or(r.severity = 'warn') THEN 'warn'
                ELSE 'cleared'
           END,
           coalesce(jsonb_agg(r.reason || jsonb_build_object('severity', r.severity)
                              ORDER BY r.severity, r.reason ->> 'requirement' <> 'exclusion', r.reason ->> 'requirement')
                        FILTER (WHERE r.item IS NOT NULL), '[]')
      FROM item i
      LEFT JOIN reason r USING (item)
     GROUP BY i.item
     ORDER BY i.item;
END
$$;

-- The same with the owner's rights, so that a site's roster can be judged by facts that its manager may not read; it
-- answers only those who may see the clinic's roster or files.
CREATE FUNCTION praxis_private.clearance_batch(
    clinic uuid, persons uuid[], roles text[], starts timestamptz[], ends timestamptz[], services text[]
)
RETURNS TABLE (item integer, verdict text, reasons jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice uuid := praxis_private.practice_id();
    closed constant text[] := praxis_private.closed_types();
BEGIN
    IF practice IS NULL AND pg_has_role(session_user, 'praxis_owner', 'MEMBER') THEN
        SELECT c.practice_id INTO practice FROM praxis.clinic c WHERE c.clinic_id = clinic;
    ELSIF NOT (clinic = ANY (praxis_private.clinics('rostering.shift.read'))
               OR clinic = ANY (praxis_private.clinics('credentialing.credential.read'))
               OR clinic = ANY (praxis_private.clinics('rostering.assignment.write'))
               OR persons <@ ARRAY[praxis_private.person_id()])
    THEN
        practice := NULL;
    END IF;
    RETURN QUERY
    SELECT j.item, j.verdict, praxis_private.reasons_shown(j.reasons, closed)
      FROM praxis_private.clearance_judged(practice, clinic, persons, roles, starts, ends, services) j;
END
$$;

-- Many at once, in the order asked; arrays of equal length.
CREATE OR REPLACE FUNCTION praxis.clearance_batch(
    clinic_id uuid, person_ids uuid[], roles text[], starts timestamptz[], ends timestamptz[],
    services text[] DEFAULT '{}'
)
RETURNS TABLE (item integer, verdict text, reasons jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT b.item, b.verdict, b.reasons
      FROM praxis_private.clearance_batch(clinic_id, person_ids, roles, starts, ends, services) b;
END
$$;

-- verdict: cleared, warn, blocked or unknown. reasons: [{requirement, state, severity, jurisdiction,
-- days, covers_until, credential_id, citation …}].
CREATE OR REPLACE FUNCTION praxis.clearance(
    person_id uuid, clinic_id uuid, role text, starts timestamptz, ends timestamptz, services text[] DEFAULT '{}'
)
RETURNS TABLE (verdict text, reasons jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT b.verdict, b.reasons
      FROM praxis_private.clearance_batch(
               clinic_id, ARRAY[person_id], ARRAY[role], ARRAY[starts], ARRAY[ends], services) b;
END
$$;
