-- What follows from changing accounts and grants, wherever it is done, and what touches their sealed rows.

-- A disabled account is shut at once and for good: its sessions end, its tokens and links stop working, and none of
-- them comes back when it is opened again.
CREATE OR REPLACE FUNCTION praxis_private.account_closed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.account_id = praxis_private.account_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'own_account';
    END IF;
    PERFORM praxis_private.sessions_end(NEW.practice_id, NEW.account_id, NULL, 'account disabled');
    UPDATE praxis.api_token t
       SET revoked_at = now(), revoked_by = praxis_private.account_id()
     WHERE t.practice_id = NEW.practice_id AND t.account_id = NEW.account_id AND t.revoked_at IS NULL;
    DELETE FROM praxis.account_link l WHERE l.practice_id = NEW.practice_id AND l.account_id = NEW.account_id;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER account_closed AFTER UPDATE OF status ON praxis.account
    FOR EACH ROW WHEN (NEW.status = 'disabled' AND OLD.status <> 'disabled')
    EXECUTE FUNCTION praxis_private.account_closed();

-- An account is active once it has a password, invited before.
CREATE OR REPLACE FUNCTION praxis_private.account_opened() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM praxis.password p
                    WHERE p.practice_id = NEW.practice_id AND p.account_id = NEW.account_id) THEN
        NEW.status := 'invited';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER account_opened BEFORE UPDATE OF status ON praxis.account
    FOR EACH ROW WHEN (NEW.status = 'active' AND OLD.status = 'disabled')
    EXECUTE FUNCTION praxis_private.account_opened();

-- A link goes to an address; where that changes, links that went to the old one stop working.
CREATE OR REPLACE FUNCTION praxis_private.account_moved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM praxis.account_link l
     WHERE l.practice_id = NEW.practice_id AND l.account_id = NEW.account_id AND l.used_at IS NULL;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER account_moved AFTER UPDATE OF email ON praxis.account
    FOR EACH ROW WHEN (NEW.email <> OLD.email)
    EXECUTE FUNCTION praxis_private.account_moved();

-- Brings the limits of an account's open sessions down to what its roles allow now.
CREATE OR REPLACE FUNCTION praxis_private.sessions_shorten(practice uuid, account uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    rules constant record := praxis_private.session_rules(practice, account);
BEGIN
    UPDATE praxis.session s
       SET idle_limit = least(s.idle_limit, rules.idle),
           expires_at = least(s.expires_at, s.created_at + rules.longest)
     WHERE s.practice_id = practice
       AND s.account_id = account
       AND s.level = 'full'
       AND s.ended_at IS NULL;
END
$$;

-- Whoever gets a role that wants a second factor signs in again, for a new token and new limits, and sets the factor up
-- first where there is none. Other roles shorten what is open.
CREATE OR REPLACE FUNCTION praxis_private.role_grant_sessions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM praxis.role r
                WHERE r.practice_id = NEW.practice_id AND r.role_id = NEW.role_id AND r.second_factor) THEN
        PERFORM praxis_private.sessions_end(NEW.practice_id, NEW.account_id, NULL, 'stronger role');
    ELSE
        PERFORM praxis_private.sessions_shorten(NEW.practice_id, NEW.account_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER role_grant_sessions AFTER INSERT OR UPDATE OF pending ON praxis.role_grant
    FOR EACH ROW WHEN (NOT NEW.pending)
    EXECUTE FUNCTION praxis_private.role_grant_sessions();

-- The same where a role itself becomes stricter; whoever makes it so goes on with the session that does.
CREATE OR REPLACE FUNCTION praxis_private.role_sessions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    holder uuid;
BEGIN
    FOR holder IN
        SELECT DISTINCT g.account_id FROM praxis.role_grant g
         WHERE g.practice_id = NEW.practice_id AND g.role_id = NEW.role_id AND NOT g.pending
           AND g.valid && tstzrange(now(), NULL)
    LOOP
        IF NEW.second_factor AND NOT OLD.second_factor THEN
            PERFORM praxis_private.sessions_end(
                NEW.practice_id, holder, praxis_private.session_id(), 'stronger role');
        END IF;
        PERFORM praxis_private.sessions_shorten(NEW.practice_id, holder);
    END LOOP;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER role_sessions AFTER UPDATE OF second_factor, idle_limit, session_limit ON praxis.role
    FOR EACH ROW WHEN ((NEW.second_factor, NEW.idle_limit, NEW.session_limit)
                       IS DISTINCT FROM (OLD.second_factor, OLD.idle_limit, OLD.session_limit))
    EXECUTE FUNCTION praxis_private.role_sessions();

-- A token was given to somebody with certain rights. Where a custom role gains a permission, its holders sign in again for
-- new ones; whoever changes the role goes on with the session that does. Built-in roles change with a release only.
CREATE OR REPLACE FUNCTION praxis_private.role_permission_sessions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    holder record;
BEGIN
    FOR holder IN
        SELECT DISTINCT g.practice_id, g.account_id
          FROM gained n
          JOIN praxis.role r USING (practice_id, role_id)
          JOIN praxis.role_grant g USING (practice_id, role_id)
         WHERE NOT r.builtin AND NOT g.pending AND g.valid && tstzrange(now(), NULL)
         ORDER BY g.practice_id, g.account_id
    LOOP
        PERFORM praxis_private.sessions_end(
            holder.practice_id, holder.account_id, praxis_private.session_id(), 'role gained a permission');
    END LOOP;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER role_permission_sessions AFTER INSERT ON praxis.role_permission
    REFERENCING NEW TABLE AS gained
    FOR EACH STATEMENT EXECUTE FUNCTION praxis_private.role_permission_sessions();

-- For whoever lost phone and codes: the second factor goes, and every session with it. False where there is none.
CREATE OR REPLACE FUNCTION praxis_private.factor_reset(account uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice constant uuid := praxis_private.practice_id();
BEGIN
    PERFORM praxis_private.require_administration(account);
    PERFORM praxis_private.require_fresh();
    IF account = praxis_private.account_id() THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'own_account';
    END IF;
    DELETE FROM praxis.totp t WHERE t.practice_id = practice AND t.account_id = account;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM praxis.recovery_code c WHERE c.practice_id = practice AND c.account_id = account;
    PERFORM praxis_private.sessions_end(practice, account, NULL, 'second factor reset');
    PERFORM praxis_private.throttle_forgive('factor', account::text);
    RETURN true;
END
$$;

-- Refuses who may not administer this account: in all of the practice or, for people of the own clinics, there; and
-- never one with rights that they lack themselves. An account out of reach is one that is not there.
CREATE OR REPLACE FUNCTION praxis_private.require_administration(account uuid) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.require_reach(account, 'identity.account.write');
    IF NOT praxis_private.may_administer(account) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing';
    END IF;
END
$$;

-- Refuses who holds the permission nowhere (PX403), and an account that it does not reach (PX404).
CREATE OR REPLACE FUNCTION praxis_private.require_reach(account uuid, permission text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF praxis_private.practice_any(permission) IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing';
    ELSIF NOT (praxis_private.practice_if(permission) IS NOT NULL
               AND EXISTS (SELECT FROM praxis.account a
                            WHERE a.practice_id = praxis_private.practice_id() AND a.account_id = account)
               OR account = ANY (praxis_private.local_accounts(permission))) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'account_unknown';
    END IF;
END
$$;

GRANT EXECUTE ON FUNCTION praxis_private.factor_reset(uuid) TO praxis_app;
