-- Renewals that holders hand in for themselves. Each is a term that nobody has verified, with the document that came with it;
-- its holder may withdraw it until a source has answered.

-- Kinds whose holders hand in their own renewals: nothing of a confidential compartment, nothing that is never renewed, and
-- no enrollment but the attestation that providers give themselves.
ALTER TABLE praxis.credential_type
    ADD COLUMN claimable boolean NOT NULL GENERATED ALWAYS AS (
        compartment = 'credential' AND category <> 'education'
        AND (category <> 'enrollment' OR type_code = 'caqh_attestation')) STORED;

CREATE TABLE praxis.credential_claim (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    term_id        uuid         NOT NULL,
    person_id      uuid         NOT NULL,
    credential_id  uuid         NOT NULL,
    file_id        uuid         NOT NULL,
    -- As it is printed on the renewal, where it is another than the credential has.
    number         text         CHECK (length(number) BETWEEN 1 AND 40),
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, term_id),
    UNIQUE (practice_id, person_id, term_id),
    FOREIGN KEY (practice_id, person_id, credential_id)
        REFERENCES praxis.credential (practice_id, person_id, credential_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, credential_id, term_id)
        REFERENCES praxis.credential_term (practice_id, credential_id, term_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id, file_id)
        REFERENCES praxis.file (practice_id, person_id, file_id) ON UPDATE RESTRICT
);
CREATE INDEX credential_claim_credential ON praxis.credential_claim (practice_id, person_id, credential_id);
CREATE INDEX credential_claim_term ON praxis.credential_claim (practice_id, credential_id, term_id);
CREATE INDEX credential_claim_file ON praxis.credential_claim (practice_id, person_id, file_id);
COMMENT ON TABLE praxis.credential_claim IS 'gate:unforced written by praxis_private.renewal_claim';

CREATE TABLE praxis.credential_withdrawal (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    term_id        uuid         NOT NULL,
    person_id      uuid         NOT NULL DEFAULT praxis_private.person_id(),
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT credential_withdrawal_once PRIMARY KEY (practice_id, term_id),
    FOREIGN KEY (practice_id, person_id, term_id)
        REFERENCES praxis.credential_claim (practice_id, person_id, term_id) ON UPDATE RESTRICT
);
CREATE INDEX credential_withdrawal_claim ON praxis.credential_withdrawal (practice_id, person_id, term_id);
COMMENT ON TABLE praxis.credential_withdrawal IS 'gate:unforced praxis_private.clearance judges people for callers who may not read their files';
