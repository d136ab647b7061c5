-- The code set of specialties by release, the specialties of people, and what the registry of NPIs says of their numbers.

-- It is the same for everybody, and under its publisher's copyright: the operator of an installation loads the file.
CREATE TABLE praxis.taxonomy_release (
    release_id    uuid         PRIMARY KEY,
    -- CMS prints the publisher's codes with the days on which some of them ended.
    source        text         NOT NULL CHECK (source IN ('nucc', 'cms')),
    -- As the publisher counts, such as 25.1: the year, and 0 for January or 1 for July.
    name          text         NOT NULL CHECK (name ~ '^[0-9]{2}\.[0-9]$'),
    effective_on  date         NOT NULL CHECK (effective_on BETWEEN '2000-01-01' AND '2999-12-31'),
    file_name     text         NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    sha256        bytea        NOT NULL CHECK (length(sha256) = 32),
    row_count     integer      NOT NULL CHECK (row_count > 0),
    loaded_by     text         NOT NULL DEFAULT session_user,
    loaded_at     timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT taxonomy_release_once UNIQUE (sha256)
);
COMMENT ON TABLE praxis.taxonomy_release IS 'gate:shared a published code set is the same for all practices';

CREATE TABLE praxis.taxonomy_code (
    release_id      uuid     NOT NULL REFERENCES praxis.taxonomy_release ON UPDATE RESTRICT,
    code            text     NOT NULL CHECK (code ~ '^[0-9A-Z]{9}X$'),
    grouping        text     NOT NULL,
    classification  text     NOT NULL CHECK (classification <> ''),
    specialization  text     NOT NULL,
    display_name    text     NOT NULL CHECK (display_name <> ''),
    section         text     NOT NULL,
    -- Whether the file says in words that nobody may be given it any more; releases go on listing such codes.
    deactivated     boolean  NOT NULL,
    deactivated_on  date,
    PRIMARY KEY (release_id, code)
);
COMMENT ON TABLE praxis.taxonomy_code IS 'gate:shared a published code set is the same for all practices';

-- What somebody works as, by code; the first is the primary one until it ends.
CREATE TABLE praxis.person_taxonomy (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    taxonomy_id  uuid         NOT NULL,
    person_id    uuid         NOT NULL,
    code         text         NOT NULL CHECK (code ~ '^[0-9A-Z]{9}X$'),
    is_primary   boolean      NOT NULL,
    -- The guard says which, whatever the caller sends.
    source       text         NOT NULL DEFAULT 'entered' CHECK (source IN ('entered', 'provider_file')),
    ends_on      date,
    ended_by     uuid,
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, taxonomy_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    CHECK ((ends_on IS NULL) = (ended_by IS NULL))
);
CREATE UNIQUE INDEX person_taxonomy_once ON praxis.person_taxonomy (practice_id, person_id, code) WHERE ends_on IS NULL;
CREATE UNIQUE INDEX person_taxonomy_primary_once ON praxis.person_taxonomy (practice_id, person_id)
 WHERE is_primary AND ends_on IS NULL;
CREATE INDEX person_taxonomy_person ON praxis.person_taxonomy (practice_id, person_id);
COMMENT ON TABLE praxis.person_taxonomy IS 'gate:unforced praxis_private.import_undo takes back what a file brought';

-- That the registry deactivated somebody's number, and whether it is in force again; the newest row counts.
CREATE TABLE praxis.npi_standing (
    practice_id     uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    standing_id     uuid         NOT NULL,
    person_id       uuid         NOT NULL,
    npi             text         NOT NULL CHECK (praxis.npi_is_valid(npi)),
    deactivated_on  date         NOT NULL,
    reactivated_on  date         CHECK (reactivated_on >= deactivated_on),
    reason_code     text         CHECK (length(reason_code) BETWEEN 1 AND 10),
    replacement     text         CHECK (praxis.npi_is_valid(replacement)),
    file_name       text         NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    created_by      uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at      timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, standing_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX npi_standing_person ON praxis.npi_standing (practice_id, person_id, created_at);
COMMENT ON TABLE praxis.npi_standing IS 'gate:unforced praxis_private.import_undo takes back what a file brought';

-- Both are made by imports, and taken back with them.
ALTER TABLE praxis.import_effect
    DROP CONSTRAINT import_effect_kind_check,
    ADD CONSTRAINT import_effect_kind_check CHECK (kind IN (
        'person', 'change', 'person_name', 'person_identifier', 'employment', 'appointment', 'credential',
        'person_taxonomy', 'npi_standing'));
