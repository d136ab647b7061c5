-- Credentialing: credentials and their dated terms, verifications, what roles require, exclusion lists and screening,
-- provider files. Facts are added and superseded, never changed: clearance is computed from them.

-- ---------------------------------------------------------------------------------------------------------------------
-- Reference rows that all practices share.

CREATE TABLE praxis.credential_type (
    type_code     text     PRIMARY KEY CHECK (type_code ~ '^[a-z_]{2,32}$'),
    name          text     NOT NULL CHECK (name <> ''),
    category      text     NOT NULL CHECK (category IN ('license', 'registration', 'certificate', 'insurance', 'training')),
    -- A credential of a state, or one that holds everywhere.
    jurisdiction  text     NOT NULL CHECK (jurisdiction IN ('state', 'national')),
    number_rule   text     NOT NULL CHECK (number_rule IN ('license', 'dea', 'free')),
    position      integer  NOT NULL
);
COMMENT ON TABLE praxis.credential_type IS 'gate:shared kinds of credentials are the same for all practices';

-- States that honor each other's multistate licenses, and since when.
CREATE TABLE praxis.compact_member (
    compact    text  NOT NULL CHECK (compact ~ '^[a-z_]{2,32}$'),
    type_code  text  NOT NULL REFERENCES praxis.credential_type,
    state      text  NOT NULL CHECK (state ~ '^[A-Z]{2}$'),
    starts_on  date  NOT NULL,
    ends_on    date  CHECK (ends_on > starts_on),
    citation   text  NOT NULL,
    PRIMARY KEY (compact, state, starts_on)
);
CREATE INDEX compact_member_type ON praxis.compact_member (type_code);
COMMENT ON TABLE praxis.compact_member IS 'gate:shared membership in license compacts is public law';

-- What a new practice starts with; it changes its own copy.
CREATE TABLE praxis.requirement_template (
    clinical_role  text  NOT NULL,
    type_code      text  NOT NULL REFERENCES praxis.credential_type,
    severity       text  NOT NULL CHECK (severity IN ('block', 'warn', 'inform')),
    jurisdiction   text  NOT NULL CHECK (jurisdiction IN ('clinic_state', 'any')),
    compact        text,
    service        text,
    citation       text  NOT NULL,
    UNIQUE NULLS NOT DISTINCT (clinical_role, type_code, service)
);
CREATE INDEX requirement_template_type ON praxis.requirement_template (type_code);
COMMENT ON TABLE praxis.requirement_template IS 'gate:shared the requirements that a practice starts with';

-- ---------------------------------------------------------------------------------------------------------------------
-- Credentials of people.

CREATE TABLE praxis.credential (
    practice_id        uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    credential_id      uuid         NOT NULL,
    person_id          uuid         NOT NULL,
    type_code          text         NOT NULL REFERENCES praxis.credential_type,
    state              text         CHECK (state ~ '^[A-Z]{2}$'),
    number             text         CHECK (length(number) BETWEEN 1 AND 40),
    -- Without case, blanks and punctuation: by it a credential is recognized.
    number_normalized  text         NOT NULL DEFAULT '',
    issuer             text         CHECK (length(issuer) BETWEEN 1 AND 200),
    -- A license of a compact that other member states honor.
    multistate         boolean      NOT NULL DEFAULT false,
    source             text         NOT NULL DEFAULT 'entered' CHECK (source IN ('entered', 'provider_file')),
    created_by         uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at         timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, credential_id),
    UNIQUE (practice_id, person_id, credential_id),
    CONSTRAINT credential_once UNIQUE NULLS NOT DISTINCT (practice_id, person_id, type_code, state, number_normalized),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX credential_type_code ON praxis.credential (type_code);
COMMENT ON TABLE praxis.credential IS 'gate:unforced praxis_private.clearance judges people for callers who may not read their files';

