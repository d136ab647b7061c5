-- Credentials that a clinic holds itself, what they allow there, and who directs its laboratory.

CREATE TABLE praxis.clinic_credential_type (
    type_code  text     PRIMARY KEY CHECK (type_code ~ '^[a-z_]{2,32}$'),
    name       text     NOT NULL CHECK (name <> ''),
    position   integer  NOT NULL
);
COMMENT ON TABLE praxis.clinic_credential_type IS 'gate:shared kinds of certificates of clinics are the same for all practices';

-- What a shift may be tagged with, and credentials may be asked for.
CREATE TABLE praxis.clinical_service (
    service   text     PRIMARY KEY CHECK (service ~ '^[a-z_]{2,40}$'),
    name      text     NOT NULL CHECK (name <> ''),
    position  integer  NOT NULL
);
COMMENT ON TABLE praxis.clinical_service IS 'gate:shared kinds of services are the same for all practices';

CREATE TABLE praxis.clinic_credential (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid         NOT NULL,
    credential_id  uuid         NOT NULL,
    type_code      text         NOT NULL REFERENCES praxis.clinic_credential_type,
    number         text         CHECK (length(number) BETWEEN 1 AND 40),
    issuer         text         CHECK (length(issuer) BETWEEN 1 AND 200),
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, credential_id),
    CONSTRAINT clinic_credential_once UNIQUE NULLS NOT DISTINCT (practice_id, clinic_id, type_code, number),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT
);
CREATE INDEX clinic_credential_type_code ON praxis.clinic_credential (type_code);
COMMENT ON TABLE praxis.clinic_credential IS 'gate:unforced praxis_private.clearance_judged asks for callers who may not read them';

-- One validity as printed: both days included. A term that was entered wrongly is superseded.
CREATE TABLE praxis.clinic_credential_term (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid         NOT NULL,
    term_id        uuid         NOT NULL,
    credential_id  uuid         NOT NULL,
    issued_on      date         NOT NULL CHECK (issued_on BETWEEN '1900-01-01' AND '2999-12-31'),
    expires_on     date         CHECK (expires_on BETWEEN issued_on AND '2999-12-31'),
    valid          daterange    NOT NULL GENERATED ALWAYS AS (daterange(issued_on, expires_on, '[]')) STORED,
    supersedes_id  uuid,
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, term_id),
    UNIQUE (practice_id, clinic_id, credential_id, term_id),
    CONSTRAINT clinic_term_superseded_once UNIQUE (practice_id, clinic_id, supersedes_id),
    FOREIGN KEY (practice_id, clinic_id, credential_id) REFERENCES praxis.clinic_credential ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, clinic_id, credential_id, supersedes_id)
        REFERENCES praxis.clinic_credential_term (practice_id, clinic_id, credential_id, term_id) ON UPDATE RESTRICT,
    CHECK (supersedes_id <> term_id)
);
CREATE INDEX clinic_credential_term_supersedes
    ON praxis.clinic_credential_term (practice_id, clinic_id, credential_id, supersedes_id);
COMMENT ON TABLE praxis.clinic_credential_term IS 'gate:unforced praxis_private.clearance_judged asks for callers who may not read them';

-- One check at the source. Who entered a term does not verify it.
CREATE TABLE praxis.clinic_verification (
    practice_id         uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id           uuid         NOT NULL,
    verification_id     uuid         NOT NULL,
    credential_id       uuid         NOT NULL,
    term_id             uuid         NOT NULL,
    method              text         NOT NULL
                        CHECK (method IN ('web', 'api', 'bulk_file', 'letter', 'phone', 'email', 'in_person', 'feed')),
    source              text         NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
    result              text         NOT NULL
                        CHECK (result IN ('confirmed', 'confirmed_with_findings', 'mismatch', 'not_found',
                                          'source_unavailable', 'inconclusive')),
    external_reference  text         CHECK (length(external_reference) BETWEEN 1 AND 200),
    source_as_of        date,
    note                text         CHECK (length(note) <= 2000),
    verified_by         uuid         NOT NULL DEFAULT praxis_private.account_id(),
    verified_at         timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, verification_id),
    FOREIGN KEY (practice_id, clinic_id, credential_id, term_id)
        REFERENCES praxis.clinic_credential_term (practice_id, clinic_id, credential_id, term_id) ON UPDATE RESTRICT
);
CREATE INDEX clinic_verification_term
    ON praxis.clinic_verification (practice_id, clinic_id, credential_id, term_id, verified_at DESC);
