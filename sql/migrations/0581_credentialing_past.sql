-- When what ends was given its end, and by whom: until then nobody knew of it. What ended before has none and counts as
-- known from the beginning.

ALTER TABLE praxis.requirement ADD COLUMN ended_at timestamptz, ADD COLUMN ended_by uuid;
ALTER TABLE praxis.clinic_requirement ADD COLUMN ended_at timestamptz, ADD COLUMN ended_by uuid;
ALTER TABLE praxis.practice_rule ADD COLUMN ended_at timestamptz, ADD COLUMN ended_by uuid;
ALTER TABLE praxis.training_gate ADD COLUMN ended_at timestamptz, ADD COLUMN ended_by uuid;

-- What the practice made of matches under review, until it changed that.
CREATE TABLE praxis.screening_policy_past (
    practice_id  uuid         NOT NULL DEFAULT praxis_private.practice_id(),
    version      integer      NOT NULL,
    pending      text         NOT NULL,
    changed_by   uuid         NOT NULL,
    changed_at   timestamptz  NOT NULL,
    known_until  timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, version),
    FOREIGN KEY (practice_id) REFERENCES praxis.practice
);
COMMENT ON TABLE praxis.screening_policy_past IS 'gate:unforced praxis_private.screening_policy_past writes it, nobody else';
