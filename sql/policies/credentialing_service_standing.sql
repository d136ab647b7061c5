-- Who may ask what a clinic may not do: the function itself looks at the caller's orders.

REVOKE ALL ON FUNCTION praxis_private.service_lacks(uuid, text[], date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION praxis_private.service_lacks(uuid, text[], date) TO praxis_app, praxis_jobs, praxis_readonly;
