-- Mails of reminders.

-- What is still to be mailed at an instant, the nearest threshold of each term for each recipient with all that it stands for,
-- people's and then clinics'; nothing that was renewed meanwhile.
DROP FUNCTION IF EXISTS praxis_private.reminder_mail();
CREATE OR REPLACE FUNCTION praxis_private.reminder_mail(asked_at timestamptz)
RETURNS TABLE (
    reminders uuid[], account_id uuid, email text, holder text, is_own boolean, duty text, title text, ends_on date, told_on date,
    renewal_claimed boolean
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_if('credentialing.reminder.send');
    day      constant date := praxis_private.practice_day(practice, asked_at);
BEGIN
    RETURN QUERY
    SELECT n.reminders, n.account_id, a.email,
           CASE WHEN n.duty IN ('appeal', 'report') THEN '' ELSE p.given_name || ' ' || p.family_name END, n.audience = 'holder', n.duty,
           e.title, n.ends_on, n.told_on, e.renewal_claimed
      FROM (SELECT r.account_id, r.person_id, r.credential_id, r.term_id, r.file_id, r.enrollment_id, r.course_id, r.policy_id,
                   r.approval_id, r.duty, r.ends_on,
                   array_agg(r.reminder_id) AS reminders, (array_agg(r.audience ORDER BY r.threshold))[1] AS audience,
                   (array_agg(r.told_on ORDER BY r.threshold))[1] AS told_on
              FROM praxis.reminder r
             WHERE r.practice_id = practice AND r.mailed_at IS NULL
             GROUP BY r.account_id, r.person_id, r.credential_id, r.term_id, r.file_id, r.enrollment_id, r.course_id, r.policy_id,
                      r.approval_id, r.duty, r.ends_on) n
     CROSS JOIN LATERAL (
           SELECT concat_ws(' ', t.name, e.state) AS title, e.renewal_claimed
             FROM praxis.credential_ending e
             JOIN praxis.credential_type t USING (type_code)
            WHERE e.practice_id = practice AND e.credential_id = n.credential_id AND e.term_id = n.term_id AND e.days @> day
            UNION ALL
           SELECT 'Credentialing approval', c.renewal_claimed
             FROM praxis.cycle_ending c
            WHERE c.practice_id = practice AND coalesce(c.file_id, c.approval_id) = coalesce(n.file_id, n.approval_id)
              AND c.ends_on = n.ends_on AND n.duty = 'ending'
            UNION ALL
           -- A mail says of what is confidential that there is something, neither what nor about whom; to the person what it is.
           SELECT CASE WHEN n.audience = 'holder' THEN 'time to appeal' WHEN d.duty = 'appeal' THEN 'A time limit in a confidential file'
                       ELSE 'A duty in a confidential file' END, false
             FROM praxis.duty_ending d
            WHERE d.practice_id = practice AND d.file_id = n.file_id AND d.ends_on = n.ends_on AND d.duty = n.duty
            UNION ALL
           SELECT CASE x.duty WHEN 'ending' THEN 'Enrollment with ' ELSE 'Revalidation with ' END
                      || y.payer || ': ' || y.name || ' at ' || c.name, x.renewal_claimed
             FROM praxis.enrollment_ending x
             JOIN praxis.payer_plan y USING (practice_id, plan_id)
             JOIN praxis.clinic c USING (practice_id, clinic_id)
            WHERE x.practice_id = practice AND x.person_id = n.person_id AND x.enrollment_id = n.enrollment_id
              AND x.ends_on = n.ends_on AND x.duty = n.duty AND x.days @> day
            UNION ALL
           -- Whether it still waits, whoever sends the mail asks with rights of its own.
           SELECT CASE n.audience WHEN 'holder' THEN 'training ' ELSE 'Training ' END || k.name, false
             FROM praxis.training_course k
            WHERE k.practice_id = practice AND k.course_id = n.course_id
            UNION ALL
           SELECT CASE n.audience WHEN 'holder' THEN 'acknowledgement of ' ELSE 'Acknowledgement of ' END || k.name, false
             FROM praxis.policy k
            WHERE k.practice_id = practice AND k.policy_id = n.policy_id) e
      JOIN praxis.person p ON p.practice_id = practice AND p.person_id = n.person_id
      JOIN praxis.account a ON a.practice_id = practice AND a.account_id = n.account_id
     WHERE a.status = 'active'
     ORDER BY n.account_id, n.ends_on, p.family_name, p.given_name, n.term_id, n.file_id,
              n.enrollment_id, n.course_id, n.policy_id, n.approval_id, n.duty;
    RETURN QUERY
    SELECT n.reminders, n.account_id, a.email, c.name, false, 'ending', t.name, e.ends_on, n.told_on, e.renewal_claimed
      FROM (SELECT r.practice_id, r.account_id, r.clinic_id, r.credential_id, r.term_id, array_agg(r.reminder_id) AS reminders,
                   (array_agg(r.told_on ORDER BY r.threshold))[1] AS told_on
              FROM praxis.clinic_reminder r
             WHERE r.practice_id = practice AND r.mailed_at IS NULL
             GROUP BY r.practice_id, r.account_id, r.clinic_id, r.credential_id, r.term_id) n
      JOIN praxis.clinic_credential_ending e USING (practice_id, clinic_id, credential_id, term_id)
      JOIN praxis.clinic_credential_type t USING (type_code)
      JOIN praxis.clinic c USING (practice_id, clinic_id)
      JOIN praxis.account a USING (practice_id, account_id)
     WHERE a.status = 'active' AND e.days @> (asked_at AT TIME ZONE c.zone)::date
     ORDER BY n.account_id, e.ends_on, c.name, t.position;
END
$$;
