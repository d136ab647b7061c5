-- Who sees what was put on file in error, and says so: whoever checks what is on file.

CALL praxis_private.fence_person(
    'praxis.credential_error', reading => 'credentialing.credential.read',
    writing => 'credentialing.verification.write', self => true, unforced => true);
CALL praxis_private.open_own('praxis.credential_error');
CALL praxis_private.close_compartments('praxis.credential_error', 'compartment');
GRANT SELECT, INSERT (practice_id, person_id, credential_id, step, reason)
   ON praxis.credential_error TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.credential_error TO praxis_readonly;
GRANT SELECT ON praxis.credentialing_error TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION praxis_private.credential_error_guard() FROM PUBLIC;
