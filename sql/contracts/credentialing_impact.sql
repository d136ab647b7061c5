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
