-- Courses and policies with their versions, and what people did about them, in every state of repair.

CREATE TEMPORARY TABLE demo_worker ON COMMIT DROP AS
SELECT p.practice_id, p.person_id, right(p.person_id::text, 4)::integer AS number, e.position, e.starts_on, e.ends_on,
       p.created_by, CASE p.practice_id WHEN '01900000-0000-7000-8000-00000000a000' THEN 'a' ELSE 'b' END AS letter
  FROM praxis.person p
  JOIN LATERAL (SELECT e.position, e.starts_on, e.ends_on
                  FROM praxis.employment e
                 WHERE e.practice_id = p.practice_id AND e.person_id = p.person_id
                 ORDER BY e.starts_on
                 LIMIT 1) e ON true;

CREATE TEMPORARY TABLE demo_practice ON COMMIT DROP AS
SELECT DISTINCT w.practice_id, w.letter,
       ('01900000-0000-7000-8000-0000002' || w.letter || '0001')::uuid AS administrator,
       ('01900000-0000-7000-8000-0000002' || CASE w.letter WHEN 'a' THEN 'a0004' ELSE 'b0002' END)::uuid AS writer,
       ('01900000-0000-7000-8000-0000002' || CASE w.letter WHEN 'a' THEN 'a0005' ELSE 'b0001' END)::uuid AS approver
  FROM demo_worker w;

CREATE OR REPLACE FUNCTION pg_temp.training_id(kind text, letter text, number integer) RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$
    SELECT ('01900000-0000-7000-8000-' || lpad(kind || letter || lpad(number::text, 4, '0'), 12, '0'))::uuid
$$;

INSERT INTO praxis.training_course (practice_id, course_id, code, name, retention_code, created_by)
SELECT d.practice_id, pg_temp.training_id('c', d.letter, c.number), c.code, c.name, c.retention, d.administrator
  FROM demo_practice d
 CROSS JOIN (VALUES (1, 'hipaa-privacy', 'HIPAA privacy', 'hipaa'),
                    (2, 'security-awareness', 'Security awareness', 'hipaa'),
                    (3, 'bloodborne-pathogens', 'Bloodborne pathogens', 'osha_bbp'),
                    (4, 'hazard-communication', 'Hazard communication', 'practice'),
                    (5, 'fraud-waste-abuse', 'Fraud, waste and abuse', 'practice')) c (number, code, name, retention);

INSERT INTO praxis.training_version
       (practice_id, course_id, number, summary, link, minutes, passing_score, every, every_unit, anchor, warn_days,
        retake_days, citation, effective_from, created_by)
SELECT d.practice_id, pg_temp.training_id('c', d.letter, v.course), v.number, v.summary, v.link, v.minutes, v.score,
       v.every, v.unit, v.anchor, 30, v.retake, v.citation, CURRENT_DATE - v.age, d.administrator
  FROM demo_practice d
 CROSS JOIN (VALUES
    (1, 1, 'Uses and disclosures, minimum necessary, patients'' rights, reporting a breach.',
     'https://training.example/hipaa-privacy', 45, 80, 12, 'month', 'due', NULL, '45 CFR 164.530(b)', 2000),
    (1, 2, 'As before, with the new rules on reproductive health records and the revised notice.',
     'https://training.example/hipaa-privacy', 50, 80, 12, 'month', 'due', 90, '45 CFR 164.530(b)(2)(i)(C)', 70),
    (2, 1, 'Phishing, passwords, lost devices, whom to call.', 'https://training.example/security', 30, NULL::integer,
     12, 'month', 'due', NULL, '45 CFR 164.308(a)(5)', 2000),
    (3, 1, 'Transmission, exposure control plan, protective equipment, what to do after an exposure, hepatitis B vaccine.',
     NULL, 60, NULL, 365, 'day', 'completion', NULL, '29 CFR 1910.1030(g)(2)', 2000),
    (4, 1, 'Safety data sheets, labels, spills.', NULL, 20, NULL, NULL, NULL, NULL, NULL, '29 CFR 1910.1200(h)', 2000),
    (5, 1, 'Recognizing and reporting fraud, waste and abuse; the practice''s code of conduct.',
     'https://training.example/fwa', 40, 70, 12, 'month', 'completion', NULL, 'Practice policy: at hire and yearly', 2000)
  ) v (course, number, summary, link, minutes, score, every, unit, anchor, retake, citation, age)
 ORDER BY d.practice_id, v.course, v.number;

