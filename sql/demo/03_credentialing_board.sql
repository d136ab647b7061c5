-- Confidential parts of a few files, documents, and what was told of terms that end soon.

INSERT INTO praxis.credential
       (practice_id, credential_id, person_id, type_code, number_normalized, issuer, created_by)
SELECT p.practice_id, md5('held ' || t.type_code || p.person_id)::uuid, p.person_id, t.type_code, '', t.issuer, p.created_by
  FROM (VALUES ('hepatitis_b', 'Employee health'), ('i9_reverification', 'Practice'), ('npdb_query', 'NPDB'),
               ('caqh_attestation', 'CAQH')) AS t (type_code, issuer)
 CROSS JOIN praxis.person p
 WHERE p.person_id IN ('01900000-0000-7000-8000-0000001a0016', '01900000-0000-7000-8000-0000001a0017');

INSERT INTO praxis.credential_term
       (practice_id, term_id, person_id, credential_id, issued_on, expires_on, created_by)
SELECT c.practice_id, md5('term ' || c.credential_id)::uuid, c.person_id, c.credential_id, CURRENT_DATE - 100,
       CASE c.type_code WHEN 'hepatitis_b' THEN NULL WHEN 'caqh_attestation' THEN CURRENT_DATE + 20
                        ELSE CURRENT_DATE + 265 END,
       c.created_by
  FROM praxis.credential c
 WHERE c.credential_id = md5('held ' || c.type_code || c.person_id)::uuid;

INSERT INTO praxis.verification
       (practice_id, verification_id, person_id, credential_id, term_id, method, source, result, verified_at, verified_by)
SELECT t.practice_id, md5('check ' || t.term_id)::uuid, t.person_id, t.credential_id, t.term_id, 'web', 'Issuer',
       'confirmed', now() - interval '90 days', t.created_by
  FROM praxis.credential_term t
 WHERE t.term_id = md5('term ' || t.credential_id)::uuid;

INSERT INTO praxis.file_content (practice_id, content)
SELECT '01900000-0000-7000-8000-00000000a000', convert_to('%PDF-1.4' || chr(10) || '% ' || d.name, 'UTF8')
  FROM (VALUES ('license.pdf'), ('handbook-receipt.pdf'), ('titer.pdf')) AS d (name);

INSERT INTO praxis.file
       (practice_id, file_id, person_id, sha256, name, media_type, size, compartment, created_by)
SELECT p.practice_id, md5('file ' || d.name)::uuid, p.person_id,
       sha256(convert_to('%PDF-1.4' || chr(10) || '% ' || d.name, 'UTF8')), d.name, 'application/pdf', 11 + length(d.name),
       d.compartment, p.created_by
  FROM (VALUES ('license.pdf', 'credentialing'), ('handbook-receipt.pdf', 'general'), ('titer.pdf', 'medical'))
       AS d (name, compartment)
  JOIN praxis.person p ON p.person_id = '01900000-0000-7000-8000-0000001a0016';

-- What the administrator, the director and the managers were told of what ends within two months.
INSERT INTO praxis.reminder
       (practice_id, reminder_id, person_id, credential_id, term_id, account_id, audience, threshold, ends_on, told_on,
        mailed_at)
SELECT e.practice_id, md5('reminder ' || e.term_id || a.account_id)::uuid, e.person_id, e.credential_id, e.term_id,
       a.account_id, a.audience, CASE WHEN e.ends_on - CURRENT_DATE <= 30 THEN 30 ELSE 60 END, e.ends_on, CURRENT_DATE,
       now()
  FROM praxis.credential_ending e
  JOIN (VALUES ('01900000-0000-7000-8000-0000002a0001'::uuid, 'practice_administrator', NULL::uuid),
               ('01900000-0000-7000-8000-0000002a0002', 'clinic_manager', '01900000-0000-7000-8000-00000000a001'))
       AS a (account_id, audience, clinic_id)
    ON a.clinic_id IS NULL
       OR EXISTS (SELECT
                    FROM praxis.employment m
                   WHERE m.practice_id = e.practice_id AND m.person_id = e.person_id AND m.clinic_id = a.clinic_id)
 WHERE e.practice_id = '01900000-0000-7000-8000-00000000a000'
   AND e.type_code NOT IN ('hepatitis_b', 'i9_reverification', 'npdb_query')
   AND e.days @> CURRENT_DATE
   AND e.ends_on BETWEEN CURRENT_DATE AND CURRENT_DATE + 60;
