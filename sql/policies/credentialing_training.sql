-- Who may see and add what in training and policies. Everybody who works at the practice fulfills the own duties with a
-- permission that says nothing about anybody else.

GRANT SELECT ON praxis.training_retention TO praxis_app, praxis_jobs, praxis_readonly;

-- What is asked of people may be read by whoever is asked.
CREATE OR REPLACE PROCEDURE praxis_private.open_to_asked(fenced regclass)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    CALL praxis_private.open_to(
        fenced, 'asked', 'practice_id = (SELECT praxis_private.practice_any(''practice.duty.fulfill''))',
        reading => true);
END
$$;

CALL praxis_private.fence_practice(
    'praxis.training_document', reading => 'credentialing.training.read', writing => 'credentialing.training.write',
    unforced => true);
-- A document is read with what refers to it.
CALL praxis_private.open_to(
    'praxis.training_document', 'asked',
    'practice_id = (SELECT praxis_private.practice_any(''practice.duty.fulfill''))
     AND document_id = ANY ((SELECT praxis_private.asked_documents())::uuid[])',
    reading => true);
CALL praxis_private.open_to(
    'praxis.training_document', 'policy', 'practice_id = (SELECT praxis_private.practice_if(''credentialing.policy.write''))',
    writing => true);
GRANT SELECT, INSERT (practice_id, document_id, name, media_type, content) ON praxis.training_document
   TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.training_document TO praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.training_course', reading => 'credentialing.training.read', writing => 'credentialing.training.write',
    unforced => true);
CALL praxis_private.open_to_asked('praxis.training_course');
GRANT SELECT, INSERT (practice_id, course_id, code, name, retention_code), UPDATE (name, retention_code, ends_on, version)
   ON praxis.training_course TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.training_course TO praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.training_version', reading => 'credentialing.training.read', writing => 'credentialing.training.write',
    unforced => true);
CALL praxis_private.open_to_asked('praxis.training_version');
GRANT SELECT, INSERT (practice_id, course_id, number, summary, link, document_id, minutes, passing_score, every,
                      every_unit, anchor, warn_days, retake_days, citation, effective_from)
   ON praxis.training_version TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.training_version TO praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.policy', reading => 'credentialing.training.read', writing => 'credentialing.policy.write', unforced => true);
CALL praxis_private.open_to_asked('praxis.policy');
GRANT SELECT, INSERT (practice_id, policy_id, code, name, retention_code), UPDATE (name, ends_on, version)
   ON praxis.policy TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.policy TO praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.policy_version', reading => 'credentialing.training.read', writing => 'credentialing.policy.write',
    unforced => true);
-- A draft is its authors'; people are asked for what is scheduled.
CALL praxis_private.open_to(
    'praxis.policy_version', 'asked',
    'practice_id = (SELECT praxis_private.practice_any(''practice.duty.fulfill''))
     AND policy_id || '' '' || number = ANY ((SELECT praxis_private.asked_versions())::text[])',
    reading => true);
GRANT SELECT, INSERT (practice_id, policy_id, number, title, body, document_id, change_kind, change_reason, due_days),
      UPDATE (title, body, document_id, change_kind, change_reason, due_days)
   ON praxis.policy_version TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.policy_version TO praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.policy_approval', reading => 'credentialing.training.read', writing => 'credentialing.policy.approve',
    unforced => true);
CALL praxis_private.open_to_asked('praxis.policy_approval');
GRANT SELECT, INSERT (practice_id, policy_id, number, seen) ON praxis.policy_approval TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.policy_approval TO praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.policy_schedule', reading => 'credentialing.training.read', writing => 'credentialing.policy.write',
    unforced => true);
CALL praxis_private.open_to_asked('praxis.policy_schedule');
GRANT SELECT, INSERT (practice_id, policy_id, number, effective_from) ON praxis.policy_schedule
   TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.policy_schedule TO praxis_readonly;

