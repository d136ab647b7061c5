-- What a lapse costs before it happens: shifts to come, at the clinics asked for, that a credential does not cover as
-- things stand. The roster says who is on duty, clearance says what stands in the way; callers see what they may see of
-- both, so that each clinic's manager is told the own part.

-- A row per shift and credential. severity is `block` where the shift falls, `warn` where it goes ahead with a remark.
CREATE OR REPLACE FUNCTION praxis.credentialing_impact(clinics uuid[])
RETURNS TABLE (
    clinic_id uuid, person_id uuid, credential_id uuid, type_code text, assignment_id uuid, shift_name text,
    clinical_role text, local_date date, starts timestamptz, ends timestamptz, severity text, covers_until date
)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH duty AS MATERIALIZED (
        SELECT d.clinic_id, d.assignment_id, d.person_id, d.shift_name, d.clinical_role, d.local_date,
               d.services, lower(d.span) AS starts, upper(d.span) AS ends,
               row_number() OVER (PARTITION BY d.clinic_id, d.services ORDER BY d.assignment_id)::integer AS item
          FROM praxis.rostering_duty d
         WHERE d.clinic_id = ANY (clinics)
           AND d.local_date >= CURRENT_DATE - 2
           AND upper(d.span) > now()
    ), asked AS (
        -- A question for each kind of work: what a shift does says what is asked for.
        SELECT d.clinic_id, d.services, array_agg(d.person_id ORDER BY d.item) AS persons,
               array_agg(d.clinical_role ORDER BY d.item) AS roles, array_agg(d.starts ORDER BY d.item) AS starts,
               array_agg(d.ends ORDER BY d.item) AS ends
          FROM duty d
         GROUP BY d.clinic_id, d.services
    ), judged AS MATERIALIZED (
        -- Once for each question, and not for each shift that it is about.
        SELECT k.clinic_id, k.services, b.item, b.reasons
          FROM asked k
         CROSS JOIN LATERAL praxis.clearance_batch(k.clinic_id, k.persons, k.roles, k.starts, k.ends, k.services) b
    )
    SELECT d.clinic_id, d.person_id, (r.reason ->> 'credential_id')::uuid, r.reason ->> 'requirement', d.assignment_id,
           d.shift_name, d.clinical_role, d.local_date, d.starts, d.ends, r.reason ->> 'severity',
           (r.reason ->> 'covers_until')::date
      FROM judged j
      JOIN duty d ON d.clinic_id = j.clinic_id AND d.services = j.services AND d.item = j.item
     CROSS JOIN LATERAL jsonb_array_elements(j.reasons) AS r (reason)
     WHERE r.reason ? 'credential_id'
       -- What the clinic itself lacks is told at the clinic.
       AND NOT r.reason ? 'holder'
       AND r.reason ->> 'severity' IN ('block', 'warn')
       AND r.reason ->> 'state' <> 'restricted';
END
$$;

-- The same of what the clinics hold: a row per shift to come that needs a certificate which does not cover it, and per place that
-- somebody has on it; one without a person where nobody is on it yet. Of several reasons for one certificate the gravest.
CREATE OR REPLACE FUNCTION praxis.credentialing_clinic_impact(clinics uuid[])
RETURNS TABLE (
    clinic_id uuid, type_code text, shift_id uuid, assignment_id uuid, person_id uuid, shift_name text, clinical_role text,
    local_date date, starts timestamptz, ends timestamptz, severity text, covers_until date
)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH slot AS MATERIALIZED (
        SELECT o.practice_id, o.clinic_id, o.shift_id, o.name, o.clinical_role, o.local_date, o.services,
               lower(o.span) AS starts, upper(o.span) AS ends,
               datemultirange(daterange((lower(o.span) AT TIME ZONE c.zone)::date,
                                        ((upper(o.span) - interval '1 microsecond') AT TIME ZONE c.zone)::date, '[]')) AS days
          FROM praxis.rostering_slot o
          JOIN praxis.clinic c USING (practice_id, clinic_id)
         WHERE o.clinic_id = ANY (clinics)
           AND o.local_date >= CURRENT_DATE - 2
           AND upper(o.span) > now()
    ), asked AS MATERIALIZED (
        SELECT a.clinic_id, a.type_code, a.service, a.severity, a.covered, datemultirange(a.days) - a.covered AS missing
          FROM praxis.clinic_service_asked a
         WHERE a.clinic_id = ANY (clinics) AND a.severity IN ('block', 'warn')
    ), stopped AS (
        SELECT DISTINCT ON (s.shift_id, a.type_code)
               s.practice_id, s.clinic_id, s.shift_id, s.name, s.clinical_role, s.local_date, s.starts, s.ends, a.type_code,
               a.severity, upper(a.covered * datemultirange(daterange(NULL, lower(a.missing * s.days)))) - 1 AS covers_until
          FROM slot s
          JOIN asked a
            ON a.clinic_id = s.clinic_id
           AND (a.service IS NULL OR a.service = ANY (s.services))
           AND a.missing && s.days
         ORDER BY s.shift_id, a.type_code, a.severity
    )
    SELECT s.clinic_id, s.type_code, s.shift_id, d.assignment_id, d.person_id, s.name, s.clinical_role, s.local_date, s.starts,
           s.ends, s.severity, s.covers_until
      FROM stopped s
      LEFT JOIN praxis.rostering_duty d
        ON d.practice_id = s.practice_id AND d.clinic_id = s.clinic_id AND d.shift_id = s.shift_id;
END
$$;