-- One validity of a credential as printed on it: both days included, no last day where it does not expire. Terms may
-- overlap, as early renewals do. A term that was entered wrongly is superseded.
CREATE TABLE praxis.credential_term (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    term_id        uuid         NOT NULL,
    person_id      uuid         NOT NULL,
    credential_id  uuid         NOT NULL,
    issued_on      date         NOT NULL CHECK (issued_on BETWEEN '1900-01-01' AND '2999-12-31'),
    expires_on     date         CHECK (expires_on BETWEEN issued_on AND '2999-12-31'),
    valid          daterange    NOT NULL GENERATED ALWAYS AS (daterange(issued_on, expires_on, '[]')) STORED,
    supersedes_id  uuid,
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, term_id),
    UNIQUE (practice_id, credential_id, term_id),
    CONSTRAINT credential_term_superseded_once UNIQUE (practice_id, supersedes_id),
    FOREIGN KEY (practice_id, person_id, credential_id)
        REFERENCES praxis.credential (practice_id, person_id, credential_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, credential_id, supersedes_id)
        REFERENCES praxis.credential_term (practice_id, credential_id, term_id) ON UPDATE RESTRICT,
    CHECK (supersedes_id <> term_id)
);
CREATE INDEX credential_term_credential ON praxis.credential_term (practice_id, person_id, credential_id);
CREATE INDEX credential_term_supersedes ON praxis.credential_term (practice_id, credential_id, supersedes_id);
COMMENT ON TABLE praxis.credential_term IS 'gate:unforced praxis_private.clearance judges people for callers who may not read their files';

-- What a board or agency did to a credential: from the first day, to before the last where it has ended. A span is ended
-- by one that supersedes it.
CREATE TABLE praxis.credential_status (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    status_id      uuid         NOT NULL,
    person_id      uuid         NOT NULL,
    credential_id  uuid         NOT NULL,
    status         text         NOT NULL
                   CHECK (status IN ('suspended', 'revoked', 'surrendered', 'inactive', 'restricted', 'probation')),
    starts_on      date         NOT NULL,
    ends_on        date         CHECK (ends_on >= starts_on),
    source         text         NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
    supersedes_id  uuid,
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, status_id),
    UNIQUE (practice_id, credential_id, status_id),
    CONSTRAINT credential_status_superseded_once UNIQUE (practice_id, supersedes_id),
    FOREIGN KEY (practice_id, person_id, credential_id)
        REFERENCES praxis.credential (practice_id, person_id, credential_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, credential_id, supersedes_id)
        REFERENCES praxis.credential_status (practice_id, credential_id, status_id) ON UPDATE RESTRICT,
    CHECK (supersedes_id <> status_id)
);
CREATE INDEX credential_status_credential ON praxis.credential_status (practice_id, person_id, credential_id);
CREATE INDEX credential_status_supersedes ON praxis.credential_status (practice_id, credential_id, supersedes_id);
COMMENT ON TABLE praxis.credential_status IS 'gate:unforced praxis_private.clearance judges people for callers who may not read their files';

