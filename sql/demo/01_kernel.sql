-- Two invented practices with seven clinics and 140 invented people. Names come from short lists, provider numbers from
-- a range that is not assigned (29999); no row describes anybody who lives.

-- The identifiers of the demonstration: a kind (1a people of the first practice, 2a its accounts, ...) and a number.
CREATE OR REPLACE FUNCTION pg_temp.demo_id(kind text, number integer) RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$
    SELECT ('01900000-0000-7000-8000-' || lpad(kind || lpad(number::text, 4, '0'), 12, '0'))::uuid
$$;

INSERT INTO praxis.practice (practice_id, slug, name)
VALUES ('01900000-0000-7000-8000-00000000a000', 'cascade',  'Cascade Family Medicine'),
       ('01900000-0000-7000-8000-00000000b000', 'lakeside', 'Lakeside Pediatrics');

INSERT INTO praxis.legal_entity (practice_id, entity_id, name, tax_id, created_by)
SELECT p.practice_id, e.entity_id::uuid, e.name, e.tax_id, a.account_id
  FROM (VALUES
    ('cascade',  '01900000-0000-7000-8000-00000000ae01', 'Cascade Family Medicine PLLC',       '00-0000001'),
    ('cascade',  '01900000-0000-7000-8000-00000000ae02', 'Cascade Medical Group of Illinois SC', '00-0000002'),
    ('lakeside', '01900000-0000-7000-8000-00000000be01', 'Lakeside Pediatrics SC',             '00-0000003')
  ) e (slug, entity_id, name, tax_id)
  JOIN praxis.practice p USING (slug)
  JOIN praxis.account a ON a.practice_id = p.practice_id AND a.kind = 'system';

INSERT INTO praxis.clinic
       (practice_id, clinic_id, entity_id, slug, name, state, zone, street, city, postal_code, created_by)
SELECT p.practice_id, c.clinic_id::uuid, c.entity_id::uuid, c.slug, c.name, c.state, c.zone, c.street, c.city,
       c.postal_code, a.account_id
  FROM (VALUES
    ('cascade', '01900000-0000-7000-8000-00000000a001', '01900000-0000-7000-8000-00000000ae01', 'denver',
     'Cascade Denver', 'CO', 'America/Denver', '100 Example Street', 'Denver', '80202'),
    ('cascade', '01900000-0000-7000-8000-00000000a002', '01900000-0000-7000-8000-00000000ae01', 'phoenix',
     'Cascade Phoenix', 'AZ', 'America/Phoenix', '200 Sample Avenue', 'Phoenix', '85004'),
    ('cascade', '01900000-0000-7000-8000-00000000a003', '01900000-0000-7000-8000-00000000ae02', 'chicago',
     'Cascade Chicago', 'IL', 'America/Chicago', '300 Specimen Drive', 'Chicago', '60601'),
    ('cascade', '01900000-0000-7000-8000-00000000a004', '01900000-0000-7000-8000-00000000ae02', 'gary',
     'Cascade Gary', 'IN', 'America/Chicago', '400 Placeholder Road', 'Gary', '46402'),
    ('cascade', '01900000-0000-7000-8000-00000000a005', '01900000-0000-7000-8000-00000000ae01', 'aurora',
     'Cascade Aurora', 'CO', 'America/Denver', '500 Pattern Court', 'Aurora', '80012'),
    ('lakeside', '01900000-0000-7000-8000-00000000b001', '01900000-0000-7000-8000-00000000be01', 'evanston',
     'Lakeside Evanston', 'IL', 'America/Chicago', '10 Model Lane', 'Evanston', '60201'),
    ('lakeside', '01900000-0000-7000-8000-00000000b002', '01900000-0000-7000-8000-00000000be01', 'madison',
     'Lakeside Madison', 'WI', 'America/Chicago', '20 Fixture Way', 'Madison', '53703')
  ) c (practice, clinic_id, entity_id, slug, name, state, zone, street, city, postal_code)
  JOIN praxis.practice p ON p.slug = c.practice
  JOIN praxis.account a ON a.practice_id = p.practice_id AND a.kind = 'system';

-- Everybody of both practices with a number, a position and a home clinic.
CREATE OR REPLACE FUNCTION pg_temp.demo_people()
RETURNS TABLE (
    practice_id uuid, person_id uuid, clinic_id uuid, number integer, offset_number integer, position_name text,
    clinical_role text)
LANGUAGE sql STABLE AS $$
    SELECT '01900000-0000-7000-8000-00000000a000'::uuid, pg_temp.demo_id('1a', n),
           ('01900000-0000-7000-8000-00000000a00' || CASE n % 5 WHEN 0 THEN 5 ELSE n % 5 END)::uuid, n, n,
           CASE WHEN n <= 24 THEN 'physician' WHEN n <= 40 THEN 'nurse_practitioner' WHEN n <= 70 THEN 'registered_nurse'
                WHEN n <= 90 THEN 'medical_assistant' WHEN n <= 105 THEN 'front_desk' WHEN n <= 113 THEN 'billing'
                ELSE 'administration' END,
           CASE WHEN n <= 24 THEN 'physician' WHEN n <= 40 THEN 'nurse_practitioner' WHEN n <= 70 THEN 'registered_nurse'
                WHEN n <= 90 THEN 'medical_assistant' END
      FROM generate_series(1, 120) n
     UNION ALL
    SELECT '01900000-0000-7000-8000-00000000b000'::uuid, pg_temp.demo_id('1b', n),
           ('01900000-0000-7000-8000-00000000b00' || CASE n % 2 WHEN 0 THEN 2 ELSE 1 END)::uuid, n, n + 120,
           CASE WHEN n <= 6 THEN 'physician' WHEN n <= 9 THEN 'nurse_practitioner' WHEN n <= 14 THEN 'registered_nurse'
                WHEN n <= 17 THEN 'medical_assistant' ELSE 'front_desk' END,
           CASE WHEN n <= 6 THEN 'physician' WHEN n <= 9 THEN 'nurse_practitioner' WHEN n <= 14 THEN 'registered_nurse'
                WHEN n <= 17 THEN 'medical_assistant' END
      FROM generate_series(1, 20) n
