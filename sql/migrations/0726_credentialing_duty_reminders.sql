-- Reminders of what follows from adverse decisions, beside those of what ends: that a person may still appeal, and that a report to
-- the data bank is due. Who prepares files is told of them.
ALTER TABLE praxis.reminder
    ADD COLUMN duty text NOT NULL DEFAULT 'ending' CHECK (duty IN ('ending', 'appeal', 'report')),
    ADD CONSTRAINT reminder_duty CHECK (duty = 'ending' OR file_id IS NOT NULL),
    ADD CONSTRAINT reminder_report CHECK (duty <> 'report' OR compartment = 'peer_review'),
    DROP CONSTRAINT reminder_cycle_once,
    ADD CONSTRAINT reminder_cycle_once UNIQUE (practice_id, file_id, duty, ends_on, threshold, account_id),
    DROP CONSTRAINT reminder_audience_check,
    ADD CONSTRAINT reminder_audience_check CHECK (audience IN (
        'holder', 'clinic_manager', 'practice_administrator', 'medical_director', 'credentialing_specialist'));
