-- Who may see and write enrollments with payers. Finance reads them and nothing else of a person's file.

CALL praxis_private.fence_practice(
    'praxis.payer_plan', reading => 'credentialing.enrollment.read', writing => 'credentialing.payer_plan.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, plan_id, payer, name, line, kind, delegated, backdate_days, roles, states, starts_on,
                      ends_on),
      UPDATE (payer, name, delegated, backdate_days, roles, states, starts_on, ends_on, version)
   ON praxis.payer_plan TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.payer_plan TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.enrollment', reading => 'credentialing.enrollment.read', writing => 'credentialing.enrollment.write',
    self => true, unforced => true);
GRANT SELECT, INSERT (practice_id, clinic_id, enrollment_id, person_id, plan_id, status, participating, submitted_on,
                      first_service_on, disaster, effective_on, term_on, payer_number, revalidation_due_on),
      UPDATE (status, participating, submitted_on, first_service_on, disaster, effective_on, term_on, payer_number,
              revalidation_due_on, version)
   ON praxis.enrollment TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.enrollment TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.enrollment_version', reading => 'credentialing.enrollment.read', self => true, unforced => true);
GRANT SELECT ON praxis.enrollment_version TO praxis_app, praxis_jobs, praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.enrollment_deactivation', reading => 'credentialing.enrollment.read',
    writing => 'credentialing.enrollment.write', self => true, unforced => true);
GRANT SELECT, INSERT (practice_id, clinic_id, deactivation_id, enrollment_id, person_id, deactivated_on, received_on,
                      reason, version, correction, withdrawn)
   ON praxis.enrollment_deactivation TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.enrollment_deactivation TO praxis_readonly;

GRANT SELECT ON praxis.enrollment_deactivation_known, praxis.enrollment_on, praxis.enrollment_known,
                praxis.enrollment_missing, praxis.enrollment_hold
   TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION
    praxis_private.enrollment_staff(), praxis_private.claim_holds(), praxis_private.enrollment_guard(),
    praxis_private.enrollment_history(),
    praxis_private.enrollment_deactivation_guard(), praxis_private.revalidation_rule(text),
    praxis_private.revalidation_due(text, date)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION praxis_private.enrollment_staff(), praxis_private.claim_holds(),
    praxis_private.revalidation_rule(text), praxis_private.revalidation_due(text, date)
TO praxis_app, praxis_jobs, praxis_readonly;
