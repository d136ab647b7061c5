-- An override of one shift is of a shift that there is; no form ever offered another.
ALTER TABLE praxis.clearance_override
    ADD CONSTRAINT clearance_override_shift FOREIGN KEY (practice_id, clinic_id, shift_id)
        REFERENCES praxis.shift ON UPDATE RESTRICT NOT VALID;
ALTER TABLE praxis.clearance_override VALIDATE CONSTRAINT clearance_override_shift;
CREATE INDEX clearance_override_shift ON praxis.clearance_override (practice_id, clinic_id, shift_id);
