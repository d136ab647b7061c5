-- Reminders of training and policies: who may have to be told at an instant that somebody has to have done something by a day.
-- By which day is for Swift to say, which knows the recurrence of courses.

-- Everybody who could be told of what is due of people: `duties` names a person, a course or a policy, and the day. Who cares for
-- files is not told of it. For the system's own account alone.
CREATE OR REPLACE FUNCTION praxis_private.training_reminder_candidates(asked_at timestamptz, duties jsonb)
RETURNS TABLE (
    person_id uuid, course_id uuid, policy_id uuid, ends_on date, account_id uuid, audience text, today date,
    thresholds bigint[], repeat_days bigint, manager_from bigint, administrator_from bigint, director_from bigint
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    practice constant uuid := praxis_private.practice_if('credentialing.reminder.send');
BEGIN
    RETURN QUERY
    SELECT d.person, d.course, d.policy, d.due, o.account_id, o.audience, o.today, r.thresholds::bigint[],
           r.repeat_days::bigint, r.manager_from::bigint, r.administrator_from::bigint, r.director_from::bigint
      FROM jsonb_to_recordset(duties) AS d (person uuid, course uuid, policy uuid, due date)
      JOIN praxis_private.reminder_told(practice, asked_at, 'credentialing.training.read') o ON o.person_id = d.person
     CROSS JOIN LATERAL (
           SELECT r.thresholds, r.repeat_days, r.manager_from, r.administrator_from, r.director_from
             FROM praxis.reminder_rule r
            WHERE r.practice_id = practice
              AND r.kind IN ('training_due', 'any')
              AND daterange(r.starts_on, r.ends_on) @> o.today
            ORDER BY r.kind = 'any'
            LIMIT 1) r
     WHERE d.due - o.today <= (SELECT max(x) FROM unnest(r.thresholds) x)
     ORDER BY o.account_id, d.due, d.person, d.course, d.policy;
END
$$;

-- Whether what a reminder was about is still to be done on a day: a rule still asks it of the person, and nothing that was
-- completed counts beyond the day by which it was due, nor was it acknowledged since; and whether a certificate waits for a
-- review. With the rights of who asks.
CREATE OR REPLACE FUNCTION praxis_private.training_running(reminder uuid, day date) RETURNS TABLE (renewal_claimed boolean)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT EXISTS (SELECT
                     FROM praxis.training_claim l
                    WHERE l.practice_id = r.practice_id AND l.person_id = r.person_id AND l.course_id = r.course_id
                      AND NOT EXISTS (SELECT
                                        FROM praxis.training_claim_decision d
                                       WHERE d.practice_id = l.practice_id AND d.claim_id = l.claim_id))
      FROM praxis.reminder r
     WHERE r.practice_id = praxis_private.practice_id()
       AND r.reminder_id = reminder
       AND r.duty = 'training'
       AND EXISTS (SELECT
                     FROM praxis_private.duty_spans(ARRAY[r.person_id]) s
                    WHERE (s.course_id = r.course_id OR s.policy_id = r.policy_id)
                      AND daterange(s.starts_on, s.ends_on) @> day)
       AND NOT EXISTS (SELECT
                         FROM praxis.training_coverage v
                        WHERE v.practice_id = r.practice_id AND v.person_id = r.person_id AND v.course_id = r.course_id
                          AND v.covered && daterange(r.ends_on + 1, NULL))
       AND NOT EXISTS (SELECT
                         FROM praxis.policy_acknowledgement w
                        WHERE w.practice_id = r.practice_id AND w.person_id = r.person_id AND w.policy_id = r.policy_id
                          AND w.acknowledged_at > r.created_at);
END
$$;
