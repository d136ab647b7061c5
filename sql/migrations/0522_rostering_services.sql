-- What a shift does, for what only some may do and only where the clinic may: point-of-care tests, controlled substances.
ALTER TABLE praxis.shift_template ADD COLUMN services text[] NOT NULL DEFAULT '{}';
ALTER TABLE praxis.shift ADD COLUMN services text[] NOT NULL DEFAULT '{}';
-- The shift's, copied by trigger.
ALTER TABLE praxis.assignment ADD COLUMN services text[] NOT NULL DEFAULT '{}';
ALTER TABLE praxis.person_busy ADD COLUMN services text[] NOT NULL DEFAULT '{}';
