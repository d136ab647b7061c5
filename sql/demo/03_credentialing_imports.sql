-- Imports: a staff file with a question that waits for somebody, one that came in last month, and one that was undone.

INSERT INTO praxis.staff_import
       (practice_id, import_id, clinic_id, file_name, sha256, encoding, row_count, remarks, created_by, created_at)
VALUES ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000bf01',
        '01900000-0000-7000-8000-00000000a001', 'denver-new-staff.csv', sha256('denver-new-staff.csv'), 'utf-8', 4,
        '{"Columns that are left aside: Shoe size"}', '01900000-0000-7000-8000-0000002a0004', now() - interval '1 hour');
INSERT INTO praxis.staff_import_row (practice_id, import_id, clinic_id, row_number, outcome, preview)
SELECT '01900000-0000-7000-8000-00000000a000'::uuid, '01900000-0000-7000-8000-00000000bf01'::uuid,
       '01900000-0000-7000-8000-00000000a001'::uuid, r.row_number, r.outcome,
       jsonb_build_object(
           'row', r.row_number, 'outcome', r.outcome, 'changes', '[]'::jsonb, 'choices', r.choices, 'mayBeNew', true,
           'problems', r.problems, 'notes', r.notes, 'warnings', '[]'::jsonb)
       || CASE WHEN r.given IS NULL THEN '{}'
               ELSE jsonb_build_object('record', jsonb_build_object(
                        'given', r.given, 'family', r.family, 'position', r.position, 'role', r.position,
                        'clinic', 'denver', 'startsOn', CURRENT_DATE + 14)) END
  FROM (VALUES
           (2, 'new', 'Tobias', 'Ferrante', 'medical_assistant', '[]'::jsonb, '[]'::jsonb, '[]'::jsonb),
           (3, 'new', 'Noor', 'Haldane', 'registered_nurse', '[]'::jsonb, '[]'::jsonb,
            '[{"row": 3, "heading": "Phone", "reason": "is no telephone number; it is left out"}]'::jsonb),
           (4, 'refused', NULL, NULL, NULL, '[]'::jsonb,
            '[{"row": 4, "column": 7, "heading": "NPI",
               "reason": "is not an NPI: ten digits whose last checks the others"}]'::jsonb, '[]'::jsonb)
       ) AS r (row_number, outcome, given, family, position, choices, problems, notes)
 UNION ALL
SELECT p.practice_id, '01900000-0000-7000-8000-00000000bf01', '01900000-0000-7000-8000-00000000a001', 5, 'question',
       jsonb_build_object(
           'row', 5, 'outcome', 'question', 'changes', '[]'::jsonb, 'mayBeNew', true, 'problems', '[]'::jsonb,
           'notes', '[]'::jsonb, 'warnings', '[]'::jsonb,
           'choices', jsonb_build_array(jsonb_build_object(
               'person', p.person_id, 'name', p.given_name || ' ' || p.family_name, 'birthDate', p.birth_date,
               'shared', '["name"]'::jsonb, 'changes', '[]'::jsonb)),
           'record', jsonb_build_object(
               'given', p.given_name, 'family', p.family_name, 'position', 'front_desk', 'role', 'front_desk',
               'clinic', 'denver', 'startsOn', CURRENT_DATE + 14))
  FROM praxis.person p
 WHERE p.practice_id = '01900000-0000-7000-8000-00000000a000'
   AND p.person_id = '01900000-0000-7000-8000-0000001a0096';

INSERT INTO praxis.import_batch
       (practice_id, batch_id, clinic_id, kind, file_name, sha256, row_count, created_by, created_at)
VALUES ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000bf02',
        '01900000-0000-7000-8000-00000000a001', 'staff', 'denver-staff.csv', sha256('denver-staff.csv'), 3,
        '01900000-0000-7000-8000-0000002a0004', now() - interval '29 days'),
       ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000bf03',
        '01900000-0000-7000-8000-00000000a002', 'nppes', 'wrong-clinic.csv', sha256('wrong-clinic.csv'), 1,
        '01900000-0000-7000-8000-0000002a0004', now() - interval '3 days');
INSERT INTO praxis.import_effect (practice_id, batch_id, clinic_id, kind, object_id, subject_id)
SELECT e.practice_id, '01900000-0000-7000-8000-00000000bf02'::uuid, e.clinic_id, 'employment', e.employment_id, e.person_id
  FROM praxis.employment e
 WHERE e.practice_id = '01900000-0000-7000-8000-00000000a000'
   AND e.clinic_id = '01900000-0000-7000-8000-00000000a001'
   AND e.person_id IN ('01900000-0000-7000-8000-0000001a0096', '01900000-0000-7000-8000-0000001a0101')
 UNION ALL
SELECT '01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000bf03',
       '01900000-0000-7000-8000-00000000a002', 'person', '01900000-0000-7000-8000-0000001abf03',
       '01900000-0000-7000-8000-0000001abf03';
INSERT INTO praxis.import_undo (practice_id, batch_id, clinic_id, reason, created_by, created_at)
VALUES ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000bf03',
        '01900000-0000-7000-8000-00000000a002', 'The file was meant for Denver',
        '01900000-0000-7000-8000-0000002a0004', now() - interval '3 days' + interval '20 minutes');
INSERT INTO praxis.import_withdrawn (practice_id, batch_id, clinic_id, kind, object_id, content)
VALUES ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000bf03',
        '01900000-0000-7000-8000-00000000a002', 'person', '01900000-0000-7000-8000-0000001abf03',
        '{"given_name": "Ines", "family_name": "Okafor", "npi": "1999999992"}');
