-- Who may see and write reminders: the system sends them, their recipients read and mark them, and who reads a person's
-- credentials reads of what they were reminded.

CALL praxis_private.fence_practice(
    'praxis.reminder_rule', reading => 'credentialing.credential.read', writing => 'credentialing.requirement.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, rule_id, kind, thresholds, repeat_days, manager_from, administrator_from,
                      director_from, starts_on, ends_on, citation), UPDATE (ends_on)
   ON praxis.reminder_rule TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.reminder_rule TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.reminder', reading => 'credentialing.credential.read', writing => 'credentialing.reminder.send',
    unforced => true);
CREATE POLICY own_read ON praxis.reminder FOR SELECT TO praxis_app, praxis_readonly, praxis_jobs
    USING (account_id = (SELECT praxis_private.account_id()));
CREATE POLICY own_update ON praxis.reminder FOR UPDATE TO praxis_app, praxis_jobs
    USING (account_id = (SELECT praxis_private.account_id()))
    WITH CHECK (account_id = (SELECT praxis_private.account_id()));
-- What is about a confidential compartment is for those who may open it; the system sends it all the same.
CALL praxis_private.close_compartments('praxis.reminder', 'compartment');
ALTER POLICY compartments ON praxis.reminder TO praxis_app, praxis_readonly;
-- What follows from a decision is for those who are told of it and for who reads files; of a report nobody reads about themselves.
-- What is about an enrollment is for who is told of it, what is about training also for who reads that.
CREATE POLICY duties ON praxis.reminder AS RESTRICTIVE FOR SELECT TO praxis_app, praxis_readonly
    USING (account_id = (SELECT praxis_private.account_id())
           OR duty = 'ending' AND enrollment_id IS NULL
           OR duty = 'training' AND practice_id = (SELECT praxis_private.practice_any('credentialing.training.read'))
           OR duty IN ('appeal', 'report')
              AND practice_id = (SELECT praxis_private.practice_any('credentialing.file.read'))
              AND (duty <> 'report' OR person_id IS DISTINCT FROM (SELECT praxis_private.person_id())));
GRANT SELECT, UPDATE (read_at) ON praxis.reminder TO praxis_app;
GRANT SELECT, INSERT (practice_id, reminder_id, person_id, credential_id, term_id, file_id, enrollment_id, course_id, policy_id,
                      approval_id, duty, account_id, audience, threshold, ends_on, told_on), UPDATE (mailed_at)
   ON praxis.reminder TO praxis_jobs;
GRANT SELECT ON praxis.reminder TO praxis_readonly;

GRANT SELECT ON praxis.credential_ending, praxis.cycle_ending, praxis.duty_ending TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION
    praxis_private.reminder_setup(uuid), praxis_private.practice_reminders(),
    praxis_private.reminder_candidates(timestamptz), praxis_private.reminder_mail(timestamptz),
    praxis_private.cycle_running(uuid, date, text), praxis_private.reminder_told(uuid, timestamptz, text)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION praxis_private.cycle_running(uuid, date, text) TO praxis_app, praxis_jobs, praxis_readonly;
GRANT EXECUTE ON FUNCTION praxis_private.reminder_candidates(timestamptz), praxis_private.reminder_mail(timestamptz) TO praxis_jobs;
