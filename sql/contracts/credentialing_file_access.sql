-- What callers are told of credentialing files. The forms that take a practice are for guards alone, which judge whatever the
-- caller may see; these ask first.

-- Whether the caller may open what peers and the data bank said of a person. Nobody opens the own.
CREATE OR REPLACE FUNCTION praxis_private.opens_peer_review(person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN person IS DISTINCT FROM praxis_private.person_id()
       AND (praxis_private.practice_if('credentialing.peer.open') IS NOT NULL
            OR person = ANY (praxis_private.local_persons('credentialing.peer.open')));
END
$$;

-- How the caller comes to a file: as 'staff', who reads files, or 'self', whom it is about; NULL for everybody else.
CREATE OR REPLACE FUNCTION praxis_private.file_reader(file uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    person uuid := (SELECT f.person_id FROM praxis.credentialing_file f
                     WHERE f.practice_id = praxis_private.practice_id() AND f.file_id = file);
BEGIN
    IF person IS NULL THEN
        RETURN NULL;
    ELSIF praxis_private.practice_if('credentialing.file.read') IS NOT NULL
          OR person = ANY (praxis_private.local_persons('credentialing.file.read'))
    THEN
        RETURN 'staff';
    END IF;
    RETURN CASE WHEN person = praxis_private.self_if('credentialing.file.apply') THEN 'self' END;
END
$$;

DROP VIEW IF EXISTS praxis.credentialing_checklist;
DROP FUNCTION IF EXISTS praxis_private.file_items(uuid, date);
-- How the elements of a file stand on a day.
CREATE FUNCTION praxis_private.file_items(file uuid, day date)
RETURNS TABLE (element text, status text, verification_id uuid, verified_on date, usable_until date, rule_version text,
               state text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF praxis_private.file_reader(file) IS NOT NULL THEN
        RETURN QUERY SELECT * FROM praxis_private.file_items(praxis_private.practice_id(), file, day);
    END IF;
END
$$;

-- How far a file is on a day: elements done and needed, the first check to grow too old, flags and what else stands against
-- it, and how late it is. A file that is closed is not judged again.
CREATE OR REPLACE FUNCTION praxis_private.file_standing(file uuid, day date)
RETURNS TABLE (done bigint, needed bigint, ages_first date, open_flags bigint, standing_flags bigint, outcome text,
               clean boolean, days_late integer, needs_initial boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_id();
    reader constant text := praxis_private.file_reader(file);
    found praxis.credentialing_file;
BEGIN
    IF reader IS NULL THEN
        RETURN;
    END IF;
    SELECT * INTO found FROM praxis.credentialing_file f WHERE f.practice_id = practice AND f.file_id = file;
    outcome := praxis_private.file_outcome(practice, file);
    needs_initial := false;
    clean := false;
    IF found.state IN ('decided', 'appeal', 'fair_hearing', 'withdrawn') AND outcome IS DISTINCT FROM 'provisional' THEN
        SELECT count(*) FILTER (WHERE found.state <> 'withdrawn'), count(*) INTO done, needed
          FROM praxis.checklist_item i WHERE i.practice_id = practice AND i.file_id = file;
    ELSE
        SELECT count(*) FILTER (WHERE i.status IN ('satisfied', 'excepted')), count(*),
               min(i.usable_until) FILTER (WHERE i.status = 'satisfied')
          INTO done, needed, ages_first
          FROM praxis_private.file_items(practice, file, day) i;
        clean := reader = 'staff' AND praxis_private.file_is_clean(practice, file, day);
        needs_initial := praxis_private.needs_initial(practice, found.cycle, found.due_on, day);
        days_late := CASE WHEN found.cycle = 'recred' AND day > found.due_on THEN day - found.due_on END;
    END IF;
    SELECT count(*) FILTER (WHERE d.outcome IS NULL), count(*) FILTER (WHERE d.outcome = 'stands')
      INTO open_flags, standing_flags
      FROM praxis.file_flag g
      LEFT JOIN LATERAL (
           SELECT d.outcome FROM praxis.flag_disposition d
            WHERE d.practice_id = g.practice_id AND d.flag_id = g.flag_id
            ORDER BY d.step DESC
            LIMIT 1) d ON true
     WHERE g.practice_id = practice AND g.file_id = file AND reader = 'staff';
    RETURN NEXT;
END
$$;

-- The round of the own application, or of one that the caller reads.
CREATE OR REPLACE FUNCTION praxis_private.file_attempt(file uuid) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN praxis_private.file_reader(file) IS NOT NULL
                THEN praxis_private.file_attempt(praxis_private.practice_id(), file) END;
END
$$;

-- Which cycle a person is due today.
CREATE OR REPLACE FUNCTION praxis_private.cycle_due(person uuid) RETURNS TABLE (cycle text, due_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice constant uuid := praxis_private.practice_id();
BEGIN
    IF EXISTS (SELECT FROM praxis.person p WHERE p.practice_id = practice AND p.person_id = person)
       AND (praxis_private.practice_if('credentialing.file.read') IS NOT NULL
            OR person = ANY (praxis_private.local_persons('credentialing.file.read'))
            OR person = praxis_private.self_if('credentialing.file.apply'))
    THEN
        RETURN QUERY
        SELECT * FROM praxis_private.cycle_due(practice, person, praxis_private.practice_day(practice, now()));
    END IF;
END
$$;

-- How the votes on a file stand, for whoever may open what the committee said.
CREATE OR REPLACE FUNCTION praxis_private.committee_outcome(meeting uuid, file uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN praxis_private.file_reader(file) = 'staff'
                THEN praxis_private.committee_outcome(praxis_private.practice_id(), meeting, file) END;
END
$$;

-- Why something was decided, and under which conditions: peer review, told to the person as well.
CREATE OR REPLACE FUNCTION praxis_private.decision_words(decision uuid, OUT conditions text, OUT reason text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT d.conditions, d.reason INTO conditions, reason
      FROM praxis.file_decision d
     WHERE d.practice_id = praxis_private.practice_id() AND d.decision_id = decision
       AND (praxis_private.opens_peer_review(d.person_id)
            OR d.person_id = praxis_private.self_if('credentialing.file.apply'));
END
$$;

-- Why a file took a step: what the preparer says is for all who read it, what the committee says is peer review.
CREATE OR REPLACE FUNCTION praxis_private.event_reason(file uuid, version integer) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN (SELECT e.reason
              FROM praxis.file_event e
             WHERE e.practice_id = praxis_private.practice_id() AND e.file_id = event_reason.file
               AND e.version = event_reason.version
               AND (e.to_state IN ('returned_incomplete', 'withdrawn', 'verifying', 'appeal')
                    AND e.from_state NOT IN ('committee_scheduled', 'in_committee', 'tabled', 'info_requested')
                    AND praxis_private.file_reader(e.file_id) IS NOT NULL
                    OR praxis_private.opens_peer_review(e.person_id)));
END
$$;

-- The bytes of a document of a file. Peer review is opened for a purpose, and the trail keeps both.
CREATE OR REPLACE FUNCTION praxis_private.evidence_open(evidence uuid, purpose text) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    opened praxis.evidence;
BEGIN
    SELECT * INTO opened
      FROM praxis.evidence e
     WHERE e.practice_id = praxis_private.practice_id() AND e.evidence_id = evidence
       AND (e.practice_id = praxis_private.practice_if('credentialing.file.read')
            OR e.person_id = ANY (praxis_private.local_persons('credentialing.file.read')));
    IF opened.compartment = 'peer_review' THEN
        IF NOT praxis_private.opens_peer_review(opened.person_id) THEN
            RETURN NULL;
        ELSIF length(purpose) BETWEEN 10 AND 500 IS NOT TRUE THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'purpose_required', DETAIL = '{}';
        END IF;
        PERFORM praxis_private.audit_append(
            'credentialing.file.evidence', 'evidence', evidence, NULL, NULL,
            jsonb_build_object('person', opened.person_id, 'name', opened.name), purpose);
    END IF;
    RETURN opened.content;
END
$$;

-- A signed application: its person's own, and for a purpose that of somebody whose file the caller prepares or decides.
CREATE OR REPLACE FUNCTION praxis_private.application_open(file uuid, attempt integer, purpose text) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    signed praxis.attestation;
BEGIN
    SELECT * INTO signed
      FROM praxis.attestation a
     WHERE a.practice_id = praxis_private.practice_id() AND a.file_id = application_open.file
       AND a.attempt = application_open.attempt;
    IF signed.person_id = praxis_private.self_if('credentialing.file.apply') THEN
        RETURN signed.content;
    ELSIF signed IS NULL OR NOT praxis_private.opens_peer_review(signed.person_id) THEN
        RETURN NULL;
    ELSIF length(purpose) BETWEEN 10 AND 500 IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'purpose_required', DETAIL = '{}';
    END IF;
    PERFORM praxis_private.audit_append(
        'credentialing.application.open', 'credentialing_file', signed.file_id, NULL, NULL,
        jsonb_build_object('person', signed.person_id, 'application', signed.attempt), purpose);
    RETURN signed.content;
END
$$;

-- The checklist for callers, who see the files that row-level security shows them.
CREATE VIEW praxis.credentialing_checklist WITH (security_invoker = true) AS
SELECT f.practice_id, f.person_id, f.file_id, e.element, concat_ws(', ', e.title, i.state) AS title, e.compartment, e.position,
       e.citation, i.state, i.status, i.verification_id, i.verified_on, i.usable_until, i.rule_version, e.exceptable,
       e.type_codes <> '{}' AS of_credential
  FROM praxis.credentialing_file f
 CROSS JOIN LATERAL praxis_private.file_items(
            f.file_id, coalesce(f.planned_on, praxis_private.practice_day(f.practice_id, now()))) i
  JOIN praxis.file_element e USING (element);

-- Flags with the last word on each.
CREATE OR REPLACE VIEW praxis.credentialing_flag WITH (security_invoker = true) AS
SELECT f.practice_id, f.person_id, f.file_id, f.flag_id, f.color, f.element, f.summary, f.verification_id, f.created_by,
       f.created_at, coalesce(d.step, 0) AS step, d.outcome, d.note, d.created_by AS disposed_by, d.created_at AS disposed_at
  FROM praxis.file_flag f
  LEFT JOIN LATERAL (
       SELECT d.step, d.outcome, d.note, d.created_by, d.created_at
         FROM praxis.flag_disposition d
        WHERE d.practice_id = f.practice_id AND d.flag_id = f.flag_id
        ORDER BY d.step DESC
        LIMIT 1) d ON true;

-- Decisions, with their words for whom they are.
CREATE OR REPLACE VIEW praxis.credentialing_decision WITH (security_invoker = true) AS
SELECT d.practice_id, d.person_id, d.file_id, d.decision_id, d.version, d.outcome, d.meeting_id, d.decided_on,
       d.recorded_on, d.recorded_late, w.conditions, w.reason, d.evidence_id, d.appointed_from, d.provisional_until,
       praxis_private.approved_until(d.decision_id, d.recred_due_on) AS recred_due_on,
       d.notice_due_on, d.days_late, d.rule_version, d.created_by, d.created_at
  FROM praxis.file_decision d
 CROSS JOIN LATERAL praxis_private.decision_words(d.decision_id) w;
