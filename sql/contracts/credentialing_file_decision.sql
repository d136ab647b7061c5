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

-- Whether a recredentialing would be decided more days after the last approval ran out than the rule of that day tolerates:
-- then everything of an initial file is asked.
CREATE OR REPLACE FUNCTION praxis_private.needs_initial(practice uuid, cycle text, due date, day date) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN cycle = 'recred' AND day > due + coalesce((
        SELECT (r.params ->> 'late_days')::integer
          FROM praxis_private.rule_on(practice, 'ncqa.recredentialing', day) r), 0) IS TRUE;
END
$$;

DROP FUNCTION IF EXISTS praxis_private.recred_due(uuid, date);
-- When an approval of a day runs out: months later on the same day, or the month's last (R6); by the practice's policy at
-- the end of that month. Sooner where the law of a state in which the person works is shorter.
CREATE OR REPLACE FUNCTION praxis_private.recred_due(practice uuid, person uuid, decided date) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT least(CASE WHEN (r.params ->> 'to_the_month')::boolean
                          THEN (date_trunc('month', d.due) + interval '1 month - 1 day')::date ELSE d.due END,
                     praxis_private.reappointment_due(practice, person, decided))
          FROM praxis_private.rule_on(practice, 'ncqa.recredentialing', decided) r
         CROSS JOIN LATERAL (SELECT (decided + make_interval(months => (r.params ->> 'months')::integer))::date AS due) d);
END
$$;

-- Whether the credentialing of a person has ended by a day, and no initial file was decided since that was known.
CREATE OR REPLACE FUNCTION praxis_private.is_ended(practice uuid, person uuid, day date) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT
          FROM praxis.credentialing_ending e
         WHERE e.practice_id = practice AND e.person_id = person AND e.effective_on <= day
           AND NOT EXISTS (SELECT
                             FROM praxis.file_decision d
                             JOIN praxis.credentialing_file f USING (practice_id, file_id)
                            WHERE d.practice_id = practice AND d.person_id = person
                              AND f.cycle = 'initial' AND d.outcome <> 'denied'
                              AND d.decided_on >= e.effective_on AND d.created_at > e.created_at));
END
$$;

