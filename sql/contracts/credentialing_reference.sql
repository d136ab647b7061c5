-- Reference rows of credentialing that all practices share, and the requirements with which a practice starts.

INSERT INTO praxis.credential_type AS t (type_code, name, category, jurisdiction, number_rule, position)
VALUES
    ('medical_license',     'Medical license',                  'license',      'state',    'license', 10),
    ('aprn_license',        'Advanced practice nurse license',  'license',      'state',    'license', 20),
    ('pa_license',          'Physician assistant license',      'license',      'state',    'license', 30),
    ('rn_license',          'Registered nurse license',         'license',      'state',    'license', 40),
    ('lpn_license',         'Practical nurse license',          'license',      'state',    'license', 45),
    ('ma_certification',    'Medical assistant certification',  'certificate',  'national', 'free',    50),
    ('dea',                 'DEA registration',                 'registration', 'state',    'dea',     60),
    ('board_certification', 'Board certification',              'certificate',  'national', 'free',    70),
    ('malpractice',         'Malpractice insurance',            'insurance',    'national', 'free',    80),
    ('bls',                 'Basic life support card',          'certificate',  'national', 'free',    90),
    ('acls',                'Advanced life support card',       'certificate',  'national', 'free',    100),
    ('hipaa_training',      'HIPAA privacy training',           'training',     'national', 'free',    110),
    ('bbp_training',        'Bloodborne pathogens training',    'training',     'national', 'free',    120)
ON CONFLICT (type_code) DO UPDATE
   SET name = excluded.name, category = excluded.category, jurisdiction = excluded.jurisdiction,
       number_rule = excluded.number_rule, position = excluded.position;

-- The enhanced Nurse Licensure Compact: since when nurses of a member may practice in the others. Guam, Massachusetts and
-- the Virgin Islands have joined by law and do not take part yet; who holds a license of theirs is not cleared elsewhere. A
-- license of one kind never stands for the other.
INSERT INTO praxis.compact_member (compact, type_code, state, starts_on, citation)
SELECT k.compact, k.type_code, state, m.starts_on, 'Nurse Licensure Compact, as implemented by the member'
  FROM (VALUES
           ('2018-01-19'::date, 'AZ AR CO DE FL GA ID IA KY ME MD MS MO NE NH NM NC ND OK SC SD TN TX UT VA WV WI WY'),
           ('2018-10-01', 'MT'), ('2019-07-01', 'KS LA'), ('2020-01-01', 'AL'), ('2020-07-01', 'IN'),
           ('2021-11-15', 'NJ'), ('2022-02-01', 'VT'), ('2023-01-01', 'OH'), ('2023-07-14', 'WA'),
           ('2023-09-05', 'PA'), ('2024-01-01', 'RI'), ('2025-10-01', 'CT')) AS m (starts_on, states)
 CROSS JOIN LATERAL unnest(string_to_array(m.states, ' ')) AS state
 CROSS JOIN (VALUES ('nlc', 'rn_license'), ('nlc_practical', 'lpn_license')) AS k (compact, type_code)
    ON CONFLICT DO NOTHING;

INSERT INTO praxis.requirement_template AS t
       (clinical_role, type_code, severity, jurisdiction, compact, service, citation)
VALUES
    ('physician', 'medical_license', 'block', 'clinic_state', NULL, NULL, 'State practice act of the clinic''s state'),
    ('physician', 'malpractice', 'block', 'any', NULL, NULL, 'Practice policy: cover for every clinical shift'),
    ('physician', 'board_certification', 'warn', 'any', NULL, NULL, 'Practice policy: certified or eligible'),
    ('physician', 'bls', 'warn', 'any', NULL, NULL, 'Practice policy: life support card'),
    ('physician', 'dea', 'block', 'clinic_state', NULL, 'controlled_substances', '21 CFR 1301.12'),
    ('nurse_practitioner', 'aprn_license', 'block', 'clinic_state', NULL, NULL,
     'State practice act of the clinic''s state'),
    ('nurse_practitioner', 'malpractice', 'block', 'any', NULL, NULL,
     'Practice policy: cover for every clinical shift'),
    ('nurse_practitioner', 'bls', 'warn', 'any', NULL, NULL, 'Practice policy: life support card'),
    ('nurse_practitioner', 'dea', 'block', 'clinic_state', NULL, 'controlled_substances', '21 CFR 1301.12'),
    ('physician_assistant', 'pa_license', 'block', 'clinic_state', NULL, NULL,
     'State practice act of the clinic''s state'),
    ('physician_assistant', 'malpractice', 'block', 'any', NULL, NULL,
     'Practice policy: cover for every clinical shift'),
    ('physician_assistant', 'bls', 'warn', 'any', NULL, NULL, 'Practice policy: life support card'),
    ('physician_assistant', 'dea', 'block', 'clinic_state', NULL, 'controlled_substances', '21 CFR 1301.12'),
    ('registered_nurse', 'rn_license', 'block', 'clinic_state', 'nlc', NULL,
     'State practice act of the clinic''s state; Nurse Licensure Compact, article III'),
    ('registered_nurse', 'bls', 'block', 'any', NULL, NULL, 'Practice policy: life support card'),
    ('licensed_practical_nurse', 'lpn_license', 'block', 'clinic_state', 'nlc_practical', NULL,
     'State practice act of the clinic''s state; Nurse Licensure Compact, article III'),
    ('licensed_practical_nurse', 'bls', 'block', 'any', NULL, NULL, 'Practice policy: life support card'),
    ('medical_assistant', 'ma_certification', 'warn', 'any', NULL, NULL, 'Practice policy: certified within a year'),
    ('medical_assistant', 'bls', 'warn', 'any', NULL, NULL, 'Practice policy: life support card'),
    ('medical_assistant', 'bbp_training', 'warn', 'any', NULL, NULL, '29 CFR 1910.1030(g)(2)'),
    ('front_desk', 'hipaa_training', 'warn', 'any', NULL, NULL, '45 CFR 164.530(b)')
ON CONFLICT (clinical_role, type_code, service) DO UPDATE
   SET severity = excluded.severity, jurisdiction = excluded.jurisdiction, compact = excluded.compact,
       citation = excluded.citation;

-- Gives a practice its first requirements of each role that it has none of; without any, nobody would be cleared for anything.
CREATE OR REPLACE FUNCTION praxis_private.credentialing_setup(practice uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO praxis.requirement
           (practice_id, requirement_id, clinical_role, type_code, severity, jurisdiction, compact, service, starts_on,
            citation, created_by)
    SELECT practice, gen_random_uuid(), t.clinical_role, t.type_code, t.severity, t.jurisdiction, t.compact, t.service,
           '2000-01-01', t.citation, a.account_id
      FROM praxis.requirement_template t
      JOIN praxis.account a ON a.practice_id = practice AND a.kind = 'system'
     WHERE NOT EXISTS (SELECT
                         FROM praxis.requirement r
                        WHERE r.practice_id = practice AND r.clinical_role = t.clinical_role);
END
$$;

CREATE OR REPLACE FUNCTION praxis_private.practice_requirements() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM praxis_private.credentialing_setup(NEW.practice_id);
    RETURN NULL;
END
$$;
-- After practice_created, which makes the system account: triggers fire in the order of their names.
CREATE OR REPLACE TRIGGER practice_requirements AFTER INSERT ON praxis.practice
    FOR EACH ROW EXECUTE FUNCTION praxis_private.practice_requirements();

SELECT praxis_private.credentialing_setup(p.practice_id) FROM praxis.practice p;