INSERT INTO praxis.exposed_job (practice_id, determination_id, exposure, position, starts_on, created_by)
SELECT d.practice_id, gen_random_uuid(), x.exposure, x.position, CURRENT_DATE - 2000, d.administrator
  FROM demo_practice d
 CROSS JOIN (VALUES ('bloodborne', 'physician'), ('bloodborne', 'nurse_practitioner'), ('bloodborne', 'registered_nurse'),
                    ('bloodborne', 'medical_assistant'), ('chemicals', 'medical_assistant'),
                    ('chemicals', 'registered_nurse')) x (exposure, position);

INSERT INTO praxis.training_rule (practice_id, rule_id, course_id, exposure, due_days, starts_on, citation, created_by)
SELECT d.practice_id, gen_random_uuid(), pg_temp.training_id('c', d.letter, r.course), r.exposure, r.due,
       CURRENT_DATE - 2000, r.citation, d.administrator
  FROM demo_practice d
 CROSS JOIN (VALUES (1, NULL, 30, '45 CFR 164.530(b)(2)(i)(B): within a reasonable time after joining'),
                    (2, NULL, 30, '45 CFR 164.308(a)(5)'),
                    (3, 'bloodborne', 0, '29 CFR 1910.1030(g)(2)(ii)(A): at the time of assignment'),
                    (4, 'chemicals', 0, '29 CFR 1910.1200(h)(1): at the time of assignment'),
                    (5, NULL, 90, 'Practice policy: within 90 days of hire')) r (course, exposure, due, citation);

-- From next month on a medical assistant without the training of bloodborne pathogens is pointed out on rosters.
INSERT INTO praxis.training_gate
       (practice_id, gate_id, course_id, clinical_role, severity, starts_on, citation, created_by)
SELECT d.practice_id, gen_random_uuid(), pg_temp.training_id('c', d.letter, 3), 'medical_assistant', 'warn',
       CURRENT_DATE + 45, '29 CFR 1910.1030(g)(2)', d.administrator
  FROM demo_practice d;

-- ---------------------------------------------------------------------------------------------------------------------
-- Completions. Each person has a story: most are current, some lapse soon, have lapsed, or never began.

-- Courses that fall due each year on the same day: the last due day, and the one after it.
INSERT INTO praxis.training_completion
       (practice_id, person_id, completion_id, course_id, number, completed_on, result, score, minutes, trainer,
        qualification, job_title, valid_through, created_by)
SELECT w.practice_id, w.person_id, gen_random_uuid(), pg_temp.training_id('c', w.letter, c.course), s.version,
       s.completed_on, 'passed', 80 + w.number % 20, 45, 'Example Learning', 'Certified in health care privacy compliance',
       w.position, (w.starts_on + 30 + make_interval(years => y.years + 1))::date, w.created_by
  FROM demo_worker w
 CROSS JOIN (VALUES (1), (2)) c (course)
 CROSS JOIN LATERAL (
       SELECT extract(year FROM age(CURRENT_DATE, w.starts_on + 30))::integer
              - CASE WHEN (w.number + c.course) % 9 = 4 THEN 1 ELSE 0 END AS years) y
 CROSS JOIN LATERAL (
       SELECT greatest((w.starts_on + 30 + make_interval(years => y.years))::date - 6, w.starts_on) AS due) d
 CROSS JOIN LATERAL (
       -- Some have taken the new version of the privacy course already.
       SELECT CASE WHEN c.course = 1 AND w.number % 3 <> 0 THEN greatest(d.due, CURRENT_DATE - 20) ELSE d.due END
                  AS completed_on,
              CASE WHEN c.course = 1 AND (w.number % 3 <> 0 OR d.due >= CURRENT_DATE - 70) THEN 2 ELSE 1 END AS version) s
 WHERE y.years >= 0
   AND (w.number + c.course) % 17 <> 5
   AND s.completed_on < (w.starts_on + 30 + make_interval(years => y.years + 1))::date;

-- Those that count from the day of completion.
INSERT INTO praxis.training_completion
       (practice_id, person_id, completion_id, course_id, number, completed_on, result, score, minutes, trainer,
        qualification, job_title, created_by)
