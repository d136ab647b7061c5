-- The credentialing file: its states, what it still needs, and the guards of every step.

-- Sources/Credentialing/Credentialing.docc/FileStates.md describes this table; a test compares it
-- with the states in Swift.
WITH wanted (from_state, to_state, actor) AS (VALUES
    ('draft',                   'invited',                 'preparer'),
    ('invited',                 'application_in_progress', 'applicant'),
    ('application_in_progress', 'received',                'applicant'),
    ('received',                'returned_incomplete',     'preparer'),
    ('returned_incomplete',     'application_in_progress', 'applicant'),
    ('received',                'verifying',               'preparer'),
    ('verifying',               'flagged',                 'preparer'),
    ('flagged',                 'verifying',               'preparer'),
    ('verifying',               'ready_for_review',        'preparer'),
    -- A signature that grew too old is given again.
    ('verifying',               'returned_incomplete',     'preparer'),
    ('ready_for_review',        'verifying',               'preparer'),
    ('ready_for_review',        'committee_scheduled',     'committee'),
    ('committee_scheduled',     'ready_for_review',        'committee'),
    ('committee_scheduled',     'verifying',               'committee'),
    ('committee_scheduled',     'in_committee',            'committee'),
    ('in_committee',            'tabled',                  'committee'),
    ('in_committee',            'info_requested',          'committee'),
    ('tabled',                  'verifying',               'committee'),
    ('info_requested',          'verifying',               'committee'),
    ('verifying',               'decided',                 'decider'),
    ('ready_for_review',        'decided',                 'decider'),
    ('in_committee',            'decided',                 'decider'),
    ('decided',                 'verifying',               'preparer'),
    ('decided',                 'appeal',                  'preparer'),
    ('appeal',                  'fair_hearing',            'committee'),
    ('appeal',                  'decided',                 'decider'),
    -- The panel is a meeting of members who did not decide before.
    ('fair_hearing',            'committee_scheduled',     'committee'),
    ('fair_hearing',            'decided',                 'decider'),
    ('draft',                   'withdrawn',               'preparer'),
    ('invited',                 'withdrawn',               'preparer'),
    ('application_in_progress', 'withdrawn',               'preparer'),
    ('received',                'withdrawn',               'preparer'),
    ('returned_incomplete',     'withdrawn',               'preparer'),
    ('verifying',               'withdrawn',               'preparer'),
    ('flagged',                 'withdrawn',               'preparer'),
    ('ready_for_review',        'withdrawn',               'preparer'),
    ('info_requested',          'withdrawn',               'preparer')
), gone AS (
    DELETE FROM praxis.file_transition t
     WHERE NOT EXISTS (SELECT FROM wanted w WHERE w.from_state = t.from_state AND w.to_state = t.to_state)
)
INSERT INTO praxis.file_transition (from_state, to_state, actor)
SELECT from_state, to_state, actor FROM wanted
    ON CONFLICT (from_state, to_state) DO UPDATE SET actor = excluded.actor;

-- Public sources; their addresses are where a person begins to look.
INSERT INTO praxis.psv_source_template (name, element, authority, kind, address)
VALUES
    ('National Practitioner Data Bank', 'npdb', 'U.S. Department of Health and Human Services', 'primary', 'https://www.npdb.hrsa.gov/'),
    ('OIG list of excluded individuals', 'exclusion', 'Office of Inspector General', 'primary', 'https://exclusions.oig.hhs.gov/'),
    ('SAM.gov exclusions', 'exclusion', 'General Services Administration', 'primary', 'https://sam.gov/'),
    ('DEA registration validation', 'dea', 'Drug Enforcement Administration', 'primary', 'https://apps.deadiversion.usdoj.gov/'),
    ('FSMB DocInfo', 'sanctions', 'Federation of State Medical Boards', 'reported', 'https://www.docinfo.org/'),
    ('Nursys', 'license', 'National Council of State Boards of Nursing', 'primary', 'https://www.nursys.com/'),
    ('Certification Matters', 'board', 'American Board of Medical Specialties', 'primary', 'https://www.certificationmatters.org/'),
    ('National Student Clearinghouse', 'education', 'National Student Clearinghouse', 'reported', 'https://www.studentclearinghouse.org/'),
    ('NPPES NPI registry', 'identity', 'Centers for Medicare and Medicaid Services', 'primary', 'https://npiregistry.cms.hhs.gov/')
