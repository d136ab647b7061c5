-- What was put on file in error, and that it was none after all.

-- Who entered a credential, or who spoke last, does not take it back alone. What a source confirms is no error: first the check
-- is corrected. What a board did goes with it only where somebody else has found since that the source tells of another.
CREATE OR REPLACE FUNCTION praxis_private.credential_error_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me constant uuid := praxis_private.account_id();
    entered praxis.credential;
    last praxis.credential_error;
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    SELECT * INTO entered
      FROM praxis.credential c
     WHERE c.practice_id = praxis_private.practice_id() AND c.practice_id = NEW.practice_id
       AND c.person_id = NEW.person_id AND c.credential_id = NEW.credential_id;
    SELECT * INTO last
      FROM praxis.credential_error e
     WHERE e.practice_id = NEW.practice_id AND e.credential_id = NEW.credential_id
     ORDER BY e.step DESC
     LIMIT 1;
    IF entered IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'unknown', DETAIL = '{}';
    ELSIF NEW.step <> coalesce(last.step, 0) + 1 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX409', MESSAGE = 'stale_version',
            DETAIL = jsonb_build_object('current', coalesce(last.step, 0), 'sent', NEW.step - 1)::text;
    ELSIF NEW.person_id = praxis_private.person_id() THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX403', MESSAGE = 'sod_violation', DETAIL = '{"rule": "own_credential"}';
    ELSIF (praxis_private.context())[6] <> 'session'
          OR me = coalesce(last.created_by, entered.created_by)
          OR EXISTS (SELECT
                       FROM praxis.credential_status s
                      WHERE s.practice_id = NEW.practice_id AND s.credential_id = NEW.credential_id AND s.created_by = me)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'second_person_required', DETAIL = '{}';
    ELSIF NEW.step % 2 = 1
          AND EXISTS (SELECT
                        FROM praxis.credentialing_term t
                       WHERE t.practice_id = NEW.practice_id AND t.person_id = NEW.person_id
                         AND t.credential_id = NEW.credential_id AND t.verified)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'source_confirms', DETAIL = '{}';
    ELSIF NEW.step % 2 = 1
          AND EXISTS (SELECT
                        FROM praxis.credentialing_status s
                        JOIN praxis.credential_status r USING (practice_id, status_id)
                       WHERE s.practice_id = NEW.practice_id AND s.person_id = NEW.person_id
                         AND s.credential_id = NEW.credential_id
                         AND s.status NOT IN ('multistate', 'renewal_filed')
                         AND NOT EXISTS (SELECT
                                           FROM praxis.verification v
                                          WHERE v.practice_id = r.practice_id AND v.credential_id = r.credential_id
                                            AND v.created_at > r.created_at
                                            AND v.verified_by <> me
                                            AND v.result IN ('mismatch', 'not_found')
                                            AND (NOT v.fetched
                                                 OR praxis_private.is_accepted(v.practice_id, v.verification_id))
                                            AND NOT EXISTS (SELECT
                                                              FROM praxis.verification n
                                                             WHERE n.practice_id = v.practice_id
                                                               AND n.supersedes_id = v.verification_id)))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'verification_required', DETAIL = '{}';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER credential_error_guard BEFORE INSERT ON praxis.credential_error
    FOR EACH ROW EXECUTE FUNCTION praxis_private.credential_error_guard();
CREATE OR REPLACE TRIGGER credential_compartment BEFORE INSERT ON praxis.credential_error
    FOR EACH ROW EXECUTE FUNCTION praxis_private.credential_compartment();
