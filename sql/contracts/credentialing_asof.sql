-- What was true on a day, as it was known at an instant: clearance, and what has been recorded about a person since.
--
-- Known are records by the instant at which their transaction began. Answered as of now whatever instant is asked for are
-- a clinic's state and time zone, the name and last day of a course, a payer's plan, rules
-- and compacts of authorities, and who may see what.

-- When what ends was given its end, and by whom.
CREATE OR REPLACE FUNCTION praxis_private.end_recorded() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.ended_at := now();
    NEW.ended_by := praxis_private.account_id();
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER end_recorded BEFORE UPDATE ON praxis.requirement
    FOR EACH ROW WHEN (OLD.ends_on IS DISTINCT FROM NEW.ends_on) EXECUTE FUNCTION praxis_private.end_recorded();
CREATE OR REPLACE TRIGGER end_recorded BEFORE UPDATE ON praxis.clinic_requirement
    FOR EACH ROW WHEN (OLD.ends_on IS DISTINCT FROM NEW.ends_on) EXECUTE FUNCTION praxis_private.end_recorded();
CREATE OR REPLACE TRIGGER end_recorded BEFORE UPDATE ON praxis.training_gate
    FOR EACH ROW WHEN (OLD.ends_on IS DISTINCT FROM NEW.ends_on) EXECUTE FUNCTION praxis_private.end_recorded();
CREATE OR REPLACE TRIGGER end_recorded BEFORE UPDATE ON praxis.practice_rule
    FOR EACH ROW WHEN (OLD.effective_to IS DISTINCT FROM NEW.effective_to) EXECUTE FUNCTION praxis_private.end_recorded();

DROP FUNCTION IF EXISTS praxis.clearance_asof(uuid, uuid, text, timestamptz, timestamptz, timestamptz, text[]);
-- The clearance of an interval as it was known at an instant: the judgement of praxis.clearance, in a read-only
-- transaction. What else the transaction asks is not touched.
CREATE OR REPLACE FUNCTION praxis.clearance_asof(
    person_id uuid, clinic_id uuid, role text, starts timestamptz, ends timestamptz, known timestamptz,
    services text[] DEFAULT '{}', payers uuid[] DEFAULT NULL
)
RETURNS TABLE (verdict text, reasons jsonb)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    before constant text := coalesce(current_setting('praxis.known', true), '');
BEGIN
    PERFORM praxis.know_as_of(known);
    RETURN QUERY
    SELECT k.verdict, k.reasons FROM praxis.clearance(person_id, clinic_id, role, starts, ends, services, payers) k;
    PERFORM set_config('praxis.known', before, true);
END
$$;

