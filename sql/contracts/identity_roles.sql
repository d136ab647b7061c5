-- The built-in roles and what they may do. Codes of permissions are those of the enumeration Permission; a test
-- compares the two.

INSERT INTO praxis.builtin_role AS r
       (code, name, scope, assignable, second_factor, emergency, idle_limit, session_limit)
VALUES
    ('practice_administrator',   'Practice administrator',   'practice', true,  true,  false, '15 minutes', '12 hours'),
    ('site_manager',             'Site manager',             'clinic',   true,  false, true,  '30 minutes', '12 hours'),
    ('finance',                  'Finance',                  'practice', true,  true,  false, '15 minutes', '12 hours'),
    ('credentialing_specialist', 'Credentialing specialist', 'practice', true,  false, true,  '30 minutes', '12 hours'),
    ('medical_director',         'Medical director',         'practice', true,  false, false, '30 minutes', '12 hours'),
    ('buyer',                    'Buyer',                    'clinic',   true,  false, true,  '30 minutes', '12 hours'),
    ('staff',                    'Staff member',             'self',     true,  false, false, '30 minutes', '12 hours'),
    ('auditor',                  'Auditor',                  'practice', true,  false, false, '30 minutes', '12 hours'),
    -- What runs by itself. Nobody can be given it.
    ('system',                   'System',                   'practice', false, false, false, '1 minute',   '1 minute')
ON CONFLICT (code) DO UPDATE
   SET name = excluded.name, scope = excluded.scope, assignable = excluded.assignable,
       second_factor = excluded.second_factor, emergency = excluded.emergency, idle_limit = excluded.idle_limit,
       session_limit = excluded.session_limit;

