-- Rosters of delegated payers: how each wants them, what was sent, frozen, and what the payer answered.

-- What rosters tell of a provider at a clinic and nothing else in Praxis knows. The latest row holds.
CREATE TABLE praxis.roster_profile (
    practice_id         uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id           uuid         NOT NULL,
    profile_id          uuid         NOT NULL,
    person_id           uuid         NOT NULL,
    number              integer      NOT NULL CHECK (number > 0),
    facts               jsonb        NOT NULL CHECK (jsonb_typeof(facts) = 'object'),
    created_by          uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at          timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, profile_id),
    CONSTRAINT roster_profile_once UNIQUE (practice_id, clinic_id, person_id, number),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX roster_profile_person ON praxis.roster_profile (practice_id, person_id);

-- How a payer wants its roster. The latest of a plan holds; one that was used stays.
CREATE TABLE praxis.roster_layout (
    practice_id   uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    layout_id     uuid         NOT NULL,
    plan_id       uuid         NOT NULL,
    number        integer      NOT NULL CHECK (number > 0),
    layout        jsonb        NOT NULL CHECK (jsonb_typeof(layout -> 'columns') = 'array'),
    created_by    uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at    timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, layout_id),
    UNIQUE (practice_id, plan_id, layout_id),
    CONSTRAINT roster_layout_once UNIQUE (practice_id, plan_id, number),
    FOREIGN KEY (practice_id, plan_id) REFERENCES praxis.payer_plan ON UPDATE RESTRICT
);

-- A file as it was sent. A delta says against which accepted one it was made.
CREATE TABLE praxis.roster_submission (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    submission_id  uuid         NOT NULL,
    plan_id        uuid         NOT NULL,
    layout_id      uuid         NOT NULL,
    number         integer      NOT NULL CHECK (number > 0),
    kind           text         NOT NULL CHECK (kind IN ('full', 'delta')),
    base_id        uuid,
    row_count      integer      NOT NULL CHECK (row_count > 0),
    content        text         NOT NULL CHECK (length(content) BETWEEN 1 AND 20000000),
    sha256         bytea        NOT NULL CHECK (sha256 = sha256(convert_to(content, 'UTF8'))),
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, submission_id),
    UNIQUE (practice_id, plan_id, submission_id),
    CONSTRAINT roster_submission_once UNIQUE (practice_id, plan_id, number),
    FOREIGN KEY (practice_id, plan_id, layout_id)
        REFERENCES praxis.roster_layout (practice_id, plan_id, layout_id) ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, plan_id, base_id)
        REFERENCES praxis.roster_submission (practice_id, plan_id, submission_id) ON UPDATE RESTRICT,
    CHECK ((kind = 'delta') = (base_id IS NOT NULL))
);
CREATE INDEX roster_submission_layout ON praxis.roster_submission (practice_id, plan_id, layout_id);
CREATE INDEX roster_submission_base ON praxis.roster_submission (practice_id, plan_id, base_id);

-- The rows of a file with the facts that they were written from.
CREATE TABLE praxis.roster_line (
    practice_id    uuid     NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid     NOT NULL,
    submission_id  uuid     NOT NULL,
    line           integer  NOT NULL CHECK (line > 0),
    person_id      uuid     NOT NULL,
    action         text     CHECK (action IN ('A', 'C', 'T')),
    facts          jsonb    NOT NULL CHECK (jsonb_typeof(facts) = 'object'),
    PRIMARY KEY (practice_id, submission_id, line),
    UNIQUE (practice_id, submission_id, person_id, clinic_id),
    FOREIGN KEY (practice_id, submission_id) REFERENCES praxis.roster_submission ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX roster_line_clinic ON praxis.roster_line (practice_id, clinic_id);
CREATE INDEX roster_line_person ON praxis.roster_line (practice_id, person_id);

-- What the payer answered, once.
CREATE TABLE praxis.roster_answer (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    submission_id  uuid         NOT NULL,
    outcome        text         NOT NULL CHECK (outcome IN ('accepted', 'rejected')),
    received_on    date         NOT NULL,
    reference      text         CHECK (length(reference) BETWEEN 1 AND 100),
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT roster_answer_once PRIMARY KEY (practice_id, submission_id),
    FOREIGN KEY (practice_id, submission_id) REFERENCES praxis.roster_submission ON UPDATE RESTRICT
);

-- Rows of an accepted file that the payer did not take.
CREATE TABLE praxis.roster_rejection (
    practice_id    uuid     NOT NULL DEFAULT praxis_private.practice_id(),
    submission_id  uuid     NOT NULL,
    line           integer  NOT NULL,
    reason         text     NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
    PRIMARY KEY (practice_id, submission_id, line),
    FOREIGN KEY (practice_id, submission_id) REFERENCES praxis.roster_answer ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, submission_id, line) REFERENCES praxis.roster_line ON UPDATE RESTRICT
);

-- What the payer holds since an accepted file: the next delta is made against it.
CREATE TABLE praxis.roster_held (
    practice_id    uuid   NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid   NOT NULL,
    submission_id  uuid   NOT NULL,
    person_id      uuid   NOT NULL,
    facts          jsonb  NOT NULL CHECK (jsonb_typeof(facts) = 'object'),
    PRIMARY KEY (practice_id, submission_id, clinic_id, person_id),
    FOREIGN KEY (practice_id, submission_id) REFERENCES praxis.roster_answer ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX roster_held_clinic ON praxis.roster_held (practice_id, clinic_id);
CREATE INDEX roster_held_person ON praxis.roster_held (practice_id, person_id);
