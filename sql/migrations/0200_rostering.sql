-- Rostering: templates, rosters, shifts, who is on them, what was published, how long people rest and what hours cost.

-- What a shift looks like on the clock of its clinic. The end lies on the next day where it is not after the start.
CREATE TABLE praxis.shift_template (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid        NOT NULL,
    template_id    uuid        NOT NULL,
    name           text        NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    clinical_role  text        NOT NULL CHECK (clinical_role ~ '^[a-z_]{1,40}$'),
    starts_at      time        NOT NULL,
    ends_at        time        NOT NULL,
    -- On a night when the clocks change: the same end on the clock, or the same duration.
    end_policy     text        NOT NULL DEFAULT 'keep_end' CHECK (end_policy IN ('keep_end', 'keep_duration')),
    break_minutes  integer     NOT NULL DEFAULT 0 CHECK (break_minutes BETWEEN 0 AND 480),
    need           integer     NOT NULL DEFAULT 1 CHECK (need BETWEEN 1 AND 99),
    retired_on     date,
    created_by     uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, template_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    CONSTRAINT shift_template_name UNIQUE (practice_id, clinic_id, name)
);

-- A week of one clinic. Whether it is published follows from its publications, never from a column here.
CREATE TABLE praxis.roster (
    practice_id  uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id    uuid        NOT NULL,
    roster_id    uuid        NOT NULL,
    starts_on    date        NOT NULL CHECK (extract(isodow FROM starts_on) = 1),
    created_by   uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, roster_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    CONSTRAINT roster_week UNIQUE (practice_id, clinic_id, starts_on)
);

-- A slot of demand. Its span is elapsed time, made from wall time in the clinic's zone when the shift was placed.
CREATE TABLE praxis.shift (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid        NOT NULL,
    shift_id       uuid        NOT NULL,
    roster_id      uuid        NOT NULL,
    template_id    uuid,
    name           text        NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    clinical_role  text        NOT NULL CHECK (clinical_role ~ '^[a-z_]{1,40}$'),
    -- The day on the clinic's calendar on which it starts.
    local_date     date        NOT NULL,
    span           tstzrange   NOT NULL,
    break_minutes  integer     NOT NULL DEFAULT 0 CHECK (break_minutes BETWEEN 0 AND 480),
    need           integer     NOT NULL DEFAULT 1 CHECK (need BETWEEN 1 AND 99),
    version        integer     NOT NULL DEFAULT 1,
    canceled_at    timestamptz,
    canceled_by    uuid,
    created_by     uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, shift_id),
    FOREIGN KEY (practice_id, clinic_id, roster_id) REFERENCES praxis.roster ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, clinic_id, template_id) REFERENCES praxis.shift_template ON UPDATE RESTRICT,
    CONSTRAINT shift_span_half_open CHECK (
        lower_inc(span) AND NOT upper_inc(span) AND NOT lower_inf(span) AND NOT upper_inf(span)
        AND upper(span) - lower(span) <= interval '48 hours'),
    CHECK (num_nulls(canceled_at, canceled_by) IN (0, 2))
);
CREATE INDEX shift_day ON praxis.shift (practice_id, clinic_id, local_date, shift_id);
CREATE INDEX shift_roster ON praxis.shift (practice_id, clinic_id, roster_id);
CREATE INDEX shift_of_template ON praxis.shift (practice_id, clinic_id, template_id);

-- A person on a shift. Role, day and span are the shift's, copied by trigger.
CREATE TABLE praxis.assignment (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid        NOT NULL,
    assignment_id  uuid        NOT NULL,
    shift_id       uuid        NOT NULL,
    person_id      uuid        NOT NULL,
    clinical_role  text        NOT NULL,
    local_date     date        NOT NULL,
    span           tstzrange   NOT NULL,
    state          text        NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'canceled')),
    version        integer     NOT NULL DEFAULT 1,
    created_by     uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, assignment_id),
    FOREIGN KEY (practice_id, clinic_id, shift_id) REFERENCES praxis.shift ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    CONSTRAINT assignment_span_half_open CHECK (
        lower_inc(span) AND NOT upper_inc(span) AND NOT lower_inf(span) AND NOT upper_inf(span))
);
CREATE INDEX assignment_day ON praxis.assignment (practice_id, clinic_id, local_date);
CREATE INDEX assignment_shift ON praxis.assignment (practice_id, clinic_id, shift_id);
CREATE INDEX assignment_person ON praxis.assignment (practice_id, person_id, local_date);

