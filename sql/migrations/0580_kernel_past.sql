-- What was known before: people and appointments are changed where they stand, so each change leaves behind how they were.

-- How a person was called and recognized until a change.
CREATE TABLE praxis.person_past (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    person_id      uuid         NOT NULL,
    past_id        uuid         NOT NULL DEFAULT gen_random_uuid(),
    given_name     text         NOT NULL,
    middle_name    text,
    family_name    text         NOT NULL,
    suffix         text,
    birth_date     date,
    npi            text,
    identified_at  timestamptz  NOT NULL,
    -- Who changed it and when; nobody where an operator did.
    changed_by     uuid,
    known_until    timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, person_id, past_id),
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX person_past_until ON praxis.person_past (practice_id, person_id, known_until);
COMMENT ON TABLE praxis.person_past IS 'gate:unforced praxis_private.person_past writes it, nobody else';

-- When an appointment was to end, until somebody changed that.
CREATE TABLE praxis.appointment_past (
    practice_id     uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    clinic_id       uuid         NOT NULL,
    appointment_id  uuid         NOT NULL,
    past_id         uuid         NOT NULL DEFAULT gen_random_uuid(),
    person_id       uuid         NOT NULL,
    ends_on         date,
    changed_by      uuid,
    known_until     timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, clinic_id, appointment_id, past_id),
    FOREIGN KEY (practice_id, clinic_id, appointment_id) REFERENCES praxis.appointment ON UPDATE RESTRICT,
    FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person ON UPDATE RESTRICT
);
CREATE INDEX appointment_past_until
    ON praxis.appointment_past (practice_id, clinic_id, appointment_id, known_until);
CREATE INDEX appointment_past_person ON praxis.appointment_past (practice_id, person_id);
COMMENT ON TABLE praxis.appointment_past IS 'gate:unforced praxis_private.appointment_past writes it, nobody else';
