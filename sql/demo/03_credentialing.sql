-- Licenses and certificates in every state of repair, verifications, and one earlier screening against an invented list.
-- Days are relative to the day of loading, so that what lapses soon still lapses soon.

-- Everybody with what the tables below need: a number, the home state, what they do.
CREATE TEMPORARY TABLE demo_holder ON COMMIT DROP AS
SELECT p.practice_id, p.person_id, right(p.person_id::text, 4)::integer AS number,
       e.position, c.state, p.family_name, p.created_by,
       ('01900000-0000-7000-8000-0000002' || CASE c.practice_id WHEN '01900000-0000-7000-8000-00000000a000' THEN 'a' ELSE 'b' END
        || CASE WHEN c.practice_id = '01900000-0000-7000-8000-00000000b000' OR p.person_id::text LIKE '%1a0004'
                THEN '0001' ELSE '0004' END)::uuid AS verifier
  FROM praxis.person p
  JOIN LATERAL (SELECT e.position, e.clinic_id
                  FROM praxis.employment e
                 WHERE e.practice_id = p.practice_id AND e.person_id = p.person_id
                 ORDER BY e.starts_on
                 LIMIT 1) e ON true
  JOIN praxis.clinic c ON c.practice_id = p.practice_id AND c.clinic_id = e.clinic_id
 WHERE p.practice_id IN ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000b000');

-- One row per credential: what it is, where it holds, and how its terms stand.
CREATE TEMPORARY TABLE demo_credential ON COMMIT DROP AS
SELECT gen_random_uuid() AS credential_id, h.practice_id, h.person_id, h.number, h.created_by, h.verifier, k.type_code,
       k.state, k.license_number, k.issuer, k.multistate, k.story
  FROM demo_holder h
 CROSS JOIN LATERAL (
       -- The license of the home state; its story depends on the person's number.
       SELECT CASE h.position WHEN 'physician' THEN 'medical_license' WHEN 'nurse_practitioner' THEN 'aprn_license'
                              ELSE 'rn_license' END AS type_code,
              h.state,
              CASE h.position WHEN 'physician' THEN 'DR.' WHEN 'nurse_practitioner' THEN 'APN.' ELSE 'RN.' END
                  || lpad((40000 + h.number * 37)::text, 7, '0') AS license_number,
              h.state || ' licensing board' AS issuer,
              h.position = 'registered_nurse' AND h.state <> 'IL' AND h.number % 3 <> 0 AS multistate,
              CASE WHEN h.number < 10 THEN 'valid'
                   WHEN h.number = 21 THEN 'suspended'
                   WHEN h.number = 28 THEN 'probation'
                   ELSE (ARRAY['valid', 'valid', 'within_30', 'renewed_early', 'valid', 'within_60', 'valid', 'within_90',
                               'valid', 'lapsed', 'valid', 'renewal_unverified', 'valid', 'gap', 'valid',
                               'never_verified'])[1 + h.number % 16]
              END AS story
        WHERE h.position IN ('physician', 'nurse_practitioner', 'registered_nurse')
        UNION ALL
       -- Those who also work in Indiana hold a second license.
       SELECT CASE h.position WHEN 'physician' THEN 'medical_license' WHEN 'nurse_practitioner' THEN 'aprn_license'
                              ELSE 'rn_license' END,
              'IN', 'IN-' || (70000 + h.number * 41), 'IN licensing board', false,
              CASE h.number WHEN 13 THEN 'lapsed' ELSE 'valid' END
        WHERE h.position IN ('physician', 'nurse_practitioner', 'registered_nurse')
          AND h.number % 10 = 3
          AND h.practice_id = '01900000-0000-7000-8000-00000000a000'
        UNION ALL
       SELECT 'dea', h.state, d.digits, 'Drug Enforcement Administration', false,
              CASE h.number WHEN 12 THEN 'lapsed' ELSE 'valid' END
         FROM (SELECT CASE h.position WHEN 'physician' THEN 'B' ELSE 'M' END || upper(left(h.family_name, 1)) || n
                      || (substr(n, 1, 1)::int + substr(n, 3, 1)::int + substr(n, 5, 1)::int
                          + 2 * (substr(n, 2, 1)::int + substr(n, 4, 1)::int + substr(n, 6, 1)::int)) % 10 AS digits
                 FROM (SELECT lpad((100000 + h.number * 771)::text, 6, '0') AS n) s) d
        WHERE h.position IN ('physician', 'nurse_practitioner')
        UNION ALL
       SELECT 'malpractice', NULL, 'POL-' || (5000 + h.number), 'Example Mutual', false,
              CASE h.number WHEN 14 THEN 'lapsed' WHEN 18 THEN 'within_30' ELSE 'valid' END
        WHERE h.position IN ('physician', 'nurse_practitioner')
        UNION ALL
       SELECT 'board_certification', NULL, 'BC-' || (9000 + h.number), 'Specialty board', false,
              CASE h.number % 4 WHEN 0 THEN 'no_expiry' ELSE 'valid' END
        WHERE h.position = 'physician' AND h.number <> 20
        UNION ALL
       SELECT 'ma_certification', NULL, 'CMA-' || (3000 + h.number), 'Certifying body', false,
              CASE h.number % 7 WHEN 0 THEN 'within_60' WHEN 3 THEN 'lapsed' ELSE 'valid' END
        WHERE h.position = 'medical_assistant' AND h.number % 11 <> 0
        UNION ALL
       SELECT 'bbp_training', NULL, NULL, 'Practice', false, CASE h.number % 6 WHEN 5 THEN 'within_90' ELSE 'valid' END
        WHERE h.position = 'medical_assistant'
        UNION ALL
       SELECT 'bls', NULL, 'BLS-' || (8000 + h.number), 'Training center', false,
              CASE h.number % 13 WHEN 0 THEN 'within_30' WHEN 6 THEN 'within_90' ELSE 'valid' END
        WHERE h.position IN ('physician', 'nurse_practitioner', 'registered_nurse', 'medical_assistant')
        UNION ALL
       SELECT 'hipaa_training', NULL, NULL, 'Practice', false, CASE h.number % 8 WHEN 1 THEN 'within_60' ELSE 'valid' END
        WHERE h.position IN ('front_desk', 'billing', 'administration')) k;

