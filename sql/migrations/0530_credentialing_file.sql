-- The credentialing file: one cycle of a person from invitation to decision, its checklist, flags, application and
-- attestation; and verification records whole, for every element of a file and not for terms alone.

-- ---------------------------------------------------------------------------------------------------------------------
-- Reference rows that all practices share.

-- What a file verifies.
CREATE TABLE praxis.file_element (
    element      text      PRIMARY KEY CHECK (element ~ '^[a-z_]{2,32}$'),
    title        text      NOT NULL CHECK (title <> ''),
    compartment  text      NOT NULL CHECK (compartment IN ('credential', 'peer_review')),
    -- Whether a verification of it grows too old for a decision.
    ages         boolean   NOT NULL,
    cycles       text[]    NOT NULL,
    -- The roles that need it; all where there are none.
    roles        text[],
    -- The kinds of credentials that a check of it is about.
    type_codes   text[]    NOT NULL DEFAULT '{}',
    position     integer   NOT NULL,
    citation     text      NOT NULL CHECK (citation <> '')
);
COMMENT ON TABLE praxis.file_element IS 'gate:shared what a credentialing file verifies is the same for all practices';

INSERT INTO praxis.file_element (element, title, compartment, ages, cycles, roles, type_codes, position, citation)
VALUES
    ('identity',            'Identity',                    'credential',  false, '{initial}', NULL, '{}', 1, 'Practice policy'),
    ('attestation',         'Signed application',          'credential',  true,  '{initial,recred}', NULL, '{}', 2, 'NCQA CR 3'),
    ('license',             'State license',               'credential',  true,  '{initial,recred,offcycle}', NULL,
     '{medical_license,aprn_license,rn_license,pa_license}', 3, 'NCQA CR 3'),
    ('dea',                 'DEA registration',            'credential',  false, '{initial,recred}',
     '{physician,nurse_practitioner,physician_assistant}', '{dea,state_csr}', 4, 'NCQA CR 3'),
    ('education',           'Education and training',      'credential',  false, '{initial}', NULL, '{}', 5, 'NCQA CR 3'),
    ('board',               'Board certification',         'credential',  true,  '{initial,recred}',
     '{physician}', '{board_certification}', 6, 'NCQA CR 3'),
    ('work_history',        'Work history of five years',  'credential',  true,  '{initial}', NULL, '{}', 7, 'NCQA CR 3'),
    ('malpractice_cover',   'Malpractice cover',           'credential',  false, '{initial,recred}',
     '{physician,nurse_practitioner,physician_assistant}', '{malpractice}', 8, 'NCQA CR 3'),
    ('malpractice_history', 'Malpractice claims',          'peer_review', true,  '{initial,recred}', NULL, '{}', 9, 'NCQA CR 3'),
    ('sanctions',           'Sanctions of licensing boards', 'credential', true, '{initial,recred,offcycle}', NULL, '{}', 10,
     'NCQA CR 3'),
    ('exclusion',           'Medicare and Medicaid exclusions', 'credential', true, '{initial,recred,offcycle}', NULL, '{}', 11,
     'NCQA CR 3'),
    ('npdb',                'National Practitioner Data Bank', 'peer_review', true, '{initial,recred}', NULL, '{}', 12,
     'Practice policy'),
    ('reference',           'Peer references',             'peer_review', true,  '{initial}', NULL, '{}', 13, 'Practice policy'),
    -- Of credentials that no file asks for, such as life support.
    ('other',               'Other credential',            'credential',  false, '{}', NULL, '{}', 14, 'Practice policy');

-- Which state of a file may follow which, and who may take the step.
CREATE TABLE praxis.file_transition (
    from_state  text  NOT NULL,
    to_state    text  NOT NULL,
    actor       text  NOT NULL CHECK (actor IN ('preparer', 'applicant', 'committee', 'decider')),
    PRIMARY KEY (from_state, to_state)
);
COMMENT ON TABLE praxis.file_transition IS 'gate:shared the states of a file are the same for all practices';

