-- What is recorded of a deactivation is corrected by a version that says why, and the application that ends it is a version as
-- well: none is ever changed. What was on record stays as it is; an end that was entered before is known from the day of its
-- deactivation's entry on.
ALTER TABLE praxis.enrollment_deactivation
    -- Days overlap with those of another deactivation by its guard: earlier versions do not count.
    DROP CONSTRAINT enrollment_deactivated_once,
    DROP CONSTRAINT enrollment_deactivation_pkey,
    ADD CONSTRAINT enrollment_deactivation_pkey PRIMARY KEY (practice_id, clinic_id, deactivation_id, version),
    -- Why this version takes the place of the one before.
    ADD COLUMN correction text CHECK (length(correction) BETWEEN 1 AND 2000),
    -- The payer never deactivated the enrollment: recorded by mistake.
    ADD COLUMN withdrawn boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT enrollment_deactivation_withdrawn CHECK (NOT withdrawn OR version > 1);
REVOKE UPDATE (received_on, version) ON praxis.enrollment_deactivation FROM praxis_app, praxis_jobs;
