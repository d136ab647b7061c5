-- Training and policies: courses and policies with their versions, whom they are asked of, what was completed and
-- acknowledged. Records are added and corrected by new ones; who has left keeps theirs until their retention ends.

-- How long records are kept, and what starts that clock: the day of the record, or the last day on which what it is
-- about was in force.
CREATE TABLE praxis.training_retention (
    retention_code  text     PRIMARY KEY CHECK (retention_code ~ '^[a-z_]{2,32}$'),
    name            text     NOT NULL CHECK (name <> ''),
    years           integer  NOT NULL CHECK (years BETWEEN 1 AND 99),
    runs_from       text     NOT NULL CHECK (runs_from IN ('record', 'last_effective')),
    citation        text     NOT NULL CHECK (citation <> ''),
    position        integer  NOT NULL
);
COMMENT ON TABLE praxis.training_retention IS 'gate:shared how long the law has records kept';

-- Documents that everybody may read: the slides of a course, the text of a policy. The digest is the database's own.
CREATE TABLE praxis.training_document (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    document_id  uuid         NOT NULL,
    name         text         NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    media_type   text         NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
    content      bytea        NOT NULL CHECK (length(content) BETWEEN 1 AND 10485760),
    sha256       bytea        NOT NULL GENERATED ALWAYS AS (sha256(content)) STORED,
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, document_id)
);
COMMENT ON TABLE praxis.training_document IS 'gate:unforced the approval of a policy takes the digest of its document';

-- ---------------------------------------------------------------------------------------------------------------------
-- Courses.

CREATE TABLE praxis.training_course (
    practice_id     uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    course_id       uuid         NOT NULL,
    code            text         NOT NULL CHECK (code ~ '^[a-z0-9_-]{2,32}$'),
    name            text         NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    retention_code  text         NOT NULL REFERENCES praxis.training_retention,
    -- From this day on nobody is asked for it any more.
    ends_on         date,
    version         integer      NOT NULL DEFAULT 1,
    created_by      uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at      timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, course_id),
    CONSTRAINT training_course_code UNIQUE (practice_id, code)
);
CREATE INDEX training_course_retention ON praxis.training_course (retention_code);
COMMENT ON TABLE praxis.training_course IS 'gate:unforced praxis_private.duty_spans and clearance read it for people without the permission';

-- What was taught, and how long a completion counts. `retake_days` has everybody who took an earlier version take this
-- one within so many days of its first day.
CREATE TABLE praxis.training_version (
    practice_id     uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    course_id       uuid         NOT NULL,
    number          integer      NOT NULL CHECK (number > 0),
    summary         text         NOT NULL CHECK (length(summary) BETWEEN 1 AND 4000),
    link            text         CHECK (link ~ '^https://[^[:space:]]+$' AND length(link) <= 500),
    document_id     uuid,
    minutes         integer      NOT NULL CHECK (minutes BETWEEN 1 AND 6000),
    passing_score   integer      CHECK (passing_score BETWEEN 1 AND 100),
    every           integer      CHECK (every BETWEEN 1 AND 3650),
    every_unit      text         CHECK (every_unit IN ('day', 'month')),
    anchor          text         CHECK (anchor IN ('due', 'completion')),
    warn_days       integer      NOT NULL DEFAULT 30 CHECK (warn_days BETWEEN 0 AND 365),
    retake_days     integer      CHECK (retake_days BETWEEN 0 AND 365),
    citation        text         NOT NULL CHECK (length(citation) BETWEEN 1 AND 300),
    effective_from  date         NOT NULL CHECK (effective_from BETWEEN '1990-01-01' AND '2999-12-31'),
    created_by      uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at      timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT training_version_pkey PRIMARY KEY (practice_id, course_id, number),
    UNIQUE (practice_id, course_id, effective_from),
    FOREIGN KEY (practice_id, course_id) REFERENCES praxis.training_course ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, document_id) REFERENCES praxis.training_document ON UPDATE RESTRICT,
    CHECK (num_nonnulls(every, every_unit, anchor) IN (0, 3))
);
CREATE INDEX training_version_document ON praxis.training_version (practice_id, document_id);
COMMENT ON TABLE praxis.training_version IS 'gate:unforced clearance reads until when a completion counts';

-- ---------------------------------------------------------------------------------------------------------------------
-- Policies. A version is written, approved by somebody else, scheduled, and in force from its day until the next one's.

