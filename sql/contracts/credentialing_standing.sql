-- What the decisions about people's files mean for their shifts.

-- What was decided of people in their roles, on which days: after a denial, where no decision followed a provisional approval or
-- the day for a new one in time, before the first decision and until it takes effect, after the end of their credentialing, and
-- while it is suspended. `roles` are those of `persons`.
CREATE OR REPLACE FUNCTION praxis_private.standing_days(practice uuid, persons uuid[], roles text[])
RETURNS TABLE (person uuid, role text, days daterange, state text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    sooner constant boolean := praxis_private.has_shorter_law(practice);
BEGIN
    RETURN QUERY
    WITH decision AS MATERIALIZED (
        SELECT d.person_id, d.clinical_role, d.cycle, d.outcome, d.created_at, d.decided_on, d.appointed_from,
               d.provisional_until, d.taken_over,
               -- A denial in any role ends what was taken over.
               CASE WHEN d.taken_over
                    THEN (SELECT min(x.decided_on)
                            FROM praxis.standing_decision x
                           WHERE x.practice_id = practice AND x.person_id = d.person_id
                             AND x.outcome = 'denied' AND x.decided_on > d.decided_on) END AS denied_on,
               CASE WHEN sooner
                    THEN praxis_private.approved_until(d.decision_id, d.recred_due_on)
                    ELSE d.recred_due_on END AS recred_due_on,
               row_number() OVER w AS number, lead(coalesce(d.appointed_from, d.decided_on)) OVER w AS next_on
          FROM praxis.standing_decision d
         WHERE d.practice_id = practice AND d.person_id = ANY (persons)
        WINDOW w AS (PARTITION BY d.person_id, d.clinical_role ORDER BY d.decided_on, d.created_at, d.version)
    )
    SELECT d.person_id, d.clinical_role, daterange(d.decided_on, d.next_on), 'denied'
      FROM decision d WHERE d.outcome = 'denied'
     UNION ALL
    SELECT d.person_id, d.clinical_role, daterange(d.denied_on, d.next_on), 'denied'
      FROM decision d WHERE d.denied_on < coalesce(d.next_on, 'infinity')
     UNION ALL
    SELECT d.person_id, d.clinical_role, daterange(d.provisional_until + 1, d.next_on), 'provisional_over'
      FROM decision d WHERE d.provisional_until + 1 < coalesce(d.next_on, 'infinity')
     UNION ALL
    SELECT d.person_id, d.clinical_role, daterange(d.recred_due_on + 1, d.next_on), 'overdue'
      FROM decision d WHERE d.recred_due_on + 1 < coalesce(d.next_on, 'infinity')
     UNION ALL
    -- Before the first decision the file was open, and is judged like any that is.
    SELECT d.person_id, d.clinical_role, daterange(d.decided_on, d.appointed_from), 'not_yet_effective'
      FROM decision d
     WHERE d.number = 1 AND d.cycle = 'initial' AND d.outcome <> 'denied' AND d.decided_on < d.appointed_from
     UNION ALL
    SELECT d.person_id, d.clinical_role, daterange(NULL, d.decided_on), 'undecided'
      FROM decision d WHERE d.number = 1 AND d.cycle = 'initial'
     UNION ALL
    -- It holds until an initial file of the role that was decided after it was known takes effect.
    SELECT e.person_id, h.role,
           daterange(e.effective_on,
                     (SELECT min(greatest(d.appointed_from, e.effective_on))
                        FROM decision d
                       WHERE d.person_id = e.person_id AND d.clinical_role = h.role
                         AND d.cycle = 'initial' AND d.outcome <> 'denied' AND NOT d.taken_over
                         AND d.created_at > e.created_at AND d.decided_on >= e.effective_on)),
           e.kind
      FROM praxis.credentialing_ending e
      JOIN unnest(persons, roles) AS h (person, role) ON h.person = e.person_id
     WHERE e.practice_id = practice AND e.person_id = ANY (persons)
       AND e.created_at <= (SELECT praxis_private.known())
     UNION ALL
    -- In every role, until it is lifted.
    SELECT s.person_id, h.role, daterange(s.effective_on, s.reinstated_on), s.kind || '_suspension'
      FROM praxis.credentialing_suspended s
      JOIN unnest(persons, roles) AS h (person, role) ON h.person = s.person_id
     WHERE s.practice_id = practice AND s.person_id = ANY (persons);
END
$$;

DROP FUNCTION IF EXISTS praxis_private.standing_reasons(uuid, uuid[]);
-- On which days the standing of a person speaks against work in a role: what was decided, and beside it that nothing was. How
-- severe it is that a first file is still open, or a new decision overdue, is the practice's own rule. Where it is more than
-- information, so is that nobody opened a first file for somebody in a role that some element of files is for, or that it was withdrawn,
-- nor took an approval over: `roles` are those of `persons`.
CREATE OR REPLACE FUNCTION praxis_private.standing_reasons(practice uuid, persons uuid[], roles text[])
RETURNS TABLE (person uuid, role text, days datemultirange, severity text, reason jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH rule AS MATERIALIZED (
        SELECT k.days, k.params, k.version FROM praxis_private.rule_spans(practice, 'house.credentialing') k
    ), opened AS MATERIALIZED (
        -- First files, each in the state that its last known step led to.
        SELECT f.person_id, f.clinical_role,
               CASE WHEN (SELECT praxis_private.known()) = 'infinity' THEN f.state
                    ELSE (SELECT e.to_state
                            FROM praxis.file_event e
                           WHERE e.practice_id = practice
                             AND e.file_id = f.file_id
                             AND e.created_at <= (SELECT praxis_private.known())
                           ORDER BY e.version DESC
                           LIMIT 1)
               END AS state
          FROM praxis.credentialing_file f
         WHERE f.practice_id = practice AND f.person_id = ANY (persons)
           AND f.created_at <= (SELECT praxis_private.known())
           AND f.cycle = 'initial'
    ), spoken (person_id, clinical_role, span, state, rule) AS (
        SELECT d.person, d.role, d.days, d.state, CASE WHEN d.state IN ('overdue', 'undecided') THEN d.state END
          FROM praxis_private.standing_days(practice, persons, roles) d
         UNION ALL
        SELECT f.person_id, f.clinical_role, daterange(NULL, NULL), 'undecided', 'undecided'
          FROM opened f
         WHERE f.state IN ('decided', 'appeal', 'fair_hearing', 'withdrawn') IS NOT TRUE
           AND NOT EXISTS (SELECT
                             FROM praxis.standing_decision d
                            WHERE d.practice_id = practice AND d.person_id = f.person_id
                              AND d.clinical_role = f.clinical_role)
         UNION ALL
        SELECT h.person, h.role, daterange(NULL, NULL), 'no_file', 'undecided'
          FROM unnest(persons, roles) AS h (person, role)
         WHERE EXISTS (SELECT FROM praxis.file_element e WHERE h.role = ANY (e.roles))
           AND NOT EXISTS (SELECT
                             FROM opened f
                            WHERE f.person_id = h.person AND f.clinical_role = h.role AND f.state IS DISTINCT FROM 'withdrawn')
           AND NOT EXISTS (SELECT
                             FROM praxis.standing_decision d
                            WHERE d.practice_id = practice AND d.person_id = h.person AND d.clinical_role = h.role)
    )
    SELECT s.person_id, s.clinical_role, datemultirange(s.span), 'block',
           jsonb_build_object('requirement', 'credentialing', 'state', s.state)
      FROM spoken s
     WHERE s.rule IS NULL
     UNION ALL
    SELECT s.person_id, s.clinical_role, k.days * datemultirange(s.span), k.params ->> s.rule,
           jsonb_build_object('requirement', 'credentialing', 'state', s.state, 'rule_version', k.version)
      FROM spoken s
      JOIN rule k ON true
     WHERE s.rule IS NOT NULL AND k.days && datemultirange(s.span)
       AND (s.state <> 'no_file' OR k.params ->> s.rule <> 'inform');
END
$$;