-- Nobody names the person who acknowledges: it is the caller's own.
CALL praxis_private.fence_person('praxis.policy_acknowledgement', reading => 'credentialing.training.read');
CALL praxis_private.open_to(
    'praxis.policy_acknowledgement', 'self', 'person_id = (SELECT praxis_private.self_if(''practice.duty.fulfill''))',
    reading => true, writing => true);
GRANT SELECT, INSERT (practice_id, policy_id, number, sha256) ON praxis.policy_acknowledgement
   TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.policy_acknowledgement TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.exposed_job', reading => 'credentialing.training.read', writing => 'credentialing.training.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, clinic_id, determination_id, exposure, position, starts_on, ends_on),
      UPDATE (ends_on)
   ON praxis.exposed_job TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.exposed_job TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.training_rule', reading => 'credentialing.training.read', writing => 'credentialing.training.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, clinic_id, rule_id, course_id, policy_id, position, clinical_role, exposure, due_days,
                      starts_on, ends_on, citation), UPDATE (ends_on)
   ON praxis.training_rule TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.training_rule TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.training_gate', reading => 'credentialing.training.read', writing => 'credentialing.requirement.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, clinic_id, gate_id, course_id, clinical_role, severity, starts_on, ends_on, citation),
      UPDATE (ends_on)
   ON praxis.training_gate TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.training_gate TO praxis_readonly;

CALL praxis_private.fence_person('praxis.training_claim', reading => 'credentialing.training.read');
CALL praxis_private.open_to(
    'praxis.training_claim', 'self', 'person_id = (SELECT praxis_private.self_if(''practice.duty.fulfill''))',
    reading => true, writing => true);
GRANT SELECT, INSERT (practice_id, claim_id, course_id, completed_on, trainer, name, media_type, content)
   ON praxis.training_claim TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.training_claim TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.training_evidence', reading => 'credentialing.training.read', writing => 'credentialing.training.record');
CALL praxis_private.open_to(
    'praxis.training_evidence', 'self', 'person_id = (SELECT praxis_private.self_if(''practice.duty.fulfill''))',
    reading => true);
GRANT SELECT, INSERT (practice_id, person_id, evidence_id, name, media_type, content) ON praxis.training_evidence
   TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.training_evidence TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.training_completion', reading => 'credentialing.training.read', writing => 'credentialing.training.record',
    unforced => true);
CALL praxis_private.open_to(
    'praxis.training_completion', 'self', 'person_id = (SELECT praxis_private.self_if(''practice.duty.fulfill''))',
    reading => true);
GRANT SELECT, INSERT (practice_id, person_id, completion_id, course_id, number, completed_on, result, score, minutes,
                      trainer, qualification, job_title, evidence_id, claim_id, valid_through, supersedes_id, reason)
   ON praxis.training_completion TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.training_completion TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.training_claim_decision', reading => 'credentialing.training.read',
    writing => 'credentialing.training.record');
CALL praxis_private.open_to(
    'praxis.training_claim_decision', 'self', 'person_id = (SELECT praxis_private.self_if(''practice.duty.fulfill''))',
    reading => true);
GRANT SELECT, INSERT (practice_id, person_id, claim_id, decision, completion_id, reason)
   ON praxis.training_claim_decision TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.training_claim_decision TO praxis_readonly;

GRANT SELECT ON praxis.training_record, praxis.training_coverage, praxis.training_gating, praxis.policy_life
   TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON PROCEDURE praxis_private.open_to_asked(regclass) FROM PUBLIC;
REVOKE ALL ON FUNCTION
    praxis_private.duty_spans(uuid[]), praxis_private.practice_days(uuid), praxis_private.training_version_guard(),
    praxis_private.training_completion_guard(), praxis_private.training_claim_guard(),
    praxis_private.training_decision_guard(), praxis_private.policy_version_guard(),
    praxis_private.policy_canonical(praxis.policy_version), praxis_private.policy_approval_guard(),
    praxis_private.policy_schedule_guard(), praxis_private.policy_acknowledgement_guard(),
    praxis_private.asked_versions(), praxis_private.asked_documents()
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    praxis_private.duty_spans(uuid[]), praxis_private.asked_versions(), praxis_private.asked_documents()
TO praxis_app, praxis_jobs, praxis_readonly;
