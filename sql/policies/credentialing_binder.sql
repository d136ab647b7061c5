-- Who is told what a survey binder shows: whoever reads credentialing files.

REVOKE ALL ON FUNCTION praxis_private.binder_file(uuid), praxis_private.binder_judged(uuid), praxis_private.binder_items(uuid)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION praxis_private.binder_items(uuid) TO praxis_app, praxis_jobs, praxis_readonly;
