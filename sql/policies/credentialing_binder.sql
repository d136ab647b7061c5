-- Who is told what a survey binder shows: whoever reads credentialing files.

REVOKE ALL ON FUNCTION praxis_private.binder_file(uuid), praxis_private.binder_judged(uuid), praxis_private.binder_items(uuid),
    praxis_private.binder_limits(uuid)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION praxis_private.binder_items(uuid), praxis_private.binder_limits(uuid)
TO praxis_app, praxis_jobs, praxis_readonly;
