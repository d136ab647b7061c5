-- Contracts of training and policies: who is asked for what and since when, which days a person's training covers, and
-- the guards of what is recorded, approved and acknowledged.

INSERT INTO praxis.training_retention AS r (retention_code, name, years, runs_from, citation, position)
VALUES ('osha_bbp', 'OSHA bloodborne pathogens', 3, 'record', '29 CFR 1910.1030(h)(2)(ii)', 10),
       ('hipaa', 'HIPAA documentation', 6, 'last_effective', '45 CFR 164.316(b)(2)(i); 164.530(j)(2)', 20),
       ('practice', 'Practice policy', 6, 'record', 'Practice policy: six years', 30)
    ON CONFLICT (retention_code) DO UPDATE
   SET name = excluded.name, years = excluded.years, runs_from = excluded.runs_from, citation = excluded.citation,
       position = excluded.position;

-- ---------------------------------------------------------------------------------------------------------------------
-- Who is asked for what.

-- The days on which each rule holds for a person, of all clinics together: who may see the duty sees when it began, not
-- where. People whose training the caller may read, and the own person. Without `wanted` all of them.
CREATE OR REPLACE FUNCTION praxis_private.duty_spans(wanted uuid[] DEFAULT NULL)
RETURNS TABLE (person_id uuid, course_id uuid, policy_id uuid, starts_on date, ends_on date, due_days integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice  uuid := praxis_private.practice_id();
    everybody boolean := praxis_private.practice_if('credentialing.training.read') IS NOT NULL;
    some_     uuid[] := praxis_private.local_persons('credentialing.training.read');
    own       uuid := praxis_private.self_if('practice.duty.fulfill');
BEGIN
    RETURN QUERY
    SELECT w.person_id, r.course_id, r.policy_id, s.starts_on, s.ends_on, r.due_days
      FROM (SELECT e.clinic_id, e.person_id, e.position, NULL AS clinical_role, e.starts_on, e.ends_on
              FROM praxis.employment e
             WHERE e.practice_id = practice
             UNION ALL
            SELECT a.clinic_id, a.person_id, NULL, a.clinical_role, a.starts_on, a.ends_on
              FROM praxis.appointment a
             WHERE a.practice_id = practice) w
      JOIN praxis.training_rule r
        ON r.practice_id = practice
       AND (r.clinic_id IS NULL OR r.clinic_id = w.clinic_id)
       AND (r.position IS NULL OR r.position = w.position)
       AND (r.clinical_role IS NULL OR r.clinical_role = w.clinical_role)
      LEFT JOIN praxis.exposed_job x
        ON x.practice_id = practice
       AND x.exposure = r.exposure
       AND x.position = w.position
       AND (x.clinic_id IS NULL OR x.clinic_id = w.clinic_id)
      LEFT JOIN praxis.training_course k ON k.practice_id = practice AND k.course_id = r.course_id
      LEFT JOIN praxis.policy p ON p.practice_id = practice AND p.policy_id = r.policy_id
     CROSS JOIN LATERAL (
           SELECT greatest(w.starts_on, r.starts_on, x.starts_on) AS starts_on,
                  least(w.ends_on, r.ends_on, x.ends_on, k.ends_on, p.ends_on) AS ends_on) s
     WHERE (r.exposure IS NULL OR x.determination_id IS NOT NULL)
       AND (s.ends_on IS NULL OR s.starts_on < s.ends_on)
       AND (wanted IS NULL OR w.person_id = ANY (wanted))
       AND (everybody OR w.person_id = own OR w.person_id = ANY (some_));
END
$$;

-- Records that stand: passed, and not corrected since.
CREATE OR REPLACE VIEW praxis.training_record WITH (security_invoker = true) AS
SELECT c.practice_id, c.person_id, c.completion_id, c.course_id, c.number, c.completed_on, c.valid_through
  FROM praxis.training_completion c
 WHERE c.result = 'passed'
   AND c.created_at <= (SELECT praxis_private.known())
   AND NOT EXISTS (SELECT
                     FROM praxis.training_completion n
                    WHERE n.practice_id = c.practice_id
                      AND n.supersedes_id = c.completion_id
                      AND n.created_at <= (SELECT praxis_private.known()));

-- The days on which a person's training in a course counts. Where a later version is to be taken by everybody, earlier
-- ones count until that is due.
CREATE OR REPLACE VIEW praxis.training_coverage WITH (security_invoker = true) AS
SELECT c.practice_id, c.person_id, c.course_id,
       range_agg(daterange(c.completed_on, least(c.valid_through, t.until), '[]')) AS covered
  FROM praxis.training_record c
  LEFT JOIN LATERAL (
       SELECT min(v.effective_from + v.retake_days) AS until
         FROM praxis.training_version v
        WHERE v.practice_id = c.practice_id
          AND v.course_id = c.course_id
          AND v.number > c.number
          AND v.retake_days IS NOT NULL
          AND v.created_at <= (SELECT praxis_private.known())) t ON true
 WHERE t.until IS NULL OR t.until >= c.completed_on
 GROUP BY c.practice_id, c.person_id, c.course_id;

-- The courses without which roles do not work, with the days of work for which that holds. Clearance reads it beside the
-- coverage.
CREATE OR REPLACE VIEW praxis.training_gating WITH (security_invoker = true) AS
SELECT g.practice_id, g.clinic_id, g.gate_id, g.course_id, k.name, g.clinical_role, g.severity, g.citation,
       CASE WHEN e.ends_on <= g.starts_on THEN 'empty'::daterange ELSE daterange(g.starts_on, e.ends_on) END AS days
  FROM praxis.training_gate g
  JOIN praxis.training_course k USING (practice_id, course_id)
 CROSS JOIN LATERAL (
       SELECT least(CASE WHEN g.ended_at > (SELECT praxis_private.known()) THEN NULL ELSE g.ends_on END, k.ends_on) AS ends_on) e
 WHERE g.created_at <= (SELECT praxis_private.known());

-- Versions of policies with their approval and the days on which they are in force.
CREATE OR REPLACE VIEW praxis.policy_life WITH (security_invoker = true) AS
SELECT v.practice_id, v.policy_id, v.number, v.title, v.body, v.document_id, v.change_kind, v.change_reason, v.due_days,
       v.authors, v.version, v.created_by, v.created_at, a.sha256, a.approved_by, a.approved_at, s.effective_from,
       least(lead(s.effective_from) OVER (PARTITION BY v.practice_id, v.policy_id
                                              ORDER BY s.effective_from NULLS LAST, v.number), p.ends_on) AS ends_on
  FROM praxis.policy_version v
  JOIN praxis.policy p USING (practice_id, policy_id)
  LEFT JOIN praxis.policy_approval a USING (practice_id, policy_id, number)
  LEFT JOIN praxis.policy_schedule s USING (practice_id, policy_id, number);

-- ---------------------------------------------------------------------------------------------------------------------
-- Guards. Days are compared with the latest and the earliest that it is at any clinic of the practice.

CREATE OR REPLACE FUNCTION praxis_private.practice_days(practice uuid, OUT earliest date, OUT latest date)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT min((now() AT TIME ZONE c.zone)::date), max((now() AT TIME ZONE c.zone)::date)
      INTO earliest, latest
      FROM praxis.clinic c
     WHERE c.practice_id = practice;
    earliest := coalesce(earliest, (now() AT TIME ZONE 'UTC')::date);
    latest := coalesce(latest, (now() AT TIME ZONE 'UTC')::date);
END
$$;

-- Versions of a course follow one another, in number and in time.
CREATE OR REPLACE FUNCTION praxis_private.training_version_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last record;
BEGIN
    PERFORM FROM praxis.training_course c
      WHERE c.practice_id = NEW.practice_id AND c.course_id = NEW.course_id FOR NO KEY UPDATE;
    SELECT v.number, v.effective_from INTO last
      FROM praxis.training_version v
     WHERE v.practice_id = NEW.practice_id AND v.course_id = NEW.course_id
     ORDER BY v.number DESC
     LIMIT 1;
    IF NEW.number <> coalesce(last.number, 0) + 1 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'stale_version',
            DETAIL = jsonb_build_object('current', coalesce(last.number, 0), 'sent', NEW.number - 1)::text;
    ELSIF NEW.effective_from <= last.effective_from THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_in_order', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER training_version_guard BEFORE INSERT ON praxis.training_version
    FOR EACH ROW EXECUTE FUNCTION praxis_private.training_version_guard();

-- A record is about somebody else, of a version in force on its day, passed by its score; it says the job that its person
-- had then, and counts as long as the version says.
CREATE OR REPLACE FUNCTION praxis_private.training_completion_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    taught praxis.training_version;
    step   interval;
BEGIN
    IF NEW.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_training"}';
    END IF;
    SELECT * INTO taught
      FROM praxis.training_version v
     WHERE v.practice_id = NEW.practice_id AND v.course_id = NEW.course_id AND v.number = NEW.number;
    IF NEW.completed_on > (praxis_private.practice_days(NEW.practice_id)).latest THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'in_future', DETAIL = '{}';
    ELSIF NEW.completed_on < taught.effective_from THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_in_force', DETAIL = '{}';
    ELSIF NEW.result = 'passed' AND taught.passing_score > coalesce(NEW.score, -1) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'score_too_low', DETAIL = '{}';
    END IF;
    IF NEW.job_title IS NULL THEN
        SELECT string_agg(DISTINCT e.position, ', ' ORDER BY e.position) INTO NEW.job_title
          FROM praxis.employment e
         WHERE e.practice_id = NEW.practice_id
           AND e.person_id = NEW.person_id
           AND daterange(e.starts_on, e.ends_on) @> NEW.completed_on;
        NEW.job_title := coalesce(NEW.job_title, 'not employed then');
    END IF;
    step := CASE taught.every_unit WHEN 'day' THEN make_interval(days => taught.every)
                                   WHEN 'month' THEN make_interval(months => taught.every) END;
    IF NEW.result <> 'passed' OR step IS NULL THEN
        NEW.valid_through := NULL;
    ELSIF taught.anchor = 'completion' THEN
        NEW.valid_through := (NEW.completed_on + step)::date;
    ELSIF NEW.valid_through IS NULL OR NEW.valid_through <= NEW.completed_on
          OR NEW.valid_through > (NEW.completed_on + 2 * step)::date
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_in_order', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER training_completion_guard BEFORE INSERT ON praxis.training_completion
    FOR EACH ROW EXECUTE FUNCTION praxis_private.training_completion_guard();

CREATE OR REPLACE FUNCTION praxis_private.training_claim_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.person_id IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'no_person', DETAIL = '{}';
    ELSIF NEW.completed_on > (praxis_private.practice_days(NEW.practice_id)).latest THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'in_future', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER training_claim_guard BEFORE INSERT ON praxis.training_claim
    FOR EACH ROW EXECUTE FUNCTION praxis_private.training_claim_guard();

-- Nobody decides about the own certificate.
CREATE OR REPLACE FUNCTION praxis_private.training_decision_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_training"}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER training_decision_guard BEFORE INSERT ON praxis.training_claim_decision
    FOR EACH ROW EXECUTE FUNCTION praxis_private.training_decision_guard();

-- ---------------------------------------------------------------------------------------------------------------------
-- Policies: one draft at a time, everybody who writes at it is its author, and what is approved stays as it is.

CREATE OR REPLACE FUNCTION praxis_private.policy_version_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    author uuid := coalesce(praxis_private.account_id(), NEW.created_by);
    last   integer;
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.authors := ARRAY[author];
        NEW.version := 1;
        PERFORM FROM praxis.policy p
          WHERE p.practice_id = NEW.practice_id AND p.policy_id = NEW.policy_id FOR NO KEY UPDATE;
        SELECT max(v.number) INTO last
          FROM praxis.policy_version v
         WHERE v.practice_id = NEW.practice_id AND v.policy_id = NEW.policy_id;
        IF NEW.number <> coalesce(last, 0) + 1 THEN
            RAISE EXCEPTION USING
                ERRCODE = 'PX409', MESSAGE = 'stale_version',
                DETAIL = jsonb_build_object('current', coalesce(last, 0), 'sent', NEW.number - 1)::text;
        ELSIF last > 0 AND NOT EXISTS (
            SELECT FROM praxis.policy_approval a
             WHERE a.practice_id = NEW.practice_id AND a.policy_id = NEW.policy_id AND a.number = last)
        THEN
            RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'draft_open', DETAIL = '{}';
        END IF;
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM praxis.policy_approval a
                WHERE a.practice_id = NEW.practice_id AND a.policy_id = NEW.policy_id AND a.number = NEW.number)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'frozen', DETAIL = '{}';
    END IF;
    NEW.version := OLD.version + 1;
    NEW.authors := CASE WHEN author = ANY (OLD.authors) THEN OLD.authors ELSE OLD.authors || author END;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER policy_version_guard BEFORE INSERT OR UPDATE ON praxis.policy_version
    FOR EACH ROW EXECUTE FUNCTION praxis_private.policy_version_guard();

