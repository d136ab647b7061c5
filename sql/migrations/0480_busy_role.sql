-- What people are busy as, so that whoever changes what they may do finds the shifts that it concerns.

ALTER TABLE praxis.person_busy ADD COLUMN clinical_role text;
ALTER TABLE praxis.assignment NO FORCE ROW LEVEL SECURITY;
UPDATE praxis.person_busy b
   SET clinical_role = a.clinical_role
  FROM praxis.assignment a
 WHERE a.practice_id = b.practice_id AND a.clinic_id = b.clinic_id AND a.assignment_id = b.assignment_id;
ALTER TABLE praxis.assignment FORCE ROW LEVEL SECURITY;
ALTER TABLE praxis.person_busy ALTER COLUMN clinical_role SET NOT NULL;
