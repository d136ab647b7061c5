-- Overrides of a clearance: one requirement, one person, one clinic, one interval, asked for by one and approved by another.

CREATE TABLE praxis.clearance_override (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid         NOT NULL,
    override_id    uuid         NOT NULL,
    person_id      uuid         NOT NULL,
    clinical_role  text         NOT NULL CHECK (clinical_role <> ''),
    requirement    text         NOT NULL REFERENCES praxis.credential_type,
    -- The one shift that it is for, where it is for one.
    shift_id       uuid,
    -- What the shift does, that more may be asked for.
    services       text[]       NOT NULL DEFAULT '{}',
    -- It holds for work within this span and ends with it.
    span           tstzrange    NOT NULL CHECK (
                       lower_inc(span) AND NOT upper_inc(span) AND NOT lower_inf(span) AND NOT upper_inf(span)),
    reason         text         NOT NULL CHECK (length(reason) BETWEEN 10 AND 1000),
    requested_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    requester      uuid         DEFAULT praxis_private.person_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, override_id),
    UNIQUE (practice_id, clinic_id, person_id, override_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX clearance_override_person ON praxis.clearance_override (practice_id, person_id, clinic_id);
CREATE INDEX clearance_override_requirement ON praxis.clearance_override (requirement);
COMMENT ON TABLE praxis.clearance_override IS 'gate:unforced praxis_private.clearance_judged honors them for callers who may not read them';

-- What became of it, step by step; the number of a step is one more than that of the step its author saw.
CREATE TABLE praxis.clearance_override_decision (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id    uuid         NOT NULL,
    override_id  uuid         NOT NULL,
    person_id    uuid         NOT NULL,
    step         integer      NOT NULL CHECK (step > 0),
    decision     text         NOT NULL CHECK (decision IN ('approved', 'refused', 'withdrawn', 'revoked')),
    note         text         CHECK (length(note) <= 1000),
    decided_by   uuid         NOT NULL DEFAULT praxis_private.account_id(),
    decider      uuid         DEFAULT praxis_private.person_id(),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT clearance_override_step PRIMARY KEY (practice_id, clinic_id, override_id, step),
    FOREIGN KEY (practice_id, clinic_id, person_id, override_id)
        REFERENCES praxis.clearance_override (practice_id, clinic_id, person_id, override_id) ON UPDATE RESTRICT
);
CREATE INDEX clearance_override_decision_person
    ON praxis.clearance_override_decision (practice_id, clinic_id, person_id, override_id);
COMMENT ON TABLE praxis.clearance_override_decision IS 'gate:unforced praxis_private.clearance_judged honors them for callers who may not read them';

-- A shift that was worked and of which a later fact says that its person was not cleared: found, and never undone.
CREATE TABLE praxis.clearance_finding (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id      uuid         NOT NULL,
    assignment_id  uuid         NOT NULL,
    person_id      uuid         NOT NULL,
    clinical_role  text         NOT NULL,
    span           tstzrange    NOT NULL,
    reasons        jsonb        NOT NULL,
    created_by     uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, assignment_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX clearance_finding_person ON praxis.clearance_finding (practice_id, person_id);
COMMENT ON TABLE praxis.clearance_finding IS 'gate:unforced praxis_private.note_findings writes it, nobody else';
