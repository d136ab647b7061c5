-- Imports that came into effect, what each of them made, and taking one back; staff files on their way in.

-- What stands in a preview is a log of a file, not a claim about the person.
ALTER TABLE praxis.provider_import_row DROP CONSTRAINT provider_import_row_practice_id_person_id_fkey;

-- ---------------------------------------------------------------------------------------------------------------------
-- A file of staff: shown first, done when somebody confirms. Without a clinic it is for several, named in its rows.

CREATE TABLE praxis.staff_import (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    import_id      uuid         NOT NULL,
    clinic_id      uuid,
    file_name      text         NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    sha256         bytea        NOT NULL CHECK (length(sha256) = 32),
    encoding       text         NOT NULL CHECK (encoding IN ('utf-8', 'iso-8859-1')),
    state          text         NOT NULL DEFAULT 'previewed' CHECK (state IN ('previewed', 'confirmed', 'discarded')),
    row_count      integer      NOT NULL CHECK (row_count >= 0),
    -- What is odd about the file as a whole, such as columns that are left aside.
    remarks        text[]       NOT NULL DEFAULT '{}',
    version        integer      NOT NULL DEFAULT 1,
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    confirmed_by   uuid,
    confirmed_at   timestamptz,
    PRIMARY KEY (practice_id, import_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL))
);
CREATE INDEX staff_import_clinic ON praxis.staff_import (practice_id, clinic_id, created_at);
COMMENT ON TABLE praxis.staff_import IS 'gate:clinic-optional a file may be for several clinics';

CREATE TABLE praxis.staff_import_row (
    practice_id  uuid     NOT NULL DEFAULT praxis_private.practice_id(),
    import_id    uuid     NOT NULL,
    clinic_id    uuid,
    row_number   integer  NOT NULL CHECK (row_number > 1),
    outcome      text     NOT NULL CHECK (outcome IN ('new', 'changed', 'unchanged', 'question', 'refused')),
    -- The preview as it was shown: what the row says, whom it may be about, findings.
    preview      jsonb    NOT NULL,
    PRIMARY KEY (practice_id, import_id, row_number),
    CONSTRAINT staff_import_row_import FOREIGN KEY (practice_id, import_id) REFERENCES praxis.staff_import ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT
);
CREATE INDEX staff_import_row_clinic ON praxis.staff_import_row (practice_id, clinic_id);
COMMENT ON TABLE praxis.staff_import_row IS 'gate:clinic-optional a file may be for several clinics';

-- What a person answered where a row may be about somebody on file.
CREATE TABLE praxis.staff_import_answer (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    import_id    uuid         NOT NULL,
    clinic_id    uuid,
    row_number   integer      NOT NULL,
    answer       text         NOT NULL CHECK (answer IN ('same', 'other', 'leave')),
    -- Who it is; no reference, for the answer stays where the person is withdrawn.
    subject_id   uuid         CHECK ((answer = 'same') = (subject_id IS NOT NULL)),
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, import_id, row_number),
    CONSTRAINT staff_import_answer_row FOREIGN KEY (practice_id, import_id, row_number)
        REFERENCES praxis.staff_import_row ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT
);
CREATE INDEX staff_import_answer_clinic ON praxis.staff_import_answer (practice_id, clinic_id);
COMMENT ON TABLE praxis.staff_import_answer IS 'gate:clinic-optional a file may be for several clinics';

-- ---------------------------------------------------------------------------------------------------------------------
-- What came in. A batch is there as soon as an import is confirmed, under the import's identifier; an undo of it is a row
-- of its own. Nothing here is ever changed.

CREATE TABLE praxis.import_batch (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    batch_id     uuid         NOT NULL,
    clinic_id    uuid,
    kind         text         NOT NULL CHECK (kind IN ('nppes', 'staff')),
    file_name    text         NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    sha256       bytea        NOT NULL CHECK (length(sha256) = 32),
    row_count    integer      NOT NULL CHECK (row_count >= 0),
    -- Until when the whole batch can be taken back, by the rule `house.import_undo` of the day; the guard computes both.
    undo_until   timestamptz  NOT NULL,
    undo_rule    text         NOT NULL,
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, batch_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT
);
CREATE INDEX import_batch_clinic ON praxis.import_batch (practice_id, clinic_id, created_at);
COMMENT ON TABLE praxis.import_batch IS 'gate:unforced,clinic-optional praxis_private.import_undo judges it; a file may be for several clinics';

