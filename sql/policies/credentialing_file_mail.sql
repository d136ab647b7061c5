-- Who asks how applicants are reached: whoever reads a file whether its person is, and the system with addresses.
REVOKE ALL ON FUNCTION
    praxis_private.applicant_accounts(uuid, uuid), praxis_private.applicant_account(uuid), praxis_private.file_step_told(),
    praxis_private.file_step_mail(uuid, integer)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION praxis_private.applicant_account(uuid) TO praxis_app, praxis_jobs, praxis_readonly;
GRANT EXECUTE ON FUNCTION praxis_private.file_step_mail(uuid, integer) TO praxis_jobs;