INSERT INTO praxis.credential
       (practice_id, credential_id, person_id, type_code, state, number, number_normalized, issuer, multistate, created_by)
SELECT practice_id, credential_id, person_id, type_code, state, license_number,
       upper(regexp_replace(coalesce(license_number, ''), '[^A-Za-z0-9]', '', 'g')), issuer, multistate, created_by
  FROM demo_credential;

-- The terms of each story: days from today, and whether they were verified.
CREATE TEMPORARY TABLE demo_term ON COMMIT DROP AS
SELECT gen_random_uuid() AS term_id, c.practice_id, c.person_id, c.credential_id, c.created_by, c.verifier, c.type_code,
       c.issuer, CURRENT_DATE + t.issued AS issued_on, CURRENT_DATE + t.expires AS expires_on, t.verified
  FROM demo_credential c
  JOIN (VALUES
        ('valid',              -500,  NULL, true),
        ('suspended',          -400,   330, true),
        ('probation',          -400,   330, true),
        ('no_expiry',         -2000,  NULL, true),
        ('within_30',          -700,    17, true),
        ('within_60',          -690,    44, true),
        ('within_90',          -650,    75, true),
        ('renewed_early',      -715,    10, true),
        ('renewed_early',       -15,   715, true),
        ('lapsed',             -742,   -12, true),
        ('renewal_unverified', -731,    -1, true),
        ('renewal_unverified',  -20,   710, false),
        ('gap',                -790,   -60, true),
        ('gap',                 -25,   705, true),
        ('never_verified',     -100,   630, false)
       ) t (story, issued, expires, verified) USING (story);
-- Sound terms end on many days, none within the next three months.
UPDATE demo_term t
   SET expires_on = CURRENT_DATE + 120 + right(t.person_id::text, 3)::integer * 5
  FROM demo_credential c
 WHERE c.credential_id = t.credential_id AND c.story = 'valid';

INSERT INTO praxis.credential_term
       (practice_id, term_id, person_id, credential_id, issued_on, expires_on, created_by)
SELECT practice_id, term_id, person_id, credential_id, issued_on, expires_on, created_by FROM demo_term;

INSERT INTO praxis.verification
       (practice_id, verification_id, person_id, credential_id, term_id, method, source, result, external_reference,
        source_as_of, verified_at, verified_by)
SELECT t.practice_id, gen_random_uuid(), t.person_id, t.credential_id, t.term_id,
       CASE WHEN t.type_code IN ('malpractice', 'bls') THEN 'letter' WHEN t.type_code LIKE '%training' THEN 'in_person'
            ELSE 'web' END,
       t.issuer, 'confirmed', 'V-' || left(t.term_id::text, 8), least(t.issued_on + 6, CURRENT_DATE),
       least(t.issued_on + 7, CURRENT_DATE - 2) + time '15:00', t.verifier
  FROM demo_term t
 WHERE t.verified;

