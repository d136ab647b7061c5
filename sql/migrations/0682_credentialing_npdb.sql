-- What became of the duty to report an adverse action to the data bank: reported, or found not to be due. It is kept with what
-- peers and the data bank say.

CREATE TABLE praxis.npdb_disposition (
    practice_id     uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    disposition_id  uuid         NOT NULL,
    person_id       uuid         NOT NULL,
    -- The action: a decision, or the end of somebody's credentialing.
    decision_id     uuid,
    ending_id       uuid,
    step            integer      NOT NULL CHECK (step > 0),
    outcome         text         NOT NULL CHECK (outcome IN ('reported', 'not_due')),
    reported_on     date         CHECK (reported_on BETWEEN '1990-01-01' AND '2999-12-31'),
    -- The report's own number.
    reference       text         CHECK (length(reference) BETWEEN 1 AND 200),
    reason          text         CHECK (length(reason) BETWEEN 1 AND 2000),
    created_by      uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at      timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, disposition_id),
    CONSTRAINT npdb_disposition_step UNIQUE NULLS NOT DISTINCT (practice_id, person_id, decision_id, ending_id, step),
    CHECK (num_nonnulls(decision_id, ending_id) = 1),
    CHECK ((outcome = 'reported') = (reported_on IS NOT NULL AND reference IS NOT NULL)),
    CHECK ((outcome = 'not_due') = (reason IS NOT NULL)),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id, decision_id)
        REFERENCES praxis.file_decision (practice_id, person_id, decision_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, ending_id) REFERENCES praxis.credentialing_ending ON UPDATE RESTRICT
);
CREATE INDEX npdb_disposition_decision ON praxis.npdb_disposition (practice_id, person_id, decision_id);
CREATE INDEX npdb_disposition_ending ON praxis.npdb_disposition (practice_id, ending_id);
COMMENT ON TABLE praxis.npdb_disposition IS 'gate:unforced praxis_private.npdb_disposition_guard judges by all of them';
COMMENT ON TABLE praxis.file_notice IS 'gate:unforced praxis_private.appeal_is_late asks when the person was told';
