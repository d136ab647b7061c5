-- Who may see and record what certificates of malpractice insurance say.

CALL praxis_private.fence_person(
    'praxis.malpractice_cover', reading => 'credentialing.credential.read', writing => 'credentialing.credential.write',
    self => true, unforced => true);
GRANT SELECT, INSERT (practice_id, cover_id, person_id, credential_id, term_id, step, policy, retroactive_on, each_minor,
                      aggregate_minor, named_insured, clinic_ids, fund_state, fund_reference)
   ON praxis.malpractice_cover TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.malpractice_cover TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.malpractice_tail', reading => 'credentialing.credential.read', writing => 'credentialing.credential.write',
    self => true);
GRANT SELECT, INSERT (practice_id, tail_id, person_id, kind, starts_on, through_on, insurer, reference, file_id,
                      supersedes_id, withdrawn)
   ON praxis.malpractice_tail TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.malpractice_tail TO praxis_readonly;

GRANT SELECT ON praxis.malpractice_known, praxis.malpractice_uncovered TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION
    praxis_private.malpractice_verdict(bigint, bigint, boolean, bigint, bigint, bigint, bigint),
    praxis_private.malpractice_minimums(uuid, text), praxis_private.malpractice_short(uuid, praxis.clinic, text[], uuid[]),
    praxis_private.malpractice_cover_guard(), praxis_private.malpractice_cover_carried(),
    praxis_private.malpractice_tail_guard()
FROM PUBLIC;