INSERT INTO praxis.credential_status
       (practice_id, status_id, person_id, credential_id, status, starts_on, source, created_by)
SELECT c.practice_id, gen_random_uuid(), c.person_id, c.credential_id, c.story, CURRENT_DATE - 5, c.issuer, c.verifier
  FROM demo_credential c
 WHERE c.story IN ('suspended', 'probation');

-- ---------------------------------------------------------------------------------------------------------------------
-- An invented list of exclusions in the OIG's layout, last month's, and the screening against it.

INSERT INTO praxis.screening_import
       (practice_id, import_id, kind, month, file_name, sha256, state, row_count, flagged, created_by, created_at)
VALUES ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000ad01', 'full',
        date_trunc('month', CURRENT_DATE) - interval '1 month', 'invented-exclusions.csv',
        sha256('invented-exclusions.csv'), 'in_force', 6, 1, '01900000-0000-7000-8000-0000002a0004', now() - interval '21 days');

CREATE TEMPORARY TABLE demo_entry ON COMMIT DROP AS
SELECT e.row_number, e.number, e.tier, e.last_name, e.first_name, e.birth_date, e.npi, e.excluded_on, e.reasons, e.flags
  FROM (SELECT 2 AS row_number, p.number, 2 AS tier, upper(p.family_name) AS last_name, upper(p.given_name) AS first_name,
               p.birth_date, NULL::text AS npi, CURRENT_DATE - 30 AS excluded_on,
               ARRAY['birth_date_equal', 'surname_equal', 'given_name_equal'] AS reasons, '{}'::text[] AS flags
          FROM (SELECT *, right(person_id::text, 4)::integer AS number FROM praxis.person
                 WHERE person_id = '01900000-0000-7000-8000-0000001a0047') p
         UNION ALL
        SELECT 3, p.number, 5, upper(p.family_name), upper(p.given_name), p.birth_date - 4321, NULL, CURRENT_DATE - 30,
               ARRAY['birth_date_differs', 'surname_equal', 'given_name_equal'], '{}'
          FROM (SELECT *, right(person_id::text, 4)::integer AS number FROM praxis.person
                 WHERE person_id = '01900000-0000-7000-8000-0000001a0052') p
         UNION ALL
        SELECT 4, p.number, 1, 'NAMESAKE', 'NOBODY', DATE '1961-02-03', p.npi, CURRENT_DATE - 30,
               ARRAY['npi_equal', 'birth_date_differs', 'name_differs'], '{}'
          FROM (SELECT *, right(person_id::text, 4)::integer AS number FROM praxis.person
                 WHERE person_id = '01900000-0000-7000-8000-0000001a0010') p
         UNION ALL
        SELECT 5, p.number, 2, upper(p.family_name), upper(p.given_name), p.birth_date, NULL, CURRENT_DATE - 25,
               ARRAY['birth_date_equal', 'surname_equal', 'given_name_equal'], '{}'
          FROM (SELECT *, right(person_id::text, 4)::integer AS number FROM praxis.person
                 WHERE person_id = '01900000-0000-7000-8000-0000001a0068') p
         UNION ALL
        SELECT 6, p.number, 4, upper(p.family_name), upper(p.given_name), NULL, NULL, CURRENT_DATE - 30,
               ARRAY['birth_date_missing', 'surname_equal', 'given_name_equal'], ARRAY['birth_date_missing']
          FROM (SELECT *, right(person_id::text, 4)::integer AS number FROM praxis.person
                 WHERE person_id = '01900000-0000-7000-8000-0000001a0095') p
         UNION ALL
        SELECT 7, NULL, NULL, 'UNRELATED', 'URSULA', DATE '1970-07-07', NULL, CURRENT_DATE - 30, NULL, '{}') e;

INSERT INTO praxis.screening_entry
       (practice_id, import_id, row_number, last_name, first_name, middle_name, business_name, general, specialty, npi,
        birth_date, birth_printed, address, city, state, postal_code, exclusion_type, excluded_on, flags, identity_hash,
        record_hash)
