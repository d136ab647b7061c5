-- Who may see and add what in credentialing. Nothing here is changed or deleted, but the state of a provider import.

-- Definers look people up within the caller's practice (praxis_private.npi_holders, praxis_private.clearance_judged).
CREATE POLICY definer_read ON praxis.person FOR SELECT TO praxis_owner
    USING (practice_id = (SELECT praxis_private.practice_id()));
CREATE POLICY definer_read ON praxis.person_name FOR SELECT TO praxis_owner
    USING (practice_id = (SELECT praxis_private.practice_id()));

GRANT SELECT ON praxis.credential_type, praxis.compact_member, praxis.requirement_template
   TO praxis_app, praxis_jobs, praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.credential', reading => 'credentialing.credential.read', writing => 'credentialing.credential.write',
    self => true, unforced => true);
GRANT SELECT, INSERT (practice_id, credential_id, person_id, type_code, state, number, number_normalized, issuer,
                      multistate, source)
   ON praxis.credential TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.credential TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.credential_term', reading => 'credentialing.credential.read', writing => 'credentialing.credential.write',
    self => true, unforced => true);
GRANT SELECT, INSERT (practice_id, term_id, person_id, credential_id, issued_on, expires_on, supersedes_id, reason)
   ON praxis.credential_term TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.credential_term TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.credential_status', reading => 'credentialing.credential.read',
    writing => 'credentialing.verification.write', self => true, unforced => true);
GRANT SELECT, INSERT (practice_id, status_id, person_id, credential_id, status, starts_on, ends_on, source, supersedes_id,
                      reason)
   ON praxis.credential_status TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.credential_status TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.verification', reading => 'credentialing.credential.read', writing => 'credentialing.verification.write',
    self => true, unforced => true);
GRANT SELECT, INSERT (practice_id, verification_id, person_id, credential_id, term_id, method, source, result,
                      external_reference, source_as_of, note, verified_at, file_id, supersedes_id)
   ON praxis.verification TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.verification TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.requirement', reading => 'credentialing.credential.read', writing => 'credentialing.requirement.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, requirement_id, clinical_role, clinic_id, state, type_code, severity, jurisdiction,
                      compact, service, lead_days, starts_on, ends_on, citation, plan_id), UPDATE (ends_on)
   ON praxis.requirement TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.requirement TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.provider_import', reading => 'credentialing.provider.import', writing => 'credentialing.provider.import');
GRANT SELECT, INSERT (practice_id, clinic_id, import_id, file_name, sha256, encoding, starts_on, row_count),
      UPDATE (state, version, confirmed_by, confirmed_at)
   ON praxis.provider_import TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.provider_import TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.provider_import_row', reading => 'credentialing.provider.import', writing => 'credentialing.provider.import');
GRANT SELECT, INSERT ON praxis.provider_import_row TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.provider_import_row TO praxis_readonly;

GRANT SELECT ON praxis.credentialing_term, praxis.credentialing_printed, praxis.credentialing_numbered,
                praxis.credentialing_number, praxis.credentialing_term_number, praxis.credentialing_coverage,
                praxis.credentialing_board
   TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION
    praxis_private.credentialing_setup(uuid), praxis_private.practice_requirements(),
    praxis_private.account_name(uuid), praxis_private.npi_holders(text[], text[], text[]), praxis_private.gravity(text),
    praxis_private.filed_days(uuid, uuid, uuid, daterange),
    praxis_private.filed_until(praxis.credential_status, praxis.credential_status),
    praxis_private.confirmed_by_another(uuid, uuid, date),
    praxis_private.credential_guard(), praxis_private.credential_status_guard(), praxis_private.verification_guard(),
    praxis_private.is_accepted(uuid, uuid), praxis_private.review_of(uuid, uuid), praxis_private.waiting_checks(),
    praxis_private.standing_days(uuid, uuid[], text[]), praxis_private.standing_reasons(uuid, uuid[], text[]),
    praxis_private.verification_occasion(),
    praxis_private.billing_reasons(uuid, praxis.clinic, uuid[], text[], daterange[], text[], uuid[]),
    praxis_private.days_json(datemultirange), praxis_private.compact_days(text, text, text),
    praxis_private.clearance_judged(uuid, uuid, uuid[], text[], timestamptz[], timestamptz[], text[], uuid[]),
    praxis_private.clearance_batch(uuid, uuid[], text[], timestamptz[], timestamptz[], text[], uuid[]),
    praxis.clearance_batch(uuid, uuid[], text[], timestamptz[], timestamptz[], text[], uuid[]),
    praxis.clearance(uuid, uuid, text, timestamptz, timestamptz, text[], uuid[])
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    praxis_private.account_name(uuid), praxis_private.is_accepted(uuid, uuid), praxis_private.gravity(text),
    praxis_private.filed_days(uuid, uuid, uuid, daterange),
    praxis_private.review_of(uuid, uuid), praxis_private.waiting_checks(),
    praxis_private.npi_holders(text[], text[], text[]),
    praxis_private.clearance_batch(uuid, uuid[], text[], timestamptz[], timestamptz[], text[], uuid[]),
    praxis.clearance_batch(uuid, uuid[], text[], timestamptz[], timestamptz[], text[], uuid[]),
    praxis.clearance(uuid, uuid, text, timestamptz, timestamptz, text[], uuid[])
TO praxis_app, praxis_jobs, praxis_readonly;