CREATE TABLE praxis.policy (
    practice_id     uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    policy_id       uuid         NOT NULL,
    code            text         NOT NULL CHECK (code ~ '^[a-z0-9_-]{2,32}$'),
    name            text         NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    retention_code  text         NOT NULL DEFAULT 'hipaa' REFERENCES praxis.training_retention,
    -- From this day on no version of it is in force.
    ends_on         date,
    version         integer      NOT NULL DEFAULT 1,
    created_by      uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at      timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, policy_id),
    CONSTRAINT policy_code UNIQUE (practice_id, code)
);
CREATE INDEX policy_retention ON praxis.policy (retention_code);
COMMENT ON TABLE praxis.policy IS 'gate:unforced praxis_private.duty_spans reads it for people without the permission';

CREATE TABLE praxis.policy_version (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    policy_id      uuid         NOT NULL,
    number         integer      NOT NULL CHECK (number > 0),
    title          text         NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    body           text         NOT NULL CHECK (length(body) <= 100000),
    document_id    uuid,
    -- An editorial change asks nobody to acknowledge again, and says why.
    change_kind    text         NOT NULL CHECK (change_kind IN ('first', 'material', 'editorial')),
    change_reason  text         CHECK (length(change_reason) <= 1000),
    -- Days from the first day in force, within which it is acknowledged.
    due_days       integer      NOT NULL CHECK (due_days BETWEEN 0 AND 365),
    -- Everybody who wrote at it.
    authors        uuid[]       NOT NULL DEFAULT '{}',
    version        integer      NOT NULL DEFAULT 1,
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT policy_version_pkey PRIMARY KEY (practice_id, policy_id, number),
    FOREIGN KEY (practice_id, policy_id) REFERENCES praxis.policy ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, document_id) REFERENCES praxis.training_document ON UPDATE RESTRICT,
    CHECK ((number = 1) = (change_kind = 'first')),
    CONSTRAINT policy_version_editorial CHECK (change_kind <> 'editorial' OR length(btrim(change_reason)) >= 10),
    CHECK (body <> '' OR document_id IS NOT NULL)
);
CREATE INDEX policy_version_document ON praxis.policy_version (practice_id, document_id);
COMMENT ON TABLE praxis.policy_version IS 'gate:unforced the guard of approvals locks and hashes what is approved';

CREATE TABLE praxis.policy_approval (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    policy_id    uuid         NOT NULL,
    number       integer      NOT NULL,
    -- Which state of the draft was read by who approves it.
    seen         integer      NOT NULL,
    sha256       bytea        NOT NULL CHECK (length(sha256) = 32),
    approved_by  uuid         NOT NULL DEFAULT praxis_private.account_id(),
    approved_at  timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT policy_approval_pkey PRIMARY KEY (practice_id, policy_id, number),
    UNIQUE (practice_id, policy_id, number, sha256),
    FOREIGN KEY (practice_id, policy_id, number) REFERENCES praxis.policy_version ON UPDATE RESTRICT
);
COMMENT ON TABLE praxis.policy_approval IS 'gate:unforced guards of drafts and acknowledgements ask what is approved';

CREATE TABLE praxis.policy_schedule (
    practice_id     uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    policy_id       uuid         NOT NULL,
    number          integer      NOT NULL,
    effective_from  date         NOT NULL CHECK (effective_from BETWEEN '1990-01-01' AND '2999-12-31'),
    created_by      uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at      timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT policy_schedule_pkey PRIMARY KEY (practice_id, policy_id, number),
    UNIQUE (practice_id, policy_id, effective_from),
    FOREIGN KEY (practice_id, policy_id, number) REFERENCES praxis.policy_approval ON UPDATE RESTRICT
);
COMMENT ON TABLE praxis.policy_schedule IS 'gate:unforced the guard of acknowledgements asks what is in force';

-- Whoever acknowledges is the person of the account: nobody can say who it was.
CREATE TABLE praxis.policy_acknowledgement (
    practice_id      uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id        uuid         NOT NULL DEFAULT praxis_private.person_id(),
    policy_id        uuid         NOT NULL,
    number           integer      NOT NULL,
    sha256           bytea        NOT NULL,
    acknowledged_by  uuid         NOT NULL DEFAULT praxis_private.account_id(),
    acknowledged_at  timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT policy_acknowledgement_pkey PRIMARY KEY (practice_id, person_id, policy_id, number),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, policy_id, number, sha256)
        REFERENCES praxis.policy_approval (practice_id, policy_id, number, sha256) ON UPDATE RESTRICT
);
CREATE INDEX policy_acknowledgement_version
    ON praxis.policy_acknowledgement (practice_id, policy_id, number, sha256);

-- ---------------------------------------------------------------------------------------------------------------------
-- Whom courses and policies are asked of.