SELECT '01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000ad01', row_number, last_name, first_name,
       '', '', 'IND- LIC HC SERV PRO', 'NURSE/NURSES AIDE', npi, birth_date, coalesce(to_char(birth_date, 'YYYYMMDD'), ''),
       '1 TEST ST', 'TESTVILLE', 'OH', '43001', '1128a1', excluded_on, flags,
       sha256(convert_to(array_to_string(
           ARRAY[last_name, first_name, '', birth_date::text], E'\x1e', ''), 'UTF8')),
       sha256(convert_to(array_to_string(
           ARRAY[last_name, first_name, '', '', '', npi, birth_date::text, 'OH', '1128a1', excluded_on::text],
           E'\x1e', ''), 'UTF8'))
  FROM demo_entry;

INSERT INTO praxis.screening_run
       (practice_id, run_id, started_at, finished_at, subjects, entries, tiers, suppressed, lists, rule_version, created_by)
VALUES ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000ae51', now() - interval '20 days 1 second',
        now() - interval '20 days', 120, 6, '{"1": 1, "2": 2, "4": 1, "5": 1}', 0,
        jsonb_build_array(jsonb_build_object('name', 'invented-exclusions.csv',
                                             'sha256', encode(sha256('invented-exclusions.csv'), 'hex'), 'rows', 6)),
        '1', '01900000-0000-7000-8000-0000002a0004');

INSERT INTO praxis.screening_match
       (practice_id, match_id, person_id, import_id, row_number, run_id, tier, reasons, subject, subject_hash, record_hash,
        created_at)
SELECT e.practice_id, ('01900000-0000-7000-8000-0000000ac' || lpad(d.row_number::text, 3, '0'))::uuid, p.person_id,
       e.import_id, e.row_number, '01900000-0000-7000-8000-00000000ae51', d.tier, d.reasons,
       jsonb_strip_nulls(jsonb_build_object(
           'names', (SELECT jsonb_agg(jsonb_build_object('family', n.family_name, 'given', n.given_name) ORDER BY n.place)
                       FROM (SELECT p.family_name, p.given_name, 0 AS place
                              UNION ALL
                             SELECT n.family_name, n.given_name, 1
                               FROM praxis.person_name n
                              WHERE n.practice_id = p.practice_id AND n.person_id = p.person_id) n),
           'birthDate', p.birth_date, 'npi', p.npi)),
       sha256(convert_to(
           (SELECT string_agg(n.folded, E'\x1e' ORDER BY n.folded COLLATE "C")
              FROM (SELECT upper(p.family_name) || E'\x1f' || upper(p.given_name) AS folded
                     UNION
                    SELECT upper(replace(n.family_name, '-', ' ')) || E'\x1f' || upper(n.given_name)
                      FROM praxis.person_name n
                     WHERE n.practice_id = p.practice_id AND n.person_id = p.person_id) n)
           || E'\x1e' || coalesce(p.birth_date::text, '') || E'\x1e' || coalesce(p.npi, ''), 'UTF8')),
       e.record_hash, now() - interval '20 days'
  FROM demo_entry d
  JOIN praxis.screening_entry e ON e.import_id = '01900000-0000-7000-8000-00000000ad01' AND e.row_number = d.row_number
  JOIN praxis.person p
    ON p.practice_id = e.practice_id
   AND p.person_id = ('01900000-0000-7000-8000-0000001a' || lpad(d.number::text, 4, '0'))::uuid;

INSERT INTO praxis.screening_sighting (practice_id, run_id, person_id, match_id)
SELECT m.practice_id, m.run_id, m.person_id, m.match_id
  FROM praxis.screening_match m
 WHERE m.run_id = '01900000-0000-7000-8000-00000000ae51';

-- One was confirmed by two people, one waits for a second, one was cleared.
INSERT INTO praxis.screening_disposition
       (practice_id, person_id, match_id, step, decision, reason_code, note, decided_by, decider, created_at)
SELECT m.practice_id, m.person_id, m.match_id, d.step, d.decision, d.reason_code, d.note, d.decided_by::uuid,
       replace(d.decided_by, '0002a', '0001a')::uuid, now() - interval '19 days' + d.step * interval '3 hours'
  FROM praxis.screening_match m
  JOIN (VALUES
        (5, 1, 'propose_confirm', 'same_person', 'SSN compared on the OIG website', '01900000-0000-7000-8000-0000002a0004'),
        (5, 2, 'confirmed', 'same_person', NULL, '01900000-0000-7000-8000-0000002a0005'),
        (4, 1, 'propose_clear', 'name_differs', 'NPI belongs to another row of the list',
         '01900000-0000-7000-8000-0000002a0004'),
        (6, 1, 'cleared', 'other_person', 'Lived elsewhere at the time', '01900000-0000-7000-8000-0000002a0005')
       ) d (row_number, step, decision, reason_code, note, decided_by) USING (row_number)
 WHERE m.import_id = '01900000-0000-7000-8000-00000000ad01';