SELECT w.practice_id, w.person_id, pg_temp.training_id('d' || c.course, w.letter, w.number),
       pg_temp.training_id('c', w.letter, c.course), 1,
       greatest(w.starts_on, CURRENT_DATE - CASE (w.number + c.course) % 12 WHEN 0 THEN 350 WHEN 5 THEN 401 WHEN 7 THEN 340
                                                                      ELSE 40 + w.number END),
       'passed', CASE c.course WHEN 5 THEN 75 + w.number % 25 END, 40, 'Rosa Example, RN',
       'Infection control nurse, 12 years', w.position, w.created_by
  FROM demo_worker w
 CROSS JOIN (VALUES (3), (4), (5)) c (course)
 WHERE (w.number + c.course) % 13 <> 6
   AND (c.course = 5
        OR c.course = 3 AND w.position IN ('physician', 'nurse_practitioner', 'registered_nurse', 'medical_assistant')
        OR c.course = 4 AND w.position IN ('registered_nurse', 'medical_assistant'));

-- One who did not pass at first, and a record that had the wrong day.
INSERT INTO praxis.training_completion
       (practice_id, person_id, completion_id, course_id, number, completed_on, result, score, minutes, trainer,
        qualification, job_title, supersedes_id, reason, created_by)
SELECT w.practice_id, w.person_id, gen_random_uuid(), pg_temp.training_id('c', w.letter, 5), 1, r.completed_on, r.result,
       r.score, 40, 'Rosa Example, RN', 'Infection control nurse, 12 years', w.position,
       CASE WHEN r.corrects THEN pg_temp.training_id('d5', w.letter, w.number) END, r.reason, w.created_by
  FROM demo_worker w
  JOIN (VALUES (16, CURRENT_DATE - 60, 'failed', 55, false, NULL),
               (11, CURRENT_DATE - 48, 'passed', 90, true, 'The sign-in sheet has another day')
       ) r (number, completed_on, result, score, corrects, reason) USING (number)
 WHERE w.letter = 'a';

-- Certificates that were handed in, as pictures of one dot: one waits, one was declined.
INSERT INTO praxis.training_claim
       (practice_id, person_id, claim_id, course_id, completed_on, trainer, name, media_type, content, created_by)
SELECT w.practice_id, w.person_id, pg_temp.training_id('e', w.letter, w.number), pg_temp.training_id('c', w.letter, 5),
       CURRENT_DATE - 5, 'County health department', 'certificate.png', 'image/png',
       decode('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082', 'hex'),
       ('01900000-0000-7000-8000-0000002a0007')::uuid
  FROM demo_worker w
 WHERE w.letter = 'a' AND w.number IN (7, 16);
INSERT INTO praxis.training_claim_decision (practice_id, person_id, claim_id, decision, reason, decided_by)
SELECT w.practice_id, w.person_id, pg_temp.training_id('e', w.letter, w.number), 'declined',
       'The certificate shows no name', d.writer
  FROM demo_worker w
  JOIN demo_practice d USING (practice_id)
 WHERE w.letter = 'a' AND w.number = 16;
INSERT INTO praxis.training_evidence (practice_id, person_id, evidence_id, name, media_type, content, created_by)
SELECT c.practice_id, c.person_id, pg_temp.training_id('f', 'a', 11), c.name, c.media_type, c.content, c.created_by
  FROM praxis.training_claim c
 WHERE c.claim_id = pg_temp.training_id('e', 'a', 7);

-- ---------------------------------------------------------------------------------------------------------------------
-- Policies: in force, changed so that all acknowledge again, changed in wording only, scheduled, and still a draft.

INSERT INTO praxis.policy (practice_id, policy_id, code, name, created_by)
SELECT d.practice_id, pg_temp.training_id('b', d.letter, p.number), p.code, p.name, d.writer
  FROM demo_practice d
 CROSS JOIN (VALUES (1, 'privacy', 'Privacy of patients'' records'), (2, 'sanctions', 'Sanctions for violations'),
                    (3, 'exposure-control', 'Exposure control plan')) p (number, code, name);
INSERT INTO praxis.training_rule (practice_id, rule_id, policy_id, exposure, due_days, starts_on, citation, created_by)
SELECT d.practice_id, gen_random_uuid(), pg_temp.training_id('b', d.letter, r.policy), r.exposure, 14,
       CURRENT_DATE - 2000, r.citation, d.writer
  FROM demo_practice d
 CROSS JOIN (VALUES (1, NULL, '45 CFR 164.530(i)'), (2, NULL, '45 CFR 164.530(e)'),
                    (3, 'bloodborne', '29 CFR 1910.1030(c)(1)')) r (policy, exposure, citation);