ON CONFLICT (name) DO UPDATE
   SET element = excluded.element, authority = excluded.authority, kind = excluded.kind, address = excluded.address;

CREATE OR REPLACE FUNCTION praxis_private.psv_setup(practice uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.psv_source (practice_id, source_id, element, name, authority, kind, address, created_by)
    SELECT practice, gen_random_uuid(), t.element, t.name, t.authority, t.kind, t.address, a.account_id
      FROM praxis.psv_source_template t
      JOIN praxis.account a ON a.practice_id = practice AND a.kind = 'system'
     WHERE NOT EXISTS (SELECT FROM praxis.psv_source s WHERE s.practice_id = practice);
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.practice_sources() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.psv_setup(NEW.practice_id);
    RETURN NULL;
END
$$;
-- After practice_created, which makes the system account: triggers fire in the order of their names.
CREATE OR REPLACE TRIGGER practice_sources AFTER INSERT ON praxis.practice
    FOR EACH ROW EXECUTE FUNCTION praxis_private.practice_sources();

SELECT praxis_private.psv_setup(p.practice_id) FROM praxis.practice p;

-- An instant of a day by the calendar of the practice: now where it is today, else when the day has begun in every clinic.
CREATE OR REPLACE FUNCTION praxis_private.practice_instant(day date) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice constant uuid := praxis_private.practice_id();
BEGIN
    RETURN CASE WHEN day = praxis_private.practice_day(practice, now()) THEN now()
                ELSE coalesce(
                    (SELECT max(day::timestamp AT TIME ZONE c.zone) FROM praxis.clinic c WHERE c.practice_id = practice),
                    day::timestamp AT TIME ZONE 'UTC') END;
END
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Guards.

-- A file gets the elements of its cycle and role, and those that it lacks where it becomes an initial one.
CREATE OR REPLACE FUNCTION praxis_private.cycle_opened() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.checklist_item (practice_id, person_id, file_id, element)
    SELECT NEW.practice_id, NEW.person_id, NEW.file_id, e.element
      FROM praxis.file_element e
     WHERE NEW.cycle = ANY (e.cycles) AND (e.roles IS NULL OR NEW.clinical_role = ANY (e.roles))
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER cycle_opened AFTER INSERT ON praxis.credentialing_file
    FOR EACH ROW EXECUTE FUNCTION praxis_private.cycle_opened();
-- Before file_replanned, which counts what is needed then: triggers fire in the order of their names.
CREATE OR REPLACE TRIGGER file_converted AFTER UPDATE OF cycle ON praxis.credentialing_file
    FOR EACH ROW
    WHEN (OLD.cycle IS DISTINCT FROM NEW.cycle)
    EXECUTE FUNCTION praxis_private.cycle_opened();

-- What is edited counts the version on; a file that is closed stays as it is.
CREATE OR REPLACE FUNCTION praxis_private.file_edited() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.state IS DISTINCT FROM OLD.state OR praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- by an event
    ELSIF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'stale_version',
            DETAIL = jsonb_build_object('current', OLD.version, 'sent', NEW.version - 1)::text;
    ELSIF OLD.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_file"}';
    ELSIF OLD.state IN ('decided', 'appeal', 'fair_hearing', 'withdrawn') THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'file_closed', DETAIL = jsonb_build_object('state', OLD.state)::text;
    ELSIF OLD.state IN ('in_committee', 'committee_scheduled')
          AND (NEW.planned_on, NEW.cycle) IS DISTINCT FROM (OLD.planned_on, OLD.cycle)
          -- A recredentialing that comes too late becomes an initial one; nothing else changes its cycle.
          OR NEW.cycle <> OLD.cycle AND (OLD.cycle, NEW.cycle) <> ('recred', 'initial')
    THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'illegal_step', DETAIL = jsonb_build_object('state', OLD.state)::text;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER file_edited BEFORE UPDATE ON praxis.credentialing_file
    FOR EACH ROW EXECUTE FUNCTION praxis_private.file_edited();

-- A new planned day counts every verification again: what no longer fits sends the file back to verifying.
CREATE OR REPLACE FUNCTION praxis_private.file_replanned() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.planned_on IS NULL
       OR praxis_private.file_obstacles(NEW.practice_id, NEW.file_id, NEW.planned_on) -> 'elements' <> '{}'
       OR praxis_private.needs_initial(NEW.practice_id, NEW.cycle, NEW.due_on, NEW.planned_on)
    THEN
        INSERT INTO praxis.file_event (practice_id, person_id, file_id, version, from_state, to_state, reason, created_by)
        VALUES (NEW.practice_id, NEW.person_id, NEW.file_id, NEW.version + 1, NEW.state, 'verifying',
                'Verifications are missing or too old for the planned day', praxis_private.account_id());
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER file_replanned AFTER UPDATE OF planned_on, cycle ON praxis.credentialing_file
    FOR EACH ROW
    WHEN (OLD.state = 'ready_for_review' AND NEW.state = 'ready_for_review'
          AND (OLD.planned_on, OLD.cycle) IS DISTINCT FROM (NEW.planned_on, NEW.cycle))
    EXECUTE FUNCTION praxis_private.file_replanned();

-- Every step of a file: that it exists, that its author saw the file as it is, may take it, and has what it takes.
CREATE OR REPLACE FUNCTION praxis_private.file_event_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    file praxis.credentialing_file;
    who text;
    today date;
    obstacles jsonb;
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    SELECT * INTO file
      FROM praxis.credentialing_file f
     WHERE f.practice_id = NEW.practice_id AND f.file_id = NEW.file_id AND f.person_id = NEW.person_id
       AND f.practice_id = praxis_private.practice_id()
       FOR UPDATE;
    IF file IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    END IF;
    IF NEW.version <> file.version + 1 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'stale_version',
            DETAIL = jsonb_build_object('current', file.version, 'sent', NEW.version - 1)::text;
    END IF;
    SELECT t.actor INTO who
      FROM praxis.file_transition t
     WHERE t.from_state = NEW.from_state AND t.to_state = NEW.to_state AND NEW.from_state = file.state;
    IF who IS NULL OR who = 'decider' AND NOT praxis_private.file_has_decision(NEW.practice_id, NEW.file_id, NEW.version) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'illegal_step',
            DETAIL = jsonb_build_object('state', file.state, 'wanted', NEW.to_state)::text;
    ELSIF who = 'applicant' AND file.person_id IS DISTINCT FROM praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'applicant_only', DETAIL = '{}';
    ELSIF who <> 'applicant' AND file.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_file"}';
    ELSIF who = 'preparer' AND praxis_private.practice_any('credentialing.file.write') IS NULL
          -- The chair who signs the minutes tables files by them.
          OR who = 'committee' AND praxis_private.practice_any('credentialing.committee.write') IS NULL
             AND praxis_private.practice_if('credentialing.file.decide') IS NULL
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing', DETAIL = '{}';
    END IF;
    today := praxis_private.practice_day(NEW.practice_id, now());
    IF NEW.to_state IN ('withdrawn', 'returned_incomplete', 'appeal', 'info_requested') AND NEW.reason IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'reason_required', DETAIL = '{}';
    END IF;
    CASE NEW.to_state
        WHEN 'invited' THEN
            IF NOT EXISTS (SELECT FROM praxis.person p
                            WHERE p.practice_id = NEW.practice_id AND p.person_id = NEW.person_id
                              AND p.given_name <> '' AND p.family_name <> '' AND p.birth_date IS NOT NULL
                              AND (p.npi IS NOT NULL OR file.no_npi))
            THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'identity_incomplete', DETAIL = '{}';
            END IF;
        WHEN 'received' THEN
            IF NOT EXISTS (SELECT FROM praxis.attestation a
                            WHERE a.practice_id = NEW.practice_id AND a.file_id = NEW.file_id
                              AND a.attempt = praxis_private.file_attempt(NEW.practice_id, NEW.file_id))
            THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'attestation_missing', DETAIL = '{}';
            END IF;
        WHEN 'returned_incomplete' THEN
            IF NEW.from_state = 'verifying' THEN
                IF NOT EXISTS (SELECT
                                 FROM praxis_private.file_items(
                                      NEW.practice_id, NEW.file_id, coalesce(file.planned_on, today)) i
                                WHERE i.element = 'attestation' AND i.status = 'aged')
                THEN
                    RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'attestation_stands', DETAIL = '{}';
                END IF;
            ELSIF (SELECT count(*) FROM praxis.file_event e
                    WHERE e.practice_id = NEW.practice_id AND e.file_id = NEW.file_id
                      AND e.from_state = 'received' AND e.to_state = 'returned_incomplete') >= 2
            THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'attempts_exhausted', DETAIL = '{"attempts": 3}';
            END IF;
        WHEN 'ready_for_review' THEN
            IF file.planned_on IS NULL OR file.planned_on < today THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'no_planned_day', DETAIL = '{}';
            ELSIF praxis_private.needs_initial(NEW.practice_id, file.cycle, file.due_on, file.planned_on) THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'initial_checklist', DETAIL = '{}';
            END IF;
            obstacles := praxis_private.file_obstacles(NEW.practice_id, NEW.file_id, file.planned_on);
            IF obstacles <> '{"elements": {}, "flags": 0}' THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'file_incomplete', DETAIL = obstacles::text;
            END IF;
        WHEN 'committee_scheduled', 'in_committee', 'tabled', 'info_requested' THEN
            PERFORM praxis_private.check_agenda(NEW.practice_id, NEW.file_id, NEW.to_state, today);
        WHEN 'flagged' THEN
            IF (praxis_private.file_obstacles(NEW.practice_id, NEW.file_id, today) ->> 'flags')::integer = 0 THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'no_flag', DETAIL = '{}';
            END IF;
        WHEN 'verifying' THEN
            IF NEW.from_state = 'flagged'
               AND (praxis_private.file_obstacles(NEW.practice_id, NEW.file_id, today) ->> 'flags')::integer > 0
            THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'flags_open', DETAIL = '{}';
            ELSIF NEW.from_state = 'decided'
                  AND 'provisional' IS DISTINCT FROM praxis_private.file_outcome(NEW.practice_id, NEW.file_id)
            THEN
                RAISE EXCEPTION USING
                    ERRCODE = 'PX409', MESSAGE = 'illegal_step', DETAIL = '{"state": "decided", "wanted": "verifying"}';
            END IF;
        WHEN 'appeal' THEN
            IF coalesce(praxis_private.file_outcome(NEW.practice_id, NEW.file_id), '')
               NOT IN ('denied', 'approved_with_conditions')
            THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'nothing_to_appeal', DETAIL = '{}';
            ELSIF praxis_private.appeal_is_late(NEW.practice_id, NEW.file_id) THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'appeal_late', DETAIL = '{}';
            END IF;
        ELSE
            NULL;
    END CASE;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER file_event_guard BEFORE INSERT ON praxis.file_event
    FOR EACH ROW EXECUTE FUNCTION praxis_private.file_event_guard();

-- The file is in the state of its last event.
CREATE OR REPLACE FUNCTION praxis_private.file_event_done() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE praxis.credentialing_file f
       SET state = NEW.to_state, state_since = NEW.created_at, version = NEW.version
     WHERE f.practice_id = NEW.practice_id AND f.file_id = NEW.file_id;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER file_event_done AFTER INSERT ON praxis.file_event
    FOR EACH ROW EXECUTE FUNCTION praxis_private.file_event_done();

-- The round of the application: one more than how often it was returned.
CREATE OR REPLACE FUNCTION praxis_private.file_attempt(practice uuid, file uuid) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN 1 + (SELECT count(*) FROM praxis.file_event e
                 WHERE e.practice_id = practice AND e.file_id = file AND e.to_state = 'returned_incomplete');
END
$$;

-- Whether the law of a state has appointments of a practice end sooner than its accreditor does: in any of its clinics, or in one.
CREATE OR REPLACE FUNCTION praxis_private.has_shorter_law(practice uuid, clinic uuid DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT
                     FROM praxis.clinic c
                     JOIN praxis.rule_key k ON k.rule_key = 'tjc.reappointment_' || c.state
                    WHERE c.practice_id = practice AND (clinic IS NULL OR c.clinic_id = clinic));
END
$$;

-- When an approval of a day ends by the law of the states in which the person works; null where no law is shorter. Nowhere before
-- work there begins, and not where it is over by then.
CREATE OR REPLACE FUNCTION praxis_private.reappointment_due(practice uuid, person uuid, decided date) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT min(d.due)
          FROM (SELECT a.clinic_id, a.starts_on, a.ends_on FROM praxis.appointment_known a
                 WHERE a.practice_id = practice AND a.person_id = person
                 UNION ALL
                SELECT e.clinic_id, e.starts_on, e.ends_on FROM praxis.employment e
                 WHERE e.practice_id = practice AND e.person_id = person
                   AND e.created_at <= (SELECT praxis_private.known())) w
          JOIN praxis.clinic c ON c.practice_id = practice AND c.clinic_id = w.clinic_id
         CROSS JOIN LATERAL praxis_private.rule_on(practice, 'tjc.reappointment_' || c.state, decided) r
         CROSS JOIN LATERAL (
               SELECT greatest((decided + make_interval(months => (r.params ->> 'months')::integer))::date,
                               w.starts_on - 1) AS due) d
         WHERE w.ends_on IS NULL OR w.ends_on > d.due + 1);
