-- The planner knows how much there is from the start: until autovacuum has looked at tables that were filled at one stroke,
-- the board of expirables takes ten times as long.
DO $$
DECLARE
    filled regclass;
BEGIN
    FOR filled IN
        SELECT c.oid FROM pg_class c WHERE c.relnamespace = 'praxis'::regnamespace AND c.relkind = 'r'
    LOOP
        EXECUTE format('ANALYZE %s', filled);
    END LOOP;
END
$$;
