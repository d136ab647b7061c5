-- Credentialing files at every stage, of invented people. Days are relative to the day of loading.

CREATE TEMPORARY TABLE demo_file ON COMMIT DROP AS
SELECT s.number, s.cycle, s.path, s.opened, s.planned, s.checks, s.due,
       '01900000-0000-7000-8000-00000000a000'::uuid AS practice_id,
       ('01900000-0000-7000-8000-0000000f' || lpad(s.number::text, 4, '0'))::uuid AS file_id,
       ('01900000-0000-7000-8000-0000001a' || lpad(s.number::text, 4, '0'))::uuid AS person_id,
       '01900000-0000-7000-8000-0000002a0004'::uuid AS specialist,
       CASE WHEN s.number > 24 THEN 'nurse_practitioner' ELSE 'physician' END AS clinical_role
  FROM (VALUES
        -- number, cycle, steps after the draft, opened and planned in days from today, checks that were made, due
        (7,  'initial', 'invited application_in_progress', -12, 60, 'none', NULL),
        (11, 'initial', '', -2, 75, 'none', NULL),
        (12, 'initial', 'invited', -6, 70, 'none', NULL),
        (13, 'initial', 'invited application_in_progress received', -15, 45, 'none', NULL),
        (14, 'initial', 'invited application_in_progress received returned_incomplete', -28, 40, 'none', NULL),
        (15, 'initial', 'invited application_in_progress received verifying', -34, 21, 'half', NULL),
        (16, 'recred',  'invited application_in_progress received verifying', -131, 12, 'old', 26),
        (17, 'initial', 'invited application_in_progress received verifying flagged', -47, 14, 'findings', NULL),
        (18, 'initial', 'invited application_in_progress received verifying ready_for_review', -52, 3, 'all', NULL),
        (19, 'initial', 'invited application_in_progress received verifying ready_for_review', -61, 9, 'all', NULL),
        (20, 'initial', 'invited application_in_progress received verifying ready_for_review committee_scheduled', -66, 9,
         'all', NULL),
        (22, 'initial', 'invited application_in_progress received verifying ready_for_review', -80, -10, 'all', NULL),
        (23, 'initial', 'invited application_in_progress received verifying', -40, -4, 'half', NULL),
        (24, 'initial', 'invited application_in_progress received verifying ready_for_review', -95, -30, 'all', NULL),
        (25, 'recred',  'invited application_in_progress received verifying', -20, 15, 'half', 20),
        (26, 'initial', 'invited application_in_progress withdrawn', -70, 10, 'none', NULL)
       ) s (number, cycle, path, opened, planned, checks, due);

INSERT INTO praxis.credentialing_file
       (practice_id, person_id, file_id, cycle, clinical_role, planned_on, due_on, assigned_to, created_by, created_at)
SELECT practice_id, person_id, file_id, cycle, clinical_role, CURRENT_DATE + planned, CURRENT_DATE + due, specialist,
       specialist, now() + make_interval(days => opened)
  FROM demo_file;

INSERT INTO praxis.file_event
       (practice_id, person_id, file_id, version, from_state, to_state, reason, created_by, created_at)
SELECT f.practice_id, f.person_id, f.file_id, s.place + 1,
       coalesce((string_to_array(f.path, ' '))[s.place - 1], 'draft'), s.state,
       CASE s.state WHEN 'returned_incomplete' THEN 'Two of the three peers cannot be reached; please name others'
                    WHEN 'withdrawn' THEN 'The person took a position elsewhere' END,
       f.specialist, now() + make_interval(days => f.opened + s.place::integer * 2)
  FROM demo_file f
 CROSS JOIN LATERAL string_to_table(f.path, ' ') WITH ORDINALITY s (state, place)
 WHERE f.path <> ''
 ORDER BY f.file_id, s.place;

INSERT INTO praxis.attestation
       (practice_id, person_id, file_id, attempt, content, signature, signed_on, created_by, created_at)
SELECT f.practice_id, f.person_id, f.file_id, 1,
       convert_to(jsonb_build_object('statement', 'Invented application', 'name', p.given_name || ' ' || p.family_name)::text,
                  'UTF8'),
       p.given_name || ' ' || p.family_name, CURRENT_DATE + f.opened + 6, f.specialist,
       now() + make_interval(days => f.opened + 6)
  FROM demo_file f
  JOIN praxis.person p USING (practice_id, person_id)
 WHERE f.path LIKE '%received%';

INSERT INTO praxis.evidence
       (practice_id, person_id, evidence_id, compartment, name, media_type, content, created_by)
SELECT f.practice_id, f.person_id, ('01900000-0000-7000-8000-0000000e' || lpad(f.number::text, 4, '0'))::uuid, 'credential',
       'board-answer.pdf', 'application/pdf', convert_to('%PDF-1.4 invented answer of a board', 'UTF8'), f.specialist
  FROM demo_file f
 WHERE f.checks <> 'none';

-- A check of a credential is of its latest term; where there is none, nobody could check it.
INSERT INTO praxis.verification
       (practice_id, verification_id, person_id, credential_id, term_id, element, credentialing_file_id, source_id, method,
        source, query, result, external_reference, result_values, source_as_of, requested_at, verified_at, verified_by,
        evidence_id)
