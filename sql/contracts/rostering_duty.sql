-- Who is on which shift, for modules that ask what depends on a person. Callers see the clinics whose rosters they read.
CREATE OR REPLACE VIEW praxis.rostering_duty WITH (security_invoker = true) AS
SELECT a.practice_id, a.clinic_id, a.assignment_id, a.person_id, a.clinical_role, a.local_date, a.span,
       s.name AS shift_name, a.services, a.shift_id
  FROM praxis.assignment a
  JOIN praxis.shift s
    ON s.practice_id = a.practice_id AND s.clinic_id = a.clinic_id AND s.shift_id = a.shift_id
 WHERE a.state = 'active' AND s.canceled_at IS NULL;