-- Where a new practice begins to ask; it changes its own copy.
CREATE TABLE praxis.psv_source_template (
    name       text  PRIMARY KEY,
    element    text  NOT NULL REFERENCES praxis.file_element,
    authority  text  NOT NULL CHECK (authority <> ''),
    kind       text  NOT NULL CHECK (kind IN ('primary', 'designated_agent', 'reported')),
    address    text  NOT NULL CHECK (address ~ '^https://[^\s]+$')
);
CREATE INDEX psv_source_template_element ON praxis.psv_source_template (element);
COMMENT ON TABLE praxis.psv_source_template IS 'gate:shared the public sources that a practice starts with';

-- ---------------------------------------------------------------------------------------------------------------------
-- Whom a practice asks: a board, an agency, or an agent that speaks for one.

CREATE TABLE praxis.psv_source (
    practice_id   uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    source_id     uuid         NOT NULL,
    element       text         NOT NULL REFERENCES praxis.file_element,
    name          text         NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    authority     text         NOT NULL CHECK (length(authority) BETWEEN 1 AND 200),
    kind          text         NOT NULL CHECK (kind IN ('primary', 'designated_agent', 'reported')),
    jurisdiction  text         CHECK (jurisdiction ~ '^[A-Z]{2}$'),
    -- Opened in a browser by whoever checks: nothing but https.
    address       text         CHECK (address ~ '^https://[^\s]+$' AND length(address) <= 500),
    phone         text         CHECK (length(phone) BETWEEN 1 AND 40),
    -- What makes an agent one: the contract, or the authority's own designation.
    agreement     text         CHECK (length(agreement) BETWEEN 1 AND 500),
    retired_on    date,
    created_by    uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at    timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, source_id),
    CONSTRAINT psv_source_once UNIQUE (practice_id, element, name),
    CONSTRAINT psv_source_reachable CHECK (num_nonnulls(address, phone) > 0),
    CONSTRAINT psv_source_agreement CHECK (kind <> 'designated_agent' OR agreement IS NOT NULL)
);
CREATE INDEX psv_source_element ON praxis.psv_source (element);

-- ---------------------------------------------------------------------------------------------------------------------
-- The file.

