-- The payers' part of clearance: that somebody may work does not say that the work can be billed.

-- Enrollments as they were known at the instant of kernel_known.sql; while everything is known nobody looks at the past.
CREATE OR REPLACE VIEW praxis.enrollment_known WITH (security_invoker = true) AS
SELECT e.practice_id, e.clinic_id, e.enrollment_id, e.person_id, e.plan_id, e.status, e.participating, e.submitted_on,
       e.effective_on, e.term_on, e.revalidation_due_on
  FROM praxis.enrollment e
 WHERE (SELECT praxis_private.known()) = 'infinity'
 UNION ALL
SELECT e.practice_id, e.clinic_id, e.enrollment_id, e.person_id, e.plan_id, v.facts ->> 'status',
       (v.facts ->> 'participating')::boolean, (v.facts ->> 'submitted_on')::date, (v.facts ->> 'effective_on')::date,
       (v.facts ->> 'term_on')::date, (v.facts ->> 'revalidation_due_on')::date
  FROM praxis.enrollment e
 CROSS JOIN LATERAL (
       SELECT v.facts
         FROM praxis.enrollment_version v
        WHERE v.practice_id = e.practice_id AND v.clinic_id = e.clinic_id AND v.enrollment_id = e.enrollment_id
          AND v.changed_at <= (SELECT praxis_private.known())
        ORDER BY v.version DESC
        LIMIT 1) v
 WHERE (SELECT praxis_private.known()) <> 'infinity';