-- One check of a term at its source: who asked whom, how, when, with what answer. Nobody verifies the own credential.
CREATE TABLE praxis.verification (
    practice_id         uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    verification_id     uuid         NOT NULL,
    person_id           uuid         NOT NULL,
    credential_id       uuid         NOT NULL,
    term_id             uuid         NOT NULL,
    method              text         NOT NULL
                        CHECK (method IN ('web', 'api', 'bulk_file', 'letter', 'phone', 'email', 'in_person', 'feed')),
    source              text         NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
    result              text         NOT NULL
                        CHECK (result IN ('confirmed', 'confirmed_with_findings', 'mismatch', 'not_found',
                                          'source_unavailable', 'inconclusive')),
    -- The source's own number for the check, a batch number, the digest of a file.
    external_reference  text         CHECK (length(external_reference) BETWEEN 1 AND 200),
    -- The day that the source says its answer is for.
    source_as_of        date,
    note                text         CHECK (length(note) <= 2000),
    verified_at         timestamptz  NOT NULL DEFAULT now() CHECK (verified_at <= created_at + interval '5 minutes'),
    verified_by         uuid         NOT NULL DEFAULT praxis_private.account_id(),
    file_id             uuid,
    supersedes_id       uuid,
    created_at          timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, verification_id),
    UNIQUE (practice_id, term_id, verification_id),
    CONSTRAINT verification_superseded_once UNIQUE (practice_id, supersedes_id),
    FOREIGN KEY (practice_id, person_id, credential_id)
        REFERENCES praxis.credential (practice_id, person_id, credential_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, credential_id, term_id)
        REFERENCES praxis.credential_term (practice_id, credential_id, term_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, file_id) REFERENCES praxis.file ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, term_id, supersedes_id)
        REFERENCES praxis.verification (practice_id, term_id, verification_id) ON UPDATE RESTRICT,
    CHECK (supersedes_id <> verification_id)
);
CREATE INDEX verification_term ON praxis.verification (practice_id, term_id, verified_at DESC);
CREATE INDEX verification_person ON praxis.verification (practice_id, person_id, credential_id);
CREATE INDEX verification_credential_term ON praxis.verification (practice_id, credential_id, term_id);
CREATE INDEX verification_file ON praxis.verification (practice_id, file_id);
CREATE INDEX verification_supersedes ON praxis.verification (practice_id, term_id, supersedes_id);
COMMENT ON TABLE praxis.verification IS 'gate:unforced praxis_private.clearance judges people for callers who may not read their files';

-- ---------------------------------------------------------------------------------------------------------------------
-- What a role requires: everywhere, in a state, or at a clinic; in force for a time, with the rule that says so.

CREATE TABLE praxis.requirement (
    practice_id     uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    requirement_id  uuid         NOT NULL,
    clinical_role   text         NOT NULL CHECK (clinical_role <> ''),
    clinic_id       uuid,
    state           text         CHECK (state ~ '^[A-Z]{2}$'),
    type_code       text         NOT NULL REFERENCES praxis.credential_type,
    severity        text         NOT NULL CHECK (severity IN ('block', 'warn', 'inform')),
    -- Whether the credential must be of the clinic's state.
    jurisdiction    text         NOT NULL DEFAULT 'any' CHECK (jurisdiction IN ('clinic_state', 'any')),
    -- The compact whose multistate licenses also do.
    compact         text,
    -- Asked only of shifts with this service.
    service         text,
    starts_on       date         NOT NULL,
    ends_on         date         CHECK (ends_on > starts_on),
    citation        text         NOT NULL CHECK (citation <> ''),
    created_by      uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at      timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, requirement_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT
);
CREATE INDEX requirement_role ON praxis.requirement (practice_id, clinical_role);
CREATE INDEX requirement_clinic ON praxis.requirement (practice_id, clinic_id);
CREATE INDEX requirement_type ON praxis.requirement (type_code);
COMMENT ON TABLE praxis.requirement IS 'gate:unforced,clinic-optional praxis_private.clearance applies them, most hold for the whole practice';

-- ---------------------------------------------------------------------------------------------------------------------
-- Exclusion lists, screening and its review.

CREATE TABLE praxis.screening_import (
    practice_id   uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    import_id     uuid         NOT NULL,
    list          text         NOT NULL DEFAULT 'leie' CHECK (list IN ('leie')),
    kind          text         NOT NULL CHECK (kind IN ('full', 'exclusions', 'reinstatements')),
    month         date         NOT NULL CHECK (extract(day FROM month) = 1),
    file_name     text         NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    sha256        bytea        NOT NULL CHECK (length(sha256) = 32),
    state         text         NOT NULL CHECK (state IN ('in_force', 'refused')),
    reason        text,
    row_count     integer      NOT NULL CHECK (row_count >= 0),
    flagged       integer      NOT NULL CHECK (flagged >= 0),
    -- Rows that could not be read, each with row, column and reason.
    problems      jsonb        NOT NULL DEFAULT '[]',
    created_by    uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at    timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, import_id)
);
CREATE UNIQUE INDEX screening_import_once ON praxis.screening_import (practice_id, list, sha256) WHERE state = 'in_force';
COMMENT ON TABLE praxis.screening_import IS 'gate:unforced praxis_private.clearance asks for reinstatements';