SELECT f.practice_id, gen_random_uuid(), f.person_id, t.credential_id, t.term_id, i.element, f.file_id, s.source_id, 'web', coalesce(s.name, 'State board'),
       p.family_name || ', ' || p.given_name || ', born ' || p.birth_date,
       CASE WHEN f.checks = 'findings' AND i.element = 'malpractice_history' THEN 'confirmed_with_findings'
            WHEN f.checks = 'findings' AND i.element = 'work_history' THEN 'mismatch' ELSE 'confirmed' END,
       'V-' || f.number || '-' || e.position,
       CASE WHEN i.element = 'license' THEN '{"status": "Active", "discipline": "None"}'::jsonb ELSE '{}' END,
       CURRENT_DATE + f.opened + 7, now() + make_interval(days => f.opened + 7),
       now() + make_interval(days => f.opened + 8), f.specialist,
       CASE WHEN i.element = 'license'
            THEN ('01900000-0000-7000-8000-0000000e' || lpad(f.number::text, 4, '0'))::uuid END
  FROM demo_file f
  JOIN praxis.person p USING (practice_id, person_id)
  JOIN praxis.checklist_item i USING (practice_id, file_id)
  JOIN praxis.file_element e USING (element)
  LEFT JOIN LATERAL (SELECT s.source_id, s.name FROM praxis.psv_source s
                      WHERE s.practice_id = f.practice_id AND s.element = i.element
                      ORDER BY s.name
                      LIMIT 1) s ON true
  LEFT JOIN LATERAL (SELECT t.credential_id, t.term_id
                       FROM praxis.credential c
                       JOIN praxis.credentialing_term t USING (practice_id, person_id, credential_id)
                      WHERE c.practice_id = f.practice_id AND c.person_id = f.person_id
                        AND c.type_code = ANY (e.type_codes) AND t.verified
                      ORDER BY t.issued_on DESC, t.term_id
                      LIMIT 1) t ON true
 WHERE i.element <> 'attestation'
   AND (e.type_codes = '{}' OR t.term_id IS NOT NULL)
   AND (f.checks IN ('all', 'findings', 'old') OR f.checks = 'half' AND e.position % 2 = 1);

INSERT INTO praxis.checklist_exception (practice_id, person_id, file_id, element, exception_id, reason, created_by)
SELECT f.practice_id, f.person_id, f.file_id, 'board', gen_random_uuid(),
       'Not board certified; the residency is verified at its program', f.specialist
  FROM demo_file f
 WHERE f.number = 20;

INSERT INTO praxis.file_flag (practice_id, person_id, file_id, flag_id, color, element, summary, created_by)
SELECT f.practice_id, f.person_id, f.file_id, ('01900000-0000-7000-8000-0000000d' || lpad(f.number::text, 4, '0'))::uuid,
       'yellow', 'malpractice_history', 'A claim of four years ago, settled', f.specialist
  FROM demo_file f
 WHERE f.number IN (19, 20, 24);
INSERT INTO praxis.flag_disposition (practice_id, person_id, flag_id, step, outcome, note, created_by)
SELECT g.practice_id, g.person_id, g.flag_id, 1, 'stands', 'The settlement is on file; the committee should weigh it',
       g.created_by
  FROM praxis.file_flag g
  JOIN demo_file f USING (practice_id, file_id)
 WHERE f.number IN (19, 20, 24);

-- The committee: the medical director in the chair, two physicians, one meeting ahead.
INSERT INTO praxis.committee_member (practice_id, member_id, person_id, is_chair, starts_on, created_by)
SELECT '01900000-0000-7000-8000-00000000a000', ('01900000-0000-7000-8000-0000000c' || m.number)::uuid,
       ('01900000-0000-7000-8000-0000001a' || m.number)::uuid, m.number = '0005', CURRENT_DATE - 400,
       '01900000-0000-7000-8000-0000002a0001'
  FROM (VALUES ('0005'), ('0008'), ('0010')) m (number);
INSERT INTO praxis.committee_meeting (practice_id, meeting_id, meets_on, quorum, created_by)
VALUES ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-0000000b0001', CURRENT_DATE + 9, 2,
        '01900000-0000-7000-8000-0000002a0004');
INSERT INTO praxis.committee_item (practice_id, meeting_id, person_id, file_id, created_by)
SELECT f.practice_id, '01900000-0000-7000-8000-0000000b0001', f.person_id, f.file_id, f.specialist
  FROM demo_file f
 WHERE f.number = 20;

INSERT INTO praxis.file_decision
       (practice_id, person_id, file_id, decision_id, version, outcome, decided_on, recorded_on, reason, evidence_id,
        created_by)
SELECT f.practice_id, f.person_id, f.file_id, ('01900000-0000-7000-8000-0000000a' || lpad(f.number::text, 4, '0'))::uuid,
       d.version, d.outcome, CURRENT_DATE + d.decided, CURRENT_DATE + d.recorded, d.reason,
       CASE WHEN d.decided < d.recorded
            THEN ('01900000-0000-7000-8000-0000000e' || lpad(f.number::text, 4, '0'))::uuid END,
       '01900000-0000-7000-8000-0000002a0005'
  FROM (VALUES
        (22, 7, 'approved', -10, -8, NULL),
        (23, 6, 'provisional', -4, -4, NULL),
        (24, 7, 'denied', -30, -30, 'The claims history was not disclosed')
       ) d (number, version, outcome, decided, recorded, reason)
  JOIN demo_file f USING (number)
 ORDER BY d.number;
