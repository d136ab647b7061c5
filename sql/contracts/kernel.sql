-- Entering a context, what it reaches, and numbers. Everything here is plpgsql: a SQL function that is a definer would
-- be planned anew at every call.

-- ---------------------------------------------------------------------------------------------------------------------
-- Entering. The first statement of every transaction calls one of these; refusal is PX401 and nothing after it runs.

CREATE OR REPLACE FUNCTION praxis_private.begin_session(token_digest bytea, request uuid, address text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found record;
BEGIN
    SELECT s.practice_id, s.session_id, s.account_id, s.level, a.person_id
      INTO found
      FROM praxis.session s
      JOIN praxis.account a USING (practice_id, account_id)
      JOIN praxis.practice p USING (practice_id)
     WHERE s.digest = token_digest
       AND s.ended_at IS NULL
       AND s.expires_at > now()
       AND s.last_seen_at + s.idle_limit > now()
       AND a.status = 'active'
       AND p.status = 'active';
    IF found.session_id IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX401', MESSAGE = 'session_refused';
    ELSIF found.level = 'password' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX401', MESSAGE = 'second_factor_required';
    ELSIF found.level = 'enrollment' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX401', MESSAGE = 'enrollment_required';
    END IF;
    PERFORM praxis_private.seal(found.practice_id, found.account_id, found.person_id, 'session', found.session_id,
                                request, address);
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.begin_token(token_digest bytea, request uuid, address text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found record;
BEGIN
    SELECT t.practice_id, t.token_id, t.account_id, a.person_id
      INTO found
      FROM praxis.api_token t
      JOIN praxis.account a USING (practice_id, account_id)
      JOIN praxis.practice p USING (practice_id)
     WHERE t.digest = token_digest
       AND t.revoked_at IS NULL
       AND t.expires_at > now()
       AND a.status = 'active'
       AND p.status = 'active';
    IF found.token_id IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX401', MESSAGE = 'session_refused';
    END IF;
    PERFORM praxis_private.seal(found.practice_id, found.account_id, found.person_id, 'token', found.token_id,
                                request, address);
END
$$;

-- For the job runner's role only: a running job acts with the rights that its account has now.
CREATE OR REPLACE FUNCTION praxis_private.begin_job(job uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found record;
BEGIN
    SELECT j.practice_id, j.account_id, a.person_id
      INTO found
      FROM praxis.job j
      JOIN praxis.account a USING (practice_id, account_id)
      JOIN praxis.practice p USING (practice_id)
     WHERE j.job_id = job
       AND j.state = 'running'
       AND a.status = 'active'
       AND p.status = 'active';
    IF found.practice_id IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX401', MESSAGE = 'job_refused';
    END IF;
    PERFORM praxis_private.seal(found.practice_id, found.account_id, found.person_id, 'job', job, job, NULL);
END
$$;

-- For operators at the server: no runtime role may call it. Acts, and is audited, as the practice's system account.
CREATE OR REPLACE FUNCTION praxis_private.begin_operator(practice uuid, request uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    account uuid;
BEGIN
    SELECT a.account_id INTO STRICT account
      FROM praxis.account a
     WHERE a.practice_id = practice
       AND a.kind = 'system';
    PERFORM praxis_private.seal(practice, account, NULL, 'operator', account, request, NULL);
END
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Reach: where an account may do something now. Read from the grants at every statement, so that a grant that ends
-- stops working at once. Policies ask through a sub-select, which runs once per statement. Bounds are compared one by
-- one, for a range operator would choose the slower GiST index. An emergency grant carries no right over accounts, roles
-- and grants, and nothing at all where the question is what the caller may do for good: `lasting`.
-- Whatever a token is for, it may read the clinics that it reaches, as its owner may: every list is one of some clinic's.

DROP FUNCTION IF EXISTS praxis_private.reach(text[], text);
CREATE OR REPLACE FUNCTION praxis_private.reach(
    context text[], asked text, lasting boolean DEFAULT false, OUT wide boolean, OUT local uuid[], OUT own boolean
)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
DECLARE
    token praxis.api_token;
BEGIN
    IF context IS NULL THEN
        wide := false; local := '{}'; own := false;
        RETURN;
    END IF;
    SELECT coalesce(bool_or(g.scope = 'practice'), false),
           coalesce(array_agg(DISTINCT g.clinic_id) FILTER (WHERE g.scope = 'clinic'), '{}'),
           count(*) > 0
      INTO wide, local, own
      FROM praxis.role_grant g
      JOIN praxis.role_permission p USING (practice_id, role_id)
     WHERE g.practice_id = context[3]::uuid
       AND g.account_id = context[4]::uuid
       AND p.permission = asked
       AND lower(g.valid) <= now()
       AND coalesce(upper(g.valid) > now(), true)
       AND NOT g.pending
       AND (g.kind <> 'break_glass' OR NOT lasting AND NOT starts_with(asked, 'identity.'))
       AND (g.source_id IS NULL
            OR EXISTS (SELECT FROM praxis.role_grant s
                        WHERE s.practice_id = g.practice_id AND s.grant_id = g.source_id AND s.valid @> now()));
    IF context[6] = 'token' THEN
        SELECT * INTO STRICT token
          FROM praxis.api_token t
         WHERE t.practice_id = context[3]::uuid AND t.token_id = context[7]::uuid;
        IF asked <> ALL (token.permissions || 'practice.clinic.read'::text) THEN
            wide := false; local := '{}'; own := false;
        ELSIF token.clinics IS NOT NULL THEN
            local := ARRAY(SELECT unnest(token.clinics)
                           EXCEPT SELECT l FROM unnest(token.clinics) l WHERE NOT (wide OR l = ANY (local)));
            wide := false; own := false;
        END IF;
    END IF;
END
$$;

-- The clinics in which the caller may do this; all of the practice's with a practice-wide grant.
CREATE OR REPLACE FUNCTION praxis_private.clinics(permission text) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := praxis_private.context();
    reached record;
BEGIN
    reached := praxis_private.reach(context, permission);
    IF reached.wide THEN
        RETURN ARRAY(SELECT c.clinic_id FROM praxis.clinic c WHERE c.practice_id = context[3]::uuid);
    END IF;
    RETURN reached.local;
END
$$;

-- The practice, for a caller who may do this in all of it; else NULL.
CREATE OR REPLACE FUNCTION praxis_private.practice_if(permission text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := praxis_private.context();
BEGIN
    RETURN CASE WHEN (praxis_private.reach(context, permission)).wide THEN context[3]::uuid END;
END
$$;

-- The practice, for a caller who may do this anywhere in it, be it only for the own person; else NULL.
CREATE OR REPLACE FUNCTION praxis_private.practice_any(permission text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := praxis_private.context();
    reached record;
BEGIN
    reached := praxis_private.reach(context, permission);
    RETURN CASE WHEN reached.wide OR reached.own OR reached.local <> '{}' THEN context[3]::uuid END;
END
$$;

-- The caller's own person, where a grant of any scope carries the permission; else NULL.
CREATE OR REPLACE FUNCTION praxis_private.self_if(permission text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := praxis_private.context();
BEGIN
    RETURN CASE WHEN (praxis_private.reach(context, permission)).own THEN nullif(context[5], '')::uuid END;
END
$$;

-- Who belongs or will belong to which clinic; the day is the clinic's.
CREATE OR REPLACE FUNCTION praxis_private.members(practice uuid, clinics uuid[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
BEGIN
    RETURN ARRAY(
        SELECT e.person_id
          FROM praxis.employment e
          JOIN praxis.clinic c USING (practice_id, clinic_id)
         WHERE e.practice_id = practice AND e.clinic_id = ANY (clinics)
           AND coalesce(e.ends_on > (now() AT TIME ZONE c.zone)::date, true)
         UNION
        SELECT a.person_id
          FROM praxis.appointment a
          JOIN praxis.clinic c USING (practice_id, clinic_id)
         WHERE a.practice_id = practice AND a.clinic_id = ANY (clinics)
           AND coalesce(a.ends_on > (now() AT TIME ZONE c.zone)::date, true));
END
$$;

-- People who belong or will belong to the clinics of a grant; empty for a practice-wide one, whose holder needs no list.
CREATE OR REPLACE FUNCTION praxis_private.local_members(permission text) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := praxis_private.context();
    reached record;
BEGIN
    reached := praxis_private.reach(context, permission);
    IF reached.wide OR reached.local = '{}' THEN
        RETURN '{}';
    END IF;
    RETURN praxis_private.members(context[3]::uuid, reached.local);
END
$$;

-- The same for whom a permission opens what is kept about people: who has left may be read about, for the files stay.
-- Nothing of theirs is changed any more, and their accounts are others' business.
CREATE OR REPLACE FUNCTION praxis_private.local_persons(permission text) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := praxis_private.context();
    reached record;
BEGIN
    IF permission !~ '\.read$' OR starts_with(permission, 'identity.') THEN
        RETURN praxis_private.local_members(permission);
    END IF;
    reached := praxis_private.reach(context, permission);
    IF reached.wide OR reached.local = '{}' THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT e.person_id FROM praxis.employment e
         WHERE e.practice_id = context[3]::uuid AND e.clinic_id = ANY (reached.local)
         UNION
        SELECT a.person_id FROM praxis.appointment a
         WHERE a.practice_id = context[3]::uuid AND a.clinic_id = ANY (reached.local));
END
$$;

-- The same as one list, with everybody of the practice for a practice-wide grant.
CREATE OR REPLACE FUNCTION praxis_private.persons(permission text) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := praxis_private.context();
    reached record;
BEGIN
    reached := praxis_private.reach(context, permission);
    IF reached.wide THEN
        RETURN ARRAY(
            SELECT e.person_id FROM praxis.employment e WHERE e.practice_id = context[3]::uuid
             UNION
            SELECT a.person_id FROM praxis.appointment a WHERE a.practice_id = context[3]::uuid);
    END IF;
    RETURN praxis_private.local_persons(permission);
END
$$;

-- The clinics where the caller works, for a grant on the own rows: whoever works there may know the clinic's name.
CREATE OR REPLACE FUNCTION praxis_private.own_clinics() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := praxis_private.context();
BEGIN
    IF NOT (praxis_private.reach(context, 'practice.clinic.read')).own
       OR NOT EXISTS (
            SELECT FROM praxis.role_grant g
             WHERE g.practice_id = context[3]::uuid AND g.account_id = context[4]::uuid AND g.scope = 'self'
               AND g.valid @> now() AND NOT g.pending)
    THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT e.clinic_id FROM praxis.employment e
         WHERE e.practice_id = context[3]::uuid AND e.person_id = nullif(context[5], '')::uuid
         UNION
        SELECT a.clinic_id FROM praxis.appointment a
         WHERE a.practice_id = context[3]::uuid AND a.person_id = nullif(context[5], '')::uuid);
END
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Human numbers, without gaps: the row lock lasts until the caller's transaction ends. Definers of modules draw them for
-- who may make what is numbered; a runtime role draws none.

CREATE OR REPLACE FUNCTION praxis_private.next_number(counter text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    taken bigint;
BEGIN
    INSERT INTO praxis.counter AS c (practice_id, name, next)
    VALUES (praxis_private.practice_id(), counter, 2)
        ON CONFLICT (practice_id, name) DO UPDATE SET next = c.next + 1
    RETURNING c.next - 1 INTO taken;
    RETURN taken;
END
$$;

CREATE OR REPLACE FUNCTION praxis.next_number(name text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN praxis_private.next_number(name);
END
$$;