CREATE TABLE praxis.screening_entry (
    practice_id       uuid     NOT NULL DEFAULT praxis_private.practice_id(),
    import_id         uuid     NOT NULL,
    row_number        integer  NOT NULL CHECK (row_number > 1),
    last_name         text     NOT NULL,
    first_name        text     NOT NULL,
    middle_name       text     NOT NULL,
    suffix            text,
    business_name     text     NOT NULL,
    general           text     NOT NULL,
    specialty         text     NOT NULL,
    npi               text,
    birth_date        date,
    birth_printed     text     NOT NULL,
    address           text     NOT NULL,
    city              text     NOT NULL,
    state             text     NOT NULL,
    postal_code       text     NOT NULL,
    exclusion_type    text     NOT NULL,
    excluded_on       date     NOT NULL,
    reinstated_on     date,
    waived_on         date,
    waiver_state      text,
    flags             text[]   NOT NULL DEFAULT '{}',
    identity_hash     bytea    NOT NULL CHECK (length(identity_hash) = 32),
    record_hash       bytea    NOT NULL CHECK (length(record_hash) = 32),
    PRIMARY KEY (practice_id, import_id, row_number),
    FOREIGN KEY (practice_id, import_id) REFERENCES praxis.screening_import ON UPDATE RESTRICT
);
CREATE INDEX screening_entry_identity ON praxis.screening_entry (practice_id, identity_hash, excluded_on);
COMMENT ON TABLE praxis.screening_entry IS 'gate:unforced praxis_private.clearance asks for reinstatements';

CREATE TABLE praxis.screening_run (
    practice_id   uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    run_id        uuid         NOT NULL,
    started_at    timestamptz  NOT NULL,
    finished_at   timestamptz  NOT NULL DEFAULT now(),
    subjects      integer      NOT NULL CHECK (subjects >= 0),
    entries       integer      NOT NULL CHECK (entries > 0),
    -- How many findings of each tier, and how many of them were known from an earlier run.
    tiers         jsonb        NOT NULL,
    suppressed    integer      NOT NULL CHECK (suppressed >= 0),
    -- The lists compared, each with name, month and digest.
    lists         jsonb        NOT NULL,
    rule_version  text         NOT NULL,
    created_by    uuid         NOT NULL DEFAULT praxis_private.account_id(),
    PRIMARY KEY (practice_id, run_id)
);
CREATE INDEX screening_run_latest ON praxis.screening_run (practice_id, finished_at DESC);
COMMENT ON TABLE praxis.screening_run IS 'gate:unforced praxis_private.clearance asks when screening last ran';

-- A person and a row of a list, as they were when they were put side by side.
CREATE TABLE praxis.screening_match (
    practice_id   uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    match_id      uuid         NOT NULL,
    person_id     uuid         NOT NULL,
    import_id     uuid         NOT NULL,
    row_number    integer      NOT NULL,
    run_id        uuid         NOT NULL,
    tier          smallint     NOT NULL CHECK (tier BETWEEN 1 AND 5),
    reasons       text[]       NOT NULL,
    -- What was compared: names, day of birth and NPI of the person at the time.
    subject       jsonb        NOT NULL,
    subject_hash  bytea        NOT NULL CHECK (length(subject_hash) = 32),
    record_hash   bytea        NOT NULL CHECK (length(record_hash) = 32),
    created_at    timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, match_id),
    UNIQUE (practice_id, person_id, match_id),
    CONSTRAINT screening_match_once UNIQUE (practice_id, person_id, record_hash, subject_hash),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, import_id, row_number) REFERENCES praxis.screening_entry ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, run_id) REFERENCES praxis.screening_run ON UPDATE RESTRICT
);
CREATE INDEX screening_match_entry ON praxis.screening_match (practice_id, import_id, row_number);
CREATE INDEX screening_match_run ON praxis.screening_match (practice_id, run_id);
COMMENT ON TABLE praxis.screening_match IS 'gate:unforced praxis_private.clearance blocks the excluded for callers who may not read matches';

