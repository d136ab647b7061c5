-- Who may see and write reminders of clinics' certificates: the system sends them, who reads what the clinic holds reads of what
-- it was reminded, and recipients mark their own.

CALL praxis_private.fence_clinic(
    'praxis.clinic_reminder', reading => 'credentialing.credential.read', writing => 'credentialing.reminder.send',
    unforced => true);
CREATE POLICY own_update ON praxis.clinic_reminder FOR UPDATE TO praxis_app, praxis_jobs
    USING (account_id = (SELECT praxis_private.account_id()))
    WITH CHECK (account_id = (SELECT praxis_private.account_id()));
GRANT SELECT, UPDATE (read_at) ON praxis.clinic_reminder TO praxis_app;
GRANT SELECT, INSERT (practice_id, clinic_id, reminder_id, credential_id, term_id, account_id, audience, threshold, ends_on,
                      told_on), UPDATE (mailed_at)
   ON praxis.clinic_reminder TO praxis_jobs;
GRANT SELECT ON praxis.clinic_reminder TO praxis_readonly;

GRANT SELECT ON praxis.clinic_credential_ending TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION
    praxis_private.reminder_keepers(uuid, timestamptz, text), praxis_private.clinic_reminder_candidates(timestamptz)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION praxis_private.clinic_reminder_candidates(timestamptz) TO praxis_jobs;
