-- Accounts of the demonstration, one per role. They have no passwords: `praxisctl demo load` sets random ones.

INSERT INTO praxis.account (practice_id, account_id, person_id, email, display_name, status, created_by)
SELECT p.practice_id, ('01900000-0000-7000-8000-000000' || d.account)::uuid,
       ('01900000-0000-7000-8000-0000001' || substr(d.account, 2))::uuid,
       d.email, n.given_name || ' ' || n.family_name, 'active', s.account_id
  FROM (VALUES
    ('cascade',  '2a0001', 'admin@cascade.example'),
    ('cascade',  '2a0002', 'denver@cascade.example'),
    ('cascade',  '2a0003', 'finance@cascade.example'),
    ('cascade',  '2a0004', 'credentialing@cascade.example'),
    ('cascade',  '2a0005', 'director@cascade.example'),
    ('cascade',  '2a0006', 'buyer@cascade.example'),
    ('cascade',  '2a0007', 'staff@cascade.example'),
    ('cascade',  '2a0008', 'auditor@cascade.example'),
    ('cascade',  '2a0009', 'phoenix@cascade.example'),
    ('lakeside', '2b0001', 'admin@lakeside.example'),
    ('lakeside', '2b0002', 'evanston@lakeside.example'),
    ('lakeside', '2b0003', 'staff@lakeside.example')
  ) d (practice, account, email)
  JOIN praxis.practice p ON p.slug = d.practice
  JOIN praxis.account s ON s.practice_id = p.practice_id AND s.kind = 'system'
  JOIN praxis.person n ON n.practice_id = p.practice_id
   AND n.person_id = ('01900000-0000-7000-8000-0000001' || substr(d.account, 2))::uuid;

-- The auditor's grant is time-boxed.
INSERT INTO praxis.role_grant
       (practice_id, grant_id, account_id, role_id, scope, clinic_id, valid, reason, granted_by)
SELECT p.practice_id, ('01900000-0000-7000-8000-000000' || d.grant_number)::uuid,
       ('01900000-0000-7000-8000-000000' || d.account)::uuid, r.role_id,
       b.scope, c.clinic_id,
       tstzrange(now() - interval '200 days', CASE d.role WHEN 'auditor' THEN now() + interval '90 days' END),
       'demonstration', s.account_id
  FROM (VALUES
    ('cascade',  '7a0001', '2a0001', 'practice_administrator', NULL),
    ('cascade',  '7a0002', '2a0002', 'site_manager', 'denver'),
    ('cascade',  '7a0003', '2a0003', 'finance', NULL),
    ('cascade',  '7a0004', '2a0004', 'credentialing_specialist', NULL),
    ('cascade',  '7a0005', '2a0005', 'medical_director', NULL),
    ('cascade',  '7a0006', '2a0006', 'buyer', 'denver'),
    ('cascade',  '7a0010', '2a0006', 'buyer', 'phoenix'),
    ('cascade',  '7a0007', '2a0007', 'staff', NULL),
    ('cascade',  '7a0008', '2a0008', 'auditor', NULL),
    ('cascade',  '7a0009', '2a0009', 'site_manager', 'phoenix'),
    ('lakeside', '7b0001', '2b0001', 'practice_administrator', NULL),
    ('lakeside', '7b0002', '2b0002', 'site_manager', 'evanston'),
    ('lakeside', '7b0003', '2b0003', 'staff', NULL)
  ) d (practice, grant_number, account, role, clinic)
  JOIN praxis.practice p ON p.slug = d.practice
  JOIN praxis.account s ON s.practice_id = p.practice_id AND s.kind = 'system'
  JOIN praxis.builtin_role b ON b.code = d.role
  JOIN praxis.role r ON r.practice_id = p.practice_id AND r.code = d.role
  LEFT JOIN praxis.clinic c ON c.practice_id = p.practice_id AND c.slug = d.clinic;
