-- What a session that is not fully signed in may do, and what needs the password again: by the session's token alone,
-- without a context. Every success gives the session a new token.

-- Who the session is and what it still lacks.
CREATE OR REPLACE FUNCTION praxis_private.sign_in_state(
    token_digest bytea, OUT practice uuid, OUT practice_name text, OUT account uuid, OUT email text,
    OUT display_name text, OUT level text, OUT has_factor boolean, OUT needs_factor boolean, OUT fresh boolean,
    OUT codes_left integer
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held constant praxis.session := praxis_private.live_session(token_digest);
BEGIN
    SELECT a.practice_id, p.name, a.account_id, a.email, a.display_name, held.level,
           EXISTS (SELECT FROM praxis.totp t
                    WHERE t.practice_id = a.practice_id AND t.account_id = a.account_id AND t.confirmed_at IS NOT NULL),
           (praxis_private.session_rules(a.practice_id, a.account_id)).second_factor,
           held.level = 'full' AND held.authenticated_at > now() - interval '5 minutes',
           (SELECT count(*) FROM praxis.recovery_code c
             WHERE c.practice_id = a.practice_id AND c.account_id = a.account_id AND c.used_at IS NULL)
      INTO practice, practice_name, account, email, display_name, level, has_factor, needs_factor, fresh, codes_left
      FROM praxis.account a
      JOIN praxis.practice p USING (practice_id)
     WHERE a.practice_id = held.practice_id AND a.account_id = held.account_id;
END
$$;

-- What it takes to check a code: the encrypted secret, the last step used, and the database's own clock.
CREATE OR REPLACE FUNCTION praxis_private.second_factor_start(
    token_digest bytea, OUT account uuid, OUT secret bytea, OUT last_step bigint, OUT at timestamptz, OUT wait integer
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held constant praxis.session := praxis_private.live_session(token_digest);
BEGIN
    account := held.account_id;
    at := clock_timestamp();
    wait := praxis_private.throttle_try('factor', held.account_id::text);
    SELECT t.secret, t.last_step INTO secret, last_step
      FROM praxis.totp t
     WHERE t.practice_id = held.practice_id AND t.account_id = held.account_id AND t.confirmed_at IS NOT NULL;
END
$$;

-- Accepts a step that is later than the last one, or a recovery code that is unused; false where another request was
-- faster with the same code.
CREATE OR REPLACE FUNCTION praxis_private.second_factor_finish(
    token_digest bytea, step bigint, recovery bytea, new_digest bytea, device bytea, request uuid, client text
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held constant praxis.session := praxis_private.live_session(token_digest);
BEGIN
    -- The password comes first: a code alone makes no session fresh.
    IF held.level <> 'password' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'reauthentication_required';
    END IF;
    IF step IS NOT NULL THEN
        UPDATE praxis.totp t
           SET last_step = step
         WHERE t.practice_id = held.practice_id AND t.account_id = held.account_id
           AND t.confirmed_at IS NOT NULL AND t.last_step < step;
    ELSE
        UPDATE praxis.recovery_code c
           SET used_at = now()
         WHERE c.practice_id = held.practice_id AND c.account_id = held.account_id
           AND c.digest = recovery AND c.used_at IS NULL;
    END IF;
    IF NOT FOUND THEN
        INSERT INTO praxis.audit_denial (practice_id, account_id, claim_id, request_id, address, action, reason)
        VALUES (held.practice_id, held.account_id, held.session_id, request, coalesce(client, ''),
                'identity.factor.verify', CASE WHEN step IS NULL THEN 'recovery code' ELSE 'code used before' END);
        RETURN false;
    END IF;
    PERFORM praxis_private.throttle_forgive('factor', held.account_id::text);
    PERFORM praxis_private.session_raise(held, new_digest);
    PERFORM praxis_private.device_remember(held.practice_id, held.account_id, device);
    PERFORM praxis_private.audit_as(
        held.practice_id, held.account_id, held.session_id, request, client,
        CASE WHEN step IS NULL THEN 'identity.recovery_code.use' ELSE 'identity.factor.verify' END,
        'session', held.session_id);
    RETURN true;
END
$$;

-- Sets up the second factor, or replaces it: the encrypted secret, the step of the code that proved it, and the digests
-- of new recovery codes. Ends the account's other sessions.
CREATE OR REPLACE FUNCTION praxis_private.enrollment_finish(
    token_digest bytea, secret bytea, step bigint, codes bytea[], new_digest bytea, device bytea, request uuid,
    client text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held constant praxis.session := praxis_private.live_session(token_digest);
BEGIN
    IF held.level = 'password' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX401', MESSAGE = 'second_factor_required';
    ELSIF held.level = 'full' AND held.authenticated_at <= now() - interval '5 minutes' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'reauthentication_required';
    END IF;
    INSERT INTO praxis.totp AS t (practice_id, account_id, secret, last_step, confirmed_at)
    VALUES (held.practice_id, held.account_id, secret, step, now())
        ON CONFLICT (practice_id, account_id) DO UPDATE
       SET secret = excluded.secret, last_step = excluded.last_step, confirmed_at = now(), created_at = now();
    DELETE FROM praxis.recovery_code c WHERE c.practice_id = held.practice_id AND c.account_id = held.account_id;
    INSERT INTO praxis.recovery_code (practice_id, account_id, digest)
    SELECT held.practice_id, held.account_id, unnest(codes);
    PERFORM praxis_private.sessions_end(held.practice_id, held.account_id, held.session_id, 'second factor changed');
    PERFORM praxis_private.session_raise(held, new_digest);
    PERFORM praxis_private.device_remember(held.practice_id, held.account_id, device);
    PERFORM praxis_private.audit_as(held.practice_id, held.account_id, held.session_id, request, client,
                                    'identity.factor.enroll', 'account', held.account_id);
END
$$;

-- How to hash the session's own password once more, before something sensitive.
CREATE OR REPLACE FUNCTION praxis_private.reauthentication_start(token_digest bytea, OUT recipe text, OUT wait integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held constant praxis.session := praxis_private.live_session(token_digest);
BEGIN
    wait := praxis_private.throttle_try('device', held.session_id::text);
    SELECT substring(p.phc FROM '^\$scrypt\$[^$]+\$[^$]+') INTO STRICT recipe
      FROM praxis.password p
     WHERE p.practice_id = held.practice_id AND p.account_id = held.account_id;
END
$$;

-- Signs in again within the session: its level falls back to what is still missing, NULL where the hash is wrong.
CREATE OR REPLACE FUNCTION praxis_private.reauthentication_finish(
    token_digest bytea, phc text, new_digest bytea, request uuid, client text
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held constant praxis.session := praxis_private.live_session(token_digest);
    has_factor boolean;
BEGIN
    IF held.level <> 'full' OR NOT EXISTS (
            SELECT FROM praxis.password p
             WHERE p.practice_id = held.practice_id AND p.account_id = held.account_id
               AND p.phc = reauthentication_finish.phc) THEN
        RETURN NULL;
    END IF;
    PERFORM praxis_private.throttle_forgive('device', held.session_id::text);
    PERFORM praxis_private.session_raise(held, new_digest);
    has_factor := EXISTS (SELECT FROM praxis.totp t
                           WHERE t.practice_id = held.practice_id AND t.account_id = held.account_id
                             AND t.confirmed_at IS NOT NULL);
    IF has_factor THEN
        UPDATE praxis.session s
           SET level = 'password'
         WHERE s.practice_id = held.practice_id AND s.session_id = held.session_id;
    END IF;
    PERFORM praxis_private.audit_as(held.practice_id, held.account_id, held.session_id, request, client,
                                    'identity.session.reauthenticate', 'session', held.session_id);
    RETURN CASE WHEN has_factor THEN 'password' ELSE 'full' END;
END
$$;

-- A new password for whoever knows the old one; ends the account's other sessions and forgets its devices.
CREATE OR REPLACE FUNCTION praxis_private.password_change(
    token_digest bytea, old text, new text, new_digest bytea, request uuid, client text
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held constant praxis.session := praxis_private.live_session(token_digest);
BEGIN
    IF held.level <> 'full' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX401', MESSAGE = 'second_factor_required';
    END IF;
    UPDATE praxis.password p
       SET phc = new, changed_at = now()
     WHERE p.practice_id = held.practice_id AND p.account_id = held.account_id AND p.phc = old;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM praxis_private.throttle_forgive('device', held.session_id::text);
    DELETE FROM praxis.known_device d WHERE d.practice_id = held.practice_id AND d.account_id = held.account_id;
    DELETE FROM praxis.account_link l WHERE l.practice_id = held.practice_id AND l.account_id = held.account_id;
    PERFORM praxis_private.sessions_end(held.practice_id, held.account_id, held.session_id, 'password changed');
    UPDATE praxis.session s
       SET digest = new_digest
     WHERE s.practice_id = held.practice_id AND s.session_id = held.session_id;
    PERFORM praxis_private.audit_as(held.practice_id, held.account_id, held.session_id, request, client,
                                    'identity.password.change', 'account', held.account_id);
    RETURN true;
END
$$;

GRANT EXECUTE ON FUNCTION
    praxis_private.sign_in_state(bytea),
    praxis_private.second_factor_start(bytea),
    praxis_private.second_factor_finish(bytea, bigint, bytea, bytea, bytea, uuid, text),
    praxis_private.enrollment_finish(bytea, bytea, bigint, bytea[], bytea, bytea, uuid, text),
    praxis_private.reauthentication_start(bytea),
    praxis_private.reauthentication_finish(bytea, text, bytea, uuid, text),
    praxis_private.password_change(bytea, text, text, bytea, uuid, text)
TO praxis_app;