-- One line per permission, with the roles that carry it.
WITH matrix (permission, codes) AS (VALUES
    ('practice.clinic.read',
     'practice_administrator site_manager finance credentialing_specialist medical_director buyer staff auditor system'),
    ('practice.clinic.write',             'practice_administrator'),
    ('practice.view.share',               'practice_administrator site_manager'),
    ('people.person.read',
     'practice_administrator site_manager credentialing_specialist medical_director staff auditor system'),
    ('people.person.write',               'practice_administrator site_manager credentialing_specialist'),
    ('people.employment.write',           'practice_administrator site_manager credentialing_specialist'),

    ('identity.account.read',             'practice_administrator site_manager auditor'),
    ('identity.account.write',            'practice_administrator site_manager'),
    ('identity.grant.read',               'practice_administrator site_manager auditor'),
    ('identity.grant.write',              'practice_administrator site_manager'),
    ('identity.role.write',               'practice_administrator'),
    ('identity.token.write',              'practice_administrator'),
    ('identity.emergency.request',        'practice_administrator site_manager finance'),
    ('identity.emergency.review',         'practice_administrator'),
    ('audit.event.read',                  'practice_administrator site_manager auditor'),
    ('audit.chain.verify',                'practice_administrator auditor'),

    ('credentialing.credential.read',
     'practice_administrator site_manager credentialing_specialist medical_director staff auditor system'),
    ('credentialing.credential.write',    'practice_administrator site_manager credentialing_specialist'),
    ('credentialing.verification.write',  'practice_administrator credentialing_specialist'),
    ('credentialing.provider.import',     'practice_administrator credentialing_specialist'),
    ('credentialing.import.undo',         'practice_administrator'),
    ('credentialing.requirement.write',   'practice_administrator'),
    ('credentialing.override.request',    'practice_administrator site_manager credentialing_specialist'),
    ('credentialing.override.approve',    'practice_administrator medical_director'),
    ('credentialing.screening.read',
     'practice_administrator credentialing_specialist medical_director auditor system'),
    ('credentialing.screening.run',       'practice_administrator credentialing_specialist system'),
    ('credentialing.match.propose',       'practice_administrator credentialing_specialist medical_director'),
    ('credentialing.match.review',        'practice_administrator medical_director'),
    ('credentialing.binder.read',         'practice_administrator credentialing_specialist auditor'),
    -- Figures across clinics, never who is behind them.
    ('credentialing.overview.read',
     'practice_administrator site_manager credentialing_specialist medical_director auditor'),
    ('credentialing.file.read',
     'practice_administrator credentialing_specialist medical_director auditor'),
    ('credentialing.file.write',          'practice_administrator credentialing_specialist'),
    ('credentialing.file.decide',         'medical_director'),
    ('credentialing.file.apply',
     'practice_administrator site_manager credentialing_specialist medical_director staff'),
    ('credentialing.committee.write',     'practice_administrator credentialing_specialist'),

    -- Whatever is asked of everybody who works there: the own training and policies, and nobody else's.
    ('practice.duty.fulfill',
     'practice_administrator site_manager finance credentialing_specialist medical_director buyer staff'),
    ('credentialing.training.read',
     'practice_administrator site_manager credentialing_specialist medical_director auditor system'),
    ('credentialing.training.write',      'practice_administrator credentialing_specialist'),
    ('credentialing.training.record',     'practice_administrator site_manager credentialing_specialist'),
    ('credentialing.policy.write',        'practice_administrator credentialing_specialist'),
    ('credentialing.policy.approve',      'practice_administrator medical_director'),
    -- Enrollment with payers. Finance reads it and nothing else of a person's file.
    ('credentialing.enrollment.read',
     'practice_administrator site_manager finance credentialing_specialist medical_director staff auditor system'),
    ('credentialing.enrollment.write',    'practice_administrator credentialing_specialist'),
    ('credentialing.payer_plan.write',    'practice_administrator'),
    ('credentialing.payer_roster.read',   'practice_administrator credentialing_specialist medical_director auditor'),
    ('credentialing.payer_roster.write',  'practice_administrator credentialing_specialist'),
    ('credentialing.reminder.send',       'system'),
    -- Confidential compartments of people's files: no auditor and no site's manager opens them.
    ('credentialing.medical.open',        'practice_administrator credentialing_specialist'),
    ('credentialing.eligibility.open',    'practice_administrator credentialing_specialist'),
    ('credentialing.background.open',     'practice_administrator credentialing_specialist'),
    ('credentialing.peer.open',           'practice_administrator credentialing_specialist medical_director'),
    ('people.payroll.open',               'practice_administrator'),

    ('rostering.shift.read',
     'practice_administrator site_manager credentialing_specialist medical_director staff auditor system'),
    ('rostering.shift.write',             'practice_administrator site_manager'),
    ('rostering.assignment.write',        'practice_administrator site_manager'),
    ('rostering.roster.publish',          'practice_administrator site_manager'),
    ('rostering.conflict.tell',           'system'),

    ('budgeting.balance.read',            'practice_administrator site_manager finance auditor system'),
    ('budgeting.budget.write',            'practice_administrator finance'),
    ('budgeting.budget.approve',          'practice_administrator finance'),

    ('ordering.vendor.read',              'practice_administrator site_manager finance buyer auditor system'),
    ('ordering.vendor.write',             'practice_administrator finance'),
    ('ordering.catalog.read',             'practice_administrator site_manager finance buyer auditor system'),
    ('ordering.catalog.write',            'practice_administrator'),
    ('ordering.requisition.read',         'practice_administrator site_manager finance buyer auditor system'),
    ('ordering.requisition.write',        'practice_administrator site_manager buyer'),
    ('ordering.requisition.approve',      'practice_administrator site_manager finance'),
    ('ordering.requisition.approve_large', 'practice_administrator finance'),
    ('ordering.order.read',               'practice_administrator site_manager finance buyer auditor system'),
    ('ordering.order.place',              'practice_administrator buyer'),
    ('ordering.receipt.write',            'practice_administrator site_manager buyer')
), wanted AS (
    SELECT code, m.permission FROM matrix m, unnest(string_to_array(m.codes, ' ')) code
), gone AS (
    DELETE FROM praxis.builtin_role_permission p
     WHERE NOT EXISTS (SELECT FROM wanted w WHERE w.code = p.code AND w.permission = p.permission)
)
INSERT INTO praxis.builtin_role_permission (code, permission)
SELECT code, permission FROM wanted
    ON CONFLICT DO NOTHING;

