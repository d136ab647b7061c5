-- What was put on file in error, such as under the wrong person or with another state: it stays on record and counts for nothing.
-- An even step says that it was none after all.
CREATE TABLE praxis.credential_error (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id      uuid         NOT NULL,
    credential_id  uuid         NOT NULL,
    step           integer      NOT NULL CHECK (step > 0),
    stands         boolean      NOT NULL GENERATED ALWAYS AS (step % 2 = 1) STORED,
    reason         text         NOT NULL CHECK (length(reason) BETWEEN 10 AND 2000),
    compartment    text         NOT NULL DEFAULT 'credential',
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT credential_error_step PRIMARY KEY (practice_id, credential_id, step),
    FOREIGN KEY (practice_id, person_id, credential_id)
        REFERENCES praxis.credential (practice_id, person_id, credential_id) ON UPDATE RESTRICT
);
CREATE INDEX credential_error_credential ON praxis.credential_error (practice_id, person_id, credential_id);
COMMENT ON TABLE praxis.credential_error IS 'gate:unforced praxis_private.clearance judges people for callers who may not read their files';

-- A license of a single state that became one of the compact.
ALTER TABLE praxis.credential_status
    DROP CONSTRAINT credential_status_status_check,
    ADD CONSTRAINT credential_status_status_check CHECK (
        status IN ('suspended', 'revoked', 'surrendered', 'inactive', 'restricted', 'probation', 'single_state',
                   'multistate', 'renewal_filed'));
