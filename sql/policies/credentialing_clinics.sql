-- Who may see and change what clinics hold, what is required of them, and who was excepted from what.

GRANT SELECT ON praxis.clinic_credential_type, praxis.clinical_service TO praxis_app, praxis_jobs, praxis_readonly;

-- Kinds are shown with the practice's own.
DROP POLICY IF EXISTS shown ON praxis.clinic_credential_type;
ALTER TABLE praxis.clinic_credential_type ENABLE ROW LEVEL SECURITY;
CREATE POLICY shown ON praxis.clinic_credential_type FOR SELECT TO praxis_app, praxis_readonly, praxis_jobs
    USING (owner_id IS NULL OR owner_id = (SELECT praxis_private.practice_id()));

CALL praxis_private.fence_clinic(
    'praxis.clinic_credential', reading => 'credentialing.credential.read', writing => 'credentialing.credential.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, clinic_id, credential_id, type_code, number, issuer)
   ON praxis.clinic_credential TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.clinic_credential TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.clinic_credential_term', reading => 'credentialing.credential.read',
    writing => 'credentialing.credential.write', unforced => true);
GRANT SELECT, INSERT (practice_id, clinic_id, term_id, credential_id, issued_on, expires_on, supersedes_id, reason)
   ON praxis.clinic_credential_term TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.clinic_credential_term TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.clinic_verification', reading => 'credentialing.credential.read',
    writing => 'credentialing.verification.write', unforced => true);
GRANT SELECT, INSERT (practice_id, clinic_id, verification_id, credential_id, term_id, method, source, query, result,
                      result_values, external_reference, source_as_of, spoken_to, file_id, note, supersedes_id, reason)
   ON praxis.clinic_verification TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.clinic_verification TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.clinic_credential_status', reading => 'credentialing.credential.read',
    writing => 'credentialing.verification.write', unforced => true);
GRANT SELECT, INSERT (practice_id, clinic_id, status_id, credential_id, status, starts_on, ends_on, source, supersedes_id,
                      reason)
   ON praxis.clinic_credential_status TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.clinic_credential_status TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.clinic_document', reading => 'credentialing.credential.read', writing => 'credentialing.credential.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, clinic_id, file_id, credential_id, term_id)
   ON praxis.clinic_document TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.clinic_document TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.clinic_requirement', reading => 'credentialing.credential.read',
    writing => 'credentialing.requirement.write', unforced => true);
GRANT SELECT, INSERT (practice_id, requirement_id, clinic_id, state, type_code, severity, service, lead_days, starts_on,
                      citation), UPDATE (ends_on)
   ON praxis.clinic_requirement TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.clinic_requirement TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.laboratory_director', reading => 'credentialing.credential.read', writing => 'credentialing.credential.write');
GRANT SELECT, INSERT (practice_id, clinic_id, director_id, name, starts_on), UPDATE (notified_on)
   ON praxis.laboratory_director TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.laboratory_director TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.residence', reading => 'credentialing.credential.read', writing => 'credentialing.credential.write',
    self => true, unforced => true);
GRANT SELECT, INSERT (practice_id, residence_id, person_id, state, starts_on, applied_on, supersedes_id, reason)
   ON praxis.residence TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.residence TO praxis_readonly;

GRANT SELECT ON praxis.clinic_credential_standing, praxis.clinic_verification_counted, praxis.clinic_credential_known,
      praxis.clinic_credential_coverage, praxis.clinic_service_asked, praxis.clinic_service_standing, praxis.service_offered
   TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION praxis_private.replacement_reason(),
    praxis_private.clinic_requirement_setup(uuid), praxis_private.practice_requirements_of_clinics(),
    praxis_private.clinic_verification_occasion(), praxis_private.clinic_verification_guard(),
    praxis_private.clinic_status_guard(), praxis_private.clinic_kind_known(),
    praxis_private.clinic_barred_by(uuid, uuid, text, datemultirange),
    praxis_private.clinic_credential_type_add(text), praxis_private.clinic_document_open(uuid),
    praxis_private.requirement_guard(), praxis_private.requirement_compact_guard(),
    praxis_private.laboratory_director_due()
FROM PUBLIC;
-- The view of what a clinic may do today asks what bars it.
GRANT EXECUTE ON FUNCTION praxis_private.clinic_barred_by(uuid, uuid, text, datemultirange)
   TO praxis_app, praxis_jobs, praxis_readonly;
GRANT EXECUTE ON FUNCTION praxis_private.clinic_credential_type_add(text), praxis_private.clinic_document_open(uuid)
   TO praxis_app, praxis_jobs;