-- Everybody's clearance of a whole day by each clinic's calendar, for the appointments that held on it; of one person or
-- at one clinic where that is asked.
CREATE OR REPLACE FUNCTION praxis.clearance_on(valid date, person uuid DEFAULT NULL, clinic uuid DEFAULT NULL)
RETURNS TABLE (clinic_id uuid, person_id uuid, clinical_role text, verdict text, reasons jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH listed AS (
        SELECT a.clinic_id, a.person_id, a.clinical_role,
               valid::timestamp AT TIME ZONE c.zone AS starts, (valid + 1)::timestamp AT TIME ZONE c.zone AS ends,
               row_number() OVER (PARTITION BY a.clinic_id ORDER BY a.person_id, a.clinical_role)::integer AS place
          FROM praxis.appointment_known a
          JOIN praxis.clinic c USING (practice_id, clinic_id)
         WHERE (person IS NULL OR a.person_id = person)
           AND (clinic IS NULL OR a.clinic_id = clinic)
           AND daterange(a.starts_on, a.ends_on) @> valid
    ), asked AS (
        SELECT l.clinic_id, array_agg(l.person_id ORDER BY l.place) AS persons,
               array_agg(l.clinical_role ORDER BY l.place) AS roles, array_agg(l.starts ORDER BY l.place) AS starts,
               array_agg(l.ends ORDER BY l.place) AS ends
          FROM listed l
         GROUP BY l.clinic_id
    )
    SELECT q.clinic_id, q.persons[b.item], q.roles[b.item], b.verdict, b.reasons
      FROM asked q
     CROSS JOIN LATERAL praxis.clearance_batch(q.clinic_id, q.persons, q.roles, q.starts, q.ends) b;
END
$$;

-- Everything that was recorded about what somebody holds and where they work: when, by whom, what, and which earlier
-- record it corrects. `detail` has the figures.
CREATE OR REPLACE VIEW praxis.credentialing_fact WITH (security_invoker = true) AS
SELECT c.practice_id, c.person_id, NULL::uuid AS clinic_id, c.credential_id, 'credential'::text AS kind,
       c.credential_id AS fact_id, NULL::uuid AS corrects, c.created_at AS recorded_at, c.created_by AS recorded_by,
       '{}'::jsonb AS detail, NULL::text AS number
  FROM praxis.credential c
 UNION ALL
SELECT t.practice_id, t.person_id, NULL, t.credential_id, 'term', t.term_id, t.supersedes_id, t.created_at, t.created_by,
       jsonb_strip_nulls(jsonb_build_object('from', t.issued_on, 'through', t.expires_on, 'why', t.reason)), n.number
  FROM praxis.credential_term t
  LEFT JOIN praxis.credential_claim n USING (practice_id, person_id, credential_id, term_id)
 UNION ALL
SELECT s.practice_id, s.person_id, NULL, s.credential_id, 'status', s.status_id, s.supersedes_id, s.created_at,
       s.created_by,
       jsonb_strip_nulls(jsonb_build_object('word', s.status, 'from', s.starts_on, 'through', s.ends_on - 1,
                                            'why', s.reason)), NULL
  FROM praxis.credential_status s
 UNION ALL
SELECT e.practice_id, e.person_id, NULL, e.credential_id, 'error', e.credential_id,
       CASE WHEN e.stands THEN NULL ELSE e.credential_id END, e.created_at, e.created_by,
       jsonb_build_object('why', e.reason), NULL
  FROM praxis.credential_error e
 UNION ALL
SELECT v.practice_id, v.person_id, NULL, v.credential_id, 'verification', v.verification_id, v.supersedes_id, v.created_at,
       v.verified_by, jsonb_strip_nulls(jsonb_build_object('word', v.result, 'source', v.source, 'why', v.reason)), n.number
  FROM praxis.verification v
  LEFT JOIN praxis.credential_claim n USING (practice_id, person_id, credential_id, term_id)
 WHERE v.term_id IS NOT NULL
 UNION ALL
SELECT r.practice_id, r.person_id, NULL, NULL, 'residence', r.residence_id, r.supersedes_id, r.created_at, r.created_by,
       jsonb_strip_nulls(jsonb_build_object('word', r.state, 'from', r.starts_on, 'why', r.reason)), NULL
  FROM praxis.residence r
 UNION ALL
SELECT m.practice_id, m.person_id, NULL, m.credential_id, 'cover', m.cover_id, NULL, m.created_at, m.created_by,
       jsonb_strip_nulls(jsonb_build_object('word', m.policy, 'from', m.retroactive_on, 'source', m.named_insured)), NULL
  FROM praxis.malpractice_cover m
 UNION ALL
SELECT m.practice_id, m.person_id, NULL, NULL, 'tail', m.tail_id, m.supersedes_id, m.created_at, m.created_by,
       jsonb_build_object('word', CASE WHEN m.withdrawn IS NULL THEN m.kind ELSE 'withdrawn' END, 'from', m.starts_on,
                          'through', m.through_on), NULL
  FROM praxis.malpractice_tail m
 UNION ALL
SELECT d.practice_id, d.person_id, d.clinic_id, NULL, 'override', d.override_id, NULL, d.created_at, d.decided_by,
       jsonb_build_object('word', d.decision, 'requirement', t.name), NULL
  FROM praxis.clearance_override_decision d
  JOIN praxis.clearance_override o USING (practice_id, clinic_id, override_id)
  JOIN praxis.credential_type t ON t.type_code = o.requirement
 UNION ALL
SELECT a.practice_id, a.person_id, a.clinic_id, NULL, 'appointment', a.appointment_id, NULL, a.created_at, a.created_by,
       jsonb_build_object('word', a.clinical_role, 'from', a.starts_on), NULL
  FROM praxis.appointment a
 UNION ALL
-- The end that it was given takes the place of the one before.
SELECT o.practice_id, o.person_id, o.clinic_id, NULL, 'appointment_end', o.appointment_id, o.appointment_id, o.known_until,
       o.changed_by,
       jsonb_strip_nulls(jsonb_build_object(
           'word', a.clinical_role,
           'through', lead(o.ends_on, 1, a.ends_on) OVER (PARTITION BY o.practice_id, o.clinic_id, o.appointment_id
                                                              ORDER BY o.known_until) - 1)), NULL
  FROM praxis.appointment_past o
  JOIN praxis.appointment a USING (practice_id, clinic_id, appointment_id)
 UNION ALL
-- What an import had brought that was undone, and the undo.
SELECT w.practice_id, w.person_id, w.clinic_id, NULL, 'appointment', w.appointment_id, NULL, w.known_from, w.recorded_by,
       jsonb_build_object('word', w.clinical_role, 'from', w.starts_on), NULL
  FROM praxis.appointment_withdrawn w
 UNION ALL
SELECT w.practice_id, w.person_id, w.clinic_id, NULL, 'appointment_undone', w.appointment_id, w.appointment_id,
       w.known_until, w.withdrawn_by, jsonb_build_object('word', w.clinical_role), NULL
  FROM praxis.appointment_withdrawn w;
