-- Who may see and write rosters of payers. A file holds people of all clinics, so it takes a practice-wide grant.

CALL praxis_private.fence_clinic(
    'praxis.roster_profile', reading => 'credentialing.payer_roster.read', writing => 'credentialing.payer_roster.write');
GRANT SELECT, INSERT (practice_id, clinic_id, profile_id, person_id, number, facts)
   ON praxis.roster_profile TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.roster_profile TO praxis_readonly;

DO $$
DECLARE
    fenced regclass;
BEGIN
    FOREACH fenced IN ARRAY ARRAY['praxis.roster_layout', 'praxis.roster_submission', 'praxis.roster_answer',
                                  'praxis.roster_rejection']::regclass[]
    LOOP
        CALL praxis_private.fence(fenced);
        CALL praxis_private.open_to(
            fenced, 'wide', 'practice_id = (SELECT praxis_private.practice_if(''credentialing.payer_roster.read''))',
            reading => true);
        CALL praxis_private.open_to(
            fenced, 'wide', 'practice_id = (SELECT praxis_private.practice_if(''credentialing.payer_roster.write''))',
            writing => true);
    END LOOP;
END
$$;
GRANT SELECT, INSERT (practice_id, layout_id, plan_id, number, layout) ON praxis.roster_layout TO praxis_app, praxis_jobs;
GRANT SELECT, INSERT (practice_id, submission_id, plan_id, layout_id, number, kind, base_id, row_count, content, sha256)
   ON praxis.roster_submission TO praxis_app, praxis_jobs;
GRANT SELECT, INSERT (practice_id, submission_id, outcome, received_on, reference)
   ON praxis.roster_answer TO praxis_app, praxis_jobs;
GRANT SELECT, INSERT ON praxis.roster_rejection TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.roster_layout, praxis.roster_submission, praxis.roster_answer, praxis.roster_rejection
   TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.roster_line', reading => 'credentialing.payer_roster.read', writing => 'credentialing.payer_roster.write');
GRANT SELECT, INSERT ON praxis.roster_line TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.roster_line TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.roster_held', reading => 'credentialing.payer_roster.read', writing => 'credentialing.payer_roster.write');
GRANT SELECT, INSERT ON praxis.roster_held TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.roster_held TO praxis_readonly;

GRANT SELECT ON praxis.roster_accepted TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION praxis_private.roster_submission_guard(), praxis_private.roster_answer_guard(),
    praxis_private.roster_frozen(), praxis_private.roster_line_guard(),
    praxis_private.roster_standing(uuid, uuid[]), praxis_private.roster_rows(uuid, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION praxis_private.roster_standing(uuid, uuid[]), praxis_private.roster_rows(uuid, uuid[])
   TO praxis_app, praxis_jobs, praxis_readonly;
