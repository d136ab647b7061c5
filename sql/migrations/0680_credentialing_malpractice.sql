-- What certificates of malpractice insurance say beside their days, and what covers work of before.

-- What a certificate says, by term, as one reading of it: the latest counts, earlier ones stay.
CREATE TABLE praxis.malpractice_cover (
    practice_id       uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    cover_id          uuid         NOT NULL,
    person_id         uuid         NOT NULL,
    credential_id     uuid         NOT NULL,
    term_id           uuid         NOT NULL,
    -- Counts the readings of a term.
    step              integer      NOT NULL CHECK (step > 0),
    policy            text         NOT NULL CHECK (policy IN ('claims_made', 'occurrence')),
    -- Claims of earlier work are not covered; of an occurrence policy there is none.
    retroactive_on    date         CHECK (retroactive_on BETWEEN '1900-01-01' AND '2999-12-31'),
    each_minor        bigint       NOT NULL CHECK (each_minor BETWEEN 1 AND 100000000000000),
    aggregate_minor   bigint       NOT NULL CHECK (aggregate_minor BETWEEN each_minor AND 100000000000000),
    named_insured     text         NOT NULL CHECK (length(named_insured) BETWEEN 1 AND 200),
    -- The clinics that it names; null where it names the practice with all of them.
    clinic_ids        uuid[]       CHECK (cardinality(clinic_ids) BETWEEN 1 AND 500),
    -- The state in whose patient compensation fund the person takes part, and what proves it.
    fund_state        text         CHECK (fund_state ~ '^[A-Z]{2}$'),
    fund_reference    text         CHECK (length(fund_reference) BETWEEN 1 AND 200),
    created_by        uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at        timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, cover_id),
    CONSTRAINT malpractice_cover_step UNIQUE (practice_id, term_id, step),
    CHECK ((policy = 'claims_made') = (retroactive_on IS NOT NULL)),
    CHECK ((fund_state IS NULL) = (fund_reference IS NULL)),
    FOREIGN KEY (practice_id, person_id, credential_id)
        REFERENCES praxis.credential (practice_id, person_id, credential_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, credential_id, term_id)
        REFERENCES praxis.credential_term (practice_id, credential_id, term_id) ON UPDATE RESTRICT
);
CREATE INDEX malpractice_cover_credential ON praxis.malpractice_cover (practice_id, person_id, credential_id);
CREATE INDEX malpractice_cover_term ON praxis.malpractice_cover (practice_id, credential_id, term_id);
COMMENT ON TABLE praxis.malpractice_cover IS 'gate:unforced praxis_private.clearance_judged judges people for callers who may not read it';

-- What covers work of before a claims-made policy reaches back to: an extended reporting period of the policy before, or prior
-- acts taken over by the one after. It rests on a document in the person's file.
CREATE TABLE praxis.malpractice_tail (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    tail_id      uuid         NOT NULL,
    person_id    uuid         NOT NULL,
    kind         text         NOT NULL CHECK (kind IN ('tail', 'prior_acts')),
    -- Both days included.
    starts_on    date         NOT NULL CHECK (starts_on BETWEEN '1900-01-01' AND '2999-12-31'),
    through_on   date         NOT NULL CHECK (through_on BETWEEN starts_on AND '2999-12-31'),
    insurer      text         NOT NULL CHECK (length(insurer) BETWEEN 1 AND 200),
    reference    text         CHECK (length(reference) BETWEEN 1 AND 200),
    file_id      uuid         NOT NULL,
    -- The entry that was wrong; one that takes it back says so with its reason and covers nothing.
    supersedes_id uuid,
    withdrawn    text         CHECK (length(withdrawn) BETWEEN 1 AND 500),
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, tail_id),
    UNIQUE (practice_id, person_id, tail_id),
    CONSTRAINT malpractice_tail_superseded_once UNIQUE (practice_id, supersedes_id),
    CHECK (withdrawn IS NULL OR supersedes_id IS NOT NULL),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id, file_id)
        REFERENCES praxis.file (practice_id, person_id, file_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id, supersedes_id)
        REFERENCES praxis.malpractice_tail (practice_id, person_id, tail_id) ON UPDATE RESTRICT
);
CREATE INDEX malpractice_tail_person ON praxis.malpractice_tail (practice_id, person_id, starts_on);
CREATE INDEX malpractice_tail_file ON praxis.malpractice_tail (practice_id, person_id, file_id);
CREATE INDEX malpractice_tail_supersedes ON praxis.malpractice_tail (practice_id, person_id, supersedes_id);
