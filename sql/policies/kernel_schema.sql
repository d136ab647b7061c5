-- The runtime roles may know which schema they meet.
GRANT EXECUTE ON FUNCTION praxis_private.schema_files() TO praxis_app, praxis_readonly, praxis_jobs;
