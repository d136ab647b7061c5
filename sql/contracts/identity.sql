-- Signing in. There is no context yet, so the daemon's role reaches these tables through narrow definers only, and
-- their answers are the same whether an account exists or not. The daemon hashes the password by a recipe and hands the
-- result in; no hash ever leaves the database.

-- ---------------------------------------------------------------------------------------------------------------------
-- Throttling: a delay that doubles with every failure, never a lock. Each try is counted before the password is hashed
-- and forgiven when it was right, so that many at a time count as many.

CREATE OR REPLACE FUNCTION praxis_private.throttle_delay(
    failures integer, free integer, first interval, longest interval
) RETURNS interval
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF failures < free THEN
        RETURN interval '0';
    ELSIF failures >= 100 THEN
        RETURN interval '1 hour';  -- NIST SP 800-63B-4, 3.2.2, asks for a limit at 100; a longer one would lock owners out
    END IF;
    RETURN least(longest, first * power(2, least(failures - free, 20)));
END
$$;

-- The rules, bucket by bucket. A known device has a bucket of its own, so that others cannot keep its owner out.
CREATE OR REPLACE FUNCTION praxis_private.throttle_delay(bucket text, failures integer) RETURNS interval
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE bucket
        WHEN 'account' THEN praxis_private.throttle_delay(failures, 5, '2 seconds', '15 minutes')
        WHEN 'device' THEN praxis_private.throttle_delay(least(failures, 99), 5, '1 second', '2 minutes')
        WHEN 'address' THEN praxis_private.throttle_delay(least(failures, 99), 30, '2 seconds', '15 minutes')
        WHEN 'factor' THEN praxis_private.throttle_delay(failures, 5, '5 minutes', '1 hour')
        WHEN 'link' THEN praxis_private.throttle_delay(least(failures, 99), 10, '30 seconds', '15 minutes')
    END;
END
$$;

-- Counts a try. Answers the seconds to wait, in which case nothing was counted, or 0.
CREATE OR REPLACE FUNCTION praxis_private.throttle_try(tried text, whose text) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    key     constant bytea := sha256(convert_to(whose, 'UTF8'));
    counted integer;
    until   timestamptz;
BEGIN
    INSERT INTO praxis.throttle AS t (bucket, subject, failures, failed_at, blocked_until)
    VALUES (tried, key, 1, clock_timestamp(), clock_timestamp() + praxis_private.throttle_delay(tried, 1))
        ON CONFLICT (bucket, subject) DO UPDATE
       SET failures = CASE WHEN t.failed_at < clock_timestamp() - interval '24 hours' THEN 1 ELSE t.failures + 1 END,
           failed_at = clock_timestamp(),
           blocked_until = clock_timestamp() + praxis_private.throttle_delay(
               tried, CASE WHEN t.failed_at < clock_timestamp() - interval '24 hours' THEN 1 ELSE t.failures + 1 END)
     WHERE t.blocked_until <= clock_timestamp()
    RETURNING t.failures INTO counted;
    IF counted IS NOT NULL THEN
        RETURN 0;
    END IF;
    SELECT t.blocked_until INTO until FROM praxis.throttle t WHERE t.bucket = tried AND t.subject = key;
    RETURN greatest(1, ceil(extract(epoch FROM until - clock_timestamp()))::integer);
END
$$;

