-- Since when a person is who screening compares: the name, day of birth and number that they have now.

ALTER TABLE praxis.person ADD COLUMN identified_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE praxis.person NO FORCE ROW LEVEL SECURITY;
UPDATE praxis.person SET identified_at = created_at;
ALTER TABLE praxis.person FORCE ROW LEVEL SECURITY;
