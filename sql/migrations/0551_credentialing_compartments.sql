-- Kinds of credentials of every sort, a practice's own among them; compartments of a person's file, each with its own
-- permission; documents, and who opened which for what.

-- ---------------------------------------------------------------------------------------------------------------------
-- Kinds. Shared ones have no owner; a practice adds its own through praxis_private.credential_type_add.

ALTER TABLE praxis.credential_type
    DROP CONSTRAINT credential_type_type_code_check,
    ADD CONSTRAINT credential_type_type_code_check CHECK (type_code ~ '^[a-z][a-z0-9_]{1,31}$'),
    DROP CONSTRAINT credential_type_category_check,
    ADD CONSTRAINT credential_type_category_check
        CHECK (category IN ('license', 'registration', 'certificate', 'insurance', 'training', 'education', 'enrollment',
                            'health', 'eligibility', 'background')),
    ADD COLUMN compartment text NOT NULL DEFAULT 'credential'
        CHECK (compartment IN ('credential', 'medical', 'i9', 'background', 'peer_review')),
    ADD COLUMN owner_id uuid REFERENCES praxis.practice,
    ADD COLUMN created_by uuid,
    ADD CONSTRAINT credential_type_author CHECK ((owner_id IS NULL) = (created_by IS NULL));
CREATE UNIQUE INDEX credential_type_own_name ON praxis.credential_type (owner_id, lower(name)) WHERE owner_id IS NOT NULL;
COMMENT ON TABLE praxis.credential_type IS
    'gate:shared the same for all practices; a practice''s own are shown by its policy and made by a definer';

-- ---------------------------------------------------------------------------------------------------------------------
-- Compartments of what people hold: written beside each fact, so that policies need no other table.

ALTER TABLE praxis.credential ADD COLUMN compartment text NOT NULL DEFAULT 'credential';
ALTER TABLE praxis.credential_term ADD COLUMN compartment text NOT NULL DEFAULT 'credential';
ALTER TABLE praxis.credential_status ADD COLUMN compartment text NOT NULL DEFAULT 'credential';
ALTER TABLE praxis.verification ADD COLUMN held_in text NOT NULL DEFAULT 'credential';

-- ---------------------------------------------------------------------------------------------------------------------
-- Documents. Their bytes are kept once, by digest, and handed out for a recorded opening alone.

ALTER TABLE praxis.file
    DROP CONSTRAINT file_compartment_check,
    ADD CONSTRAINT file_compartment_check CHECK (compartment ~ '^[a-z][a-z0-9_]*$');
CREATE UNIQUE INDEX file_once ON praxis.file (practice_id, person_id, file_id);

CREATE TABLE praxis.file_content (
    practice_id  uuid         NOT NULL REFERENCES praxis.practice,
    sha256       bytea        NOT NULL GENERATED ALWAYS AS (sha256(content)) STORED,
    content      bytea        NOT NULL CHECK (length(content) BETWEEN 1 AND 20971520),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, sha256)
);
COMMENT ON TABLE praxis.file_content IS 'gate:sealed written by praxis_private.file_keep, handed out for an opening';

-- Which credential a document belongs to, and which term of it.
CREATE TABLE praxis.credential_document (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id      uuid         NOT NULL,
    credential_id  uuid         NOT NULL,
    file_id        uuid         NOT NULL,
    term_id        uuid,
    compartment    text         NOT NULL DEFAULT 'credential',
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, file_id),
    FOREIGN KEY (practice_id, person_id, credential_id)
        REFERENCES praxis.credential (practice_id, person_id, credential_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, credential_id, term_id)
        REFERENCES praxis.credential_term (practice_id, credential_id, term_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id, file_id)
        REFERENCES praxis.file (practice_id, person_id, file_id) ON UPDATE RESTRICT
);
CREATE INDEX credential_document_credential ON praxis.credential_document (practice_id, person_id, credential_id);
CREATE INDEX credential_document_term ON praxis.credential_document (practice_id, credential_id, term_id);

-- Every opening of a document, with what it was for where that is asked.
CREATE TABLE praxis.file_opening (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    opening_id   uuid         NOT NULL,
    person_id    uuid         NOT NULL,
    file_id      uuid         NOT NULL,
    purpose      text         CHECK (length(purpose) BETWEEN 10 AND 500),
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, opening_id),
    FOREIGN KEY (practice_id, person_id, file_id)
        REFERENCES praxis.file (practice_id, person_id, file_id) ON UPDATE RESTRICT
);
CREATE INDEX file_opening_file ON praxis.file_opening (practice_id, person_id, file_id);
COMMENT ON TABLE praxis.file_opening IS 'gate:unforced praxis_private.file_bytes looks for the opening';
