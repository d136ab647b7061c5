-- Emergency access: rights that are taken at once, told to the administrators, and looked at afterwards.

-- Opens an emergency grant for the caller: at once, in one clinic, for at most an hour, after a fresh sign-in, with a
-- reason; a review is due within 72 hours, and until then there is no other. Answers the grant.
CREATE OR REPLACE FUNCTION praxis_private.break_glass(role_code text, clinic uuid, reason text, minutes integer)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := praxis_private.context();
    made    uuid := gen_random_uuid();
    role    praxis.role;
BEGIN
    IF praxis_private.practice_any('identity.emergency.request') IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing';
    END IF;
    PERFORM praxis_private.require_fresh();
    -- Two requests at once take turns.
    PERFORM FROM praxis.account a
      WHERE a.practice_id = context[3]::uuid AND a.account_id = context[4]::uuid FOR NO KEY UPDATE;
    IF clinic IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'clinic_required';
    ELSIF length(trim(reason)) < 15 THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'reason_too_short', DETAIL = '{"least": 15}';
    ELSIF minutes NOT BETWEEN 1 AND 60 THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'emergency_too_long', DETAIL = '{"most": 60}';
    ELSIF EXISTS (SELECT FROM praxis.break_glass_review v
                    JOIN praxis.role_grant g USING (practice_id, grant_id)
                   WHERE g.practice_id = context[3]::uuid AND g.account_id = context[4]::uuid
                     AND v.verdict IS NULL) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'emergency_unreviewed';
    END IF;
    SELECT * INTO role
      FROM praxis.role r
     WHERE r.practice_id = context[3]::uuid AND r.code = role_code AND r.emergency;
    IF role.role_id IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'role_unknown';
    END IF;
    INSERT INTO praxis.role_grant
           (practice_id, grant_id, account_id, role_id, scope, clinic_id, valid, kind, reason, granted_by)
    VALUES (context[3]::uuid, made, context[4]::uuid, role.role_id, 'clinic', clinic,
            tstzrange(now(), now() + make_interval(mins => minutes)), 'break_glass', trim(reason), context[4]::uuid);
    INSERT INTO praxis.break_glass_review (practice_id, grant_id) VALUES (context[3]::uuid, made);
    INSERT INTO praxis.outbox (practice_id, topic, object_id, account_id)
    VALUES (context[3]::uuid, 'identity.emergency.started', made, context[4]::uuid);
    INSERT INTO praxis.job (practice_id, kind, payload, account_id, run_at)
    SELECT v.practice_id, 'identity.emergency.overdue', jsonb_build_object('object', made),
           praxis_private.system_account(v.practice_id), v.due_at
      FROM praxis.break_glass_review v
     WHERE v.practice_id = context[3]::uuid AND v.grant_id = made;
    RETURN made;
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.review_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.reviewed_by IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'already_reviewed';
    ELSIF EXISTS (SELECT FROM praxis.role_grant g
                   WHERE g.practice_id = NEW.practice_id AND g.grant_id = NEW.grant_id
                     AND g.account_id = praxis_private.account_id()) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation';
    END IF;
    NEW.reviewed_by := praxis_private.account_id();
    NEW.reviewed_at := now();
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER review_guard BEFORE UPDATE OF verdict, note ON praxis.break_glass_review
    FOR EACH ROW EXECUTE FUNCTION praxis_private.review_guard();

-- What to tell the administrators of an emergency, one row for each who may review it. Times are those of the clinic.
CREATE OR REPLACE FUNCTION praxis_private.emergency_notice(emergency uuid)
RETURNS TABLE (address text, who text, role text, clinic text, reason text, ends text, due text, is_reviewed boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT DISTINCT a.email, t.display_name, r.name, c.name, g.reason,
               to_char(upper(g.valid) AT TIME ZONE c.zone, 'YYYY-MM-DD HH24:MI'),
               to_char(v.due_at AT TIME ZONE c.zone, 'YYYY-MM-DD HH24:MI'), v.verdict IS NOT NULL
          FROM praxis.role_grant g
          JOIN praxis.break_glass_review v USING (practice_id, grant_id)
          JOIN praxis.account t USING (practice_id, account_id)
          JOIN praxis.role r USING (practice_id, role_id)
          JOIN praxis.clinic c ON c.practice_id = g.practice_id AND c.clinic_id = g.clinic_id
          JOIN praxis.role_permission p ON p.practice_id = g.practice_id AND p.permission = 'identity.emergency.review'
          JOIN praxis.role_grant h
            ON h.practice_id = p.practice_id AND h.role_id = p.role_id AND h.scope = 'practice'
           AND h.valid @> now() AND NOT h.pending
          JOIN praxis.account a ON a.practice_id = h.practice_id AND a.account_id = h.account_id
         WHERE g.practice_id = praxis_private.practice_id()
           AND g.grant_id = emergency
           AND a.account_id <> g.account_id
           AND a.status = 'active'
           AND a.kind = 'human'
         ORDER BY a.email;
END
$$;
GRANT EXECUTE ON FUNCTION praxis_private.emergency_notice(uuid) TO praxis_jobs;
