-- Rules of grants that hold whoever writes them and by whatever way: nobody grants to oneself or beyond the own rights,
-- roles that exclude each other do not meet in one person, delegations and emergency grants stay within their bounds.

-- Whether the caller may do everything that a role may, in the given part of the practice, and not for an emergency only.
CREATE OR REPLACE FUNCTION praxis_private.covers(practice uuid, role uuid, scope text, clinic uuid) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
    context text[] := praxis_private.context();
    asked   text;
    reached record;
BEGIN
    FOR asked IN
        SELECT p.permission FROM praxis.role_permission p WHERE p.practice_id = practice AND p.role_id = role
    LOOP
        reached := praxis_private.reach(context, asked, true);
        CONTINUE WHEN reached.wide;
        CONTINUE WHEN scope = 'clinic' AND clinic = ANY (reached.local);
        CONTINUE WHEN scope = 'self' AND reached.local <> '{}';
        RETURN false;
    END LOOP;
    RETURN true;
END
$$;

-- Whether the caller's rights include everything that another account may do now: who may change it, invite it or
-- start its reset.
CREATE OR REPLACE FUNCTION praxis_private.may_administer(account uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice uuid := praxis_private.practice_id();
BEGIN
    RETURN EXISTS (SELECT FROM praxis.account a
                    WHERE a.practice_id = practice AND a.account_id = account AND a.kind = 'human')
       AND NOT EXISTS (
        SELECT FROM praxis.role_grant g
         WHERE g.practice_id = practice
           AND g.account_id = account
           AND g.valid && tstzrange(now(), NULL)
           AND NOT praxis_private.covers(practice, g.role_id, g.scope, g.clinic_id));
END
$$;

-- Accounts of the people who belong to the clinics of a clinic-wide grant.
CREATE OR REPLACE FUNCTION praxis_private.local_accounts(permission text) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT a.account_id FROM praxis.account a
         WHERE a.practice_id = praxis_private.practice_id()
           AND a.person_id = ANY (praxis_private.local_members(permission)));
END
$$;

-- Refuses a grant beside another one that excludes it, for overlapping times.
CREATE OR REPLACE FUNCTION praxis_private.refuse_sod(given praxis.role_grant) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    clash text;
BEGIN
    SELECT s.reason INTO clash
      FROM praxis.role_grant g
      JOIN praxis.sod_pair s
        ON s.practice_id = g.practice_id
       AND s.role_a = least(g.role_id, given.role_id)
       AND s.role_b = greatest(g.role_id, given.role_id)
     WHERE g.practice_id = given.practice_id
       AND g.account_id = given.account_id
       AND g.grant_id <> given.grant_id
       AND g.valid && given.valid
     LIMIT 1;
    IF clash IS NULL THEN
        -- An auditor holds no right to change anything but the own file, by custom roles neither.
        SELECT 'who audits does not act' INTO clash
          FROM praxis.role_grant g
          JOIN praxis.role r USING (practice_id, role_id)
          JOIN praxis.role given_role
            ON given_role.practice_id = given.practice_id AND given_role.role_id = given.role_id
          JOIN praxis.role_permission p
            ON p.practice_id = g.practice_id
           AND p.role_id = CASE WHEN r.code = 'auditor' THEN given.role_id ELSE g.role_id END
         WHERE g.practice_id = given.practice_id
           AND g.account_id = given.account_id
           AND g.grant_id <> given.grant_id
           AND g.valid && given.valid
           AND (r.code = 'auditor') <> (given_role.code = 'auditor')
           AND p.permission !~ '\.(read|verify)$'
         LIMIT 1;
    END IF;
    IF clash IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation',
            DETAIL = jsonb_build_object('reason', clash)::text;
    END IF;
END
$$;

-- Refuses a role that approves for an account of nobody: separation of duties is between people.
CREATE OR REPLACE FUNCTION praxis_private.refuse_nobody(given praxis.role_grant) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM praxis.account a
                WHERE a.practice_id = given.practice_id AND a.account_id = given.account_id AND a.person_id IS NULL)
       AND EXISTS (SELECT FROM praxis.role_permission p
                    WHERE p.practice_id = given.practice_id AND p.role_id = given.role_id
                      AND p.permission ~ '\.(approve|approve_large|review)$|\.verification\.write$')
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_required';
    END IF;
END
$$;

