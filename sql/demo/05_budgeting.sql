-- The current fiscal year of both practices: the default chart, an approved budget, a revision, what the ledger says
-- was spent in the months gone by, and a cap on marketing that all clinics share.

-- The people of each practice do it, so that the same checks hold as at the desk. Amounts are whole dollars.
DO $$
DECLARE
    year     constant integer := extract(year FROM CURRENT_DATE);
    month    constant integer := extract(month FROM CURRENT_DATE);
    desk     record;
    practice uuid;
    y        uuid;
    first    uuid;
    second   uuid;
    moves    jsonb;
BEGIN
FOR desk IN
    SELECT p.practice_id, d.prefix, d.approver, coalesce(d.preparer, s.account_id) AS preparer
      FROM (VALUES
            ('cascade', '01900000-0000-7000-8000-00000a', '01900000-0000-7000-8000-0000002a0001'::uuid,
             '01900000-0000-7000-8000-0000002a0003'::uuid),
            ('lakeside', '01900000-0000-7000-8000-00000b', '01900000-0000-7000-8000-0000002b0001', NULL)
           ) d (slug, prefix, approver, preparer)
      JOIN praxis.practice p USING (slug)
      JOIN praxis.account s ON s.practice_id = p.practice_id AND s.kind = 'system'
LOOP
    practice := desk.practice_id;
    y := (desk.prefix || 'f10000')::uuid;
    first := (desk.prefix || 'b10000')::uuid;
    second := (desk.prefix || 'b20000')::uuid;
    PERFORM praxis_private.seal(practice, desk.preparer, NULL, 'operator', desk.preparer, gen_random_uuid(), NULL);
    INSERT INTO praxis.ledger_account
           (practice_id, ledger_account_id, code, name, type, behavior, driver, control, budgetable)
    SELECT practice, (desk.prefix || '40' || c.code)::uuid, c.code, c.name, c.type, c.behavior, c.driver, c.control,
           c.budgetable
      FROM praxis.default_chart() c;
    INSERT INTO praxis.fiscal_year (practice_id, fiscal_year_id, code, starts_on, ends_on)
    VALUES (practice, y, year::text, make_date(year, 1, 1), make_date(year + 1, 1, 1));
    INSERT INTO praxis.fiscal_period (practice_id, fiscal_year_id, period_no, name, starts_on, ends_on)
    SELECT practice, y, m, to_char(make_date(year, m, 1), 'FMMonth YYYY'), make_date(year, m, 1),
           (make_date(year, m, 1) + interval '1 month')::date
      FROM generate_series(1, 12) m;

    INSERT INTO praxis.budget_version (practice_id, version_id, fiscal_year_id, kind, name)
    VALUES (practice, first, y, 'original', 'Budget ' || year),
           (practice, second, y, 'revised', 'Revision 1: agency cover');
    INSERT INTO praxis.budget_sheet (practice_id, clinic_id, version_id)
    SELECT practice, c.clinic_id, v.version_id
      FROM praxis.clinic c
      JOIN praxis.budget_version v USING (practice_id)
     WHERE c.practice_id = practice
       AND (v.version_id = first OR c.slug IN ('denver', 'evanston'));
    INSERT INTO praxis.budget_amount (practice_id, clinic_id, version_id, ledger_account_id, period_no, amount)
    SELECT practice, c.clinic_id, first, a.ledger_account_id, m,
           -- Statistics are counted in hundredths; a level stands in every month.
           CASE WHEN a.averaged THEN b.annual * f.factor
                WHEN a.type = 'statistic' THEN b.annual * f.factor / 12
                ELSE (b.annual * f.factor / 1200) * 100 END
      FROM (VALUES
        (1500, 60000), (1510, 12000), (1520, 24000), (1530, 18000), (4010, 4800000), (4020, 620000),
        (4030, 240000), (4110, 2050000), (4120, 96000), (4130, 36000), (4210, 180000), (4220, 60000),
        (4310, 72000), (4410, 12000), (4420, 18000), (4430, 9600), (4490, 4800), (5010, 1150000), (5020, 420000),
        (5030, 310000), (5040, 36000), (5110, 310000), (5120, 260000), (5130, 165000), (5140, 120000),
        (5150, 84000), (5160, 96000), (5170, 48000), (5180, 24000), (5190, 30000), (5210, 165000), (5220, 210000),
        (5230, 72000), (5240, 18000), (5310, 15000), (5320, 13200), (5330, 4800), (5340, 12000), (5390, 3600),
        (6010, 96000), (6020, 60000), (6030, 132000), (6040, 42000), (6050, 36000), (6060, 9600), (6070, 14400),
        (6080, 7200), (6090, 10800), (6110, 12000), (6120, 6000), (6130, 18000), (6140, 2400), (6150, 4800),
        (7010, 216000), (7020, 42000), (7030, 30000), (7040, 26400), (7050, 12000), (7060, 4800), (7110, 84000),
        (7120, 48000), (7130, 15600), (7140, 13200), (7210, 96000), (7220, 14400), (7310, 9600), (7320, 6000),
        (7330, 12000), (7340, 18000), (7350, 15000), (7360, 24000), (7370, 19200), (7380, 4800), (7390, 3600),
        (7410, 4800), (7420, 3600), (7430, 4800), (7510, 72000), (7520, 12000), (7690, 1200), (8010, 14400),
        (8020, 1200), (8040, 24000), (9010, 26400), (9020, 48000), (9030, 6), (9040, 18), (9050, 7200),
        (9060, 252), (9070, 41600)
           ) b (code, annual)
      JOIN praxis.ledger_account a ON a.practice_id = practice AND a.code = b.code::text
     CROSS JOIN praxis.clinic c
      JOIN (VALUES ('denver', 120), ('phoenix', 100), ('chicago', 90), ('gary', 60), ('aurora', 75),
                   ('evanston', 80), ('madison', 50)) f (slug, factor) ON f.slug = c.slug
     CROSS JOIN generate_series(1, 12) m
     WHERE c.practice_id = practice;
    -- Agency staff get 5,000.00 more, in the last month.
    INSERT INTO praxis.budget_amount (practice_id, clinic_id, version_id, ledger_account_id, period_no, amount)
    SELECT w.practice_id, w.clinic_id, second, w.ledger_account_id, w.period_no,
           w.amount + CASE WHEN a.code = '5190' AND w.period_no = 12 THEN 500000 ELSE 0 END
      FROM praxis.budget_amount w
      JOIN praxis.budget_sheet s
        ON s.practice_id = w.practice_id AND s.clinic_id = w.clinic_id AND s.version_id = second
      JOIN praxis.ledger_account a
        ON a.practice_id = w.practice_id AND a.ledger_account_id = w.ledger_account_id
     WHERE w.practice_id = practice AND w.version_id = first;
    UPDATE praxis.budget_version SET status = 'submitted', version = version + 1,
           reason = CASE version_id WHEN second THEN 'Two nurses on leave until January' END
     WHERE practice_id = practice;

    PERFORM praxis_private.seal(practice, desk.approver, NULL, 'operator', desk.approver, gen_random_uuid(), NULL);
    UPDATE praxis.budget_version SET status = 'approved', version = version + 1
     WHERE practice_id = practice AND version_id = first;
    UPDATE praxis.budget_version SET status = 'approved', version = version + 1
     WHERE practice_id = practice AND version_id = second;
    UPDATE praxis.budget_node n
       SET year_control = 'stop', cap = 9800000
      FROM praxis.ledger_account a
     WHERE n.practice_id = practice AND n.kind = 'account'
       AND a.practice_id = practice AND a.ledger_account_id = n.ledger_account_id AND a.code = '7360';

    -- The ledger of the months gone by: between 86 and 98 in a hundred of what was planned.
    FOR m IN 1 .. month - 1 LOOP
        SELECT jsonb_agg(jsonb_build_object(
                   'source', (desk.prefix || 'ac' || lpad(m::text, 4, '0'))::uuid,
                   'number', 'Ledger ' || to_char(make_date(year, m, 1), 'FMMonth YYYY'), 'line', 0,
                   'clinic', w.clinic_id, 'account', w.ledger_account_id,
                   'date', make_date(year, m, 1), 'kind', 'actual',
                   'amount', w.amount * (86 + (a.code::integer + m * 5 + ascii(c.slug)) % 13) / 100))
          INTO moves
          FROM praxis.budget_amount w
          JOIN praxis.ledger_account a USING (practice_id, ledger_account_id)
          JOIN praxis.clinic c USING (practice_id, clinic_id)
         WHERE w.practice_id = practice AND w.version_id = first AND w.period_no = m;
        PERFORM praxis_private.budget_post('ledger', moves, NULL);
    END LOOP;
END LOOP;
PERFORM set_config('praxis.ctx', '', true);
END
$$;
