-- How a file is decided, and what follows from a decision.

-- Whether a decision carries this version of a file.
CREATE OR REPLACE FUNCTION praxis_private.file_has_decision(practice uuid, file uuid, at_version integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM praxis.file_decision d
                    WHERE d.practice_id = practice AND d.file_id = file AND d.version = at_version);
END
$$;

-- What was decided last.
CREATE OR REPLACE FUNCTION praxis_private.file_outcome(practice uuid, file uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT d.outcome FROM praxis.file_decision d
             WHERE d.practice_id = practice AND d.file_id = file
             ORDER BY d.version DESC
             LIMIT 1);
END
$$;

-- Which cycle a person is due on a day. Without an earlier approval, after an ending, and more days after the approval ran
-- out than the rule of its day tolerates it is an initial one.
CREATE OR REPLACE FUNCTION praxis_private.cycle_due(practice uuid, person uuid, day date)
RETURNS TABLE (cycle text, due_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last praxis.file_decision;
BEGIN
    SELECT * INTO last
      FROM praxis.file_decision d
     WHERE d.practice_id = practice AND d.person_id = person AND d.recred_due_on IS NOT NULL
     ORDER BY d.decided_on DESC, d.created_at DESC
     LIMIT 1;
    IF last IS NULL
       OR day > last.recred_due_on + (
              SELECT (r.params ->> 'late_days')::integer
                FROM praxis_private.rule_on(practice, 'ncqa.recredentialing', last.decided_on) r)
       OR EXISTS (SELECT FROM praxis.credentialing_ending e
                   WHERE e.practice_id = practice AND e.person_id = person
                     AND e.effective_on >= last.decided_on AND e.effective_on <= day)
    THEN
        RETURN QUERY SELECT 'initial', NULL::date;
    ELSE
        RETURN QUERY SELECT 'recred', last.recred_due_on;
    END IF;
END
$$;

-- A recredentialing is only for whom one is due; others begin anew.
CREATE OR REPLACE FUNCTION praxis_private.file_opening_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due record;
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    ELSIF NEW.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_file"}';
    END IF;
    NEW.state := 'draft';
    NEW.version := 1;
    SELECT * INTO due
      FROM praxis_private.cycle_due(
           NEW.practice_id, NEW.person_id, praxis_private.practice_day(NEW.practice_id, now()));
    IF NEW.cycle <> 'offcycle' AND NEW.cycle <> due.cycle AND NEW.cycle = 'recred' THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX422', MESSAGE = 'initial_required', DETAIL = '{}';
    END IF;
    NEW.due_on := CASE NEW.cycle WHEN 'recred' THEN due.due_on END;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER file_opening_guard BEFORE INSERT ON praxis.credentialing_file
    FOR EACH ROW EXECUTE FUNCTION praxis_private.file_opening_guard();

-- How a meeting decided a file: what most of those voted who did, if a quorum did.
CREATE OR REPLACE FUNCTION praxis_private.committee_outcome(practice uuid, meeting uuid, file uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    voted integer;
    first_ record;
BEGIN
    SELECT count(*) INTO voted
      FROM praxis.committee_vote v
     WHERE v.practice_id = practice AND v.meeting_id = meeting AND v.file_id = file AND v.vote <> 'recused';
    IF voted < (SELECT m.quorum FROM praxis.committee_meeting m WHERE m.practice_id = practice AND m.meeting_id = meeting) THEN
        RETURN 'no_quorum';
    END IF;
    SELECT v.vote, count(*) AS votes INTO first_
      FROM praxis.committee_vote v
     WHERE v.practice_id = practice AND v.meeting_id = meeting AND v.file_id = file
       AND v.vote NOT IN ('recused', 'abstained')
     GROUP BY v.vote
     ORDER BY count(*) DESC, v.vote
     LIMIT 1;
    RETURN CASE WHEN first_.votes * 2 > voted THEN first_.vote ELSE 'no_majority' END;
END
$$;

-- Who decides what, when. R4: by the rule of the day of the decision. R7: not in the future, not before the last
-- verification that it rests on, and later than it was made only with a signed document.
CREATE OR REPLACE FUNCTION praxis_private.file_decision_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    file praxis.credentialing_file;
    preparers uuid[];
    obstacles jsonb;
    last_check date;
BEGIN
    NEW.recorded_on := CASE WHEN praxis_private.practice_id() IS NULL THEN NEW.recorded_on END;
    NEW.recorded_on := coalesce(NEW.recorded_on, praxis_private.practice_day(NEW.practice_id, now()));
    NEW.notice_due_on := NEW.decided_on + (
        SELECT (r.params ->> 'days')::integer
          FROM praxis_private.rule_on(NEW.practice_id, 'ncqa.decision_notice', NEW.decided_on) r);
    IF NEW.outcome = 'provisional' THEN
        NEW.provisional_until := NEW.decided_on + (
            SELECT (r.params ->> 'days')::integer
              FROM praxis_private.rule_on(NEW.practice_id, 'ncqa.provisional', NEW.decided_on) r);
    ELSIF NEW.outcome IN ('approved', 'approved_with_conditions') THEN
        -- R6: the same day of the month, or the month's last.
        NEW.recred_due_on := NEW.decided_on + (
            SELECT make_interval(months => (r.params ->> 'months')::integer)
              FROM praxis_private.rule_on(NEW.practice_id, 'ncqa.recredentialing', NEW.decided_on) r);
    END IF;
    NEW.appointed_from := CASE WHEN NEW.outcome <> 'denied' THEN greatest(NEW.appointed_from, NEW.decided_on) END;
    NEW.rule_version := (SELECT l.rule_version FROM praxis_private.verification_limit(NEW.practice_id, NEW.decided_on) l);
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    SELECT * INTO file
      FROM praxis.credentialing_file f
     WHERE f.practice_id = NEW.practice_id AND f.file_id = NEW.file_id AND f.person_id = NEW.person_id
       FOR UPDATE;
    IF file IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    ELSIF praxis_private.practice_if('credentialing.file.decide') IS NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX403', MESSAGE = 'permission_missing', DETAIL = '{"permission": "credentialing.file.decide"}';
    ELSIF (praxis_private.context())[6] <> 'session' OR praxis_private.person_id() IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
    ELSIF file.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_file"}';
    ELSIF NEW.version <> file.version + 1 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'stale_version',
            DETAIL = jsonb_build_object('current', file.version, 'sent', NEW.version - 1)::text;
    ELSIF NOT EXISTS (SELECT FROM praxis.file_transition t WHERE t.from_state = file.state AND t.to_state = 'decided') THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'illegal_step',
            DETAIL = jsonb_build_object('state', file.state, 'wanted', 'decided')::text;
    END IF;
    preparers := praxis_private.file_preparers(NEW.practice_id, NEW.file_id);
    IF EXISTS (SELECT FROM praxis.account a
                WHERE a.practice_id = NEW.practice_id AND a.account_id = ANY (preparers)
                  AND (a.account_id = praxis_private.account_id() OR a.person_id = praxis_private.person_id()))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_preparation"}';
    END IF;
    IF NEW.meeting_id IS NOT NULL THEN
        IF file.state <> 'in_committee'
           OR NEW.decided_on <> (SELECT m.meets_on FROM praxis.committee_meeting m
                                  WHERE m.practice_id = NEW.practice_id AND m.meeting_id = NEW.meeting_id)
           OR NOT EXISTS (SELECT FROM praxis.committee_minutes m
                           WHERE m.practice_id = NEW.practice_id AND m.meeting_id = NEW.meeting_id)
           OR praxis_private.committee_outcome(NEW.practice_id, NEW.meeting_id, NEW.file_id) <> NEW.outcome
        THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_voted', DETAIL = '{}';
        END IF;
    ELSIF file.state = 'in_committee' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_voted', DETAIL = '{}';
    ELSIF file.state IN ('verifying', 'ready_for_review')
          AND (NEW.outcome NOT IN ('approved', 'provisional')
               OR NOT praxis_private.file_is_clean(NEW.practice_id, NEW.file_id))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'committee_required', DETAIL = '{}';
    END IF;
    IF NEW.decided_on > NEW.recorded_on THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'decision_in_future', DETAIL = '{}';
    ELSIF NEW.decided_on < NEW.recorded_on AND NEW.evidence_id IS NULL AND NEW.meeting_id IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'late_without_document', DETAIL = '{}';
    END IF;
    -- An appeal is about the decision, not about the checks that it rested on.
    IF file.state IN ('verifying', 'ready_for_review', 'in_committee') AND NEW.outcome <> 'denied' THEN
        SELECT max(i.verified_on) INTO last_check
          FROM praxis_private.file_items(NEW.practice_id, NEW.file_id, NEW.decided_on) i
         WHERE i.status <> 'excepted';
        IF NEW.decided_on < last_check THEN
            RAISE EXCEPTION USING
                ERRCODE = 'PX422', MESSAGE = 'decision_before_check',
                DETAIL = jsonb_build_object('checked', last_check)::text;
        END IF;
        obstacles := praxis_private.file_obstacles(NEW.practice_id, NEW.file_id, NEW.decided_on);
        IF NEW.outcome = 'provisional' THEN
            -- License, five years of claims and the signed application suffice for it, once and for 60 days.
            IF EXISTS (SELECT FROM praxis.file_decision d
                        WHERE d.practice_id = NEW.practice_id AND d.person_id = NEW.person_id AND d.outcome = 'provisional')
            THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'provisional_once', DETAIL = '{}';
            ELSIF obstacles -> 'elements' ?| ARRAY['license', 'malpractice_history', 'attestation'] THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'file_incomplete', DETAIL = obstacles::text;
            END IF;
        ELSIF file.state = 'verifying' OR obstacles <> '{"elements": {}, "flags": 0}' THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'file_incomplete', DETAIL = obstacles::text;
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER file_decision_guard BEFORE INSERT ON praxis.file_decision
    FOR EACH ROW EXECUTE FUNCTION praxis_private.file_decision_guard();

-- The decision is a step of the file.
CREATE OR REPLACE FUNCTION praxis_private.file_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.file_event (practice_id, person_id, file_id, version, from_state, to_state, reason, created_by)
    SELECT NEW.practice_id, NEW.person_id, NEW.file_id, NEW.version, f.state, 'decided', NEW.reason, NEW.created_by
      FROM praxis.credentialing_file f
     WHERE f.practice_id = NEW.practice_id AND f.file_id = NEW.file_id;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER file_decided AFTER INSERT ON praxis.file_decision
    FOR EACH ROW EXECUTE FUNCTION praxis_private.file_decided();

-- The committee's own rules: who was there votes, not on the own file and not after the minutes; the chair signs.
CREATE OR REPLACE FUNCTION praxis_private.committee_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    ELSIF EXISTS (SELECT FROM praxis.committee_minutes m
                   WHERE m.practice_id = NEW.practice_id AND m.meeting_id = NEW.meeting_id)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'meeting_closed', DETAIL = '{}';
    END IF;
    CASE TG_TABLE_NAME
        WHEN 'committee_vote' THEN
            IF NEW.vote <> 'recused'
               AND EXISTS (SELECT FROM praxis.committee_member m
                            WHERE m.practice_id = NEW.practice_id AND m.member_id = NEW.member_id
                              AND (m.person_id = NEW.person_id
                                   OR EXISTS (SELECT FROM praxis.account a
                                               WHERE a.practice_id = m.practice_id AND a.person_id = m.person_id
                                                 AND a.account_id = ANY (praxis_private.file_preparers(
                                                     NEW.practice_id, NEW.file_id)))))
            THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'recusal_required', DETAIL = '{}';
            END IF;
        WHEN 'committee_minutes' THEN
            IF NOT EXISTS (SELECT
                             FROM praxis.committee_attendance a
                             JOIN praxis.committee_member m USING (practice_id, member_id)
                            WHERE a.practice_id = NEW.practice_id AND a.meeting_id = NEW.meeting_id
                              AND m.is_chair AND m.person_id = praxis_private.person_id())
            THEN
                RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'chair_required', DETAIL = '{}';
            END IF;
        WHEN 'committee_attendance' THEN
            IF NOT EXISTS (SELECT
                             FROM praxis.committee_member m
                             JOIN praxis.committee_meeting t
                               ON t.practice_id = m.practice_id AND t.meeting_id = NEW.meeting_id
                            WHERE m.practice_id = NEW.practice_id AND m.member_id = NEW.member_id
                              AND m.starts_on <= t.meets_on AND (m.ends_on IS NULL OR m.ends_on > t.meets_on))
            THEN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'no_member', DETAIL = '{}';
            END IF;
        ELSE
            NULL;
    END CASE;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER committee_vote_guard BEFORE INSERT ON praxis.committee_vote
    FOR EACH ROW EXECUTE FUNCTION praxis_private.committee_guard();
CREATE OR REPLACE TRIGGER committee_minutes_guard BEFORE INSERT ON praxis.committee_minutes
    FOR EACH ROW EXECUTE FUNCTION praxis_private.committee_guard();
CREATE OR REPLACE TRIGGER committee_attendance_guard BEFORE INSERT ON praxis.committee_attendance
    FOR EACH ROW EXECUTE FUNCTION praxis_private.committee_guard();
CREATE OR REPLACE TRIGGER committee_item_guard BEFORE INSERT ON praxis.committee_item
    FOR EACH ROW EXECUTE FUNCTION praxis_private.committee_guard();

-- The files with how far they are and what ends next: the day planned, the day due, the first check to grow too old.
CREATE OR REPLACE VIEW praxis.credentialing_queue WITH (security_invoker = true) AS
SELECT f.practice_id, f.person_id, f.file_id, f.cycle, f.clinical_role, f.state, f.state_since, f.planned_on, f.due_on,
       f.assigned_to, f.version, f.created_at, i.done, i.needed, g.open_flags, g.standing_flags,
       praxis_private.practice_day(f.practice_id, now()) - praxis_private.practice_day(f.practice_id, f.created_at) AS age,
       CASE WHEN f.state NOT IN ('decided', 'appeal', 'fair_hearing', 'withdrawn')
            THEN least(f.planned_on, f.due_on, i.ages_first) END AS deadline,
       praxis_private.file_outcome(f.practice_id, f.file_id) AS outcome
  FROM praxis.credentialing_file f
 CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE i.status IN ('satisfied', 'excepted')) AS done, count(*) AS needed,
              min(i.usable_until) FILTER (WHERE i.status = 'satisfied') AS ages_first
         FROM praxis_private.file_items(
              f.practice_id, f.file_id, coalesce(f.planned_on, praxis_private.practice_day(f.practice_id, now()))) i) i
 CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE g.outcome IS NULL) AS open_flags,
              count(*) FILTER (WHERE g.outcome = 'stands') AS standing_flags
         FROM praxis.credentialing_flag g
        WHERE g.practice_id = f.practice_id AND g.file_id = f.file_id) g;
