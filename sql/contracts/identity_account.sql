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

-- Whoever gets a role that wants a second factor signs in again, and so sets one up first.
CREATE OR REPLACE FUNCTION praxis_private.role_grant_sessions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM praxis.role r
                WHERE r.practice_id = NEW.practice_id AND r.role_id = NEW.role_id AND r.second_factor)
       AND NOT EXISTS (SELECT FROM praxis.totp t
                        WHERE t.practice_id = NEW.practice_id AND t.account_id = NEW.account_id
                          AND t.confirmed_at IS NOT NULL) THEN
        PERFORM praxis_private.sessions_end(NEW.practice_id, NEW.account_id, NULL, 'role needs a second factor');
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER role_grant_sessions AFTER INSERT OR UPDATE OF pending ON praxis.role_grant
    FOR EACH ROW WHEN (NOT NEW.pending)
    EXECUTE FUNCTION praxis_private.role_grant_sessions();

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
-- never one with rights that they lack themselves.
CREATE OR REPLACE FUNCTION praxis_private.require_administration(account uuid) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT (praxis_private.practice_if('identity.account.write') IS NOT NULL
            OR account = ANY (praxis_private.local_accounts('identity.account.write')))
       OR NOT praxis_private.may_administer(account) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing';
    END IF;
END
$$;

GRANT EXECUTE ON FUNCTION praxis_private.factor_reset(uuid) TO praxis_app;
