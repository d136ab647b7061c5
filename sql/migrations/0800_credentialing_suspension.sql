-- A practice may suspend what it granted, at once, whatever boards and issuers say; and lift that again. A suspension that was
-- summary is reported to the data bank when it lasts.

CREATE TABLE praxis.credentialing_suspension (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id      uuid         NOT NULL,
    suspension_id  uuid         NOT NULL,
    -- Ordered by whoever decides files, or what the practice's own rules say of a lapse.
    kind           text         NOT NULL CHECK (kind IN ('summary', 'automatic')),
    -- The first day on which the person does not work.
    effective_on   date         NOT NULL,
    reason         text         NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, suspension_id),
    UNIQUE (practice_id, person_id, suspension_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX credentialing_suspension_person ON praxis.credentialing_suspension (practice_id, person_id);
COMMENT ON TABLE praxis.credentialing_suspension IS 'gate:unforced judged by the guards of clearance';

-- The decision that lifts a suspension; the last one counts.
CREATE TABLE praxis.credentialing_reinstatement (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id      uuid         NOT NULL,
    suspension_id  uuid         NOT NULL,
    step           integer      NOT NULL CHECK (step > 0),
    -- The first day on which the person works again.
    effective_on   date         NOT NULL,
    reason         text         NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT credentialing_reinstatement_step PRIMARY KEY (practice_id, suspension_id, step),
    FOREIGN KEY (practice_id, person_id, suspension_id)
        REFERENCES praxis.credentialing_suspension (practice_id, person_id, suspension_id) ON UPDATE RESTRICT
);
CREATE INDEX credentialing_reinstatement_suspension
    ON praxis.credentialing_reinstatement (practice_id, person_id, suspension_id);
COMMENT ON TABLE praxis.credentialing_reinstatement IS 'gate:unforced judged by the guards of clearance';

-- The data bank is told of a decision, of an ending, or of a suspension.
ALTER TABLE praxis.npdb_disposition ADD COLUMN suspension_id uuid;
ALTER TABLE praxis.npdb_disposition ADD CONSTRAINT npdb_disposition_suspended
    FOREIGN KEY (practice_id, suspension_id) REFERENCES praxis.credentialing_suspension ON UPDATE RESTRICT;
ALTER TABLE praxis.npdb_disposition DROP CONSTRAINT npdb_disposition_check;
ALTER TABLE praxis.npdb_disposition
    ADD CONSTRAINT npdb_disposition_action CHECK (num_nonnulls(decision_id, ending_id, suspension_id) = 1);
ALTER TABLE praxis.npdb_disposition DROP CONSTRAINT npdb_disposition_step;
ALTER TABLE praxis.npdb_disposition ADD CONSTRAINT npdb_disposition_step
    UNIQUE NULLS NOT DISTINCT (practice_id, person_id, decision_id, ending_id, suspension_id, step);
CREATE INDEX npdb_disposition_suspension ON praxis.npdb_disposition (practice_id, suspension_id);