-- What a version says, as one text: its digest is what people acknowledge.
CREATE OR REPLACE FUNCTION praxis_private.policy_canonical(approved praxis.policy_version) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN jsonb_build_array(
        1, approved.policy_id, approved.number, approved.title, approved.body,
        (SELECT encode(d.sha256, 'hex')
           FROM praxis.training_document d
          WHERE d.practice_id = approved.practice_id AND d.document_id = approved.document_id))::text;
END
$$;

-- Approves exactly what was read, under a lock, so that no edit slips in between; never one's own words, whatever account
-- they were written with.
CREATE OR REPLACE FUNCTION praxis_private.policy_approval_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    draft praxis.policy_version;
BEGIN
    SELECT * INTO draft
      FROM praxis.policy_version v
     WHERE v.practice_id = NEW.practice_id AND v.policy_id = NEW.policy_id AND v.number = NEW.number
       FOR UPDATE;
    IF draft.number IS NULL THEN
        RETURN NEW;  -- the foreign key refuses it
    ELSIF EXISTS (SELECT
                    FROM praxis.account a
                   WHERE a.practice_id = NEW.practice_id
                     AND a.account_id = ANY (draft.authors)
                     AND (a.account_id = praxis_private.account_id() OR a.person_id = praxis_private.person_id()))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_policy"}';
    ELSIF draft.version <> NEW.seen THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'stale_version',
            DETAIL = jsonb_build_object('current', draft.version, 'sent', NEW.seen)::text;
    END IF;
    NEW.sha256 := sha256(convert_to(praxis_private.policy_canonical(draft), 'UTF8'));
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER policy_approval_guard BEFORE INSERT ON praxis.policy_approval
    FOR EACH ROW EXECUTE FUNCTION praxis_private.policy_approval_guard();

