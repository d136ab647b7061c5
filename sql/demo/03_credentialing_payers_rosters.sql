-- Rosters of the demonstration's delegated plan: its layout, what only rosters tell and the decisions that were made before there
-- was a file for them, an accepted full file with one row that the payer did not take, and a later file that waits for its answer.

INSERT INTO praxis.roster_profile (practice_id, clinic_id, profile_id, person_id, number, facts, created_by)
SELECT e.practice_id, e.clinic_id, gen_random_uuid(), e.person_id, 1,
       jsonb_build_object('degree', 'MD', 'caqh_id', (10000000 + right(e.person_id::text, 4)::integer)::text,
                          'taxonomy', '207Q00000X', 'accepts_patients', 'Y', 'languages', 'English',
                          'decided_on', (CURRENT_DATE - 400)::text),
       p.created_by
  FROM praxis.enrollment e
  JOIN praxis.payer_plan p USING (practice_id, plan_id)
 WHERE p.delegated AND e.status IN ('submitted', 'enrolled');

INSERT INTO praxis.roster_layout (practice_id, layout_id, plan_id, number, layout, created_by)
SELECT p.practice_id, '01900000-0000-7000-8000-0000000bc001', p.plan_id, 1,
       '{"dayForm": "american", "refusedWords": ["N/A", "none", "pending", "TBD", "unknown"], "columns": [
          {"heading": "Action", "required": false, "length": 1},
          {"heading": "NPI", "field": "npi", "required": true, "length": 10},
          {"heading": "Last Name", "field": "family_name", "required": true, "length": 60},
          {"heading": "First Name", "field": "given_name", "required": true, "length": 60},
          {"heading": "Degree", "field": "degree", "required": false, "length": 20},
          {"heading": "License", "field": "license_number", "required": false, "length": 40},
          {"heading": "License State", "field": "license_state", "required": false, "length": 2},
          {"heading": "TIN", "field": "tax_id", "required": true, "length": 10},
          {"heading": "Location", "field": "clinic_name", "required": true, "length": 80},
          {"heading": "State", "field": "state", "required": true, "length": 2},
          {"heading": "Effective Date", "field": "effective_on", "required": false, "length": 10},
          {"heading": "Term Date", "field": "term_on", "required": false, "length": 10}]}', p.created_by
  FROM praxis.payer_plan p
 WHERE p.plan_id = '01900000-0000-7000-8000-0000000bb003';

-- The rows of both files, as they are now; the second file is the one of a single clinic.
CREATE TEMPORARY TABLE demo_roster ON COMMIT DROP AS
SELECT s.submission_id, s.number, r.practice_id, r.clinic_id, r.person_id, r.plan_id, r.facts, p.created_by,
       row_number() OVER (PARTITION BY s.number ORDER BY r.facts ->> 'family_name', r.person_id, r.clinic_id) AS line
  FROM praxis_private.roster_rows('01900000-0000-7000-8000-0000000bb003', NULL) r
  JOIN praxis.payer_plan p USING (practice_id, plan_id)
 CROSS JOIN (VALUES ('01900000-0000-7000-8000-0000000bd001'::uuid, 1), ('01900000-0000-7000-8000-0000000bd002', 2))
       s (submission_id, number)
 WHERE NOT r.facts ? 'term_on'
   AND (s.number = 2 OR right(r.person_id::text, 4)::integer % 7 <> 0);

INSERT INTO praxis.roster_submission
       (practice_id, submission_id, plan_id, layout_id, number, kind, row_count, content, sha256, created_by, created_at)
SELECT f.practice_id, f.submission_id, f.plan_id, '01900000-0000-7000-8000-0000000bc001', f.number, 'full', f.rows, f.content,
       sha256(convert_to(f.content, 'UTF8')), f.created_by, CURRENT_DATE - 40 + f.number * 10
  FROM (SELECT d.practice_id, d.submission_id, d.plan_id, d.number, d.created_by, count(*) AS rows,
               E'Action,NPI,Last Name,First Name\r\n' || string_agg(
                   concat_ws(',', '', d.facts ->> 'npi', d.facts ->> 'family_name', d.facts ->> 'given_name') || E'\r\n', ''
                   ORDER BY d.line) AS content
          FROM demo_roster d
         GROUP BY d.practice_id, d.submission_id, d.plan_id, d.number, d.created_by) f;

INSERT INTO praxis.roster_line (practice_id, clinic_id, submission_id, line, person_id, facts)
SELECT practice_id, clinic_id, submission_id, line, person_id, facts FROM demo_roster;

INSERT INTO praxis.roster_answer
       (practice_id, submission_id, outcome, received_on, reference, created_by, created_at)
SELECT s.practice_id, s.submission_id, 'accepted', CURRENT_DATE - 25, 'ACK-1001', s.created_by, CURRENT_DATE - 25
  FROM praxis.roster_submission s
 WHERE s.submission_id = '01900000-0000-7000-8000-0000000bd001';

INSERT INTO praxis.roster_rejection (practice_id, submission_id, line, reason)
SELECT practice_id, submission_id, line, 'Tax ID not on file with this location'
  FROM demo_roster
 WHERE number = 1 AND line = 2;

INSERT INTO praxis.roster_held (practice_id, clinic_id, submission_id, person_id, facts)
SELECT practice_id, clinic_id, submission_id, person_id, facts
  FROM demo_roster
 WHERE number = 1 AND line <> 2;