-- On which of their days people in a role at a clinic do not take part in the plans that ask them to, and why: for each
-- cause and stretch of days a reason of level `payer`. It is for information, unless the practice requires the
-- enrollment: then it is as severe as that says. `payers` names the plans that are asked about; all where it is null.
CREATE OR REPLACE FUNCTION praxis_private.billing_reasons(
    practice uuid, site praxis.clinic, persons uuid[], roles text[], asked daterange[], services text[],
    payers uuid[]
)
RETURNS TABLE (person uuid, role text, span daterange, severity text, reason jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH holder AS MATERIALIZED (
        SELECT h.person, h.role, h.days FROM unnest(persons, roles, asked) AS h (person, role, days)
    ), plan AS MATERIALIZED (
        SELECT p.plan_id, p.payer || ': ' || p.name AS name, p.roles,
               p.of_medicare AS medicare, p.federal_funds AS federal,
               daterange(p.starts_on, p.ends_on, '[]') AS days
          FROM praxis.payer_plan p
         WHERE p.practice_id = practice
           AND (p.states = '{}' OR site.state = ANY (p.states))
           AND (payers IS NULL OR p.plan_id = ANY (payers))
    ), required AS MATERIALIZED (
        SELECT r.plan_id, r.clinical_role, r.severity, r.requirement_id, r.citation,
               daterange(r.starts_on, r.ends_on) AS days
          FROM praxis.requirement_known r
         WHERE r.practice_id = practice
           AND r.type_code IS NULL
           AND (r.clinic_id IS NULL OR r.clinic_id = site.clinic_id)
           AND (r.state IS NULL OR r.state = site.state)
           AND (r.service IS NULL OR r.service = ANY (services))
    ), wanted (role, plan_id, name, medicare, federal, severity, requirement_id, citation, days) AS MATERIALIZED (
        SELECT r.clinical_role, p.plan_id, p.name, p.medicare, p.federal, r.severity, r.requirement_id, r.citation,
               datemultirange(p.days * r.days)
          FROM required r
          JOIN plan p USING (plan_id)
         UNION ALL
        SELECT k.role, p.plan_id, p.name, p.medicare, p.federal, 'inform', NULL, NULL,
               datemultirange(p.days) - coalesce(
                   (SELECT range_agg(r.days) FROM required r WHERE r.plan_id = p.plan_id AND r.clinical_role = k.role), '{}')
          FROM plan p
         CROSS JOIN LATERAL unnest(p.roles) AS k (role)
    ), fact AS MATERIALIZED (
        SELECT e.person_id, e.plan_id, coalesce(range_agg(v.days), '{}') AS enrolled,
               coalesce(range_agg(d.days), '{}') AS dead,
               coalesce(range_agg(v.days * daterange(e.revalidation_due_on + 1, NULL))
                            FILTER (WHERE e.revalidation_due_on IS NOT NULL), '{}') AS late,
               coalesce(range_agg(v.days) FILTER (WHERE NOT e.participating), '{}') AS apart,
               (array_agg(e.status ORDER BY e.submitted_on DESC NULLS LAST)
                    FILTER (WHERE e.effective_on IS NULL))[1] AS applied
          FROM praxis.enrollment_known e
         CROSS JOIN LATERAL (
               SELECT CASE WHEN e.effective_on IS NOT NULL THEN daterange(e.effective_on, e.term_on, '[]') END) v (days)
          LEFT JOIN LATERAL (
               SELECT daterange(x.deactivated_on, x.received_on) * v.days
                 FROM praxis.enrollment_deactivation_known x
                WHERE x.practice_id = practice AND x.clinic_id = e.clinic_id AND x.enrollment_id = e.enrollment_id) d (days) ON true
         WHERE e.practice_id = practice AND e.clinic_id = site.clinic_id AND e.person_id = ANY (persons)
         GROUP BY e.person_id, e.plan_id
    ), away AS MATERIALIZED (
        -- Whoever has opted out of Medicare is paid by none of its plans, Advantage plans included.
        SELECT o.person_id, o.days, o.as_of
          FROM praxis.medicare_opt_out o
         WHERE o.practice_id = practice AND o.person_id = ANY (persons)
    ), held AS MATERIALIZED (
        -- To plans with federal funds no claim goes out for the days of a confirmed exclusion. Why is not for the payers' level.
        SELECT x.person_id, x.days
          FROM praxis_private.excluded_days(
                   practice, site.state,
                   ARRAY(SELECT unnest(praxis_private.excluded_people(practice)) INTERSECT SELECT unnest(persons))) x
    ), judged AS MATERIALIZED (
        SELECT h.person, h.role, w.plan_id, w.name, w.severity, w.requirement_id, w.citation, f.enrolled, f.dead, f.late,
               f.apart, f.applied, k.away, k.held, o.as_of,
               f.enrolled - f.dead - f.late - f.apart - k.away - k.held AS good,
               datemultirange(h.days) * w.days
                   - coalesce(f.enrolled - f.dead - f.late - f.apart - k.away - k.held, '{}') AS missing
          FROM holder h
          JOIN wanted w USING (role)
          LEFT JOIN fact f ON f.person_id = h.person AND f.plan_id = w.plan_id
          LEFT JOIN away o ON o.person_id = h.person AND w.medicare
          LEFT JOIN held x ON x.person_id = h.person AND w.federal
         CROSS JOIN LATERAL (SELECT coalesce(o.days, '{}'), coalesce(x.days, '{}')) AS k (away, held)
    )
    SELECT j.person, j.role, s.span, j.severity,
           jsonb_strip_nulls(jsonb_build_object(
               'requirement', 'enrollment', 'level', 'payer', 'state', t.state,
               'name', string_agg(j.name, ', ' ORDER BY j.name), 'plans', jsonb_agg(j.plan_id ORDER BY j.name),
               'covers_until', t.covers_until, 'covers_from', t.covers_from,
               'last', CASE t.state WHEN 'opted_out' THEN j.as_of END,
               'citation', j.citation, 'rule_version', j.requirement_id))
      FROM judged j
     CROSS JOIN LATERAL (
           SELECT 'hold', j.missing * j.held
            UNION ALL
           SELECT 'opted_out', j.missing * j.away - j.held
            UNION ALL
           SELECT 'deactivated', j.missing * j.dead - j.away - j.held
            UNION ALL
           SELECT 'revalidation_overdue', j.missing * j.late - j.dead - j.away - j.held
            UNION ALL
           SELECT 'not_participating', j.missing * j.apart - j.dead - j.late - j.away - j.held
            UNION ALL
           SELECT NULL, j.missing - coalesce(j.enrolled, '{}') - j.away - j.held) AS c (cause, days)
     CROSS JOIN LATERAL unnest(c.days) AS s (span)
     CROSS JOIN LATERAL (
           SELECT coalesce(c.cause, CASE WHEN j.applied = 'submitted' THEN 'pending'
                                         WHEN j.enrolled && daterange(NULL, lower(s.span)) THEN 'ended'
                                         WHEN j.enrolled && daterange(upper(s.span), NULL) THEN 'not_yet_effective'
                                         WHEN j.applied = 'denied' THEN 'denied'
                                         ELSE 'missing' END),
                  upper(j.good * datemultirange(daterange(NULL, lower(s.span)))) - 1,
                  lower(j.good * datemultirange(daterange(upper(s.span), NULL)))) AS t (state, covers_until, covers_from)
     WHERE NOT isempty(j.missing)
     -- Plans of which the same is to be said are one reason.
     GROUP BY j.person, j.role, s.span, j.severity, j.citation, j.requirement_id, t.state, t.covers_until, t.covers_from,
              CASE t.state WHEN 'opted_out' THEN j.as_of END;
END
$$;
