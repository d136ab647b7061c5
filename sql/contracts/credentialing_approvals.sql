-- Approvals from before, and what somebody's standing rests on: decisions made here, and approvals that were taken over.

-- Approvals that were taken over with the last word on each, as is known; none is confirmed before a second person says so.
CREATE OR REPLACE VIEW praxis.credentialing_prior WITH (security_invoker = true) AS
SELECT a.practice_id, a.person_id, a.approval_id, a.clinical_role, a.decided_on, a.approved_until, a.decided_by, a.evidence_id,
       a.created_by, a.created_at, r.step, r.accepted, r.note, r.due_on, r.created_by AS reviewed_by,
       r.created_at AS reviewed_at
  FROM praxis.prior_approval a
  LEFT JOIN LATERAL (
       SELECT r.step, r.accepted, r.note, r.due_on, r.created_by, r.created_at
         FROM praxis.prior_approval_review r
        WHERE r.practice_id = a.practice_id AND r.approval_id = a.approval_id
          AND r.created_at <= (SELECT praxis_private.known())
        ORDER BY r.step DESC
        LIMIT 1) r ON true
 WHERE a.created_at <= (SELECT praxis_private.known());

-- What somebody's standing rests on, as is known: the one place that clearance, the next cycle, reminders and payers' rosters ask.
-- An approval from before counts from the moment that it was confirmed, and only where no decision made here in its role, nor a denial
-- in any, is of its day or an earlier one: a decision that follows it has its place after it by its own day.
CREATE OR REPLACE VIEW praxis.standing_decision WITH (security_invoker = true) AS
SELECT d.practice_id, d.person_id, d.file_id, d.decision_id, f.clinical_role, f.cycle, d.version, d.outcome, d.decided_on,
       d.appointed_from, d.provisional_until, d.recred_due_on, d.created_at, false AS taken_over
  FROM praxis.file_decision d
  JOIN praxis.credentialing_file f USING (practice_id, person_id, file_id)
 WHERE d.created_at <= (SELECT praxis_private.known())
 UNION ALL
SELECT a.practice_id, a.person_id, NULL, a.approval_id, a.clinical_role, 'initial', 0, 'approved', a.decided_on,
       a.decided_on, NULL, a.due_on, a.reviewed_at, true
  FROM praxis.credentialing_prior a
 WHERE a.accepted
   AND NOT EXISTS (SELECT
                     FROM praxis.file_decision d
                     JOIN praxis.credentialing_file f USING (practice_id, person_id, file_id)
                    WHERE d.practice_id = a.practice_id AND d.person_id = a.person_id
                      AND (f.clinical_role = a.clinical_role OR d.outcome = 'denied')
                      AND d.decided_on <= a.decided_on
                      AND d.created_at <= (SELECT praxis_private.known()));

-- Whether this practice decided about somebody in a role already, denied them in any, or ended their credentialing: what was before
-- counts no more.
CREATE OR REPLACE FUNCTION praxis_private.is_decided_here(practice uuid, person uuid, role text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT
                     FROM praxis.file_decision d
                     JOIN praxis.credentialing_file f USING (practice_id, person_id, file_id)
                    WHERE d.practice_id = practice AND d.person_id = person
                      AND (f.clinical_role = role OR d.outcome = 'denied'))
        OR EXISTS (SELECT FROM praxis.credentialing_ending e WHERE e.practice_id = practice AND e.person_id = person);
END
$$;

-- Recorded by a person, not about themselves, with the document of the day of the decision.
CREATE OR REPLACE FUNCTION praxis_private.prior_approval_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    ELSIF (praxis_private.context())[6] <> 'session' OR praxis_private.person_id() IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required', DETAIL = '{}';
    ELSIF NEW.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_file"}';
    ELSIF NEW.practice_id <> praxis_private.practice_id()
          OR praxis_private.practice_if('credentialing.file.write') IS NULL
             AND (NEW.person_id = ANY (praxis_private.local_members('credentialing.file.write'))) IS NOT TRUE
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    ELSIF NEW.decided_on > praxis_private.practice_day(NEW.practice_id, now()) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'decision_in_future', DETAIL = '{}';
    ELSIF NOT EXISTS (SELECT
                        FROM praxis.evidence e
                       WHERE e.practice_id = NEW.practice_id AND e.person_id = NEW.person_id
                         AND e.evidence_id = NEW.evidence_id AND e.signed_on = NEW.decided_on)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'late_without_document', DETAIL = '{}';
    ELSIF praxis_private.is_decided_here(NEW.practice_id, NEW.person_id, NEW.clinical_role) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'decided_here', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER prior_approval_guard BEFORE INSERT ON praxis.prior_approval
    FOR EACH ROW EXECUTE FUNCTION praxis_private.prior_approval_guard();

-- Confirmed or refused by somebody who may decide files: neither about themselves nor what they recorded or put on file. What was
-- confirmed is taken back by whoever may decide. It holds as long as its document says and the rules of its day allow.
CREATE OR REPLACE FUNCTION praxis_private.prior_review_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    prior praxis.prior_approval;
    last praxis.prior_approval_review;
BEGIN
    SELECT * INTO prior
      FROM praxis.prior_approval a
     WHERE a.practice_id = NEW.practice_id AND a.person_id = NEW.person_id AND a.approval_id = NEW.approval_id;
    NEW.due_on := CASE WHEN NEW.accepted
        THEN least(prior.approved_until, praxis_private.recred_due(prior.practice_id, prior.person_id, prior.decided_on)) END;
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    PERFORM praxis_private.standing_turn(NEW.practice_id, NEW.person_id);
    IF prior.approval_id IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    END IF;
    SELECT * INTO last
      FROM praxis.prior_approval_review r
     WHERE r.practice_id = NEW.practice_id AND r.approval_id = NEW.approval_id
     ORDER BY r.step DESC
     LIMIT 1;
    IF NEW.step <> coalesce(last.step, 0) + 1 OR NEW.step > 1 AND (NEW.accepted OR NOT last.accepted) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'stale_version', DETAIL = '{}';
    ELSIF NEW.step = 1
          AND EXISTS (SELECT
                        FROM praxis.account a
                        JOIN praxis.evidence e ON e.practice_id = prior.practice_id AND e.evidence_id = prior.evidence_id
                       WHERE a.practice_id = prior.practice_id AND a.account_id IN (prior.created_by, e.created_by)
                         AND (a.account_id = praxis_private.account_id() OR a.person_id = praxis_private.person_id()))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'second_person_required', DETAIL = '{}';
    ELSIF NEW.accepted AND praxis_private.is_decided_here(prior.practice_id, prior.person_id, prior.clinical_role) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'decided_here', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER prior_review_guard BEFORE INSERT ON praxis.prior_approval_review
    FOR EACH ROW EXECUTE FUNCTION praxis_private.prior_review_guard();
