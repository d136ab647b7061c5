-- Applications that came in, and by when somebody says that each is complete or returns it: days after it came in by the calendar
-- of the practice, by the rule of that day. One that was returned has them anew.
CREATE OR REPLACE VIEW praxis.file_completeness WITH (security_invoker = true) AS
SELECT f.practice_id, f.person_id, f.file_id, c.day + (r.params ->> 'days')::integer AS due_on
  FROM praxis.credentialing_file f
 CROSS JOIN LATERAL (SELECT praxis_private.practice_day(f.practice_id, f.state_since) AS day) c
 CROSS JOIN LATERAL praxis.rule_on('house.completeness', c.day) r
 WHERE f.state = 'received';

-- The files with how far they are and what ends next. Of an open one: the day planned, the day due, the first check to grow too
-- old, the time to look through an application. Of one that is decided: by when the person is told, how long a provisional
-- approval holds, until when the person may appeal, by when it is reported, for whoever may know that it is, and when the
-- approval runs out. Whoever reads sees what row-level security shows.
CREATE OR REPLACE VIEW praxis.credentialing_queue WITH (security_invoker = true) AS
SELECT f.practice_id, f.person_id, f.file_id, f.cycle, f.clinical_role, f.state, f.planned_on, f.due_on,
       f.assigned_to, f.version, f.created_at, s.done, s.needed, s.open_flags, s.standing_flags,
       praxis_private.practice_day(f.practice_id, now()) - praxis_private.practice_day(f.practice_id, f.created_at) AS age,
       CASE WHEN f.state NOT IN ('decided', 'appeal', 'fair_hearing', 'withdrawn')
            THEN least(f.planned_on, f.due_on, s.ages_first, k.due_on)
            WHEN f.state = 'decided'
            THEN least((SELECT least(CASE WHEN n.decision_id IS NULL THEN d.notice_due_on END,
                                     CASE d.outcome WHEN 'provisional' THEN d.provisional_until END)
                          FROM praxis.file_decision d
                          LEFT JOIN praxis.file_notice n USING (practice_id, person_id, decision_id)
                         WHERE d.practice_id = f.practice_id AND d.person_id = f.person_id AND d.file_id = f.file_id
                         ORDER BY d.version DESC
                         LIMIT 1),
                       (SELECT min(e.ends_on)
                          FROM praxis.duty_ending e
                         WHERE e.practice_id = f.practice_id AND e.person_id = f.person_id AND e.file_id = f.file_id
                           AND (e.duty <> 'appeal' OR e.ends_on >= praxis_private.practice_day(f.practice_id, now()))),
                       (SELECT c.ends_on
                          FROM praxis.cycle_ending c
                         WHERE c.practice_id = f.practice_id AND c.person_id = f.person_id AND c.file_id = f.file_id))
            END AS deadline,
       s.outcome, s.clean, s.days_late, s.needs_initial, k.due_on AS complete_by
  FROM praxis.credentialing_file f
  LEFT JOIN praxis.file_completeness k USING (practice_id, person_id, file_id)
 CROSS JOIN LATERAL praxis_private.file_standing(
            f.file_id, coalesce(f.planned_on, praxis_private.practice_day(f.practice_id, now()))) s;
