-- Rosters of delegated payers.

-- The last file of each plan that its payer accepted.
CREATE OR REPLACE VIEW praxis.roster_accepted WITH (security_invoker = true) AS
SELECT DISTINCT ON (s.practice_id, s.plan_id) s.practice_id, s.plan_id, s.submission_id, s.number, a.received_on
  FROM praxis.roster_submission s
  JOIN praxis.roster_answer a USING (practice_id, submission_id)
 WHERE a.outcome = 'accepted'
 ORDER BY s.practice_id, s.plan_id, s.number DESC;

-- The canonical row of every provider at every clinic with an application or enrollment of a delegated plan. Its days are those
-- of enrollments: `term_on` is the last on which the provider takes part. `on_file` is what decisions and specialties tell, `typed` what
-- somebody entered of the same: the facts have that only where nothing is on file. Of one plan and of some people, or of all.
CREATE OR REPLACE FUNCTION praxis_private.roster_rows(plan uuid, people uuid[])
RETURNS TABLE (practice_id uuid, clinic_id uuid, person_id uuid, plan_id uuid, facts jsonb, ended jsonb, on_file jsonb,
               typed jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT e.practice_id, e.clinic_id, e.person_id, e.plan_id,
           jsonb_strip_nulls(
               -- What was typed about an earlier decision says nothing of the one on file.
               (coalesce(f.facts, '{}')
                - CASE WHEN s.decided_on IS NOT NULL THEN '{decided_on,recredentialing_on}' ELSE '{}' END::text[])
               || k.on_file
               || jsonb_build_object(
               'npi', p.npi, 'family_name', p.family_name, 'given_name', p.given_name, 'middle_name', p.middle_name,
               'suffix', p.suffix, 'role', s.role, 'license_number', l.number, 'license_state', l.state,
               'license_expires', l.expires, 'dea_number', d.number, 'board', b.issuer, 'tax_id', t.tax_id,
               'clinic_name', c.name, 'street', c.street, 'city', c.city, 'state', c.state, 'postal_code', c.postal_code,
               'effective_on', e.effective_on, 'term_on', least(e.term_on, s.last_on),
               'term_reason', CASE WHEN s.last_on < coalesce(e.term_on, 'infinity') THEN s.reason
                                   WHEN e.term_on IS NOT NULL THEN 'Enrollment ended' END)) AS facts,
           -- The enrollment before this one that has ended, where there was one: its payer is told first that it did.
           CASE WHEN o.enrollment_id IS NOT NULL
                THEN jsonb_build_object('effective_on', o.effective_on, 'term_on', o.term_on, 'term_reason', 'Enrollment ended')
           END AS ended,
           k.on_file,
           jsonb_strip_nulls(jsonb_build_object(
               'decided_on', f.facts -> 'decided_on', 'recredentialing_on', f.facts -> 'recredentialing_on',
               'taxonomy', f.facts -> 'taxonomy')) AS typed
      FROM (SELECT DISTINCT ON (e.practice_id, e.clinic_id, e.person_id, e.plan_id) e.*
              FROM praxis.enrollment e
             WHERE e.status IN ('submitted', 'enrolled', 'terminated')
               AND (plan IS NULL OR e.plan_id = plan)
               AND (people IS NULL OR e.person_id = ANY (people))
             -- An application beats an enrollment that has ended but not one that runs to its end, the later one the earlier.
             ORDER BY e.practice_id, e.clinic_id, e.person_id, e.plan_id,
                      coalesce(e.term_on < (SELECT praxis_private.practice_day(praxis_private.practice_id(), now())), false), e.term_on IS NULL,
                      e.effective_on DESC NULLS FIRST, e.enrollment_id DESC) e
      JOIN praxis.payer_plan y USING (practice_id, plan_id)
      JOIN praxis.clinic c USING (practice_id, clinic_id)
      JOIN praxis.person p USING (practice_id, person_id)
      LEFT JOIN LATERAL (
           SELECT o.enrollment_id, o.effective_on, o.term_on
             FROM praxis.enrollment o
            WHERE o.practice_id = e.practice_id AND o.clinic_id = e.clinic_id AND o.person_id = e.person_id
              AND o.plan_id = e.plan_id AND o.enrollment_id <> e.enrollment_id AND o.effective_on IS NOT NULL
              AND o.term_on < (SELECT praxis_private.practice_day(praxis_private.practice_id(), now()))
            ORDER BY o.term_on DESC, o.enrollment_id DESC
            LIMIT 1) o ON true
      LEFT JOIN praxis.legal_entity t ON t.practice_id = c.practice_id AND t.entity_id = c.entity_id
      LEFT JOIN LATERAL (
           SELECT f.facts FROM praxis.roster_profile f
            WHERE f.practice_id = e.practice_id AND f.clinic_id = e.clinic_id AND f.person_id = e.person_id
            ORDER BY f.number DESC LIMIT 1) f ON true
      LEFT JOIN praxis_private.roster_standing(plan, people) s
        ON s.practice_id = e.practice_id AND s.clinic_id = e.clinic_id AND s.person_id = e.person_id AND s.plan_id = e.plan_id
      LEFT JOIN LATERAL (
           SELECT x.code FROM praxis.person_taxonomy x
            WHERE x.practice_id = e.practice_id AND x.person_id = e.person_id AND x.ends_on IS NULL
            ORDER BY x.is_primary DESC, x.created_at, x.code LIMIT 1) x ON true
     CROSS JOIN LATERAL (
           SELECT jsonb_strip_nulls(jsonb_build_object(
                      'decided_on', s.decided_on, 'recredentialing_on', s.recredentialing_on, 'taxonomy', x.code)) AS on_file) k
      -- Of each kind of credential the one that covers today, and of several the one that does for longest.
      LEFT JOIN LATERAL (
           SELECT n.number, v.state, upper(g.span) - 1 AS expires
             FROM praxis.credentialing_coverage v
             JOIN praxis.credentialing_number n USING (practice_id, person_id, credential_id)
            CROSS JOIN LATERAL unnest(v.covered) g (span)
            WHERE v.practice_id = e.practice_id AND v.person_id = e.person_id AND v.state = c.state
              AND v.type_code IN ('medical_license', 'aprn_license', 'pa_license')
              AND g.span @> (SELECT praxis_private.practice_day(praxis_private.practice_id(), now()))
            ORDER BY upper(g.span) DESC NULLS FIRST, n.credential_id LIMIT 1) l ON true
      LEFT JOIN LATERAL (
           SELECT n.number FROM praxis.credentialing_coverage v
             JOIN praxis.credentialing_number n USING (practice_id, person_id, credential_id)
            CROSS JOIN LATERAL unnest(v.covered) g (span)
            WHERE v.practice_id = e.practice_id AND v.person_id = e.person_id AND v.type_code = 'dea' AND v.state = c.state
              AND g.span @> (SELECT praxis_private.practice_day(praxis_private.practice_id(), now()))
            ORDER BY upper(g.span) DESC NULLS FIRST, n.credential_id LIMIT 1) d ON true
      LEFT JOIN LATERAL (
           SELECT n.issuer FROM praxis.credentialing_coverage v
             JOIN praxis.credential n USING (practice_id, person_id, credential_id)
            CROSS JOIN LATERAL unnest(v.covered) g (span)
            WHERE v.practice_id = e.practice_id AND v.person_id = e.person_id AND v.type_code = 'board_certification'
              AND g.span @> (SELECT praxis_private.practice_day(praxis_private.practice_id(), now()))
            ORDER BY upper(g.span) DESC NULLS FIRST, n.credential_id LIMIT 1) b ON true
     WHERE y.delegated;
END
$$;

-- A delta is made against what the payer accepted last, and only for a plan that is delegated.
CREATE OR REPLACE FUNCTION praxis_private.roster_submission_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    IF NOT EXISTS (SELECT FROM praxis.payer_plan p
                    WHERE p.practice_id = NEW.practice_id AND p.plan_id = NEW.plan_id AND p.delegated)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_delegated', DETAIL = '{}';
    ELSIF praxis_private.practice_if('people.person.read') IS NULL
       OR praxis_private.practice_if('credentialing.credential.read') IS NULL
    THEN
        -- Whom its author does not see would be told to the payer as gone.
        RAISE EXCEPTION USING
            ERRCODE = 'PX403', MESSAGE = 'permission_missing', DETAIL = '{"permission": "people.person.read"}';
    ELSIF NEW.kind = 'delta'
       AND NEW.base_id IS DISTINCT FROM (SELECT a.submission_id FROM praxis.roster_accepted a
                                          WHERE a.practice_id = NEW.practice_id AND a.plan_id = NEW.plan_id)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'roster_base', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER roster_submission_guard BEFORE INSERT ON praxis.roster_submission
    FOR EACH ROW EXECUTE FUNCTION praxis_private.roster_submission_guard();

-- A payer is told of nobody as taking part whom nobody approved by now. Of one who leaves it is told all the same.
CREATE OR REPLACE FUNCTION praxis_private.roster_line_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    ELSIF NEW.action IS DISTINCT FROM 'T'
          AND ((NEW.facts ->> 'decided_on')::date <= praxis_private.practice_day(NEW.practice_id, now())) IS NOT TRUE
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_decided', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER roster_line_guard BEFORE INSERT ON praxis.roster_line
    FOR EACH ROW EXECUTE FUNCTION praxis_private.roster_line_guard();

-- Answers come in the order of the files: what was made against an older state of the payer cannot be accepted any more.
CREATE OR REPLACE FUNCTION praxis_private.roster_answer_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    sent praxis.roster_submission;
    last praxis.roster_accepted;
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    SELECT * INTO sent FROM praxis.roster_submission s
     WHERE s.practice_id = NEW.practice_id AND s.submission_id = NEW.submission_id;
    -- Two answers of one plan take turns.
    PERFORM pg_advisory_xact_lock(hashtextextended(sent.plan_id::text, 571));
    SELECT * INTO last FROM praxis.roster_accepted a
     WHERE a.practice_id = NEW.practice_id AND a.plan_id = sent.plan_id;
    IF NEW.outcome = 'accepted'
       AND (last.number > sent.number OR sent.kind = 'delta' AND last.submission_id IS DISTINCT FROM sent.base_id)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'roster_base', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER roster_answer_guard BEFORE INSERT ON praxis.roster_answer
    FOR EACH ROW EXECUTE FUNCTION praxis_private.roster_answer_guard();

-- What was sent and what the payer took of it are written down with the file and with the answer, never later.
CREATE OR REPLACE FUNCTION praxis_private.roster_frozen() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whole boolean;
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    ELSIF TG_TABLE_NAME = 'roster_line' THEN
        whole := EXISTS (SELECT FROM praxis.roster_submission s
                          WHERE s.practice_id = NEW.practice_id AND s.submission_id = NEW.submission_id
                            AND s.created_at = now() AND (to_jsonb(NEW) ->> 'line')::integer <= s.row_count);
    ELSE
        whole := EXISTS (SELECT FROM praxis.roster_answer a
                          WHERE a.practice_id = NEW.practice_id AND a.submission_id = NEW.submission_id
                            AND a.created_at = now() AND a.outcome = 'accepted');
    END IF;
    IF NOT whole THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'frozen', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER roster_frozen BEFORE INSERT ON praxis.roster_line
    FOR EACH ROW EXECUTE FUNCTION praxis_private.roster_frozen();
CREATE OR REPLACE TRIGGER roster_frozen BEFORE INSERT ON praxis.roster_held
    FOR EACH ROW EXECUTE FUNCTION praxis_private.roster_frozen();
CREATE OR REPLACE TRIGGER roster_frozen BEFORE INSERT ON praxis.roster_rejection
    FOR EACH ROW EXECUTE FUNCTION praxis_private.roster_frozen();