CREATE TABLE praxis.credentialing_file (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id      uuid         NOT NULL,
    file_id        uuid         NOT NULL,
    cycle          text         NOT NULL CHECK (cycle IN ('initial', 'recred', 'offcycle')),
    clinical_role  text         NOT NULL CHECK (clinical_role <> ''),
    -- Follows the last event of the file; nothing else writes it.
    state          text         NOT NULL DEFAULT 'draft'
                   CHECK (state IN ('draft', 'invited', 'application_in_progress', 'received', 'returned_incomplete',
                                    'verifying', 'flagged', 'ready_for_review', 'committee_scheduled', 'in_committee',
                                    'tabled', 'info_requested', 'decided', 'appeal', 'fair_hearing', 'withdrawn')),
    state_since    timestamptz  NOT NULL DEFAULT now(),
    -- The day on which the file is meant to be decided: every verification is counted back from it.
    planned_on     date         CHECK (planned_on BETWEEN '2000-01-01' AND '2999-12-31'),
    -- For recredentialing, when the last decision runs out.
    due_on         date,
    -- The person has no NPI and says so.
    no_npi         boolean      NOT NULL DEFAULT false,
    assigned_to    uuid,
    note           text         CHECK (length(note) <= 2000),
    version        integer      NOT NULL DEFAULT 1,
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, file_id),
    UNIQUE (practice_id, person_id, file_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX credentialing_file_person ON praxis.credentialing_file (practice_id, person_id);
CREATE INDEX credentialing_file_state ON praxis.credentialing_file (practice_id, state, planned_on);
-- One cycle at a time: the next begins when this one is decided or withdrawn.
CREATE UNIQUE INDEX credentialing_file_open ON praxis.credentialing_file (practice_id, person_id)
 WHERE state NOT IN ('decided', 'appeal', 'fair_hearing', 'withdrawn');
COMMENT ON TABLE praxis.credentialing_file IS 'gate:unforced its state follows praxis.file_event through a definer';

-- What happened to a file. The number of an event is the version of the file that its author saw plus one.
CREATE TABLE praxis.file_event (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id    uuid         NOT NULL,
    file_id      uuid         NOT NULL,
    version      integer      NOT NULL CHECK (version > 1),
    from_state   text         NOT NULL,
    to_state     text         NOT NULL,
    reason       text         CHECK (length(reason) BETWEEN 1 AND 2000),
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT file_event_version PRIMARY KEY (practice_id, file_id, version),
    FOREIGN KEY (practice_id, person_id, file_id)
        REFERENCES praxis.credentialing_file (practice_id, person_id, file_id) ON UPDATE RESTRICT
);
CREATE INDEX file_event_file ON praxis.file_event (practice_id, person_id, file_id);
COMMENT ON TABLE praxis.file_event IS 'gate:unforced guards count the rounds of a file for whoever takes a step';

-- What the file needs; made with it from praxis.file_element.
CREATE TABLE praxis.checklist_item (
    practice_id  uuid  NOT NULL DEFAULT praxis_private.practice_id(),
    person_id    uuid  NOT NULL,
    file_id      uuid  NOT NULL,
    element      text  NOT NULL REFERENCES praxis.file_element,
    PRIMARY KEY (practice_id, file_id, element),
    FOREIGN KEY (practice_id, person_id, file_id)
        REFERENCES praxis.credentialing_file (practice_id, person_id, file_id) ON UPDATE RESTRICT
);
CREATE INDEX checklist_item_file ON praxis.checklist_item (practice_id, person_id, file_id);
CREATE INDEX checklist_item_element ON praxis.checklist_item (element);
COMMENT ON TABLE praxis.checklist_item IS 'gate:unforced made by the trigger of the file and judged by its guards';

-- Why an element does not apply to this file. Taken back by a later row.
CREATE TABLE praxis.checklist_exception (
    practice_id   uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id     uuid         NOT NULL,
    file_id       uuid         NOT NULL,
    element       text         NOT NULL,
    exception_id  uuid         NOT NULL,
    stands        boolean      NOT NULL DEFAULT true,
    reason        text         NOT NULL CHECK (length(reason) BETWEEN 10 AND 2000),
    created_by    uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at    timestamptz  NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (practice_id, exception_id),
    FOREIGN KEY (practice_id, person_id, file_id)
        REFERENCES praxis.credentialing_file (practice_id, person_id, file_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, file_id, element) REFERENCES praxis.checklist_item ON UPDATE RESTRICT
);
CREATE INDEX checklist_exception_file ON praxis.checklist_exception (practice_id, person_id, file_id);
CREATE INDEX checklist_exception_item ON praxis.checklist_exception (practice_id, file_id, element, created_at DESC);
COMMENT ON TABLE praxis.checklist_exception IS 'gate:unforced judged by the guards of the file';

-- ---------------------------------------------------------------------------------------------------------------------
-- Evidence: documents that prove a check, a decision, an absence. Stored beside the record and never changed.

CREATE TABLE praxis.evidence (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id    uuid         NOT NULL,
    evidence_id  uuid         NOT NULL,
    compartment  text         NOT NULL CHECK (compartment IN ('credential', 'peer_review')),
    name         text         NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    media_type   text         NOT NULL CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
    content      bytea        NOT NULL CHECK (length(content) BETWEEN 1 AND 10485760),
    sha256       bytea        NOT NULL GENERATED ALWAYS AS (sha256(content)) STORED,
    size         integer      NOT NULL GENERATED ALWAYS AS (length(content)) STORED,
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, evidence_id),
    UNIQUE (practice_id, person_id, evidence_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX evidence_person ON praxis.evidence (practice_id, person_id);

-- ---------------------------------------------------------------------------------------------------------------------
-- Verification records whole. A check is of an element; of a term where the element is a credential.

-- The owner checks what is on file already, whoever's it is.
ALTER TABLE praxis.person NO FORCE ROW LEVEL SECURITY;
ALTER TABLE praxis.verification
    ADD COLUMN element text REFERENCES praxis.file_element,
    ADD COLUMN credentialing_file_id uuid,
    ADD COLUMN source_id uuid,
    -- Exactly what was asked: names, numbers and days that were used.
    ADD COLUMN query text CHECK (length(query) BETWEEN 1 AND 2000),
    ADD COLUMN requested_at timestamptz,
    -- The day of the check by the calendar of the practice; ages are counted from it.
    ADD COLUMN verified_on date,
    ADD COLUMN result_values jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(result_values) = 'object'),
    ADD COLUMN mismatches jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(mismatches) = 'object'),
    ADD COLUMN evidence_id uuid,
    ADD COLUMN spoken_to text CHECK (length(spoken_to) BETWEEN 1 AND 200),
    -- A program fetched it: it counts once a person has reviewed it.
    ADD COLUMN fetched boolean NOT NULL DEFAULT false,
    ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 2000),
    ADD COLUMN compartment text NOT NULL DEFAULT 'credential' CHECK (compartment IN ('credential', 'peer_review')),
    ALTER COLUMN credential_id DROP NOT NULL,
    ALTER COLUMN term_id DROP NOT NULL,
    ADD CONSTRAINT verification_of_a_term CHECK (num_nonnulls(credential_id, term_id) <> 1),
    ADD CONSTRAINT verification_order CHECK (requested_at <= verified_at),
    ADD FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    ADD FOREIGN KEY (practice_id, person_id, credentialing_file_id)
        REFERENCES praxis.credentialing_file (practice_id, person_id, file_id) ON UPDATE RESTRICT,
    ADD FOREIGN KEY (practice_id, source_id) REFERENCES praxis.psv_source ON UPDATE RESTRICT,
    ADD FOREIGN KEY (practice_id, person_id, evidence_id)
        REFERENCES praxis.evidence (practice_id, person_id, evidence_id) ON UPDATE RESTRICT,
    ADD FOREIGN KEY (practice_id, supersedes_id) REFERENCES praxis.verification ON UPDATE RESTRICT;
