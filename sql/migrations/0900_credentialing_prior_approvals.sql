-- Approvals from before the practice recorded its decisions here: of an earlier committee, or of an installation before this one.

CREATE TABLE praxis.prior_approval (
    practice_id     uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id       uuid         NOT NULL,
    approval_id     uuid         NOT NULL,
    clinical_role   text         NOT NULL CHECK (clinical_role <> ''),
    decided_on      date         NOT NULL CHECK (decided_on >= '2000-01-01'),
    -- What the document says; without it, and never longer than, the rule of the day of the decision.
    approved_until  date         CHECK (approved_until BETWEEN decided_on AND '2999-12-31'),
    -- Who decided, in the words of the document.
    decided_by      text         NOT NULL CHECK (length(decided_by) BETWEEN 1 AND 200),
    -- The document that shows it.
    evidence_id     uuid         NOT NULL,
    created_by      uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at      timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, approval_id),
    UNIQUE (practice_id, person_id, approval_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id, evidence_id)
        REFERENCES praxis.evidence (practice_id, person_id, evidence_id) ON UPDATE RESTRICT
);
CREATE INDEX prior_approval_person ON praxis.prior_approval (practice_id, person_id);
CREATE INDEX prior_approval_evidence ON praxis.prior_approval (practice_id, person_id, evidence_id);
COMMENT ON TABLE praxis.prior_approval IS 'gate:unforced judged by the guards of clearance';

-- What a second person says of one: that it counts, that it does not, or, as a second step, that it counts no more.
CREATE TABLE praxis.prior_approval_review (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id    uuid         NOT NULL,
    approval_id  uuid         NOT NULL,
    step         integer      NOT NULL CHECK (step IN (1, 2)),
    accepted     boolean      NOT NULL,
    note         text         CHECK (length(note) BETWEEN 1 AND 2000),
    -- When it runs out, by the rule of the day of the decision.
    due_on       date,
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT prior_approval_review_step PRIMARY KEY (practice_id, approval_id, step),
    CONSTRAINT prior_approval_review_due CHECK (accepted = (due_on IS NOT NULL)),
    CONSTRAINT prior_approval_review_why CHECK (accepted OR note IS NOT NULL),
    CONSTRAINT prior_approval_review_end CHECK (step = 1 OR NOT accepted),
    FOREIGN KEY (practice_id, person_id, approval_id)
        REFERENCES praxis.prior_approval (practice_id, person_id, approval_id) ON UPDATE RESTRICT
);
CREATE INDEX prior_approval_review_approval ON praxis.prior_approval_review (practice_id, person_id, approval_id);
COMMENT ON TABLE praxis.prior_approval_review IS 'gate:unforced judged by the guards of clearance';

-- Reminders that one runs out.
ALTER TABLE praxis.reminder
    ADD COLUMN approval_id uuid,
    DROP CONSTRAINT reminder_subject,
    ADD CONSTRAINT reminder_subject
        CHECK (num_nonnulls(term_id, file_id, enrollment_id, course_id, policy_id, approval_id) = 1
               AND (term_id IS NULL) = (credential_id IS NULL)),
    ADD CONSTRAINT reminder_approval_duty CHECK (approval_id IS NULL OR duty = 'ending'),
    ADD CONSTRAINT reminder_approval_once UNIQUE (practice_id, approval_id, ends_on, threshold, account_id),
    ADD CONSTRAINT reminder_approval FOREIGN KEY (practice_id, person_id, approval_id)
        REFERENCES praxis.prior_approval (practice_id, person_id, approval_id) ON UPDATE RESTRICT;
CREATE INDEX reminder_approval ON praxis.reminder (practice_id, person_id, approval_id);
