-- What the decisions about people's files mean for their shifts.

-- On which days the standing of a person speaks against work in a role, or in any (`role` is null): after a denial or the
-- end of their credentialing, before the first approval takes effect, after a provisional one is over. How severe it is that
-- a first file is still open, or a new decision overdue, is the practice's own rule.
CREATE OR REPLACE FUNCTION praxis_private.standing_reasons(practice uuid, persons uuid[])
RETURNS TABLE (person uuid, role text, days datemultirange, severity text, reason jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH decision AS (
        SELECT d.person_id, f.clinical_role, f.cycle, d.outcome, d.decided_on, d.appointed_from, d.provisional_until,
               d.recred_due_on,
               row_number() OVER w AS number, lead(coalesce(d.appointed_from, d.decided_on)) OVER w AS next_on
          FROM praxis.file_decision d
          JOIN praxis.credentialing_file f USING (practice_id, person_id, file_id)
         WHERE d.practice_id = practice AND d.person_id = ANY (persons)
           AND d.created_at <= (SELECT praxis_private.known())
        WINDOW w AS (PARTITION BY d.person_id, f.clinical_role ORDER BY d.decided_on, d.created_at)
    ), spoken (person_id, clinical_role, span, state, rule) AS (
        SELECT d.person_id, d.clinical_role, daterange(d.decided_on, d.next_on), 'denied', NULL
          FROM decision d WHERE d.outcome = 'denied'
         UNION ALL
        SELECT d.person_id, d.clinical_role, daterange(d.provisional_until + 1, d.next_on), 'provisional_over', NULL
          FROM decision d WHERE d.provisional_until + 1 < coalesce(d.next_on, 'infinity')
         UNION ALL
        SELECT d.person_id, d.clinical_role, daterange(d.recred_due_on + 1, d.next_on), 'overdue', 'overdue'
          FROM decision d WHERE d.recred_due_on + 1 < coalesce(d.next_on, 'infinity')
         UNION ALL
        SELECT d.person_id, d.clinical_role, daterange(NULL, d.appointed_from), 'not_yet_effective', NULL
          FROM decision d WHERE d.number = 1 AND d.cycle = 'initial' AND d.outcome <> 'denied'
         UNION ALL
        SELECT e.person_id, NULL,
               daterange(e.effective_on, (SELECT min(d.appointed_from) FROM decision d
                                           WHERE d.person_id = e.person_id AND d.outcome <> 'denied'
                                             AND d.decided_on >= e.effective_on)),
               e.kind, NULL
          FROM praxis.credentialing_ending e
         WHERE e.practice_id = practice AND e.person_id = ANY (persons)
           AND e.created_at <= (SELECT praxis_private.known())
         UNION ALL
        SELECT f.person_id, f.clinical_role, daterange(NULL, NULL), 'undecided', 'undecided'
          FROM praxis.credentialing_file f
         WHERE f.practice_id = practice AND f.person_id = ANY (persons)
           AND f.created_at <= (SELECT praxis_private.known())
           AND f.cycle = 'initial' AND f.state NOT IN ('decided', 'appeal', 'fair_hearing', 'withdrawn')
           AND NOT EXISTS (SELECT FROM decision d
                            WHERE d.person_id = f.person_id AND d.clinical_role = f.clinical_role)
    )
    SELECT s.person_id, s.clinical_role, datemultirange(s.span), 'block',
           jsonb_build_object('requirement', 'credentialing', 'state', s.state)
      FROM spoken s
     WHERE s.rule IS NULL
     UNION ALL
    SELECT s.person_id, s.clinical_role, k.days * datemultirange(s.span), k.params ->> s.rule,
           jsonb_build_object('requirement', 'credentialing', 'state', s.state, 'rule_version', k.version)
      FROM spoken s
     CROSS JOIN LATERAL praxis_private.rule_spans(practice, 'house.credentialing') k
     WHERE s.rule IS NOT NULL AND k.days && datemultirange(s.span);
END
$$;
