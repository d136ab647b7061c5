-- Reminders that an approval runs out, beside those of terms; and the compartment of what a reminder is about.
ALTER TABLE praxis.reminder
    ALTER COLUMN credential_id DROP NOT NULL,
    ALTER COLUMN term_id DROP NOT NULL,
    -- The file whose decision gave the approval.
    ADD COLUMN file_id uuid,
    ADD COLUMN compartment text NOT NULL DEFAULT 'credential',
    ADD CONSTRAINT reminder_subject CHECK (num_nonnulls(term_id, file_id) = 1 AND (term_id IS NULL) = (credential_id IS NULL)),
    ADD CONSTRAINT reminder_cycle_once UNIQUE (practice_id, file_id, ends_on, threshold, account_id),
    ADD CONSTRAINT reminder_file FOREIGN KEY (practice_id, person_id, file_id)
        REFERENCES praxis.credentialing_file (practice_id, person_id, file_id) ON UPDATE RESTRICT;
CREATE INDEX reminder_file ON praxis.reminder (practice_id, person_id, file_id);
UPDATE praxis.reminder r
   SET compartment = c.compartment
  FROM praxis.credential c
 WHERE c.practice_id = r.practice_id AND c.credential_id = r.credential_id AND c.compartment <> 'credential';