-- The jobs in which people are exposed to something, as an employer determines them (29 CFR 1910.1030(c)(2)).
CREATE TABLE praxis.exposed_job (
    practice_id       uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    clinic_id         uuid,
    determination_id  uuid         NOT NULL,
    exposure          text         NOT NULL CHECK (exposure ~ '^[a-z_]{2,32}$'),
    position          text         NOT NULL CHECK (position ~ '^[a-z_]{2,32}$'),
    starts_on         date         NOT NULL,
    ends_on           date         CHECK (ends_on >= starts_on),
    created_by        uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at        timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, determination_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT
);
CREATE INDEX exposed_job_exposure ON praxis.exposed_job (practice_id, exposure, position);
CREATE INDEX exposed_job_clinic ON praxis.exposed_job (practice_id, clinic_id);
COMMENT ON TABLE praxis.exposed_job IS 'gate:unforced,clinic-optional praxis_private.duty_spans applies them, most hold for the whole practice';

-- A course or policy is asked of everybody, or of who works at a clinic, in a position or role, or in an exposed job.
CREATE TABLE praxis.training_rule (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    clinic_id      uuid,
    rule_id        uuid         NOT NULL,
    course_id      uuid,
    policy_id      uuid,
    position       text         CHECK (position ~ '^[a-z_]{2,32}$'),
    clinical_role  text         CHECK (clinical_role ~ '^[a-z_]{2,32}$'),
    exposure       text         CHECK (exposure ~ '^[a-z_]{2,32}$'),
    -- Days from hire or assignment, whichever is later.
    due_days       integer      NOT NULL CHECK (due_days BETWEEN 0 AND 3650),
    starts_on      date         NOT NULL,
    ends_on        date         CHECK (ends_on >= starts_on),
    citation       text         NOT NULL CHECK (length(citation) BETWEEN 1 AND 300),
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, rule_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, course_id) REFERENCES praxis.training_course ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, policy_id) REFERENCES praxis.policy ON UPDATE RESTRICT,
    CHECK (num_nonnulls(course_id, policy_id) = 1),
    CHECK (num_nonnulls(position, clinical_role, exposure) <= 1)
);
CREATE INDEX training_rule_course ON praxis.training_rule (practice_id, course_id);
CREATE INDEX training_rule_policy ON praxis.training_rule (practice_id, policy_id);
CREATE INDEX training_rule_clinic ON praxis.training_rule (practice_id, clinic_id);
COMMENT ON TABLE praxis.training_rule IS 'gate:unforced,clinic-optional praxis_private.duty_spans applies them, most hold for the whole practice';

-- A course without which a role does not work, or works with a remark.
CREATE TABLE praxis.training_gate (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    clinic_id      uuid,
    gate_id        uuid         NOT NULL,
    course_id      uuid         NOT NULL,
    clinical_role  text         NOT NULL CHECK (clinical_role ~ '^[a-z_]{2,32}$'),
    severity       text         NOT NULL CHECK (severity IN ('block', 'warn')),
    starts_on      date         NOT NULL,
    ends_on        date         CHECK (ends_on >= starts_on),
    citation       text         NOT NULL CHECK (length(citation) BETWEEN 1 AND 300),
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, gate_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, course_id) REFERENCES praxis.training_course ON UPDATE RESTRICT
);
CREATE INDEX training_gate_course ON praxis.training_gate (practice_id, course_id);
CREATE INDEX training_gate_clinic ON praxis.training_gate (practice_id, clinic_id);
COMMENT ON TABLE praxis.training_gate IS 'gate:unforced,clinic-optional clearance applies them, most hold for the whole practice';

-- ---------------------------------------------------------------------------------------------------------------------
-- What people did.

-- A certificate that somebody hands in about the own training. It counts for nothing until somebody else accepts it.
CREATE TABLE praxis.training_claim (
    practice_id   uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id     uuid         NOT NULL DEFAULT praxis_private.person_id(),
    claim_id      uuid         NOT NULL,
    course_id     uuid         NOT NULL,
    completed_on  date         NOT NULL CHECK (completed_on BETWEEN '1990-01-01' AND '2999-12-31'),
    trainer       text         NOT NULL CHECK (length(trainer) BETWEEN 1 AND 200),
    name          text         NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    media_type    text         NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
    content       bytea        NOT NULL CHECK (length(content) BETWEEN 1 AND 10485760),
    sha256        bytea        NOT NULL GENERATED ALWAYS AS (sha256(content)) STORED,
    created_by    uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at    timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, claim_id),
    UNIQUE (practice_id, person_id, claim_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, course_id) REFERENCES praxis.training_course ON UPDATE RESTRICT
);
CREATE INDEX training_claim_course ON praxis.training_claim (practice_id, course_id);

