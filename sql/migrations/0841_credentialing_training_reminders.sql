-- Reminders of what people have to have done by a day: a course that is asked of them, and a policy to acknowledge.
ALTER TABLE praxis.reminder
    ADD COLUMN course_id uuid,
    ADD COLUMN policy_id uuid,
    DROP CONSTRAINT reminder_subject,
    ADD CONSTRAINT reminder_subject
        CHECK (num_nonnulls(term_id, file_id, enrollment_id, course_id, policy_id) = 1
               AND (term_id IS NULL) = (credential_id IS NULL)),
    DROP CONSTRAINT reminder_duty_check,
    ADD CONSTRAINT reminder_duty_check CHECK (duty IN ('ending', 'appeal', 'report', 'revalidation', 'training')),
    DROP CONSTRAINT reminder_duty,
    ADD CONSTRAINT reminder_duty CHECK (CASE duty WHEN 'ending' THEN course_id IS NULL AND policy_id IS NULL
                                                  WHEN 'revalidation' THEN enrollment_id IS NOT NULL
                                                  WHEN 'training' THEN num_nonnulls(course_id, policy_id) = 1
                                                  ELSE file_id IS NOT NULL END),
    ADD CONSTRAINT reminder_course_once UNIQUE (practice_id, course_id, person_id, ends_on, threshold, account_id),
    ADD CONSTRAINT reminder_policy_once UNIQUE (practice_id, policy_id, person_id, ends_on, threshold, account_id),
    ADD CONSTRAINT reminder_course FOREIGN KEY (practice_id, course_id) REFERENCES praxis.training_course ON UPDATE RESTRICT,
    ADD CONSTRAINT reminder_policy FOREIGN KEY (practice_id, policy_id) REFERENCES praxis.policy ON UPDATE RESTRICT;