COMMENT ON TABLE praxis.clinic_verification IS 'gate:unforced praxis_private.clearance_judged asks for callers who may not read them';

-- What a clinic needs for a service, or for every shift: everywhere, in a state or at a clinic, for a time.
CREATE TABLE praxis.clinic_requirement (
    practice_id     uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    requirement_id  uuid         NOT NULL,
    clinic_id       uuid,
    state           text         CHECK (state ~ '^[A-Z]{2}$'),
    type_code       text         NOT NULL REFERENCES praxis.clinic_credential_type,
    severity        text         NOT NULL CHECK (severity IN ('block', 'warn', 'inform')),
    service         text         REFERENCES praxis.clinical_service,
    lead_days       integer      NOT NULL DEFAULT 0 CHECK (lead_days BETWEEN 0 AND 365),
    starts_on       date         NOT NULL,
    ends_on         date         CHECK (ends_on >= starts_on),
    citation        text         NOT NULL CHECK (length(citation) BETWEEN 1 AND 300),
    created_by      uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at      timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, requirement_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT
);
CREATE INDEX clinic_requirement_clinic ON praxis.clinic_requirement (practice_id, clinic_id);
CREATE INDEX clinic_requirement_type ON praxis.clinic_requirement (type_code);
CREATE INDEX clinic_requirement_service ON praxis.clinic_requirement (service);
COMMENT ON TABLE praxis.clinic_requirement IS 'gate:unforced,clinic-optional praxis_private.clearance_judged applies them, most hold for the whole practice';

-- Requirements of roles: how many days before its end a credential is worth a remark, and none that never held.
ALTER TABLE praxis.requirement
    ADD COLUMN lead_days integer NOT NULL DEFAULT 0 CHECK (lead_days BETWEEN 0 AND 365),
    DROP CONSTRAINT requirement_check,
    ADD CONSTRAINT requirement_ends CHECK (ends_on >= starts_on);

-- Who directs the laboratory, each from a day on. The program learns of a new one in time, and the row says when.
CREATE TABLE praxis.laboratory_director (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id    uuid         NOT NULL,
    director_id  uuid         NOT NULL,
    name         text         NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    starts_on    date         NOT NULL,
    -- The last day for the notice, by the rule of the day of the change; none for the first director.
    notice_due   date,
    notified_on  date         CHECK (notified_on >= starts_on - 90),
    notified_by  uuid,
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, director_id),
    CONSTRAINT laboratory_director_once UNIQUE (practice_id, clinic_id, starts_on),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT
);

-- Where somebody lives, from a day on: a nurse who moves to another state of the compact applies for its license.
CREATE TABLE praxis.residence (
    practice_id   uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    residence_id  uuid         NOT NULL,
    person_id     uuid         NOT NULL,
    state         text         NOT NULL CHECK (state ~ '^[A-Z]{2}$'),
    starts_on     date         NOT NULL,
    -- The day on which the person applied for the license of that state.
    applied_on    date,
    supersedes_id uuid,
    created_by    uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at    timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, residence_id),
    UNIQUE (practice_id, person_id, residence_id),
    CONSTRAINT residence_superseded_once UNIQUE (practice_id, supersedes_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id, supersedes_id)
        REFERENCES praxis.residence (practice_id, person_id, residence_id) ON UPDATE RESTRICT
);
CREATE INDEX residence_person ON praxis.residence (practice_id, person_id, starts_on);
CREATE INDEX residence_supersedes ON praxis.residence (practice_id, person_id, supersedes_id);
COMMENT ON TABLE praxis.residence IS 'gate:unforced praxis_private.clearance_judged judges compact licenses for callers who may not read it';