-- The other practice was screened against the same list; nobody was found.
INSERT INTO praxis.screening_import
       (practice_id, import_id, kind, month, file_name, sha256, state, row_count, flagged, created_by, created_at)
VALUES ('01900000-0000-7000-8000-00000000b000', '01900000-0000-7000-8000-00000000bd01', 'full',
        date_trunc('month', CURRENT_DATE) - interval '1 month', 'invented-exclusions.csv',
        sha256('invented-exclusions.csv'), 'in_force', 6, 1, '01900000-0000-7000-8000-0000002b0001', now() - interval '21 days');
INSERT INTO praxis.screening_entry
       (practice_id, import_id, row_number, last_name, first_name, middle_name, suffix, business_name, general, specialty,
        npi, birth_date, birth_printed, address, city, state, postal_code, exclusion_type, excluded_on, flags,
        identity_hash, record_hash)
SELECT '01900000-0000-7000-8000-00000000b000', '01900000-0000-7000-8000-00000000bd01', row_number, last_name, first_name,
       middle_name, suffix, business_name, general, specialty, npi, birth_date, birth_printed, address, city, state,
       postal_code, exclusion_type, excluded_on, flags, identity_hash, record_hash
  FROM praxis.screening_entry
 WHERE import_id = '01900000-0000-7000-8000-00000000ad01';
INSERT INTO praxis.screening_run
       (practice_id, run_id, started_at, finished_at, subjects, entries, tiers, suppressed, lists, rule_version, created_by)
VALUES ('01900000-0000-7000-8000-00000000b000', '01900000-0000-7000-8000-00000000be51', now() - interval '20 days 1 second',
        now() - interval '20 days', 20, 6, '{}', 0,
        jsonb_build_array(jsonb_build_object('name', 'invented-exclusions.csv',
                                             'sha256', encode(sha256('invented-exclusions.csv'), 'hex'), 'rows', 6)),
        '1', '01900000-0000-7000-8000-0000002b0001');

-- Everybody was there when they were screened.
UPDATE praxis.person
   SET identified_at = now() - interval '30 days'
 WHERE practice_id IN ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000b000');
UPDATE praxis.person_name
   SET created_at = now() - interval '30 days'
 WHERE practice_id IN ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000b000');

-- A provider file that waits for its confirmation, so that the page has something to show.
INSERT INTO praxis.provider_import
       (practice_id, clinic_id, import_id, file_name, sha256, encoding, starts_on, row_count, created_by, created_at)
VALUES ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000a001',
        '01900000-0000-7000-8000-00000000af01', 'new-providers.csv', sha256('new-providers.csv'), 'utf-8',
        CURRENT_DATE + 14, 3, '01900000-0000-7000-8000-0000002a0004', now() - interval '2 hours');
INSERT INTO praxis.provider_import_row (practice_id, clinic_id, import_id, row_number, outcome, npi, preview)
SELECT '01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000a001',
       '01900000-0000-7000-8000-00000000af01', r.row_number, r.outcome, r.npi,
       jsonb_strip_nulls(jsonb_build_object(
           'row', r.row_number, 'npi', r.npi, 'outcome', r.outcome, 'provider', r.provider, 'changes', '[]'::jsonb,
           'problems', r.problems))
  FROM (VALUES
           (2, 'new', '1999999992', jsonb_build_object(
               'npi', '1999999992', 'name', '{"given": "Ines", "family": "Okafor"}'::jsonb, 'degree', 'M.D.',
               'taxonomies', '["207Q00000X"]'::jsonb, 'remarks', '[]'::jsonb,
               'licenses', '[{"number": "DR.0099801", "state": "CO", "taxonomy": "207Q00000X"}]'::jsonb),
            '[]'::jsonb),
           (3, 'new', '1456789019', jsonb_build_object(
               'npi', '1456789019', 'name', '{"given": "Tomas", "family": "Lindqvist"}'::jsonb, 'degree', 'FNP-BC',
               'taxonomies', '["363LF0000X"]'::jsonb, 'licenses', '[]'::jsonb,
               'remarks', '["License ON 4471 is left out: its state is none of the United States"]'::jsonb),
            '[]'::jsonb),
           (4, 'refused', '2000000002', NULL,
            '[{"row": 4, "column": 2, "heading": "Entity Type Code",
               "reason": "is 2, an organization; only individuals can be imported as people"}]'::jsonb)
       ) AS r (row_number, outcome, npi, provider, problems);
