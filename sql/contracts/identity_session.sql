-- Sessions and API tokens of whoever is signed in. Their tables are sealed; these functions show and end one's own, and
-- others' to an administrator of accounts.

-- Moves the idle timers of the sessions and tokens that were seen since the last call, in one write a minute.
CREATE OR REPLACE FUNCTION praxis_private.sessions_touch(digests bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE praxis.session s
       SET last_seen_at = now()
     WHERE s.digest = ANY (digests)
       AND s.ended_at IS NULL
       AND s.expires_at > now()
       AND s.last_seen_at + s.idle_limit > now();
    UPDATE praxis.api_token t
       SET last_seen_at = now()
     WHERE t.digest = ANY (digests)
       AND t.revoked_at IS NULL;
END
$$;

-- Whether the caller is a program with a token. It does what the token's permissions say; what people may do without a
-- permission, because it is their own, is not for it.
CREATE OR REPLACE FUNCTION praxis_private.by_token() RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((praxis_private.context())[6] = 'token', false);
END
$$;

-- The caller's account for their own use, or another's for who holds the permission over it; else PX403.
CREATE OR REPLACE FUNCTION praxis_private.account_or_own(account uuid, permission text) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (account IS DISTINCT FROM praxis_private.account_id() OR praxis_private.by_token())
       AND (praxis_private.practice_if(permission) IS NULL
            AND NOT account = ANY (praxis_private.local_accounts(permission))
            OR permission ~ '\.write$' AND NOT praxis_private.may_administer(account)) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing';
    END IF;
    RETURN account;
END
$$;

-- Refuses unless the caller is a session that gave its password (and second factor) in the last five minutes.
CREATE OR REPLACE FUNCTION praxis_private.require_fresh() RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context constant text[] := praxis_private.context();
BEGIN
    IF context[6] <> 'session' OR NOT EXISTS (
            SELECT FROM praxis.session s
             WHERE s.practice_id = context[3]::uuid AND s.session_id = context[7]::uuid
               AND s.authenticated_at > now() - interval '5 minutes') THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'reauthentication_required';
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.sessions(account uuid)
RETURNS TABLE (session_id uuid, created_at timestamptz, last_seen_at timestamptz, expires_at timestamptz,
               address text, user_agent text, is_current boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whose constant uuid := praxis_private.account_or_own(account, 'identity.account.write');
BEGIN
    RETURN QUERY
        SELECT s.session_id, s.created_at, s.last_seen_at, s.expires_at, s.address, s.user_agent,
               s.session_id = praxis_private.session_id()
          FROM praxis.session s
         WHERE s.practice_id = praxis_private.practice_id()
           AND s.account_id = whose
           AND s.ended_at IS NULL
           AND s.expires_at > now()
           AND s.last_seen_at + s.idle_limit > now()
         ORDER BY s.last_seen_at DESC, s.session_id
         LIMIT 100;
END
$$;

-- Ends one session, or all but the caller's own where none is named. Answers how many ended.
CREATE OR REPLACE FUNCTION praxis_private.session_end(account uuid, session uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whose constant uuid := praxis_private.account_or_own(account, 'identity.account.write');
    ended integer;
BEGIN
    UPDATE praxis.session s
       SET ended_at = now(), ended_reason = 'ended by hand'
     WHERE s.practice_id = praxis_private.practice_id()
       AND s.account_id = whose
       AND (s.session_id = session OR session IS NULL AND s.session_id <> praxis_private.session_id())
       AND s.ended_at IS NULL;
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END
$$;

-- Other state of an account that lies behind the seal, for its owner and for who reads accounts.
CREATE OR REPLACE FUNCTION praxis_private.account_security(
    account uuid, OUT has_password boolean, OUT has_factor boolean, OUT codes_left integer, OUT sessions integer,
    OUT last_seen_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice constant uuid := praxis_private.practice_id();
    whose    constant uuid := praxis_private.account_or_own(account, 'identity.account.read');
BEGIN
    has_password := EXISTS (SELECT FROM praxis.password p WHERE p.practice_id = practice AND p.account_id = whose);
    has_factor := EXISTS (SELECT FROM praxis.totp t
                           WHERE t.practice_id = practice AND t.account_id = whose AND t.confirmed_at IS NOT NULL);
    codes_left := (SELECT count(*) FROM praxis.recovery_code c
                    WHERE c.practice_id = practice AND c.account_id = whose AND c.used_at IS NULL);
    SELECT count(*) FILTER (WHERE s.ended_at IS NULL AND s.expires_at > now()
                              AND s.last_seen_at + s.idle_limit > now()), max(s.last_seen_at)
      INTO sessions, last_seen_at
      FROM praxis.session s
     WHERE s.practice_id = practice AND s.account_id = whose;
END
$$;

-- The caller's own grants with the names of roles and clinics, which not everybody may list.
CREATE OR REPLACE FUNCTION praxis_private.own_grants()
RETURNS TABLE (grant_id uuid, role_id uuid, role_name text, clinic_name text, for_self boolean, starts timestamptz,
               ends timestamptz, kind text, reason text, pending boolean, granted_by uuid, current boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT g.grant_id, g.role_id, r.name, c.name, g.scope = 'self', lower(g.valid), upper(g.valid), g.kind,
               g.reason, g.pending, g.granted_by, g.valid @> now() AND NOT g.pending
          FROM praxis.role_grant g
          JOIN praxis.role r USING (practice_id, role_id)
          LEFT JOIN praxis.clinic c ON c.practice_id = g.practice_id AND c.clinic_id = g.clinic_id
         WHERE g.practice_id = praxis_private.practice_id()
           AND g.account_id = praxis_private.account_id()
           AND g.valid && tstzrange(now(), NULL)
         ORDER BY r.name, c.name;
END
$$;

-- Whom the caller may pass a grant on to: the practice's other active accounts, by name and nothing else. Empty for who
-- has nothing to pass on.
CREATE OR REPLACE FUNCTION praxis_private.colleagues()
RETURNS TABLE (account_id uuid, display_name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT a.account_id, a.display_name
          FROM praxis.account a
         WHERE a.practice_id = praxis_private.practice_id()
           AND a.account_id <> praxis_private.account_id()
           AND a.kind = 'human'
           AND a.status = 'active'
           AND EXISTS (SELECT FROM praxis.role_grant g
                        WHERE g.practice_id = a.practice_id AND g.account_id = praxis_private.account_id()
                          AND g.kind = 'normal' AND g.scope <> 'self' AND g.valid @> now() AND NOT g.pending)
         ORDER BY a.display_name, a.account_id
         LIMIT 500;
END
$$;

-- The roles that may be taken in an emergency, for whoever may ask.
CREATE OR REPLACE FUNCTION praxis_private.emergency_roles()
RETURNS TABLE (code text, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT r.code, r.name
          FROM praxis.role r
         WHERE r.practice_id = praxis_private.practice_any('identity.emergency.request')
           AND r.emergency
         ORDER BY r.name, r.code;
END
$$;

-- Every clinic's name, for whoever may ask for rights in one that they do not see otherwise.
CREATE OR REPLACE FUNCTION praxis_private.emergency_clinics()
RETURNS TABLE (clinic_id uuid, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT c.clinic_id, c.name
          FROM praxis.clinic c
         WHERE c.practice_id = praxis_private.practice_any('identity.emergency.request')
         ORDER BY c.name, c.clinic_id;
END
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- API tokens.

-- A token of one's own, never wider than its owner. One for the whole practice needs an administrator.
CREATE OR REPLACE FUNCTION praxis_private.token_create(
    token uuid, name text, token_digest bytea, permissions text[], clinics uuid[], expires_at timestamptz
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context constant text[] := praxis_private.context();
    asked   text;
    reached record;
BEGIN
    PERFORM praxis_private.require_fresh();
    IF clinics IS NULL AND praxis_private.practice_if('identity.token.write') IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'beyond_scope';
    ELSIF cardinality(clinics) = 0 OR cardinality(permissions) = 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'token_without_reach';
    ELSIF expires_at <= now() OR expires_at > now() + interval '400 days' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'token_expiry';
    END IF;
    FOREACH asked IN ARRAY permissions LOOP
        reached := praxis_private.reach(context, asked);
        IF NOT (reached.wide OR coalesce(clinics <@ reached.local, false)) THEN
            RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'beyond_permissions',
                DETAIL = jsonb_build_object('permission', asked)::text;
        END IF;
    END LOOP;
    IF EXISTS (SELECT unnest(clinics) EXCEPT
               SELECT c.clinic_id FROM praxis.clinic c WHERE c.practice_id = context[3]::uuid) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'beyond_scope';
    END IF;
    INSERT INTO praxis.api_token
        (practice_id, token_id, account_id, digest, name, permissions, clinics, created_by, expires_at)
    VALUES (context[3]::uuid, token, context[4]::uuid, token_digest, name, permissions, clinics, context[4]::uuid,
            expires_at);
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.tokens(account uuid)
RETURNS TABLE (token_id uuid, name text, permissions text[], clinics uuid[], created_at timestamptz,
               last_seen_at timestamptz, expires_at timestamptz, revoked_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whose constant uuid := praxis_private.account_or_own(account, 'identity.token.write');
BEGIN
    RETURN QUERY
        SELECT t.token_id, t.name, t.permissions, t.clinics, t.created_at, t.last_seen_at, t.expires_at, t.revoked_at
          FROM praxis.api_token t
         WHERE t.practice_id = praxis_private.practice_id()
           AND t.account_id = whose
         ORDER BY t.created_at DESC, t.token_id
         LIMIT 100;
END
$$;

-- Answers whether there was such a token to revoke.
CREATE OR REPLACE FUNCTION praxis_private.token_revoke(token uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE praxis.api_token t
       SET revoked_at = now(), revoked_by = praxis_private.account_id()
     WHERE t.practice_id = praxis_private.practice_id()
       AND t.token_id = token
       AND t.revoked_at IS NULL
       AND (t.account_id = praxis_private.account_id() AND NOT praxis_private.by_token()
            OR praxis_private.practice_if('identity.token.write') IS NOT NULL);
    RETURN FOUND;
END
$$;

GRANT EXECUTE ON FUNCTION
    praxis_private.sessions_touch(bytea[]),
    praxis_private.sessions(uuid),
    praxis_private.session_end(uuid, uuid),
    praxis_private.account_security(uuid),
    praxis_private.own_grants(),
    praxis_private.colleagues(),
    praxis_private.emergency_roles(),
    praxis_private.emergency_clinics(),
    praxis_private.token_create(uuid, text, bytea, text[], uuid[], timestamptz),
    praxis_private.tokens(uuid),
    praxis_private.token_revoke(uuid)
TO praxis_app;