-- Which matches a run met again; one that the latest run did not meet is obsolete.
CREATE TABLE praxis.screening_sighting (
    practice_id  uuid  NOT NULL DEFAULT praxis_private.practice_id(),
    run_id       uuid  NOT NULL,
    person_id    uuid  NOT NULL,
    match_id     uuid  NOT NULL,
    PRIMARY KEY (practice_id, run_id, match_id),
    FOREIGN KEY (practice_id, run_id) REFERENCES praxis.screening_run ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id, match_id)
        REFERENCES praxis.screening_match (practice_id, person_id, match_id) ON UPDATE RESTRICT
);
CREATE INDEX screening_sighting_match ON praxis.screening_sighting (practice_id, person_id, match_id);
COMMENT ON TABLE praxis.screening_sighting IS 'gate:unforced praxis_private.clearance blocks the excluded for callers who may not read matches';

-- What was decided about a match, step by step. The number of a step is one more than that of the step its author saw.
CREATE TABLE praxis.screening_disposition (
    practice_id   uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id     uuid         NOT NULL,
    match_id      uuid         NOT NULL,
    step          integer      NOT NULL CHECK (step > 0),
    decision      text         NOT NULL
                  CHECK (decision IN ('propose_clear', 'propose_confirm', 'cleared', 'confirmed', 'escalated')),
    reason_code   text         NOT NULL
                  CHECK (reason_code IN ('birth_date_differs', 'name_differs', 'npi_differs', 'ssn_differs',
                                         'other_person', 'same_person', 'reinstated', 'waived', 'needs_evidence')),
    note          text         CHECK (length(note) <= 2000),
    decided_by    uuid         NOT NULL DEFAULT praxis_private.account_id(),
    decider       uuid         DEFAULT praxis_private.person_id(),
    created_at    timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT screening_disposition_step PRIMARY KEY (practice_id, match_id, step),
    FOREIGN KEY (practice_id, person_id, match_id)
        REFERENCES praxis.screening_match (practice_id, person_id, match_id) ON UPDATE RESTRICT
);
CREATE INDEX screening_disposition_match ON praxis.screening_disposition (practice_id, person_id, match_id);
COMMENT ON TABLE praxis.screening_disposition IS 'gate:unforced praxis_private.clearance blocks the excluded for callers who may not read matches';

-- ---------------------------------------------------------------------------------------------------------------------
-- Provider files: what a file would do is shown row by row before it is done.

CREATE TABLE praxis.provider_import (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid         NOT NULL,
    import_id      uuid         NOT NULL,
    file_name      text         NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    sha256         bytea        NOT NULL CHECK (length(sha256) = 32),
    encoding       text         NOT NULL CHECK (encoding IN ('utf-8', 'iso-8859-1')),
    state          text         NOT NULL DEFAULT 'previewed' CHECK (state IN ('previewed', 'confirmed', 'discarded')),
    starts_on      date         NOT NULL,
    row_count      integer      NOT NULL CHECK (row_count >= 0),
    version        integer      NOT NULL DEFAULT 1,
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    confirmed_by   uuid,
    confirmed_at   timestamptz,
    PRIMARY KEY (practice_id, clinic_id, import_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL))
);

CREATE TABLE praxis.provider_import_row (
    practice_id  uuid     NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id    uuid     NOT NULL,
    import_id    uuid     NOT NULL,
    row_number   integer  NOT NULL CHECK (row_number > 1),
    outcome      text     NOT NULL CHECK (outcome IN ('new', 'changed', 'unchanged', 'refused')),
    npi          text,
    person_id    uuid,
    -- The preview as it was shown: provider, changes, problems.
    preview      jsonb    NOT NULL,
    PRIMARY KEY (practice_id, clinic_id, import_id, row_number),
    FOREIGN KEY (practice_id, clinic_id, import_id) REFERENCES praxis.provider_import ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX provider_import_row_person ON praxis.provider_import_row (practice_id, person_id);
