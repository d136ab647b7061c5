-- Who may ask for an exception, who may grant it, and who sees what was found of shifts that were worked.

CALL praxis_private.fence_clinic(
    'praxis.clearance_override', reading => 'credentialing.credential.read', writing => 'credentialing.override.request',
    self => true, unforced => true);
GRANT SELECT, INSERT (practice_id, clinic_id, override_id, person_id, clinical_role, requirement, shift_id, span, services,
                      reason)
   ON praxis.clearance_override TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.clearance_override TO praxis_readonly;
-- That an exception was asked for tells that the document is missing.
CREATE POLICY confidential ON praxis.clearance_override AS RESTRICTIVE FOR SELECT TO praxis_app, praxis_readonly
    USING (requirement <> ALL ((SELECT praxis_private.closed_types())::text[]));

-- Those who withdraw and those who decide write the same rows; the guard tells them apart.
CALL praxis_private.fence_clinic(
    'praxis.clearance_override_decision', reading => 'credentialing.credential.read',
    writing => 'credentialing.override.request', self => true, unforced => true);
CALL praxis_private.open_to(
    'praxis.clearance_override_decision', 'approve',
    'clinic_id = ANY ((SELECT praxis_private.clinics(''credentialing.override.approve''))::uuid[])', writing => true);
-- What became of a request is as confidential as the request.
CREATE POLICY confidential ON praxis.clearance_override_decision AS RESTRICTIVE FOR SELECT TO praxis_app, praxis_readonly
    USING (override_id <> ALL ((SELECT praxis_private.closed_overrides())::uuid[]));
GRANT SELECT, INSERT (practice_id, clinic_id, override_id, person_id, step, decision, note)
   ON praxis.clearance_override_decision TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.clearance_override_decision TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.clearance_finding', reading => 'credentialing.credential.read', self => true, unforced => true);
GRANT SELECT ON praxis.clearance_finding TO praxis_app, praxis_jobs, praxis_readonly;

GRANT SELECT ON praxis.clearance_override_standing, praxis.clearance_override_approved
   TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION
    praxis_private.overridable(text, text), praxis_private.override_check(praxis.clearance_override),
    praxis_private.override_guard(), praxis_private.override_decision_guard(),
    praxis_private.note_findings(uuid, uuid, uuid, daterange, text[]), praxis_private.override_of_shift(), praxis_private.rule_spans(uuid, text),
    praxis_private.moved_days(uuid, uuid[]),
    praxis_private.failure(datemultirange, uuid, datemultirange, datemultirange, datemultirange, text),
    praxis_private.closed_overrides()
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION praxis_private.closed_overrides() TO praxis_app, praxis_jobs, praxis_readonly;
