-- Who learns of the time to appeal: whoever reads the decision. Of the duty to report: whoever opens what peers and the data
-- bank say, and never of the own.

CALL praxis_private.fence_person(
    'praxis.npdb_disposition', reading => 'credentialing.peer.open', writing => 'credentialing.peer.open',
    unforced => true);
CREATE POLICY not_own ON praxis.npdb_disposition AS RESTRICTIVE TO praxis_app, praxis_readonly, praxis_jobs
    USING (person_id IS DISTINCT FROM (SELECT praxis_private.person_id()))
    WITH CHECK (person_id IS DISTINCT FROM (SELECT praxis_private.person_id()));
GRANT SELECT, INSERT (practice_id, disposition_id, person_id, decision_id, ending_id, suspension_id, step, outcome, reported_on,
                      reference, reason)
   ON praxis.npdb_disposition TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.npdb_disposition TO praxis_readonly;

GRANT SELECT ON praxis.file_appeal, praxis.npdb_duty TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION praxis_private.appeal_is_late(uuid, uuid), praxis_private.npdb_disposition_guard() FROM PUBLIC;
