-- Who may see and write notices of conflicts: the system tells them, whoever sees the clinic's roster sees of what was told.

CALL praxis_private.fence_clinic(
    'praxis.conflict_notice', reading => 'rostering.shift.read', writing => 'rostering.conflict.tell');
-- praxis_private.settle_conflicts ends what a caller may not see, and praxis_private.conflict_mail adds the addresses.
CREATE POLICY definer_read ON praxis.conflict_notice FOR SELECT TO praxis_owner
    USING (practice_id = (SELECT praxis_private.practice_id()));
CREATE POLICY definer_update ON praxis.conflict_notice FOR UPDATE TO praxis_owner
    USING (practice_id = (SELECT praxis_private.practice_id()))
    WITH CHECK (practice_id = (SELECT praxis_private.practice_id()));
COMMENT ON POLICY definer_read ON praxis.conflict_notice IS 'gate:practice-wide a rule changes for all clinics at once';
COMMENT ON POLICY definer_update ON praxis.conflict_notice IS 'gate:practice-wide a rule changes for all clinics at once';
GRANT SELECT ON praxis.conflict_notice TO praxis_app, praxis_readonly;
GRANT SELECT, INSERT (practice_id, clinic_id, notice_id, assignment_id, version, matter, account_id),
      UPDATE (mail_job_id, mail_claimed_at, mailed_at, settled_at)
   ON praxis.conflict_notice TO praxis_jobs;

REVOKE ALL ON FUNCTION
    praxis_private.roster_keepers(), praxis_private.conflicts_to_tell(), praxis_private.conflict_mail(uuid),
    praxis_private.conflict_schedule(uuid), praxis_private.practice_conflicts(),
    praxis_private.conflicting(uuid, uuid, uuid, uuid[]), praxis_private.settle_conflicts(uuid, uuid, uuid),
    praxis_private.clinic_settles(), praxis_private.practice_settles()
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    praxis_private.roster_keepers(), praxis_private.conflicts_to_tell(), praxis_private.conflict_mail(uuid)
TO praxis_jobs;
