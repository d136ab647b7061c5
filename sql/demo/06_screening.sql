-- SAM's list beside the OIG's: a vendor that waits for its review, what is known of businesses, a shift worked while
-- excluded. All parties of the lists are invented.

INSERT INTO praxis.screening_party (practice_id, vendor_id, states, uei, changed_by, changed_at)
SELECT v.practice_id, v.vendor_id, ARRAY['CO'], 'DEMOUEI00001', '01900000-0000-7000-8000-0000002a0004', now() - interval '30 days'
  FROM praxis.vendor v
 WHERE v.practice_id = '01900000-0000-7000-8000-00000000a000'
 ORDER BY v.name_search
 LIMIT 1;

INSERT INTO praxis.screening_policy (practice_id, pending, changed_by, changed_at)
VALUES ('01900000-0000-7000-8000-00000000a000', 'warn', '01900000-0000-7000-8000-0000002a0001', now() - interval '30 days');

INSERT INTO praxis.screening_import
       (practice_id, import_id, list, kind, month, issued_on, file_name, sha256, state, row_count, flagged, created_by,
        created_at, started_at)
VALUES ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000ad02', 'sam', 'full',
        date_trunc('month', CURRENT_DATE - 21), CURRENT_DATE - 21, 'invented-sam-exclusions.csv',
        sha256('invented-sam-exclusions.csv'), 'in_force', 1, 0, '01900000-0000-7000-8000-0000002a0004',
        now() - interval '21 days', now() - interval '21 days');
-- A download that broke off: refused, and nobody was compared with it.
INSERT INTO praxis.screening_import
       (practice_id, import_id, list, kind, month, issued_on, file_name, sha256, state, reason, row_count, flagged,
        created_by, created_at, started_at)
VALUES ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000ad03', 'sam', 'full',
        date_trunc('month', CURRENT_DATE - 22), CURRENT_DATE - 22, 'invented-sam-broken.csv',
        sha256('invented-sam-broken.csv'), 'refused',
        'Row 4212: has 7 values under 31 headings; the file may be cut off; get the file again', 4210, 0,
        '01900000-0000-7000-8000-0000002a0004', now() - interval '22 days', now() - interval '22 days');

INSERT INTO praxis.screening_entry
       (practice_id, import_id, row_number, last_name, first_name, middle_name, business_name, general, specialty,
        birth_printed, address, city, state, postal_code, exclusion_type, excluded_on, classification, uei, list_number, agency,
        program, identity_hash, record_hash)
SELECT v.practice_id, '01900000-0000-7000-8000-00000000ad02', 2, '', '', '', upper(v.name), 'Firm', '', '', '1 TEST ST',
       'TESTVILLE', 'CO', '80000', 'Ineligible (Proceedings Pending)', CURRENT_DATE - 60, 'Firm', 'DEMOUEI00001',
       'S4DEMO0001', 'GSA', 'Reciprocal', sha256('demo party'), sha256('demo party record')
  FROM praxis.vendor v
 WHERE v.practice_id = '01900000-0000-7000-8000-00000000a000'
 ORDER BY v.name_search
 LIMIT 1;

INSERT INTO praxis.screening_match
       (practice_id, match_id, vendor_id, import_id, row_number, run_id, tier, reasons, subject, subject_hash, record_hash,
        created_at)
SELECT v.practice_id, '01900000-0000-7000-8000-0000000ac102', v.vendor_id, '01900000-0000-7000-8000-00000000ad02', 2,
       '01900000-0000-7000-8000-00000000ae51', 6, ARRAY['uei_equal', 'business_name', 'state_equal'],
       jsonb_build_object('names', jsonb_build_array(jsonb_build_object('family', v.name, 'given', '')),
                          'states', ARRAY['CO'], 'uei', 'DEMOUEI00001'),
       sha256('demo party subject'), sha256('demo party record'), now() - interval '20 days'
  FROM praxis.vendor v
 WHERE v.practice_id = '01900000-0000-7000-8000-00000000a000'
 ORDER BY v.name_search
 LIMIT 1;
INSERT INTO praxis.screening_sighting (practice_id, run_id, match_id)
VALUES ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000ae51',
        '01900000-0000-7000-8000-0000000ac102');
UPDATE praxis.screening_run
   SET parties = (SELECT count(*) FROM praxis.vendor v WHERE v.practice_id = screening_run.practice_id)
               + (SELECT count(*) FROM praxis.legal_entity l WHERE l.practice_id = screening_run.practice_id),
       tiers = CASE WHEN tiers = '{}' THEN tiers ELSE tiers || '{"6": 1}' END, code_version = 'demonstration',
       lists = (SELECT jsonb_agg(jsonb_build_object(
                           'list', i.list, 'kind', i.kind, 'name', i.file_name, 'month', i.month, 'issued_on', i.issued_on,
                           'sha256', encode(i.sha256, 'hex'), 'rows', i.row_count) ORDER BY i.list)
                  FROM praxis.screening_import i
                 WHERE i.practice_id = screening_run.practice_id AND i.state = 'in_force')
 WHERE run_id IN ('01900000-0000-7000-8000-00000000ae51', '01900000-0000-7000-8000-00000000be51');

-- The nurse whose exclusion is confirmed worked a shift before that was known: for the length of these statements it is not.
CREATE TEMPORARY TABLE demo_confirmation ON COMMIT DROP AS
SELECT d.*
  FROM praxis.screening_disposition d
 WHERE d.match_id = '01900000-0000-7000-8000-0000000ac005' AND d.decision = 'confirmed';
DELETE FROM praxis.screening_disposition d USING demo_confirmation c WHERE d.match_id = c.match_id AND d.step = c.step;
INSERT INTO praxis.assignment (practice_id, clinic_id, assignment_id, shift_id, person_id, created_by)
SELECT s.practice_id, s.clinic_id, '01900000-0000-7000-8000-0000000ae101', s.shift_id, m.person_id, s.created_by
  FROM demo_confirmation m
  JOIN praxis.appointment p ON p.practice_id = m.practice_id AND p.person_id = m.person_id
  JOIN praxis.shift s
    ON s.practice_id = p.practice_id AND s.clinic_id = p.clinic_id AND s.clinical_role = p.clinical_role
   AND upper(s.span) < now() AND s.canceled_at IS NULL
 ORDER BY s.span
 LIMIT 1;
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO praxis.screening_disposition SELECT * FROM demo_confirmation;
INSERT INTO praxis.screening_finding
       (practice_id, clinic_id, match_id, person_id, assignment_id, clinical_role, local_date, span)
SELECT a.practice_id, a.clinic_id, c.match_id, c.person_id, a.assignment_id, a.clinical_role, a.local_date, a.span
  FROM demo_confirmation c
  JOIN praxis.assignment a
    ON a.practice_id = c.practice_id AND a.assignment_id = '01900000-0000-7000-8000-0000000ae101';