-- A version comes into force on a day that has not passed, and after those before it.
CREATE OR REPLACE FUNCTION praxis_private.policy_schedule_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    PERFORM FROM praxis.policy p
      WHERE p.practice_id = NEW.practice_id AND p.policy_id = NEW.policy_id FOR NO KEY UPDATE;
    IF NEW.effective_from < (praxis_private.practice_days(NEW.practice_id)).earliest THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'in_past', DETAIL = '{}';
    ELSIF EXISTS (SELECT
                    FROM praxis.policy_schedule s
                   WHERE s.practice_id = NEW.practice_id
                     AND s.policy_id = NEW.policy_id
                     AND (s.number > NEW.number OR s.effective_from >= NEW.effective_from))
          OR EXISTS (SELECT
                       FROM praxis.policy p
                      WHERE p.practice_id = NEW.practice_id
                        AND p.policy_id = NEW.policy_id
                        AND p.ends_on <= NEW.effective_from)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_in_order', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER policy_schedule_guard BEFORE INSERT ON praxis.policy_schedule
    FOR EACH ROW EXECUTE FUNCTION praxis_private.policy_schedule_guard();

-- What was asked, tied to shifts, held to be exposed or in force until now stays so, and what has ended stays ended: it ends today
-- or later.
CREATE OR REPLACE FUNCTION praxis_private.ending_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF praxis_private.practice_id() IS NOT NULL
       AND NEW.ends_on IS DISTINCT FROM OLD.ends_on
       AND least(NEW.ends_on, OLD.ends_on) < praxis_private.practice_today(NEW.practice_id)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'in_past', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER policy_ending_guard BEFORE UPDATE OF ends_on ON praxis.policy
    FOR EACH ROW EXECUTE FUNCTION praxis_private.ending_guard();