UPDATE praxis.verification v
   SET verified_on = (v.occasion AT TIME ZONE 'UTC')::date,
       element = coalesce((SELECT e.element
                             FROM praxis.credential c
                             JOIN praxis.file_element e ON c.type_code = ANY (e.type_codes)
                            WHERE c.practice_id = v.practice_id AND c.credential_id = v.credential_id), 'other');
ALTER TABLE praxis.verification ALTER COLUMN verified_on SET NOT NULL, ALTER COLUMN element SET NOT NULL;
ALTER TABLE praxis.person FORCE ROW LEVEL SECURITY;
CREATE INDEX verification_element ON praxis.verification (practice_id, person_id, element, occasion DESC);
CREATE INDEX verification_of_file ON praxis.verification (practice_id, person_id, credentialing_file_id);
CREATE INDEX verification_element_of ON praxis.verification (element);
CREATE INDEX verification_source ON praxis.verification (practice_id, source_id);
CREATE INDEX verification_evidence ON praxis.verification (practice_id, person_id, evidence_id);

-- What a person said of a check that a program fetched.
CREATE TABLE praxis.verification_review (
    practice_id      uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id        uuid         NOT NULL,
    verification_id  uuid         NOT NULL,
    accepted         boolean      NOT NULL,
    note             text         CHECK (length(note) BETWEEN 1 AND 2000),
    reviewed_by      uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at       timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT verification_review_once PRIMARY KEY (practice_id, verification_id),
    FOREIGN KEY (practice_id, verification_id) REFERENCES praxis.verification ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX verification_review_person ON praxis.verification_review (practice_id, person_id);
COMMENT ON TABLE praxis.verification_review IS 'gate:unforced judged by the guards of the file';

-- ---------------------------------------------------------------------------------------------------------------------
-- Flags: what somebody has to look at before the file is decided.

CREATE TABLE praxis.file_flag (
    practice_id      uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id        uuid         NOT NULL,
    file_id          uuid         NOT NULL,
    flag_id          uuid         NOT NULL,
    color            text         NOT NULL CHECK (color IN ('yellow', 'red')),
    element          text         REFERENCES praxis.file_element,
    summary          text         NOT NULL CHECK (length(summary) BETWEEN 1 AND 500),
    verification_id  uuid,
    created_by       uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at       timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, flag_id),
    UNIQUE (practice_id, person_id, flag_id),
    FOREIGN KEY (practice_id, person_id, file_id)
        REFERENCES praxis.credentialing_file (practice_id, person_id, file_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, verification_id) REFERENCES praxis.verification ON UPDATE RESTRICT
);
CREATE INDEX file_flag_file ON praxis.file_flag (practice_id, person_id, file_id);
CREATE INDEX file_flag_element ON praxis.file_flag (element);
CREATE INDEX file_flag_verification ON praxis.file_flag (practice_id, verification_id);
COMMENT ON TABLE praxis.file_flag IS 'gate:unforced judged by the guards of the file';