-- Every row that a batch made, and of every person that it changed the values before.
CREATE TABLE praxis.import_effect (
    practice_id  uuid   NOT NULL DEFAULT praxis_private.practice_id(),
    batch_id     uuid   NOT NULL,
    clinic_id    uuid,
    kind         text   NOT NULL CHECK (kind IN ('person', 'change', 'person_name', 'person_identifier', 'employment',
                                                 'appointment', 'credential')),
    object_id    uuid   NOT NULL,
    -- Whom it is about; no reference, for the effect stays where the person is withdrawn.
    subject_id   uuid   NOT NULL,
    before       jsonb  CHECK ((kind = 'change') = (before IS NOT NULL)),
    PRIMARY KEY (practice_id, batch_id, kind, object_id),
    CONSTRAINT import_effect_batch FOREIGN KEY (practice_id, batch_id) REFERENCES praxis.import_batch ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT
);
CREATE INDEX import_effect_subject ON praxis.import_effect (practice_id, subject_id);
CREATE INDEX import_effect_clinic ON praxis.import_effect (practice_id, clinic_id);
COMMENT ON TABLE praxis.import_effect IS 'gate:unforced,clinic-optional praxis_private.import_undo goes by it; a file may be for several clinics';

CREATE TABLE praxis.import_undo (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    batch_id     uuid         NOT NULL,
    clinic_id    uuid,
    reason       text         NOT NULL CHECK (length(btrim(reason)) BETWEEN 1 AND 500),
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, batch_id),
    CONSTRAINT import_undo_batch FOREIGN KEY (practice_id, batch_id) REFERENCES praxis.import_batch ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT
);
CREATE INDEX import_undo_clinic ON praxis.import_undo (practice_id, clinic_id);
COMMENT ON TABLE praxis.import_undo IS 'gate:unforced,clinic-optional praxis_private.import_undo writes it; a file may be for several clinics';

-- The rows that an undo withdrew, each whole and as it last stood: who asks what was known in between finds it here. They
-- leave their tables, so that no reader has to know of them, a number is free again, and a reference to one can't be written.
CREATE TABLE praxis.import_withdrawn (
    practice_id  uuid   NOT NULL DEFAULT praxis_private.practice_id(),
    batch_id     uuid   NOT NULL,
    clinic_id    uuid,
    kind         text   NOT NULL,
    object_id    uuid   NOT NULL,
    content      jsonb  NOT NULL,
    PRIMARY KEY (practice_id, batch_id, kind, object_id),
    CONSTRAINT import_withdrawn_effect FOREIGN KEY (practice_id, batch_id, kind, object_id)
        REFERENCES praxis.import_effect ON UPDATE RESTRICT,
    CONSTRAINT import_withdrawn_undo FOREIGN KEY (practice_id, batch_id) REFERENCES praxis.import_undo ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT
);
CREATE INDEX import_withdrawn_clinic ON praxis.import_withdrawn (practice_id, clinic_id);
COMMENT ON TABLE praxis.import_withdrawn IS 'gate:unforced,clinic-optional praxis_private.import_undo writes it; a file may be for several clinics';

-- Rows carry the clinic of what they are about, the file that of all of them, which may be none.
COMMENT ON CONSTRAINT staff_import_row_import ON praxis.staff_import_row IS 'gate:cross-clinic a file for several clinics has none itself';
COMMENT ON CONSTRAINT staff_import_answer_row ON praxis.staff_import_answer IS 'gate:cross-clinic an answer carries the clinic of its file, which may be none';
COMMENT ON CONSTRAINT import_effect_batch ON praxis.import_effect IS 'gate:cross-clinic a file for several clinics has none itself';
COMMENT ON CONSTRAINT import_undo_batch ON praxis.import_undo IS 'gate:cross-clinic an undo carries the clinic of its batch, which may be none';
COMMENT ON CONSTRAINT import_withdrawn_effect ON praxis.import_withdrawn IS 'gate:cross-clinic a row carries the clinic of its effect, which may be none';
COMMENT ON CONSTRAINT import_withdrawn_undo ON praxis.import_withdrawn IS 'gate:cross-clinic a file for several clinics has none itself';
