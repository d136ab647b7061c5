-- Mails to applicants: that something waits for them at their own page, and nothing of what is in the file.

-- The accounts with which a person opens the own files: active ones that hold a role that may apply. For definers alone.
CREATE OR REPLACE FUNCTION praxis_private.applicant_accounts(practice uuid, person uuid)
RETURNS TABLE (account_id uuid, email text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT a.account_id, a.email
      FROM praxis.account a
     WHERE a.practice_id = practice AND a.person_id = person AND a.kind = 'human' AND a.status = 'active'
       AND EXISTS (SELECT
                     FROM praxis.role_grant g
                     JOIN praxis.role_permission p USING (practice_id, role_id)
                    WHERE g.practice_id = a.practice_id AND g.account_id = a.account_id
                      AND p.permission = 'credentialing.file.apply'
                      AND g.valid @> now() AND NOT g.pending);
END
$$;

-- Whether the person of a file reaches the own page, for whoever reads the file: 'active', 'invited' where the account waits for
-- its first sign-in, 'none'.
CREATE OR REPLACE FUNCTION praxis_private.applicant_account(file uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found praxis.credentialing_file;
BEGIN
    SELECT * INTO found
      FROM praxis.credentialing_file f
     WHERE f.practice_id = praxis_private.practice_id() AND f.file_id = file;
    RETURN CASE
        WHEN found.file_id IS NULL OR praxis_private.file_reader(file) IS NULL THEN NULL
        WHEN EXISTS (SELECT FROM praxis_private.applicant_accounts(found.practice_id, found.person_id)) THEN 'active'
        WHEN EXISTS (SELECT FROM praxis.account a
                      WHERE a.practice_id = found.practice_id AND a.person_id = found.person_id
                        AND a.kind = 'human' AND a.status = 'invited') THEN 'invited'
        ELSE 'none' END;
END
$$;

-- A step that its person is told of: an invitation, an application that comes back, a question, a decision.
CREATE OR REPLACE FUNCTION praxis_private.file_step_told() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF praxis_private.practice_id() IS NOT NULL THEN  -- what an operator loads is no news
        INSERT INTO praxis.outbox (practice_id, topic, object_id, payload, account_id)
        VALUES (NEW.practice_id, 'credentialing.file.waiting', NEW.file_id, jsonb_build_object('step', NEW.version),
                praxis_private.account_id());
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER file_step_told AFTER INSERT ON praxis.file_event
    FOR EACH ROW
    WHEN (NEW.to_state IN ('invited', 'returned_incomplete', 'info_requested', 'decided'))
    EXECUTE FUNCTION praxis_private.file_step_told();

-- Whom to mail of a step, and where it led; nobody once another step followed. For whoever sends reminders.
CREATE OR REPLACE FUNCTION praxis_private.file_step_mail(file uuid, step integer) RETURNS TABLE (email text, state text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_if('credentialing.reminder.send');
BEGIN
    RETURN QUERY
    SELECT a.email, e.to_state
      FROM praxis.file_event e
     CROSS JOIN LATERAL praxis_private.applicant_accounts(e.practice_id, e.person_id) a
     WHERE e.practice_id = practice AND e.file_id = file AND e.version = step
       AND NOT EXISTS (SELECT
                         FROM praxis.file_event n
                        WHERE n.practice_id = e.practice_id AND n.file_id = e.file_id AND n.version > e.version)
     ORDER BY a.email;
END
$$;
