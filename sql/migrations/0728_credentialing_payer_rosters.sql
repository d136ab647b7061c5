-- A delta tells that an enrollment has ended and, in a row of its own, that the same provider applies anew.
ALTER TABLE praxis.roster_line
    DROP CONSTRAINT roster_line_practice_id_submission_id_person_id_clinic_id_key,
    ADD CONSTRAINT roster_line_once
        UNIQUE NULLS NOT DISTINCT (practice_id, submission_id, person_id, clinic_id, action);
