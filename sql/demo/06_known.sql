-- When things came to be known: the practices of the demonstration have kept their records for a year, most of them within a
-- week of what happened, some late, and one license wrongly.

CREATE TEMPORARY TABLE demo_keeper ON COMMIT DROP AS
SELECT p.practice_id
  FROM praxis.practice p
 WHERE p.practice_id IN ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000b000');

UPDATE praxis.person SET created_at = now() - interval '400 days' WHERE practice_id IN (SELECT practice_id FROM demo_keeper);
UPDATE praxis.appointment SET created_at = now() - interval '400 days'
 WHERE practice_id IN (SELECT practice_id FROM demo_keeper);
UPDATE praxis.requirement SET created_at = now() - interval '400 days'
 WHERE practice_id IN (SELECT practice_id FROM demo_keeper);
UPDATE praxis.clinic_requirement SET created_at = now() - interval '400 days'
 WHERE practice_id IN (SELECT practice_id FROM demo_keeper);
UPDATE praxis.credential SET created_at = now() - interval '390 days'
 WHERE practice_id IN (SELECT practice_id FROM demo_keeper);
UPDATE praxis.credential_term
   SET created_at = greatest(least(issued_on + 5, CURRENT_DATE - 4), CURRENT_DATE - 380) + time '16:00'
 WHERE practice_id IN (SELECT practice_id FROM demo_keeper);
UPDATE praxis.malpractice_cover m
   SET created_at = t.created_at
  FROM praxis.credential_term t
 WHERE t.practice_id = m.practice_id AND t.term_id = m.term_id AND m.practice_id IN (SELECT practice_id FROM demo_keeper);
UPDATE praxis.verification
   SET created_at = greatest(verified_at, CURRENT_DATE - 379 + time '15:00')
 WHERE practice_id IN (SELECT practice_id FROM demo_keeper) AND term_id IS NOT NULL;
UPDATE praxis.credential_status SET created_at = starts_on + 2 + time '14:00'
 WHERE practice_id IN (SELECT practice_id FROM demo_keeper);
UPDATE praxis.clinic_credential SET created_at = now() - interval '800 days'
 WHERE practice_id IN (SELECT practice_id FROM demo_keeper);
UPDATE praxis.clinic_credential_term SET created_at = issued_on + 4 + time '16:00'
 WHERE practice_id IN (SELECT practice_id FROM demo_keeper);

-- A license was entered with a wrong last day, and corrected twenty days after that.
INSERT INTO praxis.credential_term
       (practice_id, term_id, person_id, credential_id, issued_on, expires_on, created_by, created_at)
SELECT t.practice_id, '01900000-0000-7000-8000-0000000aa016', t.person_id, t.credential_id, t.issued_on, CURRENT_DATE - 30,
       t.created_by, now() - interval '200 days'
  FROM praxis.credential_term t
  JOIN praxis.credential c USING (practice_id, person_id, credential_id)
 WHERE t.person_id = '01900000-0000-7000-8000-0000001a0016' AND c.type_code = 'medical_license';
INSERT INTO praxis.verification
       (practice_id, verification_id, person_id, credential_id, term_id, method, source, result, verified_at, verified_by,
        created_at)
SELECT t.practice_id, '01900000-0000-7000-8000-0000000ab016', t.person_id, t.credential_id, t.term_id, 'phone',
       'CO licensing board', 'confirmed', now() - interval '199 days', '01900000-0000-7000-8000-0000002a0004',
       now() - interval '199 days'
  FROM praxis.credential_term t
 WHERE t.term_id = '01900000-0000-7000-8000-0000000aa016';
UPDATE praxis.credential_term t
   SET supersedes_id = w.term_id, reason = 'The last day was read from the wrong line of the certificate',
       created_at = now() - interval '10 days'
  FROM praxis.credential_term w
 WHERE w.term_id = '01900000-0000-7000-8000-0000000aa016'
   AND t.practice_id = w.practice_id
   AND t.credential_id = w.credential_id
   AND t.term_id <> w.term_id;