-- Every state an assignment was ever in: nothing is overwritten without leaving its row here.
CREATE TABLE praxis.assignment_change (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid        NOT NULL,
    assignment_id  uuid        NOT NULL,
    version        integer     NOT NULL,
    shift_id       uuid        NOT NULL,
    person_id      uuid        NOT NULL,
    clinical_role  text        NOT NULL,
    local_date     date        NOT NULL,
    span           tstzrange   NOT NULL,
    state          text        NOT NULL,
    changed_by     uuid        NOT NULL DEFAULT praxis_private.account_id(),
    changed_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, assignment_id, version),
    FOREIGN KEY (practice_id, clinic_id, assignment_id) REFERENCES praxis.assignment ON UPDATE RESTRICT
);

-- When people are at work, whichever clinic it is: the one place where double booking is impossible.
CREATE TABLE praxis.person_busy (
    practice_id    uuid       NOT NULL,
    assignment_id  uuid       NOT NULL,
    clinic_id      uuid       NOT NULL,
    person_id      uuid       NOT NULL,
    span           tstzrange  NOT NULL,
    PRIMARY KEY (practice_id, assignment_id),
    FOREIGN KEY (practice_id, clinic_id, assignment_id) REFERENCES praxis.assignment ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT,
    CONSTRAINT person_busy_once EXCLUDE USING gist (practice_id WITH =, person_id WITH =, span WITH &&)
);
CREATE INDEX person_busy_assignment ON praxis.person_busy (practice_id, clinic_id, assignment_id);
COMMENT ON TABLE praxis.person_busy IS
    'gate:sealed kept by a trigger of praxis.assignment and told only as intervals by praxis_private.busy_elsewhere';

-- The act of publishing a week.
CREATE TABLE praxis.publication (
    practice_id     uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id       uuid        NOT NULL,
    publication_id  uuid        NOT NULL,
    roster_id       uuid        NOT NULL,
    number          integer     NOT NULL CHECK (number > 0),
    published_by    uuid        NOT NULL DEFAULT praxis_private.account_id(),
    published_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, publication_id),
    FOREIGN KEY (practice_id, clinic_id, roster_id) REFERENCES praxis.roster ON UPDATE RESTRICT,
    CONSTRAINT publication_number UNIQUE (practice_id, clinic_id, roster_id, number)
);

-- Its frozen content: who works what, and what was taken back. The newest entry of an assignment and person counts.
CREATE TABLE praxis.publication_entry (
    practice_id     uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id       uuid        NOT NULL,
    publication_id  uuid        NOT NULL,
    assignment_id   uuid        NOT NULL,
    person_id       uuid        NOT NULL,
    roster_id       uuid        NOT NULL,
    number          integer     NOT NULL,
    shift_id        uuid        NOT NULL,
    shift_name      text        NOT NULL,
    clinical_role   text        NOT NULL,
    local_date      date        NOT NULL,
    span            tstzrange   NOT NULL,
    break_minutes   integer     NOT NULL,
    state           text        NOT NULL CHECK (state IN ('works', 'withdrawn')),
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, publication_id, assignment_id, person_id),
    FOREIGN KEY (practice_id, clinic_id, publication_id) REFERENCES praxis.publication ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, clinic_id, assignment_id) REFERENCES praxis.assignment ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX publication_entry_newest
    ON praxis.publication_entry (practice_id, clinic_id, roster_id, assignment_id, person_id, number DESC);
CREATE INDEX publication_entry_person ON praxis.publication_entry (practice_id, person_id, local_date);
CREATE INDEX publication_entry_assignment ON praxis.publication_entry (practice_id, clinic_id, assignment_id);

-- How long people rest between two shifts: law and house rules are rows with validity and citation.
CREATE TABLE praxis.rest_rule (
    practice_id  uuid        NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    rule_id      uuid        NOT NULL,
    minutes      integer     NOT NULL CHECK (minutes BETWEEN 1 AND 2880),
    binding      boolean     NOT NULL,
    citation     text        NOT NULL CHECK (citation <> ''),
    starts_on    date        NOT NULL,
    ends_on      date,
    created_by   uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, rule_id),
    CHECK (ends_on > starts_on)
);

-- What an hour of a role costs at a clinic, in minor units.
CREATE TABLE praxis.pay_rate (
    practice_id    uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid        NOT NULL,
    pay_rate_id    uuid        NOT NULL,
    clinical_role  text        NOT NULL CHECK (clinical_role ~ '^[a-z_]{1,40}$'),
    hourly         bigint      NOT NULL CHECK (hourly >= 0),
    starts_on      date        NOT NULL,
    ends_on        date,
    created_by     uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, pay_rate_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    CHECK (ends_on > starts_on),
    CONSTRAINT pay_rate_once EXCLUDE USING gist (
        practice_id WITH =, clinic_id WITH =, clinical_role WITH =, daterange(starts_on, ends_on) WITH &&)
);