-- What was found out about a flag: it does not stand, or it does and whoever decides weighs it.
CREATE TABLE praxis.flag_disposition (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id    uuid         NOT NULL,
    flag_id      uuid         NOT NULL,
    step         integer      NOT NULL CHECK (step > 0),
    outcome      text         NOT NULL CHECK (outcome IN ('unfounded', 'stands')),
    note         text         NOT NULL CHECK (length(note) BETWEEN 10 AND 2000),
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT flag_disposition_step PRIMARY KEY (practice_id, flag_id, step),
    FOREIGN KEY (practice_id, person_id, flag_id)
        REFERENCES praxis.file_flag (practice_id, person_id, flag_id) ON UPDATE RESTRICT
);
CREATE INDEX flag_disposition_flag ON praxis.flag_disposition (practice_id, person_id, flag_id);
COMMENT ON TABLE praxis.flag_disposition IS 'gate:unforced judged by the guards of the file';

-- ---------------------------------------------------------------------------------------------------------------------
-- The person's own application: sections while they are written, and what was attested, frozen.

CREATE TABLE praxis.application_section (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id    uuid         NOT NULL,
    file_id      uuid         NOT NULL,
    section      text         NOT NULL CHECK (section ~ '^[a-z_]{2,32}$'),
    answers      jsonb        NOT NULL CHECK (jsonb_typeof(answers) = 'object'),
    version      integer      NOT NULL DEFAULT 1,
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, file_id, section),
    FOREIGN KEY (practice_id, person_id, file_id)
        REFERENCES praxis.credentialing_file (practice_id, person_id, file_id) ON UPDATE RESTRICT
);
CREATE INDEX application_section_file ON praxis.application_section (practice_id, person_id, file_id);

CREATE TABLE praxis.attestation (
    practice_id     uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id       uuid         NOT NULL,
    file_id         uuid         NOT NULL,
    attempt         integer      NOT NULL CHECK (attempt BETWEEN 1 AND 3),
    -- What was signed, to the letter: the statement and every answer.
    content         bytea        NOT NULL CHECK (length(content) BETWEEN 2 AND 1000000),
    sha256          bytea        NOT NULL GENERATED ALWAYS AS (sha256(content)) STORED,
    signature       text         NOT NULL CHECK (length(signature) BETWEEN 2 AND 200),
    signed_on       date         NOT NULL,
    created_by      uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at      timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, file_id, attempt),
    FOREIGN KEY (practice_id, person_id, file_id)
        REFERENCES praxis.credentialing_file (practice_id, person_id, file_id) ON UPDATE RESTRICT
);
CREATE INDEX attestation_file ON praxis.attestation (practice_id, person_id, file_id);
COMMENT ON TABLE praxis.attestation IS 'gate:unforced judged by the guards of the file';