UPDATE praxis.verification v
   SET verified_at = now() - interval '9 days', occasion = now() - interval '9 days', verified_on = CURRENT_DATE - 9,
       recorded_on = CURRENT_DATE - 9, proven_on = CURRENT_DATE - 9,
       created_at = now() - interval '9 days'
  FROM praxis.credential_term t
 WHERE t.practice_id = v.practice_id
   AND t.term_id = v.term_id
   AND t.supersedes_id = '01900000-0000-7000-8000-0000000aa016';

-- One had another name until she married; one gave notice a month ago; reviews that waited used to block.
INSERT INTO praxis.person_past
       (practice_id, person_id, given_name, middle_name, family_name, suffix, birth_date, npi, identified_at, changed_by,
        known_until)
SELECT p.practice_id, p.person_id, p.given_name, p.middle_name, 'Formerly-' || p.family_name, p.suffix, p.birth_date, p.npi,
       p.identified_at, '01900000-0000-7000-8000-0000002a0004', now() - interval '100 days'
  FROM praxis.person p
 WHERE p.person_id = '01900000-0000-7000-8000-0000001a0018';
INSERT INTO praxis.appointment_past
       (practice_id, clinic_id, appointment_id, person_id, ends_on, changed_by, known_until)
SELECT a.practice_id, a.clinic_id, a.appointment_id, a.person_id, NULL, '01900000-0000-7000-8000-0000002a0001',
       now() - interval '60 days'
  FROM praxis.appointment a
 WHERE a.practice_id = '01900000-0000-7000-8000-00000000a000' AND a.ends_on IS NOT NULL;
INSERT INTO praxis.screening_policy_past (practice_id, version, pending, changed_by, changed_at, known_until)
VALUES ('01900000-0000-7000-8000-00000000a000', 0, 'block', '01900000-0000-7000-8000-0000002a0001',
        now() - interval '300 days', now() - interval '30 days');

-- A file of another practice's people was taken for ours three days ago, and undone after twenty minutes.
INSERT INTO praxis.person_withdrawn
       (practice_id, clinic_id, person_id, given_name, family_name, npi, identified_at, known_from, known_until, withdrawn_by)
VALUES ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000a001',
        '01900000-0000-7000-8000-0000001abf04', 'Tove', 'Lindqvist', NULL, now() - interval '3 days',
        now() - interval '3 days', now() - interval '3 days' + interval '20 minutes', '01900000-0000-7000-8000-0000002a0004'),
       ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000a002',
        '01900000-0000-7000-8000-0000001abf03', 'Ines', 'Okafor', '1999999992', now() - interval '3 days',
        now() - interval '3 days', now() - interval '3 days' + interval '20 minutes', '01900000-0000-7000-8000-0000002a0004');
INSERT INTO praxis.appointment_withdrawn
       (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, recorded_by, known_from, known_until,
        withdrawn_by)
SELECT DISTINCT ON (a.clinic_id) a.practice_id, a.clinic_id, gen_random_uuid(), a.person_id, 'medical_assistant', CURRENT_DATE,
       '01900000-0000-7000-8000-0000002a0004'::uuid, now() - interval '3 days',
       now() - interval '3 days' + interval '20 minutes', '01900000-0000-7000-8000-0000002a0004'::uuid
  FROM praxis.appointment a
 WHERE a.practice_id = '01900000-0000-7000-8000-00000000a000'
   AND a.clinic_id IN ('01900000-0000-7000-8000-00000000a001', '01900000-0000-7000-8000-00000000a002')
 ORDER BY a.clinic_id, a.person_id;
INSERT INTO praxis.credential_withdrawn
       (practice_id, clinic_id, credential_id, person_id, type_code, state, number, multistate, source, known_from,
        known_until, withdrawn_by)
SELECT DISTINCT ON (a.clinic_id) a.practice_id, a.clinic_id, gen_random_uuid(), a.person_id, 'rn_license', 'CO', 'RN.0000001',
       false, 'provider_file', now() - interval '3 days', now() - interval '3 days' + interval '20 minutes',
       '01900000-0000-7000-8000-0000002a0004'::uuid
  FROM praxis.appointment a
 WHERE a.practice_id = '01900000-0000-7000-8000-00000000a000'
   AND a.clinic_id IN ('01900000-0000-7000-8000-00000000a001', '01900000-0000-7000-8000-00000000a002')
 ORDER BY a.clinic_id, a.person_id;
