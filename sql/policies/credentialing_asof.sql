-- Who may ask what was known: whoever may ask what is.

CALL praxis_private.fence_practice(
    'praxis.screening_policy_past', reading => 'credentialing.screening.read', unforced => true);
GRANT SELECT ON praxis.screening_policy_past TO praxis_app, praxis_jobs, praxis_readonly;

GRANT SELECT ON praxis.credentialing_status, praxis.requirement_known, praxis.clinic_requirement_known,
      praxis.screening_import_known, praxis.credentialing_fact
   TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION
    praxis_private.end_recorded(), praxis_private.screening_policy_past(),
    praxis.clearance_asof(uuid, uuid, text, timestamptz, timestamptz, timestamptz, text[], uuid[]),
    praxis.clearance_on(date, uuid, uuid)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    praxis.clearance_asof(uuid, uuid, text, timestamptz, timestamptz, timestamptz, text[], uuid[]),
    praxis.clearance_on(date, uuid, uuid)
TO praxis_app, praxis_jobs, praxis_readonly;
