-- What authorities do to certificates of clinics; checks of them as whole as those of people; their documents; kinds of a
-- practice's own.

-- What an authority did to a certificate: from the first day, to before the last where it has ended. A span is ended by one
-- that supersedes it.
CREATE TABLE praxis.clinic_credential_status (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid         NOT NULL,
    status_id      uuid         NOT NULL,
    credential_id  uuid         NOT NULL,
    status         text         NOT NULL
                   CHECK (status IN ('suspended', 'revoked', 'surrendered', 'inactive', 'limited', 'condition_level')),
    starts_on      date         NOT NULL CHECK (starts_on BETWEEN '1900-01-01' AND '2999-12-31'),
    ends_on        date         CHECK (ends_on BETWEEN starts_on AND '2999-12-31'),
    -- The notice, order or letter from which it is known.
    source         text         NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
    supersedes_id  uuid,
    reason         text         CHECK (length(reason) BETWEEN 1 AND 2000),
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, status_id),
    UNIQUE (practice_id, clinic_id, credential_id, status_id),
    CONSTRAINT clinic_status_superseded_once UNIQUE (practice_id, clinic_id, supersedes_id),
    FOREIGN KEY (practice_id, clinic_id, credential_id) REFERENCES praxis.clinic_credential ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, clinic_id, credential_id, supersedes_id)
        REFERENCES praxis.clinic_credential_status (practice_id, clinic_id, credential_id, status_id) ON UPDATE RESTRICT,
    CHECK (supersedes_id <> status_id)
);
CREATE INDEX clinic_credential_status_supersedes
    ON praxis.clinic_credential_status (practice_id, clinic_id, credential_id, supersedes_id);
COMMENT ON TABLE praxis.clinic_credential_status IS 'gate:unforced praxis_private.clearance_judged asks for callers who may not read them';

-- Which certificate a document of a clinic belongs to, and which term of it.
CREATE UNIQUE INDEX file_of_clinic ON praxis.file (practice_id, clinic_id, file_id);
CREATE TABLE praxis.clinic_document (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid         NOT NULL,
    file_id        uuid         NOT NULL,
    credential_id  uuid         NOT NULL,
    term_id        uuid         NOT NULL,
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, file_id),
    UNIQUE (practice_id, clinic_id, credential_id, file_id),
    FOREIGN KEY (practice_id, clinic_id, credential_id, term_id)
        REFERENCES praxis.clinic_credential_term (practice_id, clinic_id, credential_id, term_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, clinic_id, file_id)
        REFERENCES praxis.file (practice_id, clinic_id, file_id) ON UPDATE RESTRICT
);
CREATE INDEX clinic_document_term ON praxis.clinic_document (practice_id, clinic_id, credential_id, term_id);
COMMENT ON TABLE praxis.clinic_document IS 'gate:unforced praxis_private.clinic_document_open looks up what is opened';

-- What was asked, what the source prints, the document that proves it, and which earlier check it corrects.
ALTER TABLE praxis.clinic_verification
    ADD COLUMN query text CHECK (length(query) BETWEEN 1 AND 2000),
    ADD COLUMN result_values jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(result_values) = 'object'),
    -- By field: what is on file, and what the source has.
    ADD COLUMN mismatches jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(mismatches) = 'object'),
    ADD COLUMN file_id uuid,
    ADD COLUMN supersedes_id uuid,
    ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 2000),
    -- When the source was asked: a correction tells of the check that it corrects.
    ADD COLUMN occasion timestamptz,
    ADD CONSTRAINT clinic_verification_of_term UNIQUE (practice_id, clinic_id, term_id, verification_id),
    ADD CONSTRAINT clinic_verification_superseded_once UNIQUE (practice_id, clinic_id, supersedes_id),
    ADD CHECK (supersedes_id <> verification_id),
    ADD FOREIGN KEY (practice_id, clinic_id, term_id, supersedes_id)
        REFERENCES praxis.clinic_verification (practice_id, clinic_id, term_id, verification_id) ON UPDATE RESTRICT,
    ADD FOREIGN KEY (practice_id, clinic_id, credential_id, file_id)
        REFERENCES praxis.clinic_document (practice_id, clinic_id, credential_id, file_id) ON UPDATE RESTRICT;
UPDATE praxis.clinic_verification SET occasion = verified_at;
ALTER TABLE praxis.clinic_verification ALTER COLUMN occasion SET NOT NULL;
CREATE INDEX clinic_verification_supersedes ON praxis.clinic_verification (practice_id, clinic_id, term_id, supersedes_id);
CREATE INDEX clinic_verification_file ON praxis.clinic_verification (practice_id, clinic_id, credential_id, file_id);

-- Shared kinds have no owner; a practice adds its own through praxis_private.clinic_credential_type_add.
ALTER TABLE praxis.clinic_credential_type
    DROP CONSTRAINT clinic_credential_type_type_code_check,
    ADD CONSTRAINT clinic_credential_type_type_code_check CHECK (type_code ~ '^[a-z][a-z0-9_]{1,31}$'),
    ADD COLUMN owner_id uuid REFERENCES praxis.practice,
    ADD COLUMN created_by uuid,
    ADD CONSTRAINT clinic_credential_type_author CHECK ((owner_id IS NULL) = (created_by IS NULL));
CREATE UNIQUE INDEX clinic_credential_type_own_name ON praxis.clinic_credential_type (owner_id, lower(name))
 WHERE owner_id IS NOT NULL;
COMMENT ON TABLE praxis.clinic_credential_type IS
    'gate:shared the same for all practices; a practice''s own are shown by its policy and made by a definer';
