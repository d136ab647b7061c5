-- Who records approvals from before: whoever prepares files. Who confirms one: whoever decides files.

CALL praxis_private.fence_person(
    'praxis.prior_approval', reading => 'credentialing.file.read', writing => 'credentialing.file.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, person_id, approval_id, clinical_role, decided_on, approved_until, decided_by, evidence_id)
   ON praxis.prior_approval TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.prior_approval TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.prior_approval_review', reading => 'credentialing.file.read', writing => 'credentialing.file.decide',
    unforced => true);
GRANT SELECT, INSERT (practice_id, person_id, approval_id, step, accepted, note)
   ON praxis.prior_approval_review TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.prior_approval_review TO praxis_readonly;

GRANT SELECT ON praxis.credentialing_prior, praxis.standing_decision TO praxis_app, praxis_jobs, praxis_readonly;
REVOKE ALL ON FUNCTION
    praxis_private.is_decided_here(uuid, uuid, text), praxis_private.prior_approval_guard(),
    praxis_private.prior_review_guard()
FROM PUBLIC;
