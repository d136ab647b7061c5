-- People and appointments that an undone import had brought: they leave their tables, and stay here for whoever asks what was
-- known in between.

-- How somebody was called and recognized, once for every clinic at which they worked, whose callers may read it.
CREATE TABLE praxis.person_withdrawn (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    clinic_id      uuid         NOT NULL,
    person_id      uuid         NOT NULL,
    given_name     text         NOT NULL,
    middle_name    text,
    family_name    text         NOT NULL,
    suffix         text,
    birth_date     date,
    npi            text,
    identified_at  timestamptz  NOT NULL,
    known_from     timestamptz  NOT NULL,
    known_until    timestamptz  NOT NULL DEFAULT now(),
    withdrawn_by   uuid,
    PRIMARY KEY (practice_id, clinic_id, person_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    CHECK (known_from <= known_until)
);
CREATE INDEX person_withdrawn_person ON praxis.person_withdrawn (practice_id, person_id);
COMMENT ON TABLE praxis.person_withdrawn IS 'gate:unforced praxis_private.import_undo writes it, nobody else';

CREATE TABLE praxis.appointment_withdrawn (
    practice_id     uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    clinic_id       uuid         NOT NULL,
    appointment_id  uuid         NOT NULL,
    person_id       uuid         NOT NULL,
    clinical_role   text         NOT NULL,
    starts_on       date         NOT NULL,
    ends_on         date,
    recorded_by     uuid,
    known_from      timestamptz  NOT NULL,
    known_until     timestamptz  NOT NULL DEFAULT now(),
    withdrawn_by    uuid,
    PRIMARY KEY (practice_id, clinic_id, appointment_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    CHECK (known_from <= known_until)
);
CREATE INDEX appointment_withdrawn_person ON praxis.appointment_withdrawn (practice_id, person_id);
COMMENT ON TABLE praxis.appointment_withdrawn IS 'gate:unforced praxis_private.import_undo writes it, nobody else';

-- What was undone before this stands in the log of undone rows.
INSERT INTO praxis.appointment_withdrawn
       (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, ends_on, recorded_by, known_from,
        known_until, withdrawn_by)
SELECT a.practice_id, a.clinic_id, a.appointment_id, a.person_id, a.clinical_role, a.starts_on, a.ends_on, a.created_by,
       a.created_at, u.created_at, u.created_by
  FROM praxis.import_withdrawn w
  JOIN praxis.import_undo u USING (practice_id, batch_id)
 CROSS JOIN LATERAL jsonb_populate_record(NULL::praxis.appointment, w.content) a
 WHERE w.kind = 'appointment'
   AND num_nulls(a.practice_id, a.clinic_id, a.appointment_id, a.person_id, a.clinical_role, a.starts_on, a.created_at) = 0;

INSERT INTO praxis.person_withdrawn
       (practice_id, clinic_id, person_id, given_name, middle_name, family_name, suffix, birth_date, npi, identified_at,
        known_from, known_until, withdrawn_by)
SELECT p.practice_id, c.clinic_id, p.person_id, p.given_name, p.middle_name, p.family_name, p.suffix, p.birth_date, p.npi,
       p.identified_at, p.created_at, u.created_at, u.created_by
  FROM praxis.import_withdrawn w
  JOIN praxis.import_undo u USING (practice_id, batch_id)
 CROSS JOIN LATERAL jsonb_populate_record(NULL::praxis.person, w.content) p
  JOIN (SELECT DISTINCT e.practice_id, e.batch_id, e.subject_id, e.clinic_id
          FROM praxis.import_effect e
         WHERE e.kind IN ('employment', 'appointment') AND e.clinic_id IS NOT NULL) c
    ON c.practice_id = w.practice_id AND c.batch_id = w.batch_id AND c.subject_id = w.object_id
 WHERE w.kind = 'person'
   AND num_nulls(p.practice_id, p.person_id, p.given_name, p.family_name, p.identified_at, p.created_at) = 0;

-- Nobody looks for another appointment of the same key before one may go: with thousands of them that takes longer than all
-- the rest, for the index of the exclusion looks as good as the key's until there are statistics.
ALTER TABLE praxis.appointment_past
    DROP CONSTRAINT appointment_past_practice_id_clinic_id_appointment_id_fkey,
    ADD CONSTRAINT appointment_past_practice_id_clinic_id_appointment_id_fkey
        FOREIGN KEY (practice_id, clinic_id, appointment_id) REFERENCES praxis.appointment
        ON UPDATE RESTRICT ON DELETE RESTRICT;
