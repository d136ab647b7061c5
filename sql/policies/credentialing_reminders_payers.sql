-- Who asks what ends of enrollments, and what of training is due, for their reminders.

GRANT SELECT ON praxis.enrollment_ending TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION
    praxis_private.enrollment_reminder_candidates(timestamptz),
    praxis_private.training_reminder_candidates(timestamptz, jsonb), praxis_private.training_running(uuid, date)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    praxis_private.enrollment_reminder_candidates(timestamptz),
    praxis_private.training_reminder_candidates(timestamptz, jsonb)
TO praxis_jobs;
GRANT EXECUTE ON FUNCTION praxis_private.training_running(uuid, date) TO praxis_app, praxis_jobs, praxis_readonly;
