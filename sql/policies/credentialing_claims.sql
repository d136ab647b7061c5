-- Who may see what holders handed in, and take it back. Claims are made by praxis_private.renewal_claim alone.

CALL praxis_private.fence_person(
    'praxis.credential_claim', reading => 'credentialing.credential.read', self => true, unforced => true);
GRANT SELECT ON praxis.credential_claim TO praxis_app, praxis_jobs, praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.credential_withdrawal', reading => 'credentialing.credential.read', self => true, unforced => true);
CREATE POLICY self_insert ON praxis.credential_withdrawal FOR INSERT TO praxis_app, praxis_jobs
    WITH CHECK (person_id = (SELECT praxis_private.self_if('practice.duty.fulfill')));
GRANT SELECT, INSERT (practice_id, term_id) ON praxis.credential_withdrawal TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.credential_withdrawal TO praxis_readonly;

GRANT SELECT ON praxis.credentialing_claim TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION
    praxis_private.term_answered(uuid, uuid), praxis_private.document_type(bytea),
    praxis_private.renewal_claim(uuid, uuid, date, date, text, uuid, text, bytea), praxis_private.claim_withdrawn(),
    praxis_private.claim_verified()
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION praxis_private.renewal_claim(uuid, uuid, date, date, text, uuid, text, bytea) TO praxis_app;
