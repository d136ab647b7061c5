-- What stands in paths and bodies of requests to the practice Cascade of the demonstration: for each noun some values that
-- exist, as a JSON array. Fuzzers put them where random words would find nothing.
WITH practice AS (SELECT p.practice_id FROM praxis.practice p WHERE p.slug = 'cascade'),
     clinic AS (SELECT c.* FROM praxis.clinic c JOIN practice USING (practice_id) WHERE c.slug = 'denver'),
     people AS (SELECT e.person_id FROM praxis.employment e JOIN clinic USING (practice_id, clinic_id) ORDER BY 1 OFFSET 1 LIMIT 6),
     person AS (SELECT person_id FROM people LIMIT 1),
     shifts AS (SELECT s.* FROM praxis.shift s JOIN clinic USING (practice_id, clinic_id)
                 WHERE lower(s.span) > now() AND s.canceled_at IS NULL ORDER BY s.span LIMIT 6),
     word (noun, value) AS (
        SELECT 'scope', slug FROM clinic
        UNION ALL SELECT 'clinic', slug FROM unnest(ARRAY['denver', 'aurora']) slug
        UNION ALL SELECT 'clinic_id', clinic_id::text FROM clinic
        UNION ALL SELECT 'year', code FROM (SELECT DISTINCT y.code FROM praxis.fiscal_year y JOIN practice USING (practice_id)) y
        UNION ALL SELECT 'week', to_char(now() + weeks * interval '7 days', 'IYYY"-W"IW') FROM generate_series(1, 1) weeks
        UNION ALL SELECT 'day', to_char(now() + days * interval '1 day', 'YYYY-MM-DD') FROM generate_series(-1, 14) days
        UNION ALL SELECT 'person', person_id::text FROM person
        UNION ALL SELECT 'colleague', person_id::text FROM people
        UNION ALL SELECT 'credential', c.credential_id::text FROM praxis.credential c JOIN person USING (person_id)
        UNION ALL SELECT 'term', t.term_id::text FROM praxis.credential_term t JOIN person USING (person_id)
        UNION ALL SELECT 'verification', v.verification_id::text FROM praxis.verification v JOIN person USING (person_id)
        UNION ALL SELECT 'match', m.match_id::text FROM praxis.screening_match m JOIN practice USING (practice_id)
        UNION ALL SELECT 'run', r.run_id::text FROM praxis.screening_run r JOIN practice USING (practice_id)
        UNION ALL SELECT 'list', i.import_id::text FROM praxis.screening_import i JOIN practice USING (practice_id)
        UNION ALL SELECT 'party', p.party_id::text FROM praxis.screening_party p JOIN practice USING (practice_id)
        UNION ALL SELECT 'file', f.file_id::text FROM praxis.credentialing_file f JOIN practice USING (practice_id)
        UNION ALL SELECT 'meeting', m.meeting_id::text FROM praxis.committee_meeting m JOIN practice USING (practice_id)
        UNION ALL SELECT 'member', m.member_id::text FROM praxis.committee_member m JOIN practice USING (practice_id)
        UNION ALL SELECT 'element', e.element FROM praxis.file_element e
        UNION ALL SELECT 'course', c.course_id::text FROM praxis.training_course c JOIN practice USING (practice_id)
        UNION ALL SELECT 'policy', p.policy_id::text FROM praxis.policy p JOIN practice USING (practice_id)
        UNION ALL (SELECT 'enrollment', e.enrollment_id::text FROM praxis.enrollment e JOIN clinic USING (practice_id, clinic_id)
                    ORDER BY 2 LIMIT 6)
        UNION ALL SELECT 'shift', shift_id::text FROM shifts
        UNION ALL SELECT 'assignment', a.assignment_id::text FROM praxis.assignment a JOIN shifts USING (practice_id, shift_id)
        UNION ALL SELECT 'template', t.template_id::text FROM praxis.shift_template t JOIN clinic USING (practice_id, clinic_id)
        UNION ALL SELECT 'requisition', r.requisition_id::text FROM praxis.requisition r JOIN clinic USING (practice_id, clinic_id)
        UNION ALL (SELECT 'item', i.catalog_item_id::text FROM praxis.catalog_item i JOIN practice USING (practice_id)
                    ORDER BY 2 LIMIT 6)
        UNION ALL (SELECT 'account', l.code FROM praxis.ledger_account l JOIN practice USING (practice_id)
                    WHERE l.code IN ('6010', '6110', '6210', '5010'))
        UNION ALL (SELECT 'account', a.account_id::text FROM praxis.account a JOIN practice USING (practice_id)
                    WHERE a.email NOT LIKE 'admin@%' ORDER BY 2 DESC LIMIT 3)
        UNION ALL SELECT 'view', v.view_id::text FROM praxis.saved_view v JOIN practice USING (practice_id)
        UNION ALL SELECT 'role', r.role_id::text FROM praxis.role r JOIN practice USING (practice_id)
        UNION ALL SELECT 'version', format('"%s"', version) FROM generate_series(0, 4) version)
SELECT noun, jsonb_agg(DISTINCT value) FROM word GROUP BY noun ORDER BY noun;
