-- What the clinics of the demonstration hold, in every state of repair; a new laboratory director; an override that waits, and
-- a rule of the practice's own.

CREATE TEMPORARY TABLE demo_certificate ON COMMIT DROP AS
SELECT c.practice_id, c.clinic_id, gen_random_uuid() AS credential_id, gen_random_uuid() AS term_id, k.type_code,
       k.prefix || upper(left(c.slug, 3)) || '01' AS number, k.issuer, CURRENT_DATE + k.issued AS issued_on,
       CURRENT_DATE + k.expires AS expires_on, k.verified, c.created_by,
       ('01900000-0000-7000-8000-0000002' || CASE c.practice_id WHEN '01900000-0000-7000-8000-00000000a000' THEN 'a0004'
                                                  ELSE 'b0001' END)::uuid AS verifier
  FROM praxis.clinic c
  JOIN (VALUES
        ('denver',   'clia',             'CLIA-', 'CLIA program',           -300,  430, true),
        ('denver',   'radiation',        'RAD-',  'State radiation office', -200,  165, true),
        ('denver',   'business_license', 'BL-',   'City',                   -150,  215, true),
        ('phoenix',  'clia',             'CLIA-', 'CLIA program',           -713,   17, true),
        ('chicago',  'clia',             'CLIA-', 'CLIA program',           -742,  -12, true),
        ('gary',     'clia',             'CLIA-', 'CLIA program',            -20,  710, false),
        ('aurora',   'clia',             'CLIA-', 'CLIA program',           -100,  630, true),
        ('aurora',   'fire',             'FIRE-', 'Fire department',        -320,   45, true),
        ('evanston', 'clia',             'CLIA-', 'CLIA program',           -100,  630, true),
        ('madison',  'clia',             'CLIA-', 'CLIA program',           -100,  630, true)
       ) k (slug, type_code, prefix, issuer, issued, expires, verified) USING (slug)
 WHERE c.practice_id IN ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-00000000b000');

INSERT INTO praxis.clinic_credential (practice_id, clinic_id, credential_id, type_code, number, issuer, created_by)
SELECT practice_id, clinic_id, credential_id, type_code, number, issuer, created_by FROM demo_certificate;
INSERT INTO praxis.clinic_credential_term
       (practice_id, clinic_id, term_id, credential_id, issued_on, expires_on, created_by)
SELECT practice_id, clinic_id, term_id, credential_id, issued_on, expires_on, created_by FROM demo_certificate;
INSERT INTO praxis.clinic_verification
       (practice_id, clinic_id, verification_id, credential_id, term_id, method, source, result, verified_by, verified_at)
SELECT practice_id, clinic_id, gen_random_uuid(), credential_id, term_id, 'web', issuer, 'confirmed', verifier,
       issued_on + 5 + time '16:00'
  FROM demo_certificate
 WHERE verified;

-- A license that the city limited, for which no work waits.
INSERT INTO praxis.clinic_credential_status
       (practice_id, clinic_id, status_id, credential_id, status, starts_on, source, created_by)
SELECT practice_id, clinic_id, gen_random_uuid(), credential_id, 'limited', CURRENT_DATE - 40,
       'Notice of the city: no events after hours', verifier
  FROM demo_certificate
 WHERE number = 'BL-DEN01';

-- The triggers of the table work out when the notice of the second is due.
INSERT INTO praxis.laboratory_director (practice_id, clinic_id, director_id, name, starts_on, created_by)
SELECT c.practice_id, c.clinic_id, gen_random_uuid(), d.name, CURRENT_DATE + d.days, c.created_by
  FROM praxis.clinic c
 CROSS JOIN (VALUES ('Iris Example', -900), ('Noor Sample', -8)) d (name, days)
 WHERE c.practice_id = '01900000-0000-7000-8000-00000000a000' AND c.slug = 'denver'
 ORDER BY d.days;

INSERT INTO praxis.clearance_override
       (practice_id, clinic_id, override_id, person_id, clinical_role, requirement, span, reason, requested_by, requester)
SELECT c.practice_id, c.clinic_id, '01900000-0000-7000-8000-0000000de001', '01900000-0000-7000-8000-0000001a0014',
       'physician', 'malpractice',
       tstzrange((CURRENT_DATE + 1)::timestamp AT TIME ZONE c.zone, (CURRENT_DATE + 4)::timestamp AT TIME ZONE c.zone),
       'The insurer confirmed the renewal by phone; the certificate is in the mail',
       '01900000-0000-7000-8000-0000002a0004', '01900000-0000-7000-8000-0000001a0004'
  FROM praxis.clinic c
 WHERE c.practice_id = '01900000-0000-7000-8000-00000000a000' AND c.slug = 'gary';

INSERT INTO praxis.practice_rule (practice_id, rule_id, rule_key, effective_from, citation, params, created_by)
VALUES ('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-0000000e0001', 'house.override',
        date_trunc('month', CURRENT_DATE)::date, 'Practice policy of this month: a week at most', '{"max_days": 7}',
        '01900000-0000-7000-8000-0000002a0001');
