-- Reminders of enrollments with payers, beside those of terms and files: that one is to be revalidated, and that one ends.
ALTER TABLE praxis.enrollment
    ADD CONSTRAINT enrollment_of_person UNIQUE (practice_id, person_id, enrollment_id);
ALTER TABLE praxis.reminder
    ADD COLUMN enrollment_id uuid,
    DROP CONSTRAINT reminder_subject,
    ADD CONSTRAINT reminder_subject
        CHECK (num_nonnulls(term_id, file_id, enrollment_id) = 1 AND (term_id IS NULL) = (credential_id IS NULL)),
    DROP CONSTRAINT reminder_duty_check,
    ADD CONSTRAINT reminder_duty_check CHECK (duty IN ('ending', 'appeal', 'report', 'revalidation')),
    DROP CONSTRAINT reminder_duty,
    ADD CONSTRAINT reminder_duty CHECK (CASE duty WHEN 'ending' THEN true
                                                  WHEN 'revalidation' THEN enrollment_id IS NOT NULL
                                                  ELSE file_id IS NOT NULL END),
    ADD CONSTRAINT reminder_enrollment_once UNIQUE (practice_id, enrollment_id, duty, ends_on, threshold, account_id),
    ADD CONSTRAINT reminder_enrollment FOREIGN KEY (practice_id, person_id, enrollment_id)
        REFERENCES praxis.enrollment (practice_id, person_id, enrollment_id) ON UPDATE RESTRICT;
CREATE INDEX reminder_enrollment ON praxis.reminder (practice_id, person_id, enrollment_id);
