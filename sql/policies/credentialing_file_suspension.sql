-- Who sees that somebody is suspended and why: whoever reads credentialing files. Who decides them suspends and reinstates.

CALL praxis_private.fence_person(
    'praxis.credentialing_suspension', reading => 'credentialing.file.read', writing => 'credentialing.file.decide',
    unforced => true);
GRANT SELECT, INSERT (practice_id, person_id, suspension_id, kind, effective_on, reason)
   ON praxis.credentialing_suspension TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.credentialing_suspension TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.credentialing_reinstatement', reading => 'credentialing.file.read', writing => 'credentialing.file.decide',
    unforced => true);
GRANT SELECT, INSERT (practice_id, person_id, suspension_id, step, effective_on, reason)
   ON praxis.credentialing_reinstatement TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.credentialing_reinstatement TO praxis_readonly;

GRANT SELECT ON praxis.credentialing_suspended TO praxis_app, praxis_jobs, praxis_readonly;
REVOKE ALL ON FUNCTION
    praxis_private.standing_turn(uuid, uuid), praxis_private.credentialing_suspension_guard(),
    praxis_private.credentialing_reinstatement_guard()
FROM PUBLIC;
