-- Whoever reads credentials reads specialties and what the registry says of numbers; everybody reads the code set, which only
-- an operator loads.

GRANT SELECT ON praxis.taxonomy_release, praxis.taxonomy_code, praxis.taxonomy_current
   TO praxis_app, praxis_jobs, praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.person_taxonomy', reading => 'credentialing.credential.read', writing => 'credentialing.credential.write',
    self => true, unforced => true);
GRANT SELECT, INSERT (taxonomy_id, person_id, code, is_primary), UPDATE (ends_on)
   ON praxis.person_taxonomy TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.person_taxonomy TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.npi_standing', reading => 'credentialing.credential.read', writing => 'credentialing.provider.import',
    self => true, unforced => true);
GRANT SELECT, INSERT (standing_id, person_id, npi, deactivated_on, reactivated_on, reason_code, replacement, file_name)
   ON praxis.npi_standing TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.npi_standing TO praxis_readonly;

REVOKE ALL ON FUNCTION praxis_private.person_taxonomy_guard(), praxis_private.npi_standing_guard() FROM PUBLIC;
