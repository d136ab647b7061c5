-- Invitations and password resets: links that work once and for a limited time. Asking for one answers the same for
-- everybody; a reset keeps the second factor.

-- Notes that somebody asked to reset the password of an address. The link is made and mailed by a job, so that this
-- answers alike and as fast for addresses that nobody has. Answers the seconds to wait, or 0.
CREATE OR REPLACE FUNCTION praxis_private.reset_request(address text, practice text, client text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    account constant praxis.account := praxis_private.sign_in_account(address, practice);
    wait    integer := praxis_private.throttle_try('link', praxis_private.network(client));
BEGIN
    IF wait = 0 AND praxis_private.throttle_try('link', lower(btrim(address))) = 0 AND account.status = 'active' THEN
        INSERT INTO praxis.outbox (practice_id, topic, object_id, account_id)
        SELECT s.practice_id, 'identity.reset.requested', account.account_id, s.account_id
          FROM praxis.account s
         WHERE s.practice_id = account.practice_id AND s.kind = 'system';
    END IF;
    RETURN wait;
END
$$;

-- How long a link of a kind works.
CREATE OR REPLACE FUNCTION praxis_private.link_lifetime(purpose text) RETURNS interval
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE purpose WHEN 'invitation' THEN interval '7 days' WHEN 'reset' THEN interval '1 hour' END;
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.link_insert(practice uuid, account uuid, digest bytea, creator uuid)
RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kind text;
BEGIN
    SELECT CASE a.status WHEN 'invited' THEN 'invitation' WHEN 'active' THEN 'reset' END INTO kind
      FROM praxis.account a
     WHERE a.practice_id = practice AND a.account_id = account AND a.kind = 'human';
    IF kind IS NULL THEN
        RETURN NULL;
    END IF;
    DELETE FROM praxis.account_link l WHERE l.practice_id = practice AND l.account_id = account AND l.used_at IS NULL;
    INSERT INTO praxis.account_link (practice_id, account_id, purpose, digest, created_by, expires_at)
    VALUES (practice, account, kind, digest, creator, now() + praxis_private.link_lifetime(kind));
    RETURN kind;
END
$$;

-- A link for an account that the caller administers, right after the password was given: an invitation before its first
-- sign-in, a reset after it. Earlier links stop working. NULL for an account that is disabled.
CREATE OR REPLACE FUNCTION praxis_private.link_issue(account uuid, digest bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.require_administration(account);
    PERFORM praxis_private.require_fresh();
    RETURN praxis_private.link_insert(praxis_private.practice_id(), account, digest, praxis_private.account_id());
END
$$;

-- The same for the job that mails what reset_request noted.
CREATE OR REPLACE FUNCTION praxis_private.link_issue_job(account uuid, digest bytea, OUT purpose text, OUT email text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    purpose := praxis_private.link_insert(praxis_private.practice_id(), account, digest, NULL);
    SELECT a.email INTO email
      FROM praxis.account a
     WHERE a.practice_id = praxis_private.practice_id() AND a.account_id = account AND purpose IS NOT NULL;
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.live_link(link_digest bytea) RETURNS praxis.account_link
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found praxis.account_link;
BEGIN
    SELECT l.* INTO found
      FROM praxis.account_link l
      JOIN praxis.account a USING (practice_id, account_id)
      JOIN praxis.practice p USING (practice_id)
     WHERE l.digest = link_digest
       AND l.used_at IS NULL
       AND l.expires_at > now()
       AND a.status = CASE l.purpose WHEN 'invitation' THEN 'invited' ELSE 'active' END
       AND p.status = 'active'
       FOR UPDATE OF l;
    RETURN found;
END
$$;

-- Whose link it is; nothing for one that was used, ran out, or never was.
CREATE OR REPLACE FUNCTION praxis_private.link_open(
    link_digest bytea, client text, OUT purpose text, OUT email text, OUT display_name text, OUT practice_name text,
    OUT wait integer
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    link praxis.account_link;
BEGIN
    wait := praxis_private.throttle_try('link', praxis_private.network(client));
    IF wait > 0 THEN
        RETURN;
    END IF;
    link := praxis_private.live_link(link_digest);
    IF link.link_id IS NOT NULL THEN
        PERFORM praxis_private.throttle_forgive('link', praxis_private.network(client));
        SELECT link.purpose, a.email, a.display_name, p.name INTO purpose, email, display_name, practice_name
          FROM praxis.account a
          JOIN praxis.practice p USING (practice_id)
         WHERE a.practice_id = link.practice_id AND a.account_id = link.account_id;
    END IF;
END
$$;

-- Sets the password and uses the link up. Ends every session and API token, and the waiting that wrong passwords had
-- brought: whoever needed a new password may have lost the old one to somebody.
CREATE OR REPLACE FUNCTION praxis_private.link_use(link_digest bytea, phc text, request uuid, client text)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    link constant praxis.account_link := praxis_private.live_link(link_digest);
BEGIN
    IF link.link_id IS NULL THEN
        RETURN false;
    END IF;
    UPDATE praxis.account_link l
       SET used_at = now()
     WHERE l.practice_id = link.practice_id AND l.link_id = link.link_id;
    DELETE FROM praxis.account_link l
     WHERE l.practice_id = link.practice_id AND l.account_id = link.account_id AND l.used_at IS NULL;
    INSERT INTO praxis.password AS p (practice_id, account_id, phc)
    VALUES (link.practice_id, link.account_id, phc)
        ON CONFLICT (practice_id, account_id) DO UPDATE SET phc = excluded.phc, changed_at = now();
    UPDATE praxis.account a
       SET status = 'active', version = a.version + 1
     WHERE a.practice_id = link.practice_id AND a.account_id = link.account_id;
    UPDATE praxis.api_token t
       SET revoked_at = now(), revoked_by = link.account_id
     WHERE t.practice_id = link.practice_id AND t.account_id = link.account_id AND t.revoked_at IS NULL;
    DELETE FROM praxis.known_device d WHERE d.practice_id = link.practice_id AND d.account_id = link.account_id;
    PERFORM praxis_private.sessions_end(link.practice_id, link.account_id, NULL, 'password reset');
    PERFORM praxis_private.throttle_forgive_account(link.practice_id, link.account_id);
    PERFORM praxis_private.audit_as(
        link.practice_id, link.account_id, link.link_id, request, client,
        CASE link.purpose WHEN 'invitation' THEN 'identity.invitation.accept' ELSE 'identity.password.reset' END,
        'account', link.account_id);
    RETURN true;
END
$$;

GRANT EXECUTE ON FUNCTION
    praxis_private.reset_request(text, text, text),
    praxis_private.link_issue(uuid, bytea),
    praxis_private.link_open(bytea, text),
    praxis_private.link_use(bytea, text, uuid, text)
TO praxis_app;
GRANT EXECUTE ON FUNCTION praxis_private.link_issue_job(uuid, bytea) TO praxis_jobs;