$$;

-- Coprime strides through the lists give every person another pair of names.
INSERT INTO praxis.person
       (practice_id, person_id, given_name, middle_name, family_name, suffix, birth_date, npi, email, phone, created_by)
SELECT d.practice_id, d.person_id, g.name, CASE WHEN d.offset_number % 4 = 0 THEN chr(65 + d.offset_number % 26) END,
       f.name, CASE WHEN d.offset_number % 37 = 0 THEN 'Jr.' END,
       DATE '1958-03-01' + d.offset_number * 97,
       -- Nine digits and the one that completes them.
       (SELECT '29999' || lpad(d.offset_number::text, 4, '0') || c.digit
          FROM generate_series(0, 9) c (digit)
         WHERE praxis.npi_is_valid('29999' || lpad(d.offset_number::text, 4, '0') || c.digit)
           AND d.offset_number BETWEEN 1 AND 9999
           AND d.position_name IN ('physician', 'nurse_practitioner')),
       lower(g.name || '.' || translate(f.name, ' ''', '')) || d.offset_number || '@example.org',
       '+1 555 01' || lpad((d.offset_number % 100)::text, 2, '0'),
       a.account_id
  FROM pg_temp.demo_people() d
  JOIN praxis.account a ON a.practice_id = d.practice_id AND a.kind = 'system'
  JOIN unnest(ARRAY[
        'Avery', 'Bela', 'Carmen', 'Dario', 'Elif', 'Farid', 'Greta', 'Hanako', 'Imre', 'Jonna', 'Kofi', 'Leila', 'Mateo',
        'Nadia', 'Oskar', 'Priya', 'Quentin', 'Rosa', 'Samir', 'Tamsin', 'Umberto', 'Vera', 'Wendell', 'Ximena', 'Yusuf',
        'Zelda', 'Anton', 'Bridget', 'Cyrus', 'Delia', 'Emeka'
       ]) WITH ORDINALITY g (name, place) ON g.place = 1 + (d.offset_number * 7) % 31
  JOIN unnest(ARRAY[
        'Abernathy', 'Bergstrom', 'Castellano', 'Devereux', 'Eriksen', 'Fairweather', 'Galloway', 'Hollister', 'Ibarra',
        'Jankowski', 'Kettering', 'Lindqvist', 'Marchetti', 'Northcott', 'Okonkwo', 'Pemberton', 'Quillfeather',
        'Rosenthal', 'Sandoval', 'Thackeray', 'Underhill', 'Valcourt', 'Westergaard', 'Xanthos', 'Yarborough', 'Zimmer',
        'Ashdown', 'Brightwater', 'Coldwell'
       ]) WITH ORDINALITY f (name, place) ON f.place = 1 + (d.offset_number * 11) % 29;

INSERT INTO praxis.person_name
       (practice_id, person_id, name_id, given_name, family_name, kind, starts_on, ends_on, created_by)
SELECT d.practice_id, d.person_id, pg_temp.demo_id('3a', d.offset_number), p.given_name, 'Formerly-' || p.family_name,
       'former', p.birth_date, p.birth_date + 9000, p.created_by
  FROM pg_temp.demo_people() d
  JOIN praxis.person p USING (practice_id, person_id)
 WHERE d.number % 9 = 0;

INSERT INTO praxis.person_identifier
       (practice_id, person_id, identifier_id, kind, value, starts_on, created_by)
SELECT d.practice_id, d.person_id, pg_temp.demo_id('4a', d.offset_number), 'payroll_number',
       'E' || lpad(d.offset_number::text, 5, '0'), CURRENT_DATE - 400, p.created_by
  FROM pg_temp.demo_people() d
  JOIN praxis.person p USING (practice_id, person_id);

-- The home clinic for everybody; every tenth of the first practice works at Gary as well; two have left.
INSERT INTO praxis.employment
       (practice_id, clinic_id, employment_id, person_id, position, starts_on, ends_on, created_by)
SELECT d.practice_id, d.clinic_id, pg_temp.demo_id('5a', d.offset_number), d.person_id, d.position_name,
       CURRENT_DATE - 300 - d.offset_number * 11, CASE WHEN d.number IN (89, 104) THEN CURRENT_DATE - 30 END, p.created_by
  FROM pg_temp.demo_people() d
  JOIN praxis.person p USING (practice_id, person_id);

INSERT INTO praxis.employment
       (practice_id, clinic_id, employment_id, person_id, position, starts_on, created_by)
SELECT d.practice_id, '01900000-0000-7000-8000-00000000a004', pg_temp.demo_id('5c', d.number), d.person_id,
       d.position_name, CURRENT_DATE - 200, p.created_by
  FROM pg_temp.demo_people() d
  JOIN praxis.person p USING (practice_id, person_id)
 WHERE d.practice_id = '01900000-0000-7000-8000-00000000a000'
   AND d.number % 10 = 3;

INSERT INTO praxis.appointment
       (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, ends_on, created_by)
SELECT e.practice_id, e.clinic_id, ('01900000-0000-7000-8000-0000006' || right(e.employment_id::text, 5))::uuid,
       e.person_id, d.clinical_role, e.starts_on, e.ends_on, e.created_by
  FROM praxis.employment e
  JOIN pg_temp.demo_people() d USING (practice_id, person_id)
 WHERE d.clinical_role IS NOT NULL;