-- Which cycle a person is due on a day. Without an approval as the last word, after an ending, and more days after the
-- approval ran out than the rule tolerates it is an initial one.
CREATE OR REPLACE FUNCTION praxis_private.cycle_due(practice uuid, person uuid, day date)
RETURNS TABLE (cycle text, due_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last praxis.standing_decision;
BEGIN
    SELECT * INTO last
      FROM praxis.standing_decision d
     WHERE d.practice_id = practice AND d.person_id = person AND d.outcome <> 'provisional'
     ORDER BY d.decided_on DESC, d.created_at DESC, d.version DESC
     LIMIT 1;
    last.recred_due_on := praxis_private.approved_until(last.decision_id, last.recred_due_on);
    IF last.recred_due_on IS NULL
       OR praxis_private.needs_initial(practice, 'recred', last.recred_due_on, day)
       OR praxis_private.is_ended(practice, person, day)
       -- A provisional decision since does not bring the old cycle back.
       OR EXISTS (SELECT FROM praxis.credentialing_ending e
                   WHERE e.practice_id = practice AND e.person_id = person
                     AND e.effective_on <= day AND e.created_at > last.created_at)
    THEN
        RETURN QUERY SELECT 'initial', NULL::date;
    ELSE
        RETURN QUERY SELECT 'recred', last.recred_due_on;
    END IF;
END
$$;

-- A recredentialing, and a file off the cycle, are only for whose approval is running; others begin anew.
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
    IF NEW.cycle <> 'initial' AND due.cycle = 'initial' THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX422', MESSAGE = 'initial_required', DETAIL = '{}';
    END IF;
    NEW.due_on := CASE NEW.cycle WHEN 'recred' THEN due.due_on END;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER file_opening_guard BEFORE INSERT ON praxis.credentialing_file
    FOR EACH ROW EXECUTE FUNCTION praxis_private.file_opening_guard();

-- Who decided a file for good: the persons who recorded a decision, and the members who voted for or against it.
CREATE OR REPLACE FUNCTION praxis_private.file_deciders(practice uuid, file uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT a.person_id
          FROM praxis.file_decision d
          JOIN praxis.account a ON a.practice_id = d.practice_id AND a.account_id = d.created_by
         WHERE d.practice_id = practice AND d.file_id = file AND d.outcome <> 'provisional' AND a.person_id IS NOT NULL
         UNION
        SELECT m.person_id
          FROM praxis.file_decision d
          JOIN praxis.committee_vote v USING (practice_id, meeting_id, file_id)
          JOIN praxis.committee_member m USING (practice_id, member_id)
         WHERE d.practice_id = practice AND d.file_id = file AND d.outcome <> 'provisional' AND v.vote <> 'recused');
END
$$;

-- The days that follow from a decision, by the rules of its day (R4): loaded by an operator or not.
CREATE OR REPLACE FUNCTION praxis_private.file_decision_days() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    file praxis.credentialing_file;
BEGIN
    SELECT * INTO file
      FROM praxis.credentialing_file f
     WHERE f.practice_id = NEW.practice_id AND f.file_id = NEW.file_id AND f.person_id = NEW.person_id;
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
        -- What is looked at off the cycle leaves the cycle as it was.
        NEW.recred_due_on := CASE WHEN file.cycle = 'offcycle'
            THEN (SELECT d.due_on FROM praxis_private.cycle_due(NEW.practice_id, NEW.person_id, NEW.decided_on) d)
            ELSE praxis_private.recred_due(NEW.practice_id, NEW.person_id, NEW.decided_on) END;
        NEW.days_late := CASE WHEN file.cycle = 'recred' AND NEW.decided_on > file.due_on
            THEN NEW.decided_on - file.due_on END;
    END IF;
    NEW.appointed_from := CASE WHEN NEW.outcome <> 'denied' THEN greatest(NEW.appointed_from, NEW.decided_on) END;
    NEW.rule_version := (SELECT l.rule_version FROM praxis_private.verification_limit(NEW.practice_id, NEW.decided_on) l);
    RETURN NEW;
END
$$;
-- Before file_decision_guard: triggers fire in the order of their names.
CREATE OR REPLACE TRIGGER file_decision_days BEFORE INSERT ON praxis.file_decision
    FOR EACH ROW EXECUTE FUNCTION praxis_private.file_decision_days();

-- Who decides: a person, not about the own file, not who prepared it, and about an appeal nobody who decided before.
CREATE OR REPLACE FUNCTION praxis_private.check_decider(file praxis.credentialing_file) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (praxis_private.context())[6] <> 'session' OR praxis_private.person_id() IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
    ELSIF file.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_file"}';
    ELSIF EXISTS (SELECT FROM praxis.account a
                   WHERE a.practice_id = file.practice_id
                     AND a.account_id = ANY (praxis_private.file_preparers(file.practice_id, file.file_id))
                     AND (a.account_id = praxis_private.account_id() OR a.person_id = praxis_private.person_id()))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_preparation"}';
    ELSIF praxis_private.person_id() = ANY (praxis_private.file_deciders(file.practice_id, file.file_id)) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'other_panel', DETAIL = '{}';
    END IF;
END
$$;

-- Whether a meeting was entered, a file put on its agenda or a vote cast after the day on which it was held: what it decided about
-- the file is told by a document of that day alone. Votes on paper are copied later and have their sheet.
CREATE OR REPLACE FUNCTION praxis_private.meeting_is_late(practice uuid, meeting uuid, file uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT
                     FROM praxis.committee_item i
                     JOIN praxis.committee_meeting m USING (practice_id, meeting_id)
                     LEFT JOIN praxis.committee_vote v
                       ON v.practice_id = i.practice_id AND v.meeting_id = i.meeting_id AND v.file_id = i.file_id
                      AND v.paper_id IS NULL
                    WHERE i.practice_id = practice AND i.meeting_id = meeting AND i.file_id = file
                      AND praxis_private.practice_day(practice, greatest(i.created_at, m.created_at, v.created_at))
                          > m.meets_on);
END
$$;

-- Whose decision it is: the director's where nothing stands against the file, the committee's otherwise and on every appeal.
-- A director alone may only confirm a denial, with the record of the hearing.
CREATE OR REPLACE FUNCTION praxis_private.check_forum(file praxis.credentialing_file, decision praxis.file_decision) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    before constant text := (
        SELECT d.outcome FROM praxis.file_decision d
         WHERE d.practice_id = file.practice_id AND d.file_id = file.file_id AND d.outcome <> 'provisional'
         ORDER BY d.version DESC
         LIMIT 1);
BEGIN
    IF decision.meeting_id IS NOT NULL THEN
        IF file.state <> 'in_committee'
           OR decision.decided_on <> (SELECT m.meets_on FROM praxis.committee_meeting m
                                       WHERE m.practice_id = file.practice_id AND m.meeting_id = decision.meeting_id)
           OR NOT EXISTS (SELECT FROM praxis.committee_minutes m
                           WHERE m.practice_id = file.practice_id AND m.meeting_id = decision.meeting_id)
           OR praxis_private.committee_outcome(file.practice_id, decision.meeting_id, file.file_id) <> decision.outcome
        THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_voted', DETAIL = '{}';
        ELSIF praxis_private.meeting_is_late(file.practice_id, decision.meeting_id, file.file_id) THEN
            PERFORM praxis_private.check_signed(decision);
        END IF;
    ELSIF file.state = 'in_committee' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'not_voted', DETAIL = '{}';
    ELSIF file.state IN ('appeal', 'fair_hearing') THEN
        IF decision.outcome <> 'denied' OR before <> 'denied' THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'panel_required', DETAIL = '{}';
        ELSIF decision.evidence_id IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'hearing_record_missing', DETAIL = '{}';
        END IF;
    ELSIF before IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'panel_required', DETAIL = '{}';
    ELSIF decision.outcome NOT IN ('approved', 'provisional')
          OR NOT praxis_private.file_is_clean(file.practice_id, file.file_id, decision.decided_on)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'committee_required', DETAIL = '{}';
    END IF;
END
$$;

-- What an approval rests on, on appeal as well: usable checks not later than the decision (R5), nothing that waits, and the
-- checklist of an initial file where the last approval ran out too long ago (R6).
CREATE OR REPLACE FUNCTION praxis_private.check_basis(file praxis.credentialing_file, decision praxis.file_decision) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    obstacles constant jsonb := praxis_private.file_obstacles(file.practice_id, file.file_id, decision.decided_on);
    last_check date;
BEGIN
    IF praxis_private.needs_initial(file.practice_id, file.cycle, file.due_on, decision.decided_on) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'initial_checklist', DETAIL = '{}';
    ELSIF file.cycle = 'offcycle' AND decision.recred_due_on IS NULL
          -- What was open when the credentialing ended does not bring it back.
          OR file.cycle <> 'initial' AND praxis_private.is_ended(file.practice_id, file.person_id, decision.decided_on)
          -- Nor does an approval from before that was taken back since.
          OR file.cycle <> 'initial'
             AND EXISTS (SELECT
                           FROM praxis.prior_approval a
                          WHERE a.practice_id = file.practice_id AND a.person_id = file.person_id)
             AND NOT EXISTS (SELECT
                               FROM praxis.standing_decision d
                              WHERE d.practice_id = file.practice_id AND d.person_id = file.person_id
                                AND d.outcome <> 'denied' AND d.decided_on <= decision.decided_on)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'initial_required', DETAIL = '{}';
    END IF;
    -- What somebody typed about an earlier day carries no decision of that day.
    SELECT max(coalesce(v.proven_on, i.verified_on)) INTO last_check
      FROM praxis_private.file_items(file.practice_id, file.file_id, decision.decided_on) i
      LEFT JOIN praxis.verification v ON v.practice_id = file.practice_id AND v.verification_id = i.verification_id
     WHERE i.status <> 'excepted';
    IF decision.decided_on < last_check THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX422', MESSAGE = 'decision_before_check',
            DETAIL = jsonb_build_object('checked', last_check)::text;
    ELSIF decision.outcome <> 'provisional' THEN
        IF file.state = 'verifying' OR obstacles <> '{"elements": {}, "flags": 0}' THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'file_incomplete', DETAIL = obstacles::text;
        END IF;
    -- License, five years of claims and the signed application suffice for it, once and for 60 days.
    ELSIF EXISTS (SELECT FROM praxis.file_decision d
                   WHERE d.practice_id = file.practice_id AND d.person_id = file.person_id AND d.outcome = 'provisional')
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'provisional_once', DETAIL = '{}';
    ELSIF (SELECT count(DISTINCT i.element) < 3 OR NOT bool_and(i.status = 'satisfied')
             FROM praxis_private.file_items(file.practice_id, file.file_id, decision.decided_on) i
            WHERE i.element IN ('license', 'malpractice_history', 'attestation'))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'file_incomplete', DETAIL = obstacles::text;
    END IF;
END
$$;

-- What shows that a decision was made on an earlier day: a document that bears the day, put on file by somebody else than who
-- decides.
CREATE OR REPLACE FUNCTION praxis_private.check_signed(decision praxis.file_decision) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    signed praxis.evidence;
BEGIN
    SELECT * INTO signed
      FROM praxis.evidence e
     WHERE e.practice_id = decision.practice_id AND e.person_id = decision.person_id
       AND e.evidence_id = decision.evidence_id;
    IF signed.signed_on IS DISTINCT FROM decision.decided_on THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'late_without_document', DETAIL = '{}';
    ELSIF EXISTS (SELECT FROM praxis.account a
                   WHERE a.practice_id = signed.practice_id AND a.account_id = signed.created_by
                     AND (a.account_id = praxis_private.account_id() OR a.person_id = praxis_private.person_id()))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'own_document', DETAIL = '{}';
    END IF;
END
$$;

-- Every decision. R7: not in the future, not before the last verification that it rests on, and later than it was made only
-- with a signed document.
CREATE OR REPLACE FUNCTION praxis_private.file_decision_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    file praxis.credentialing_file;
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    ELSIF NEW.practice_id IS DISTINCT FROM praxis_private.practice_if('credentialing.file.decide') THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX403', MESSAGE = 'permission_missing', DETAIL = '{"permission": "credentialing.file.decide"}';
    END IF;
    SELECT * INTO file
      FROM praxis.credentialing_file f
     WHERE f.practice_id = NEW.practice_id AND f.file_id = NEW.file_id AND f.person_id = NEW.person_id
       FOR UPDATE;
    IF file IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    ELSIF NEW.version <> file.version + 1 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'stale_version',
            DETAIL = jsonb_build_object('current', file.version, 'sent', NEW.version - 1)::text;
    ELSIF NOT EXISTS (SELECT FROM praxis.file_transition t WHERE t.from_state = file.state AND t.to_state = 'decided') THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'illegal_step',
            DETAIL = jsonb_build_object('state', file.state, 'wanted', 'decided')::text;
    END IF;
    PERFORM praxis_private.check_decider(file);
    PERFORM praxis_private.check_forum(file, NEW);
    IF NEW.decided_on > NEW.recorded_on THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'decision_in_future', DETAIL = '{}';
    ELSIF NEW.decided_on < NEW.recorded_on AND NEW.meeting_id IS NULL THEN
        PERFORM praxis_private.check_signed(NEW);
    END IF;
    IF NEW.outcome <> 'denied' THEN
        PERFORM praxis_private.check_basis(file, NEW);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER file_decision_guard BEFORE INSERT ON praxis.file_decision
    FOR EACH ROW EXECUTE FUNCTION praxis_private.file_decision_guard();

-- The decision is a step of the file; its words stay with the decision.
CREATE OR REPLACE FUNCTION praxis_private.file_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.file_event (practice_id, person_id, file_id, version, from_state, to_state, reason, created_by)
    SELECT NEW.practice_id, NEW.person_id, NEW.file_id, NEW.version, f.state, 'decided', NULL, NEW.created_by
      FROM praxis.credentialing_file f
     WHERE f.practice_id = NEW.practice_id AND f.file_id = NEW.file_id;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER file_decided AFTER INSERT ON praxis.file_decision
    FOR EACH ROW EXECUTE FUNCTION praxis_private.file_decided();

-- A person is told of a decision after it was recorded, not before and not tomorrow.
CREATE OR REPLACE FUNCTION praxis_private.file_notice_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF praxis_private.practice_id() IS NOT NULL
       AND (NEW.sent_on > praxis_private.practice_day(NEW.practice_id, now())
            OR NEW.sent_on < (SELECT d.recorded_on FROM praxis.file_decision d
                               WHERE d.practice_id = NEW.practice_id AND d.decision_id = NEW.decision_id))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'notice_day', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER file_notice_guard BEFORE INSERT ON praxis.file_notice
    FOR EACH ROW EXECUTE FUNCTION praxis_private.file_notice_guard();

-- Who changes the standing of somebody: a person who may decide files, and not the own; one after another.
CREATE OR REPLACE FUNCTION praxis_private.standing_turn(practice uuid, person uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (praxis_private.context())[6] <> 'session' OR praxis_private.person_id() IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
    ELSIF practice <> praxis_private.practice_id()
          OR praxis_private.practice_if('credentialing.file.decide') IS NULL
             AND (person = ANY (praxis_private.local_members('credentialing.file.decide'))) IS NOT TRUE
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    ELSIF person = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_file"}';
    END IF;
    PERFORM FROM praxis.person p
      WHERE p.practice_id = practice AND p.person_id = person
        FOR NO KEY UPDATE;
END
$$;

-- The end of a credentialing is recorded by a person, not about themselves, once, for a day on which it is running. A later
-- one may only say that it ended before: who resigned for a day ahead can be terminated today.
CREATE OR REPLACE FUNCTION praxis_private.credentialing_ending_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- When what is running began: with the latest initial file that was approved.
    first_on constant date := (
        SELECT coalesce(max(d.decided_on) FILTER (WHERE d.cycle = 'initial'), min(d.decided_on))
          FROM praxis.standing_decision d
         WHERE d.practice_id = NEW.practice_id AND d.person_id = NEW.person_id AND d.outcome <> 'denied');
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    PERFORM praxis_private.standing_turn(NEW.practice_id, NEW.person_id);
    IF first_on IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'nothing_to_end', DETAIL = '{}';
    ELSIF NEW.effective_on < first_on
          OR NEW.effective_on > praxis_private.practice_day(NEW.practice_id, now()) + 366
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'ending_day', DETAIL = '{}';
    ELSIF praxis_private.is_ended(NEW.practice_id, NEW.person_id, NEW.effective_on) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'ended_already', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER credentialing_ending_guard BEFORE INSERT ON praxis.credentialing_ending
    FOR EACH ROW EXECUTE FUNCTION praxis_private.credentialing_ending_guard();