CREATE OR REPLACE TRIGGER training_rule_ending_guard BEFORE UPDATE OF ends_on ON praxis.training_rule
    FOR EACH ROW EXECUTE FUNCTION praxis_private.ending_guard();
CREATE OR REPLACE TRIGGER training_gate_ending_guard BEFORE UPDATE OF ends_on ON praxis.training_gate
    FOR EACH ROW EXECUTE FUNCTION praxis_private.ending_guard();
CREATE OR REPLACE TRIGGER exposed_job_ending_guard BEFORE UPDATE OF ends_on ON praxis.exposed_job
    FOR EACH ROW EXECUTE FUNCTION praxis_private.ending_guard();
CREATE OR REPLACE TRIGGER committee_member_ending_guard BEFORE UPDATE OF ends_on ON praxis.committee_member
    FOR EACH ROW EXECUTE FUNCTION praxis_private.ending_guard();

-- People acknowledge for themselves, signed in themselves, and what is in force.
CREATE OR REPLACE FUNCTION praxis_private.policy_acknowledgement_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today   date := (praxis_private.practice_days(NEW.practice_id)).latest;
    current record;
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    ELSIF NEW.person_id IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'no_person', DETAIL = '{}';
    ELSIF (praxis_private.context())[6] <> 'session' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'not_in_person', DETAIL = '{}';
    END IF;
    SELECT s.number, a.sha256, p.ends_on INTO current
      FROM praxis.policy_schedule s
      JOIN praxis.policy_approval a USING (practice_id, policy_id, number)
      JOIN praxis.policy p USING (practice_id, policy_id)
     WHERE s.practice_id = NEW.practice_id AND s.policy_id = NEW.policy_id AND s.effective_from <= today
     ORDER BY s.effective_from DESC
     LIMIT 1;
    IF current.number IS NULL OR current.ends_on <= today THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_in_force', DETAIL = '{}';
    ELSIF current.number <> NEW.number OR current.sha256 <> NEW.sha256 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'stale_version',
            DETAIL = jsonb_build_object('current', current.number, 'sent', NEW.number)::text;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER policy_acknowledgement_guard BEFORE INSERT ON praxis.policy_acknowledgement
    FOR EACH ROW EXECUTE FUNCTION praxis_private.policy_acknowledgement_guard();

-- What people are asked for: versions of policies that are scheduled, each by its key, and documents of those and of
-- courses. A draft is its authors'.
CREATE OR REPLACE FUNCTION praxis_private.asked_versions() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice constant uuid := praxis_private.practice_any('practice.duty.fulfill');
BEGIN
    RETURN ARRAY(SELECT s.policy_id || ' ' || s.number FROM praxis.policy_schedule s WHERE s.practice_id = practice);
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.asked_documents() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice constant uuid := praxis_private.practice_any('practice.duty.fulfill');
BEGIN
    RETURN ARRAY(
        SELECT v.document_id
          FROM praxis.policy_version v
          JOIN praxis.policy_schedule s USING (practice_id, policy_id, number)
         WHERE v.practice_id = practice AND v.document_id IS NOT NULL
         UNION
        SELECT v.document_id FROM praxis.training_version v
         WHERE v.practice_id = practice AND v.document_id IS NOT NULL);
END
$$;