INSERT INTO praxis.builtin_sod_pair (code_a, code_b, reason)
SELECT least(code, 'auditor'), greatest(code, 'auditor'), 'who audits does not act'
  FROM praxis.builtin_role
 WHERE code NOT IN ('auditor', 'staff', 'system')
 UNION ALL
VALUES ('credentialing_specialist', 'medical_director', 'who prepares a file does not decide it'),
       ('buyer', 'finance', 'who orders does not pay')
    ON CONFLICT (code_a, code_b) DO UPDATE SET reason = excluded.reason;

-- Gives a practice its chain, system account and built-in roles, and brings the latter up to date.
CREATE OR REPLACE FUNCTION praxis_private.practice_setup(practice uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    system uuid;
BEGIN
    INSERT INTO praxis.audit_head (practice_id) VALUES (practice) ON CONFLICT DO NOTHING;

    SELECT a.account_id INTO system FROM praxis.account a WHERE a.practice_id = practice AND a.kind = 'system';
    IF system IS NULL THEN
        system := gen_random_uuid();
        INSERT INTO praxis.account (practice_id, account_id, kind, email, display_name, status, created_by)
        VALUES (practice, system, 'system', 'system@praxis.invalid', 'Praxis', 'active', system);
    END IF;

    INSERT INTO praxis.role AS r
           (practice_id, role_id, code, name, builtin, assignable, second_factor, emergency, idle_limit, session_limit,
            created_by)
    SELECT practice, gen_random_uuid(), b.code, b.name, true, b.assignable, b.second_factor, b.emergency, b.idle_limit,
           b.session_limit, system
      FROM praxis.builtin_role b
        ON CONFLICT (practice_id, code) DO UPDATE
       SET name = excluded.name, assignable = excluded.assignable, second_factor = excluded.second_factor,
           emergency = excluded.emergency, idle_limit = excluded.idle_limit, session_limit = excluded.session_limit
     WHERE r.builtin;

    INSERT INTO praxis.role_permission (practice_id, role_id, permission)
    SELECT practice, r.role_id, p.permission
      FROM praxis.role r
      JOIN praxis.builtin_role_permission p USING (code)
     WHERE r.practice_id = practice AND r.builtin
        ON CONFLICT DO NOTHING;
    DELETE FROM praxis.role_permission rp
     USING praxis.role r
     WHERE rp.practice_id = practice
       AND r.practice_id = rp.practice_id AND r.role_id = rp.role_id AND r.builtin
       AND NOT EXISTS (SELECT FROM praxis.builtin_role_permission p
                        WHERE p.code = r.code AND p.permission = rp.permission);

    INSERT INTO praxis.sod_pair (practice_id, role_a, role_b, reason)
    SELECT practice, least(a.role_id, b.role_id), greatest(a.role_id, b.role_id), s.reason
      FROM praxis.builtin_sod_pair s
      JOIN praxis.role a ON a.practice_id = practice AND a.builtin AND a.code = s.code_a
      JOIN praxis.role b ON b.practice_id = practice AND b.builtin AND b.code = s.code_b
        ON CONFLICT DO NOTHING;

    INSERT INTO praxis.role_grant (practice_id, grant_id, account_id, role_id, scope, reason, granted_by)
    SELECT practice, gen_random_uuid(), system, r.role_id, 'practice', 'what runs by itself', system
      FROM praxis.role r
     WHERE r.practice_id = practice AND r.builtin AND r.code = 'system'
       AND NOT EXISTS (SELECT FROM praxis.role_grant g WHERE g.practice_id = practice AND g.account_id = system);
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.practice_created() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.practice_setup(NEW.practice_id);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER practice_created AFTER INSERT ON praxis.practice
    FOR EACH ROW EXECUTE FUNCTION praxis_private.practice_created();

SELECT praxis_private.practice_setup(p.practice_id) FROM praxis.practice p;