CREATE TEMPORARY TABLE demo_version (policy integer, number integer, kind text, reason text, effective integer, body text)
ON COMMIT DROP;
INSERT INTO demo_version
VALUES (1, 1, 'first', NULL, -800,
        E'Look only at records that you need for your work.\n\nTell the privacy officer at once of anything lost or sent to the wrong place.'),
       (1, 2, 'material', 'The new rule on substance use records', -40,
        E'Look only at records that you need for your work.\n\nTell the privacy officer at once of anything lost or sent to the wrong place.\n\nRecords of substance use treatment leave the practice only with the patient''s written consent.'),
       (2, 1, 'first', NULL, -700, E'Violations of our privacy and security policies have consequences, from training to dismissal.'),
       (2, 2, 'editorial', 'Only a spelling mistake was corrected', -100,
        E'Violations of our privacy and security policies have consequences, from retraining to dismissal.'),
       (2, 3, 'material', 'Steps are now fixed for repeated violations', 20,
        E'Violations of our privacy and security policies have consequences: a talk, a written warning, dismissal.'),
       (3, 1, 'first', NULL, -400, E'Gloves, sharps containers, hepatitis B vaccine: who does what, where, and whom to call after an exposure.'),
       (3, 2, 'material', 'Yearly review: safer needles in the laboratory', NULL,
        E'Gloves, safer needles, sharps containers, hepatitis B vaccine: who does what, where, and whom to call after an exposure.');
DO $$
DECLARE
    v record;
BEGIN
    FOR v IN SELECT t.*, d.* FROM demo_version t CROSS JOIN demo_practice d ORDER BY d.practice_id, t.policy, t.number LOOP
        INSERT INTO praxis.policy_version
               (practice_id, policy_id, number, title, body, change_kind, change_reason, due_days, created_by)
        SELECT p.practice_id, p.policy_id, v.number, p.name, v.body, v.kind, v.reason, 30, v.writer
          FROM praxis.policy p
         WHERE p.policy_id = pg_temp.training_id('b', v.letter, v.policy);
        CONTINUE WHEN v.effective IS NULL;
        INSERT INTO praxis.policy_approval (practice_id, policy_id, number, seen, approved_by, approved_at)
        VALUES (v.practice_id, pg_temp.training_id('b', v.letter, v.policy), v.number, 1, v.approver,
                now() + make_interval(days => least(v.effective, 0) - 7));
        INSERT INTO praxis.policy_schedule (practice_id, policy_id, number, effective_from, created_by)
        VALUES (v.practice_id, pg_temp.training_id('b', v.letter, v.policy), v.number, CURRENT_DATE + v.effective, v.writer);
    END LOOP;
END
$$;

-- Most have acknowledged; some only the version before, some nothing.
INSERT INTO praxis.policy_acknowledgement
       (practice_id, person_id, policy_id, number, sha256, acknowledged_by, acknowledged_at)
SELECT w.practice_id, w.person_id, a.policy_id, a.number, a.sha256, coalesce(o.account_id, w.created_by),
       greatest(now() + make_interval(days => v.effective + 9), w.starts_on::timestamptz + interval '10 days')
  FROM demo_worker w
  JOIN demo_version v ON v.effective < 0
  JOIN praxis.policy_approval a
    ON a.practice_id = w.practice_id AND a.policy_id = pg_temp.training_id('b', w.letter, v.policy) AND a.number = v.number
  LEFT JOIN praxis.account o ON o.practice_id = w.practice_id AND o.person_id = w.person_id
 WHERE (w.number + v.policy) % 10 <> 7
   AND (v.policy < 3 OR w.position IN ('physician', 'nurse_practitioner', 'registered_nurse', 'medical_assistant'))
   AND CASE v.policy WHEN 1 THEN v.number = 2 AND w.number % 4 <> 3
                                 OR v.number = 1 AND w.starts_on < CURRENT_DATE - 60
                     WHEN 2 THEN v.number = 1 AND w.starts_on < CURRENT_DATE - 120
                                 OR v.number = 2 AND w.number % 5 = 0
                     ELSE true END;