END
$$;

-- Until when the approval of a decision, or one from before, holds: to its own day, or sooner where the person has come to work in a
-- state whose law is shorter since. What was looked at off the cycle counts from the decision before it. Whoever names a decision has read it;
-- nothing is said of other practices.
DROP FUNCTION IF EXISTS praxis_private.approved_until(uuid, uuid, date, date);
CREATE OR REPLACE FUNCTION praxis_private.approved_until(decision uuid, due date) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last praxis.standing_decision;
BEGIN
    IF due IS NULL OR praxis_private.practice_id() IS NOT NULL
                      AND NOT praxis_private.has_shorter_law(praxis_private.practice_id())
    THEN
        RETURN due;
    END IF;
    IF praxis_private.practice_id() IS NOT NULL THEN
        SELECT * INTO last
          FROM praxis.standing_decision d
         WHERE d.practice_id = praxis_private.practice_id() AND d.decision_id = decision;
    ELSIF pg_has_role(session_user, 'praxis_owner', 'MEMBER') THEN
        SELECT * INTO last FROM praxis.standing_decision d WHERE d.decision_id = decision;
    END IF;
    IF last.decision_id IS NULL THEN
        RETURN due;
    END IF;
    RETURN least(due, praxis_private.reappointment_due(
        last.practice_id, last.person_id,
        coalesce((SELECT max(d.decided_on)
                    FROM praxis.standing_decision d
                   WHERE d.practice_id = last.practice_id AND d.person_id = last.person_id
                     AND d.decided_on <= last.decided_on
                     AND d.recred_due_on IS NOT NULL AND d.cycle <> 'offcycle'), last.decided_on)));
END
$$;
