-- Credentials that an undone import had brought, such as licenses that the registry names: they leave their table, and stay
-- here for whoever asks what was known in between. Nobody had proven them; once somebody has, an import is not undone.
CREATE TABLE praxis.credential_withdrawn (
    practice_id    uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    clinic_id      uuid         NOT NULL,
    credential_id  uuid         NOT NULL,
    person_id      uuid         NOT NULL,
    type_code      text         NOT NULL REFERENCES praxis.credential_type,
    state          text,
    number         text,
    issuer         text,
    multistate     boolean      NOT NULL,
    source         text         NOT NULL,
    known_from     timestamptz  NOT NULL,
    known_until    timestamptz  NOT NULL DEFAULT now(),
    withdrawn_by   uuid,
    PRIMARY KEY (practice_id, clinic_id, credential_id),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic ON UPDATE RESTRICT,
    CHECK (known_from <= known_until)
);
CREATE INDEX credential_withdrawn_person ON praxis.credential_withdrawn (practice_id, person_id);
CREATE INDEX credential_withdrawn_type ON praxis.credential_withdrawn (type_code);
COMMENT ON TABLE praxis.credential_withdrawn IS 'gate:unforced praxis_private.import_undo writes it, nobody else';

INSERT INTO praxis.credential_withdrawn
       (practice_id, clinic_id, credential_id, person_id, type_code, state, number, issuer, multistate, source, known_from,
        known_until, withdrawn_by)
SELECT c.practice_id, w.clinic_id, c.credential_id, c.person_id, c.type_code, c.state, c.number, c.issuer, c.multistate,
       c.source, c.created_at, u.created_at, u.created_by
  FROM praxis.import_withdrawn w
  JOIN praxis.import_undo u USING (practice_id, batch_id)
 CROSS JOIN LATERAL jsonb_populate_record(NULL::praxis.credential, w.content) c
 WHERE w.kind = 'credential'
   AND c.compartment = 'credential'
   AND num_nulls(w.clinic_id, c.practice_id, c.credential_id, c.person_id, c.type_code, c.multistate, c.source,
                 c.created_at) = 0;
