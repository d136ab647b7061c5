-- Payers of the demonstration: plans of both practices, and physicians and nurse practitioners in every state of
-- enrollment. Days are relative to the day of loading.

CREATE TEMPORARY TABLE demo_plan ON COMMIT DROP AS
SELECT ('01900000-0000-7000-8000-0000000bb' || lpad(p.number::text, 3, '0'))::uuid AS plan_id, p.*,
       a.account_id AS created_by
  FROM (VALUES
    (1, '01900000-0000-7000-8000-00000000a000'::uuid, 'Medicare', 'Part B', 'part_b', 'medicare', false, 0, '{}'::text[]),
    (2, '01900000-0000-7000-8000-00000000a000', 'Colorado Medicaid', 'Fee for service', 'medicaid', 'medicaid', false, 90,
     '{CO}'),
    (3, '01900000-0000-7000-8000-00000000a000', 'Example Health', 'PPO', 'ppo', 'commercial', true, 0, '{}'),
    (4, '01900000-0000-7000-8000-00000000a000', 'Sample Mutual', 'HMO Gold', 'hmo', 'commercial', false, 0, '{AZ,CO}'),
    (11, '01900000-0000-7000-8000-00000000b000', 'Example Health', 'PPO', 'ppo', 'commercial', false, 0, '{}')
  ) p (number, practice_id, payer, name, line, kind, delegated, backdate_days, states)
  JOIN praxis.account a ON a.practice_id = p.practice_id AND a.kind = 'system';

INSERT INTO praxis.payer_plan
       (practice_id, plan_id, payer, name, line, kind, delegated, backdate_days, states, starts_on, created_by)
SELECT practice_id, plan_id, payer, name, line, kind, delegated, backdate_days, states, '2015-01-01', created_by
  FROM demo_plan;

-- One row per appointment and plan that asks for it; the story depends on the numbers of person and plan.
CREATE TEMPORARY TABLE demo_enrollment ON COMMIT DROP AS
SELECT gen_random_uuid() AS enrollment_id, a.practice_id, a.clinic_id, a.person_id, p.plan_id, p.kind, p.created_by,
       right(a.person_id::text, 4)::integer AS number,
       CASE WHEN right(a.person_id::text, 4)::integer < 10 THEN 'enrolled'
            ELSE (ARRAY['enrolled', 'enrolled', 'enrolled', 'revalidate', 'submitted', 'enrolled', 'enrolled', 'none', 'deactivated',
                        'enrolled', 'denied', 'ahead', 'enrolled', 'terminated', 'not_submitted'])
                 [1 + (right(a.person_id::text, 4)::integer * 7 + p.number * 4) % 15]
       END AS story
  FROM (SELECT DISTINCT a.practice_id, a.clinic_id, a.person_id
          FROM praxis.appointment a
         WHERE a.clinical_role IN ('physician', 'nurse_practitioner')
           AND (a.ends_on IS NULL OR a.ends_on > CURRENT_DATE)) a
  JOIN praxis.clinic c USING (practice_id, clinic_id)
  JOIN demo_plan p ON p.practice_id = a.practice_id AND (p.states = '{}' OR c.state = ANY (p.states));
DELETE FROM demo_enrollment WHERE story = 'none';

INSERT INTO praxis.enrollment
       (practice_id, clinic_id, enrollment_id, person_id, plan_id, status, participating, submitted_on, first_service_on,
        effective_on, term_on, payer_number, revalidation_due_on, created_by)
SELECT e.practice_id, e.clinic_id, e.enrollment_id, e.person_id, e.plan_id, s.status,
       CASE WHEN s.effective IS NOT NULL THEN e.number % 9 <> 0 END, CURRENT_DATE + s.submitted,
       CASE WHEN e.kind = 'medicare' AND s.submitted IS NOT NULL THEN CURRENT_DATE + s.submitted + 5 END,
       -- Medicare pays from up to 30 days before the later of filing and first service.
       CURRENT_DATE + s.effective - CASE WHEN e.kind = 'medicare' AND e.number % 2 = 0 THEN 20 ELSE 0 END,
       CURRENT_DATE + s.term, CASE WHEN s.effective IS NOT NULL THEN 'PN' || lpad((e.number * 613)::text, 6, '0') END,
       CASE s.story WHEN 'revalidate' THEN CURRENT_DATE + 60 + e.number END, e.created_by
  FROM demo_enrollment e
  JOIN (VALUES
        ('enrolled',      'enrolled',      -900, -880, NULL::integer),
        ('revalidate',    'enrolled',     -1700, -1690, NULL),
        ('deactivated',   'enrolled',     -1200, -1180, NULL),
        ('ahead',         'enrolled',       -40,    12, NULL),
        ('submitted',     'submitted',      -35,  NULL, NULL),
        ('denied',        'denied',        -120,  NULL, NULL),
        ('terminated',    'terminated',    -950,  -930,  -40),
        ('not_submitted', 'not_submitted', NULL,  NULL, NULL)
       ) s (story, status, submitted, effective, term) USING (story);

-- Some deactivations are over, every third goes on.
INSERT INTO praxis.enrollment_deactivation
       (practice_id, clinic_id, deactivation_id, enrollment_id, person_id, deactivated_on, received_on, reason, created_by)
SELECT e.practice_id, e.clinic_id, gen_random_uuid(), e.enrollment_id, e.person_id, CURRENT_DATE - 30,
       CASE WHEN e.number % 3 <> 0 THEN CURRENT_DATE - 9 END, 'Revalidation not received in time', e.created_by
  FROM demo_enrollment e
 WHERE e.story = 'deactivated';

-- What nurse practitioners work as, of whom no roster tells.
INSERT INTO praxis.person_taxonomy (practice_id, taxonomy_id, person_id, code, is_primary, created_by)
SELECT DISTINCT ON (a.practice_id, a.person_id) a.practice_id, gen_random_uuid(), a.person_id, '363L00000X', true, a.created_by
  FROM praxis.appointment a
 WHERE a.clinical_role = 'nurse_practitioner' AND a.ends_on IS NULL
   AND NOT EXISTS (SELECT
                     FROM praxis.enrollment e
                     JOIN praxis.payer_plan p USING (practice_id, plan_id)
                    WHERE e.practice_id = a.practice_id AND e.person_id = a.person_id AND p.delegated);
