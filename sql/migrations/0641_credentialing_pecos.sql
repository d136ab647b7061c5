-- Files of Medicare's enrollment system and of Care Compare: numbers of people of the practice, shown first, kept when somebody
-- confirms. Of the millions of rows those about other people are read and forgotten.

CREATE TABLE praxis.pecos_import (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    import_id      uuid         NOT NULL,
    clinic_id      uuid,
    layout         text         NOT NULL CHECK (layout IN ('enrollment', 'care_compare')),
    file_name      text         NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    sha256         bytea        NOT NULL CHECK (length(sha256) = 32),
    state          text         NOT NULL DEFAULT 'previewed' CHECK (state IN ('previewed', 'confirmed', 'discarded')),
    row_count      integer      NOT NULL CHECK (row_count > 0),
    -- Rows whose number fails its own check, and which are about nobody for it.
    flagged        integer      NOT NULL CHECK (flagged >= 0),
    version        integer      NOT NULL DEFAULT 1,
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    confirmed_by   uuid,
    confirmed_at   timestamptz,
    PRIMARY KEY (practice_id, import_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL))
);
CREATE INDEX pecos_import_clinic ON praxis.pecos_import (practice_id, clinic_id, created_at);
COMMENT ON TABLE praxis.pecos_import IS 'gate:clinic-optional a file may be for several clinics';

-- One row a person, under the number of the first row of the file that is about them.
CREATE TABLE praxis.pecos_import_row (
    practice_id  uuid     NOT NULL DEFAULT praxis_private.practice_id(),
    import_id    uuid     NOT NULL,
    clinic_id    uuid,
    row_number   integer  NOT NULL CHECK (row_number > 1),
    outcome      text     NOT NULL CHECK (outcome IN ('changed', 'unchanged', 'refused')),
    -- The preview as it was shown: what the file says of whom, what is new of it, what is odd.
    preview      jsonb    NOT NULL,
    PRIMARY KEY (practice_id, import_id, row_number),
    CONSTRAINT pecos_import_row_import FOREIGN KEY (practice_id, import_id) REFERENCES praxis.pecos_import ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT
);
CREATE INDEX pecos_import_row_clinic ON praxis.pecos_import_row (practice_id, clinic_id);
COMMENT ON TABLE praxis.pecos_import_row IS 'gate:clinic-optional a file may be for several clinics';
COMMENT ON CONSTRAINT pecos_import_row_import ON praxis.pecos_import_row IS 'gate:cross-clinic a row carries the clinic of its file, which may be none';

ALTER TABLE praxis.import_batch
    DROP CONSTRAINT import_batch_kind_check,
    ADD CONSTRAINT import_batch_kind_check CHECK (kind IN ('nppes', 'staff', 'pecos'));