-- A delegation passes on one normal grant of the caller's own, within its bounds, after a fresh sign-in. An auditor's is
-- not passed on: two administrators chose who audits.
CREATE OR REPLACE FUNCTION praxis_private.refuse_delegation(given praxis.role_grant, actor uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM praxis_private.require_fresh();
    IF given.granted_by IS DISTINCT FROM actor OR NOT EXISTS (
        SELECT FROM praxis.role_grant s
          JOIN praxis.role r USING (practice_id, role_id)
         WHERE r.code <> 'auditor'
           AND s.practice_id = given.practice_id
           AND s.grant_id = given.source_id
           AND s.account_id = actor
           AND s.kind = 'normal'
           AND NOT s.pending
           AND s.role_id = given.role_id
           AND s.valid @> given.valid
           AND (s.scope = 'practice' OR (s.scope = 'clinic' AND s.clinic_id = given.clinic_id)))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'delegation_refused';
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.role_grant_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor uuid := praxis_private.account_id();
    role  praxis.role;
BEGIN
    -- Grants to one account take turns, so that none overlooks another.
    PERFORM FROM praxis.account a
      WHERE a.practice_id = NEW.practice_id AND a.account_id = NEW.account_id FOR NO KEY UPDATE;
    PERFORM praxis_private.refuse_sod(NEW);
    IF actor IS NULL OR NEW.kind = 'break_glass' THEN
        RETURN NEW;
    END IF;
    IF NEW.account_id = actor THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'self_grant';
    ELSIF NEW.granted_by IS DISTINCT FROM actor OR NEW.approved_by IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'grant_not_own';
    ELSIF EXISTS (SELECT FROM praxis.role_grant g
                   WHERE g.practice_id = NEW.practice_id AND g.account_id = actor AND g.kind = 'break_glass'
                     AND g.valid @> now()) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'emergency_active';
    END IF;
    PERFORM praxis_private.refuse_nobody(NEW);
    IF NEW.kind = 'delegated' THEN
        PERFORM praxis_private.refuse_delegation(NEW, actor);
        NEW.pending := false;
        RETURN NEW;
    END IF;
    SELECT * INTO role FROM praxis.role r WHERE r.practice_id = NEW.practice_id AND r.role_id = NEW.role_id;
    IF NOT role.assignable
       OR NOT praxis_private.covers(NEW.practice_id, NEW.role_id, NEW.scope, NEW.clinic_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing';
    END IF;
    -- An auditor is appointed by two administrators.
    NEW.pending := role.code = 'auditor';
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER role_grant_guard BEFORE INSERT ON praxis.role_grant
    FOR EACH ROW EXECUTE FUNCTION praxis_private.role_grant_guard();

-- A grant changes in two ways only: it ends earlier, or a second administrator approves it.
CREATE OR REPLACE FUNCTION praxis_private.role_grant_change_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor uuid := praxis_private.account_id();
BEGIN
    IF actor IS NULL THEN
        RETURN NEW;
    END IF;
    IF NEW.account_id = actor THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'self_grant';
    ELSIF praxis_private.by_token() AND praxis_private.practice_any('identity.grant.write') IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing';
    ELSIF NEW.valid <> OLD.valid THEN
        IF lower(NEW.valid) <> lower(OLD.valid) OR upper_inf(NEW.valid) OR upper(NEW.valid) > upper(OLD.valid) THEN
            RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'grant_not_extended';
        END IF;
        NEW.ended_by := actor;
        NEW.ended_at := now();
    END IF;
    IF OLD.pending AND NOT NEW.pending THEN
        IF NEW.granted_by = actor
           OR NOT praxis_private.covers(NEW.practice_id, NEW.role_id, NEW.scope, NEW.clinic_id) THEN
            RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation';
        END IF;
        NEW.approved_by := actor;
        NEW.approved_at := now();
    ELSIF NEW.pending <> OLD.pending OR NEW.approved_by IS DISTINCT FROM OLD.approved_by THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'grant_not_own';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER role_grant_change_guard BEFORE UPDATE ON praxis.role_grant
    FOR EACH ROW EXECUTE FUNCTION praxis_private.role_grant_change_guard();

-- Built-in roles belong to the program; custom ones carry at most what their author may do in the whole practice.
CREATE OR REPLACE FUNCTION praxis_private.role_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF praxis_private.account_id() IS NULL THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF coalesce(OLD.builtin, false) OR coalesce(NEW.builtin, false) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'builtin_role';
    END IF;
    RETURN coalesce(NEW, OLD);
END
$$;
CREATE OR REPLACE TRIGGER role_guard BEFORE INSERT OR UPDATE OR DELETE ON praxis.role
    FOR EACH ROW EXECUTE FUNCTION praxis_private.role_guard();

CREATE OR REPLACE FUNCTION praxis_private.role_permission_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    changed praxis.role_permission := coalesce(NEW, OLD);
BEGIN
    IF praxis_private.account_id() IS NULL THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF EXISTS (SELECT FROM praxis.role r
                WHERE r.practice_id = changed.practice_id AND r.role_id = changed.role_id AND r.builtin) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'builtin_role';
    ELSIF TG_OP = 'INSERT' AND praxis_private.practice_if(NEW.permission) IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing';
    ELSIF TG_OP = 'INSERT' AND NEW.permission !~ '\.(read|verify)$' AND EXISTS (
            SELECT FROM praxis.role_grant g
              JOIN praxis.role_grant o USING (practice_id, account_id)
              JOIN praxis.role r ON r.practice_id = o.practice_id AND r.role_id = o.role_id
             WHERE g.practice_id = NEW.practice_id AND g.role_id = NEW.role_id AND r.code = 'auditor'
               AND g.valid && o.valid AND g.valid * o.valid && tstzrange(now(), NULL)) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation',
            DETAIL = jsonb_build_object('reason', 'who audits does not act')::text;
    END IF;
    RETURN coalesce(NEW, OLD);
END
$$;
CREATE OR REPLACE TRIGGER role_permission_guard BEFORE INSERT OR DELETE ON praxis.role_permission
    FOR EACH ROW EXECUTE FUNCTION praxis_private.role_permission_guard();

-- Whoever changes another's account must hold all of its rights. An address is a way to its reset link, so it changes
-- only right after the password was given.
CREATE OR REPLACE FUNCTION praxis_private.account_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor uuid := praxis_private.account_id();
BEGIN
    IF actor IS NULL THEN
        RETURN NEW;
    ELSIF NEW.kind <> 'human' THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'system_account';
    ELSIF TG_OP = 'UPDATE' AND NEW.account_id <> actor AND NOT praxis_private.may_administer(NEW.account_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing';
    ELSIF TG_OP = 'UPDATE' AND NEW.email <> OLD.email AND (praxis_private.context())[6] <> 'operator' THEN
        PERFORM praxis_private.require_fresh();
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER account_guard BEFORE INSERT OR UPDATE ON praxis.account
    FOR EACH ROW EXECUTE FUNCTION praxis_private.account_guard();
