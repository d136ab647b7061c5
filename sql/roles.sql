-- Roles, extensions and schemas. Run by a superuser in the new database, before the first migration; running it
-- again changes nothing. Roles belong to the cluster, everything else to the database at hand.

DO $$
DECLARE
    missing text;
BEGIN
    FOREACH missing IN ARRAY ARRAY['praxis_owner', 'praxis_migrator', 'praxis_app', 'praxis_readonly', 'praxis_jobs']
    LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I', missing);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;  -- it is there, or another database of the cluster is making it right now
        END;
    END LOOP;
END
$$;

-- ALTER ROLE rewrites rows of the whole cluster: databases that are set up side by side take turns.
SELECT pg_advisory_lock(7077001);

-- Owns schemas, tables and functions; nobody signs in as it, and forced row-level security binds it too.
ALTER ROLE praxis_owner    NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
-- Migrates and operates, over the local socket; the daemon never knows it.
ALTER ROLE praxis_migrator LOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION INHERIT;
-- The daemon, its readers and its job runner: they own nothing and are members of nothing.
ALTER ROLE praxis_app      LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION NOINHERIT;
ALTER ROLE praxis_readonly LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION NOINHERIT;
ALTER ROLE praxis_jobs     LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION NOINHERIT;

DO $$
BEGIN
    IF NOT pg_has_role('praxis_migrator', 'praxis_owner', 'MEMBER') THEN
        GRANT praxis_owner TO praxis_migrator;
    END IF;
END
$$;

DO $$
DECLARE
    runtime text;
BEGIN
    FOREACH runtime IN ARRAY ARRAY['praxis_app', 'praxis_readonly', 'praxis_jobs']
    LOOP
        EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', runtime,
                       CASE runtime WHEN 'praxis_readonly' THEN '30s' ELSE '5s' END);
        EXECUTE format('ALTER ROLE %I SET lock_timeout = %L', runtime, '2s');
        EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', runtime, '10s');
        EXECUTE format('ALTER ROLE %I SET client_connection_check_interval = %L', runtime, '2s');
        EXECUTE format('ALTER ROLE %I SET tcp_user_timeout = %L', runtime, '10s');
        EXECUTE format('ALTER ROLE %I SET synchronous_commit = on', runtime);
        EXECUTE format('ALTER ROLE %I SET timezone = %L', runtime, 'UTC');
        EXECUTE format('ALTER ROLE %I SET jit = off', runtime);
        -- Values are bound; they stay out of the server's log.
        EXECUTE format('ALTER ROLE %I SET log_parameter_max_length = 0', runtime);
        EXECUTE format('ALTER ROLE %I SET log_parameter_max_length_on_error = 0', runtime);
    END LOOP;
END
$$;
ALTER ROLE praxis_readonly SET default_transaction_read_only = on;
ALTER ROLE praxis_migrator SET timezone = 'UTC';

SELECT pg_advisory_unlock(7077001);

DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO praxis_migrator, praxis_app, praxis_readonly, praxis_jobs',
                   current_database());
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO praxis_migrator, praxis_owner', current_database());
END
$$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- Large objects know no row-level security, and every practice would share one owner.
REVOKE EXECUTE ON FUNCTION
    lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea), lo_open(oid, integer), lo_put(oid, bigint, bytea),
    lo_get(oid), lo_get(oid, bigint, integer), lo_unlink(oid), lo_truncate(integer, integer),
    lo_truncate64(integer, bigint), lowrite(integer, bytea), loread(integer, integer)
FROM PUBLIC;

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE SCHEMA IF NOT EXISTS praxis AUTHORIZATION praxis_owner;
CREATE SCHEMA IF NOT EXISTS praxis_private AUTHORIZATION praxis_owner;
GRANT USAGE ON SCHEMA praxis, praxis_private TO praxis_app, praxis_readonly, praxis_jobs;

-- A new function is closed until a policy file opens it.
ALTER DEFAULT PRIVILEGES FOR ROLE praxis_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