-- A file that proves a completion, put on file with it.
CREATE TABLE praxis.training_evidence (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id    uuid         NOT NULL,
    evidence_id  uuid         NOT NULL,
    name         text         NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    media_type   text         NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
    content      bytea        NOT NULL CHECK (length(content) BETWEEN 1 AND 10485760),
    sha256       bytea        NOT NULL GENERATED ALWAYS AS (sha256(content)) STORED,
    created_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, evidence_id),
    UNIQUE (practice_id, person_id, evidence_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);

-- One record of training, with what OSHA asks for: contents, trainer and qualification, the attendee's job title then.
CREATE TABLE praxis.training_completion (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id      uuid         NOT NULL,
    completion_id  uuid         NOT NULL,
    course_id      uuid         NOT NULL,
    number         integer      NOT NULL,
    completed_on   date         NOT NULL CHECK (completed_on BETWEEN '1990-01-01' AND '2999-12-31'),
    result         text         NOT NULL CHECK (result IN ('passed', 'failed', 'withdrawn')),
    score          integer      CHECK (score BETWEEN 0 AND 100),
    minutes        integer      NOT NULL CHECK (minutes BETWEEN 1 AND 6000),
    trainer        text         NOT NULL CHECK (length(trainer) BETWEEN 1 AND 200),
    qualification  text         NOT NULL CHECK (length(qualification) BETWEEN 1 AND 300),
    job_title      text         NOT NULL CHECK (length(job_title) BETWEEN 1 AND 300),
    evidence_id    uuid,
    claim_id       uuid,
    -- The last day on which it counts, by the version's own interval; none where it counts for good.
    valid_through  date,
    supersedes_id  uuid,
    reason         text         CHECK (length(reason) BETWEEN 3 AND 1000),
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, completion_id),
    UNIQUE (practice_id, person_id, course_id, completion_id),
    UNIQUE (practice_id, person_id, completion_id),
    CONSTRAINT training_completion_superseded_once UNIQUE (practice_id, supersedes_id),
    CONSTRAINT training_completion_claim_once UNIQUE (practice_id, claim_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, course_id, number) REFERENCES praxis.training_version ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id, evidence_id)
        REFERENCES praxis.training_evidence (practice_id, person_id, evidence_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id, claim_id)
        REFERENCES praxis.training_claim (practice_id, person_id, claim_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id, course_id, supersedes_id)
        REFERENCES praxis.training_completion (practice_id, person_id, course_id, completion_id) ON UPDATE RESTRICT,
    CHECK (supersedes_id <> completion_id),
    CHECK (result <> 'withdrawn' OR supersedes_id IS NOT NULL),
    CONSTRAINT training_completion_reason CHECK (supersedes_id IS NULL OR reason IS NOT NULL)
);
CREATE INDEX training_completion_version ON praxis.training_completion (practice_id, course_id, number);
CREATE INDEX training_completion_evidence ON praxis.training_completion (practice_id, person_id, evidence_id);
CREATE INDEX training_completion_claim ON praxis.training_completion (practice_id, person_id, claim_id);
CREATE INDEX training_completion_supersedes
    ON praxis.training_completion (practice_id, person_id, course_id, supersedes_id);
COMMENT ON TABLE praxis.training_completion IS 'gate:unforced clearance judges people for callers who may not read their training';

-- What became of a certificate that was handed in.
CREATE TABLE praxis.training_claim_decision (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id      uuid         NOT NULL,
    claim_id       uuid         NOT NULL,
    decision       text         NOT NULL CHECK (decision IN ('accepted', 'declined')),
    completion_id  uuid,
    reason         text         CHECK (length(reason) BETWEEN 3 AND 1000),
    decided_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    decided_at     timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT training_claim_decided_once PRIMARY KEY (practice_id, claim_id),
    FOREIGN KEY (practice_id, person_id, claim_id)
        REFERENCES praxis.training_claim (practice_id, person_id, claim_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id, completion_id)
        REFERENCES praxis.training_completion (practice_id, person_id, completion_id) ON UPDATE RESTRICT,
    CHECK ((decision = 'accepted') = (completion_id IS NOT NULL)),
    CHECK (decision = 'accepted' OR reason IS NOT NULL)
);
CREATE INDEX training_claim_decision_completion
    ON praxis.training_claim_decision (practice_id, person_id, completion_id);
