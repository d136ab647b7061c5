-- What was told of shifts to come whose people lost their clearance: to whom, when, and until when it stood.

CREATE TABLE praxis.conflict_notice (
    practice_id      uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id        uuid        NOT NULL,
    notice_id        uuid        NOT NULL,
    -- The assignment as it was then: a later version of it was cleared when it was made.
    assignment_id    uuid        NOT NULL,
    version          integer     NOT NULL,
    -- Somebody is on the shift who may no longer work it, or was taken off it and left a place.
    matter           text        NOT NULL CHECK (matter IN ('held', 'vacated')),
    -- Who is told.
    account_id       uuid        NOT NULL,
    created_at       timestamptz NOT NULL DEFAULT now(),
    -- The round that mails it has it for itself for a while.
    mail_job_id      uuid,
    mail_claimed_at  timestamptz,
    mailed_at        timestamptz,
    -- When it was over. What conflicts again later is told again.
    settled_at       timestamptz,
    PRIMARY KEY (practice_id, clinic_id, notice_id),
    FOREIGN KEY (practice_id, clinic_id, assignment_id, version)
        REFERENCES praxis.assignment_change (practice_id, clinic_id, assignment_id, version) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, account_id) REFERENCES praxis.account ON UPDATE RESTRICT,
    CHECK (num_nulls(mail_job_id, mail_claimed_at) IN (0, 2)),
    CHECK (mailed_at IS NULL OR mail_job_id IS NOT NULL)
);
CREATE UNIQUE INDEX conflict_notice_once
    ON praxis.conflict_notice (practice_id, assignment_id, version, account_id) WHERE settled_at IS NULL;
CREATE INDEX conflict_notice_assignment ON praxis.conflict_notice (practice_id, clinic_id, assignment_id, version);
CREATE INDEX conflict_notice_recipient ON praxis.conflict_notice (practice_id, account_id, created_at DESC);