-- The last try was right: an address loses one failure, anything else all.
CREATE OR REPLACE FUNCTION praxis_private.throttle_forgive(tried text, whose text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    key constant bytea := sha256(convert_to(whose, 'UTF8'));
BEGIN
    IF tried = 'address' THEN
        UPDATE praxis.throttle t
           SET failures = greatest(0, t.failures - 1), blocked_until = clock_timestamp()
         WHERE t.bucket = tried AND t.subject = key;
    ELSE
        DELETE FROM praxis.throttle t WHERE t.bucket = tried AND t.subject = key;
    END IF;
END
$$;

-- What counts the tries at an account: the address as it was given, with the practice that was named. Names of practices
-- are no secret, accounts are, so this asks nothing of whether there is one.
CREATE OR REPLACE FUNCTION praxis_private.throttle_subject(address text, practice text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN concat_ws(' ', lower(btrim(address)), practice);
END
$$;

-- Forgets the failures of one account. Those without a practice's name count against the account that they would have
-- reached, so that one practice cannot reset another's.
CREATE OR REPLACE FUNCTION praxis_private.throttle_forgive_account(practice uuid, account uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mail text;
    slug text;
BEGIN
    SELECT a.email, p.slug INTO STRICT mail, slug
      FROM praxis.account a
      JOIN praxis.practice p USING (practice_id)
     WHERE a.practice_id = practice AND a.account_id = account;
    PERFORM praxis_private.throttle_forgive('account', praxis_private.throttle_subject(mail, slug));
    IF (praxis_private.sign_in_account(mail, NULL)).account_id = account THEN
        PERFORM praxis_private.throttle_forgive('account', praxis_private.throttle_subject(mail, NULL));
    END IF;
END
$$;

-- Whoever holds one IPv6 address holds the /64 around it. Clients of a local socket have none and count as one.
CREATE OR REPLACE FUNCTION praxis_private.network(address text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN address IS NULL THEN 'unknown'
                WHEN family(address::inet) = 6 THEN network(set_masklen(address::inet, 64))::text
                ELSE host(address::inet) END;
EXCEPTION WHEN invalid_text_representation THEN
    RETURN address;
END
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What the functions below share. None of it is open to a runtime role.

-- The account that an email address signs in to; of several practices' the one named, else the last one used.
CREATE OR REPLACE FUNCTION praxis_private.sign_in_account(address text, practice text) RETURNS praxis.account
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found praxis.account;
BEGIN
    SELECT a.* INTO found
      FROM praxis.account a
      JOIN praxis.practice p USING (practice_id)
     WHERE a.email = lower(btrim(address))
       AND a.kind = 'human'
       AND (practice IS NULL OR p.slug = practice)
     ORDER BY a.status = 'active' AND p.status = 'active' DESC,
              (SELECT max(s.created_at) FROM praxis.session s
                WHERE s.practice_id = a.practice_id AND s.account_id = a.account_id) DESC NULLS LAST,
              a.created_at, a.account_id
     LIMIT 1;
    RETURN found;
END
$$;

-- The session of a token at any level, alive by every rule but the level; locked, because its caller changes it.
CREATE OR REPLACE FUNCTION praxis_private.live_session(token_digest bytea) RETURNS praxis.session
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found praxis.session;
BEGIN
    SELECT s.* INTO found
      FROM praxis.session s
      JOIN praxis.account a USING (practice_id, account_id)
      JOIN praxis.practice p USING (practice_id)
     WHERE s.digest = token_digest
       AND s.ended_at IS NULL
       AND s.expires_at > now()
       AND s.last_seen_at + s.idle_limit > now()
       AND a.status = 'active'
       AND p.status = 'active'
       FOR UPDATE OF s;
    IF found.session_id IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX401', MESSAGE = 'session_refused';
    END IF;
    RETURN found;
END
$$;

-- Appends an event as an account that is not signed in, or only halfway, and leaves no context behind.
CREATE OR REPLACE FUNCTION praxis_private.audit_as(
    practice uuid, account uuid, claim uuid, request uuid, address text, action text, object_type text, object uuid
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.seal(practice, account, NULL, 'session', claim, request, address);
    PERFORM praxis_private.audit_append(action, object_type, object, NULL, NULL, NULL, NULL);
    PERFORM set_config('praxis.ctx', '', true);
END
$$;

-- The strictest limits of the roles that an account holds now or before the longest session would end, and whether one of
-- them wants a second factor.
CREATE OR REPLACE FUNCTION praxis_private.session_rules(
    practice uuid, account uuid, OUT idle interval, OUT longest interval, OUT second_factor boolean
)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT coalesce(min(r.idle_limit), '30 minutes'), coalesce(min(r.session_limit), '12 hours'),
           coalesce(bool_or(r.second_factor), false)
      INTO idle, longest, second_factor
      FROM praxis.role_grant g
      JOIN praxis.role r USING (practice_id, role_id)
     WHERE g.practice_id = practice
       AND g.account_id = account
       AND g.valid && tstzrange(now(), now() + interval '24 hours')
       AND NOT g.pending;
END
$$;

-- A new session. The level is what is still missing: nothing, the second factor, or setting one up.
CREATE OR REPLACE FUNCTION praxis_private.session_open(
    account praxis.account, token_digest bytea, request uuid, address text, agent text
) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    rules   constant record := praxis_private.session_rules(account.practice_id, account.account_id);
    made    constant uuid := gen_random_uuid();
    missing text := 'full';
BEGIN
    IF EXISTS (SELECT FROM praxis.totp t
                WHERE t.practice_id = account.practice_id AND t.account_id = account.account_id
                  AND t.confirmed_at IS NOT NULL) THEN
        missing := 'password';
    ELSIF rules.second_factor THEN
        missing := 'enrollment';
    END IF;
    INSERT INTO praxis.session (practice_id, session_id, account_id, digest, level, idle_limit, expires_at, address,
                                user_agent)
    VALUES (account.practice_id, made, account.account_id, token_digest, missing,
            CASE missing WHEN 'full' THEN rules.idle ELSE interval '15 minutes' END,
            now() + CASE missing WHEN 'full' THEN rules.longest ELSE interval '15 minutes' END,
            coalesce(address, ''), left(coalesce(agent, ''), 200));
    PERFORM praxis_private.audit_as(account.practice_id, account.account_id, made, request, address,
                                    'identity.session.create', 'session', made);
    RETURN missing;
END
$$;

-- The same session under a new token, now fully signed in; the old token is worth nothing from here on.
CREATE OR REPLACE FUNCTION praxis_private.session_raise(held praxis.session, token_digest bytea) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    rules constant record := praxis_private.session_rules(held.practice_id, held.account_id);
BEGIN
    UPDATE praxis.session s
       SET digest = token_digest,
           level = 'full',
           authenticated_at = now(),
           last_seen_at = now(),
           idle_limit = rules.idle,
           expires_at = CASE held.level WHEN 'full' THEN held.expires_at ELSE now() + rules.longest END
     WHERE s.practice_id = held.practice_id
       AND s.session_id = held.session_id;
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.device_remember(practice uuid, account uuid, device bytea) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF device IS NOT NULL THEN
        INSERT INTO praxis.known_device AS d (practice_id, account_id, digest)
        VALUES (practice, account, device)
            ON CONFLICT (practice_id, account_id, digest) DO UPDATE SET seen_at = now();
    END IF;
END
$$;

-- Ends the sessions of an account, but for one.
CREATE OR REPLACE FUNCTION praxis_private.sessions_end(practice uuid, account uuid, kept uuid, why text) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ended integer;
BEGIN
    UPDATE praxis.session s
       SET ended_at = now(), ended_reason = why
     WHERE s.practice_id = practice
       AND s.account_id = account
       AND s.session_id IS DISTINCT FROM kept
       AND s.ended_at IS NULL;
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- First factor.

-- A device that signed in to this account before.
CREATE OR REPLACE FUNCTION praxis_private.is_known(account praxis.account, device bytea) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM praxis.known_device d
                    WHERE d.practice_id = account.practice_id AND d.account_id = account.account_id
                      AND d.digest = device);
END
$$;

-- How to hash the password that somebody claims is theirs, or how long to wait. An unknown address gets a recipe of the
-- given cost with a salt that is always the same for it. A known device waits for nobody's failures but its own.
CREATE OR REPLACE FUNCTION praxis_private.sign_in_start(
    address text, practice text, device bytea, client text, cost text, OUT recipe text, OUT wait integer
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    account constant praxis.account := praxis_private.sign_in_account(address, practice);
    pepper  bytea;
BEGIN
    IF praxis_private.is_known(account, device) THEN
        wait := praxis_private.throttle_try('device', encode(device, 'hex'));
    ELSE
        wait := praxis_private.throttle_try('address', praxis_private.network(client));
        IF wait = 0 THEN
            wait := praxis_private.throttle_try('account', praxis_private.throttle_subject(address, practice));
        END IF;
    END IF;
    SELECT substring(p.phc FROM '^\$scrypt\$[^$]+\$[^$]+') INTO recipe
      FROM praxis.password p
     WHERE p.practice_id = account.practice_id AND p.account_id = account.account_id;
    IF recipe IS NULL THEN
        SELECT s.pepper INTO STRICT pepper FROM praxis_private.sign_in_secret s;
        recipe := '$scrypt$' || cost || '$' || rtrim(encode(substr(
            sha256(pepper || convert_to(lower(btrim(address)), 'UTF8')), 1, 16), 'base64'), '=');
    END IF;
END
$$;

-- Signs in where the hash is right: answers the level of the new session, NULL otherwise.
CREATE OR REPLACE FUNCTION praxis_private.sign_in_finish(
    address text, practice text, phc text, token_digest bytea, device bytea, request uuid, client text, agent text
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    account constant praxis.account := praxis_private.sign_in_account(address, practice);
    level   text;
BEGIN
    IF account.status IS DISTINCT FROM 'active'
       OR NOT EXISTS (SELECT FROM praxis.practice p
                       WHERE p.practice_id = account.practice_id AND p.status = 'active')
       OR NOT EXISTS (SELECT FROM praxis.password w
                       WHERE w.practice_id = account.practice_id AND w.account_id = account.account_id
                         AND w.phc = sign_in_finish.phc) THEN
        IF account.account_id IS NOT NULL THEN
            INSERT INTO praxis.audit_denial (practice_id, account_id, claim_id, request_id, address, action, reason)
            VALUES (account.practice_id, account.account_id, request, request, coalesce(client, ''),
                    'identity.session.create', 'password');
        ELSE
            -- As much is written about an address that nobody has, so that COMMIT takes as long.
            UPDATE praxis.throttle t
               SET failed_at = clock_timestamp()
             WHERE t.bucket = 'account'
               AND t.subject = sha256(convert_to(praxis_private.throttle_subject(address, practice), 'UTF8'));
        END IF;
        RETURN NULL;
    END IF;
    IF praxis_private.is_known(account, device) THEN
        PERFORM praxis_private.throttle_forgive('device', encode(device, 'hex'));
    ELSE
        PERFORM praxis_private.throttle_forgive('address', praxis_private.network(client));
    END IF;
    PERFORM praxis_private.throttle_forgive('account', praxis_private.throttle_subject(address, practice));
    level := praxis_private.session_open(account, token_digest, request, client, agent);
    IF level = 'full' THEN
        PERFORM praxis_private.device_remember(account.practice_id, account.account_id, device);
    END IF;
    RETURN level;
END
$$;

-- Replaces a hash of a lower cost by one of the same password; the old one proves that it is.
CREATE OR REPLACE FUNCTION praxis_private.password_rehash(token_digest bytea, old text, new text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held constant praxis.session := praxis_private.live_session(token_digest);
BEGIN
    UPDATE praxis.password p
       SET phc = new
     WHERE p.practice_id = held.practice_id AND p.account_id = held.account_id AND p.phc = old;
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.sign_out(token_digest bytea, request uuid, client text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held praxis.session;
BEGIN
    UPDATE praxis.session s
       SET ended_at = now(), ended_reason = 'signed out'
     WHERE s.digest = token_digest AND s.ended_at IS NULL
    RETURNING s.* INTO held;
    IF held.session_id IS NOT NULL THEN
        PERFORM praxis_private.audit_as(held.practice_id, held.account_id, held.session_id, request, client,
                                        'identity.session.end', 'session', held.session_id);
    END IF;
END
$$;

GRANT EXECUTE ON FUNCTION
    praxis_private.sign_in_start(text, text, bytea, text, text),
    praxis_private.sign_in_finish(text, text, text, bytea, bytea, uuid, text, text),
    praxis_private.password_rehash(bytea, text, text),
    praxis_private.sign_out(bytea, uuid, text)
TO praxis_app;
