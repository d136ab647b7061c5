-- Vendors, a catalog, and requisitions and orders at every stage, made by the people who would make them: the guards of
-- the tables and the budgets hold here as at the desk.

INSERT INTO praxis.vendor
       (practice_id, vendor_id, name, status, email, phone, account_number, payment_terms, lead_time_days, note,
        created_by)
SELECT p.practice_id, (CASE p.slug WHEN 'cascade' THEN '01900000-0000-7000-8000-00000a0e000'
                                   ELSE '01900000-0000-7000-8000-00000b0e000' END || v.number)::uuid,
       v.name, v.status, v.email, v.phone, v.account, v.terms, v.lead, v.note, s.account_id
  FROM (VALUES
        (1, 'Front Range Medical Supply', 'approved', 'orders@frontrange.example', '(303) 555-0140', 'FR-20418', 'Net 30', 3,
         NULL),
        (2, 'Union Biologics Distribution', 'approved', 'service@unionbio.example', '(312) 555-0172', 'UB-88120', 'Net 30', 2,
         'Vaccines ship Monday to Wednesday only'),
        (3, 'Clarion Laboratory Products', 'approved', 'orders@clarionlab.example', '(480) 555-0119', 'CL-5531', 'Net 45', 4,
         NULL),
        (4, 'Meadow Office Goods', 'approved', 'help@meadowoffice.example', '(303) 555-0188', NULL, 'Card', 1, NULL),
        (5, 'Summit Clinical Equipment', 'approved', 'sales@summitclinical.example', '(720) 555-0107', 'SC-901', 'Net 60', 21,
         NULL),
        (6, 'Harbor Imaging Supplies', 'pending_review', 'hello@harborimaging.example', '(219) 555-0133', NULL, NULL, 7,
         'Waits for the tax form'),
        (7, 'Prairie Linen Service', 'on_hold', 'office@prairielinen.example', '(847) 555-0165', 'PL-77', 'Net 15', 7,
         'Possible match on an exclusion list, under review')
       ) v (number, name, status, email, phone, account, terms, lead, note)
 CROSS JOIN praxis.practice p
  JOIN praxis.account s ON s.practice_id = p.practice_id AND s.kind = 'system'
 WHERE p.slug IN ('cascade', 'lakeside')
   AND (p.slug = 'cascade' OR v.number <= 4);

INSERT INTO praxis.catalog_item
       (practice_id, catalog_item_id, vendor_id, sku, name, unit, pack_size, unit_price, ledger_account_id, service,
        created_by)
SELECT v.practice_id,
       (left(v.vendor_id::text, 30) || '1' || lpad(i.number::text, 5, '0'))::uuid,
       v.vendor_id, i.sku, i.name, i.unit, i.pack_size, i.price, a.ledger_account_id,
       CASE WHEN i.sku ~ '^LAB-(STREP|FLUAB|UA10|HCG|A1C)$' THEN 'point_of_care_testing' END, v.created_by
  FROM (VALUES
        (1, 1, 'MSD-GLV-M', 'Nitrile exam gloves, medium, 10 boxes of 100', 'CA', 1000, 84.500000, 6010),
        (2, 1, 'MSD-GLV-L', 'Nitrile exam gloves, large, 10 boxes of 100', 'CA', 1000, 84.500000, 6010),
        (3, 1, 'MSD-SYR-3', 'Syringe 3 mL, luer lock', 'BX', 100, 12.250000, 6010),
        (4, 1, 'MSD-NDL-25', 'Needle 25 gauge, 1 inch', 'BX', 100, 9.800000, 6010),
        (5, 1, 'MSD-GAU-44', 'Gauze sponges 4 x 4 inch, sterile', 'BX', 50, 7.150000, 6010),
        (6, 1, 'MSD-ALC-200', 'Alcohol prep pads', 'BX', 200, 3.400000, 6010),
        (7, 1, 'MSD-BAND-1', 'Adhesive bandages, 1 x 3 inch', 'BX', 100, 4.950000, 6010),
        (8, 1, 'MSD-TBL-PPR', 'Exam table paper, 21 inch', 'CA', 12, 38.400000, 6010),
        (9, 1, 'MSD-GWN-DSP', 'Disposable gowns', 'CA', 50, 31.750000, 6070),
        (10, 1, 'MSD-MSK-L3', 'Surgical masks, level 3', 'BX', 50, 8.900000, 6070),
        (11, 1, 'MSD-N95', 'N95 respirators', 'BX', 20, 19.600000, 6070),
        (12, 1, 'MSD-WIPE-160', 'Disinfecting wipes, 160 count', 'CA', 12, 92.400000, 6070),
        (13, 1, 'MSD-SHRP-5Q', 'Sharps container, 5 quart', 'EA', 1, 6.350000, 6090),
        (14, 1, 'MSD-OTO-TIP', 'Otoscope specula, disposable', 'BG', 850, 21.000000, 6010),
        (15, 1, 'MSD-SUT-40', 'Suture 4-0 nylon', 'BX', 12, 46.800000, 6010),
        (16, 2, 'VAX-FLU-10', 'Influenza vaccine, 10 prefilled syringes', 'BX', 10, 214.600000, 6030),
        (17, 2, 'VAX-TDAP', 'Tdap vaccine, 10 single-dose vials', 'BX', 10, 398.750000, 6030),
        (18, 2, 'VAX-HEPB', 'Hepatitis B vaccine, adult, 10 vials', 'BX', 10, 612.300000, 6030),
        (19, 2, 'VAX-PNEU20', 'Pneumococcal vaccine, 10 prefilled syringes', 'BX', 10, 2415.000000, 6030),
        (20, 2, 'DRG-KETO-30', 'Ketorolac 30 mg/mL, 25 vials', 'BX', 25, 41.250000, 6020),
        (21, 2, 'DRG-LIDO-1', 'Lidocaine 1 %, 50 mL vial', 'VI', 1, 4.180000, 6020),
        (22, 2, 'DRG-MPRED', 'Methylprednisolone 40 mg, 25 vials', 'BX', 25, 187.500000, 6020),
        (23, 2, 'DRG-CEFTR', 'Ceftriaxone 1 g, 10 vials', 'BX', 10, 28.900000, 6020),
        (24, 2, 'DRG-B12', 'Cyanocobalamin 1,000 mcg, 25 vials', 'BX', 25, 96.000000, 6020),
        (25, 3, 'LAB-STREP', 'Rapid strep test', 'KT', 25, 42.500000, 6040),
        (26, 3, 'LAB-FLUAB', 'Rapid influenza A and B test', 'KT', 25, 168.000000, 6040),
        (27, 3, 'LAB-UA10', 'Urine test strips, 10 parameters', 'BT', 100, 18.750000, 6040),
        (28, 3, 'LAB-HCG', 'Pregnancy test cassettes', 'BX', 25, 14.250000, 6040),
        (29, 3, 'LAB-A1C', 'Hemoglobin A1c cartridges', 'BX', 10, 79.900000, 6040),
        (30, 3, 'LAB-TUBE-EDTA', 'Blood tubes, EDTA, 4 mL', 'PK', 100, 22.300000, 6040),
        (31, 3, 'LAB-BTF-23', 'Butterfly needle sets, 23 gauge', 'BX', 50, 53.400000, 6040),
        (32, 4, 'OFF-PAPER', 'Copy paper, 10 reams', 'CA', 10, 44.990000, 7310),
        (33, 4, 'OFF-TONER', 'Toner cartridge, black', 'EA', 1, 113.333333, 7310),
        (34, 4, 'OFF-PEN', 'Ballpoint pens', 'BX', 60, 6.480000, 7310),
        (35, 4, 'OFF-FOLDER', 'File folders, letter', 'BX', 100, 17.950000, 7310),
        (36, 4, 'OFF-LABEL', 'Thermal labels', 'RL', 500, 8.250000, 7310),
        (37, 5, 'EQP-BPCUFF', 'Blood pressure unit, wall', 'EA', 1, 189.000000, 6110),
        (38, 5, 'EQP-OXIM', 'Pulse oximeter, handheld', 'EA', 1, 264.500000, 6110),
        (39, 5, 'EQP-THERM', 'Infrared thermometer', 'EA', 1, 58.750000, 6110),
        (40, 5, 'EQP-EXAM', 'Powered exam table', 'EA', 1, 6850.000000, 1500),
        (41, 5, 'EQP-CAL', 'Annual calibration, vital-sign monitors', 'EA', 1, 425.000000, 6130)
       ) i (number, vendor, sku, name, unit, pack_size, price, account)
  JOIN praxis.vendor v ON right(v.vendor_id::text, 1) = i.vendor::text
  JOIN praxis.ledger_account a ON a.practice_id = v.practice_id AND a.code = i.account::text;

DO $$
DECLARE
    year_end constant date := make_date(extract(year FROM CURRENT_DATE)::integer, 12, 31);
    story  record;
    line   record;
    due    date;
    clinic uuid;
    asked  uuid;
    bought uuid;
    arrived uuid;
    moves  jsonb;
BEGIN
-- Who asks, for which clinic, how far it went, who decides; items with their packs.
FOR story IN
    SELECT row_number() OVER () AS n, t.*, p.practice_id,
           ('01900000-0000-7000-8000-000000' || t.requester)::uuid AS requester_id,
           ('01900000-0000-7000-8000-000000' || t.approver)::uuid AS approver_id,
           CASE p.slug WHEN 'cascade' THEN '01900000-0000-7000-8000-00000a' ELSE '01900000-0000-7000-8000-00000b' END
               AS prefix
      FROM (VALUES
            ('cascade', 'denver', '2a0006', '2a0002', 'received',  '1,4 3,12 6,10', 'Weekly supplies'),
            ('cascade', 'denver', '2a0006', '2a0002', 'partly',    '16,8', 'Season starts'),
            ('cascade', 'denver', '2a0006', '2a0002', 'released',  '25,6 27,10', NULL),
            ('cascade', 'denver', '2a0006', '2a0002', 'approved',  '33,2 32,3 9,4', 'Two vendors'),
            ('cascade', 'denver', '2a0006', '2a0002', 'submitted', '2,5 5,20 10,12', 'For the new wing'),
            ('cascade', 'denver', '2a0006', '2a0002', 'submitted', '33,3', 'Printers at the front desk'),
            ('cascade', 'denver', '2a0006', '2a0001', 'submitted', '40,1', 'Room 4, above the site''s limit'),
            ('cascade', 'denver', '2a0002', '2a0001', 'submitted', '37,4', 'Asked by the site manager'),
            ('cascade', 'denver', '2a0006', '2a0002', 'returned',  '19,3', NULL),
            ('cascade', 'denver', '2a0006', '2a0002', 'draft',     '24,2 21,10', NULL),
            ('cascade', 'phoenix', '2a0006', '2a0009', 'received', '1,3 4,8', NULL),
            ('cascade', 'phoenix', '2a0006', '2a0009', 'released', '17,2 22,1', NULL),
            ('cascade', 'phoenix', '2a0006', '2a0009', 'canceled', '38,2', 'Ordered twice'),
            ('cascade', 'phoenix', '2a0006', '2a0009', 'rejected', '39,6', NULL),
            ('cascade', 'phoenix', '2a0006', '2a0009', 'submitted','26,4 30,2', NULL),
            ('lakeside', 'evanston', '2b0002', '2b0001', 'released', '16,5 25,4', NULL),
            ('lakeside', 'evanston', '2b0002', '2b0001', 'submitted', '28,3', NULL)
           ) t (slug, clinic_slug, requester, approver, stage, wanted, note)
      JOIN praxis.practice p USING (slug)
LOOP
    SELECT c.clinic_id INTO STRICT clinic
      FROM praxis.clinic c WHERE c.practice_id = story.practice_id AND c.slug = story.clinic_slug;
    asked := (story.prefix || 'c1' || lpad(story.n::text, 4, '0'))::uuid;
    due := least(CURRENT_DATE + 3 + story.n::integer % 5, year_end);
    PERFORM praxis_private.seal(story.practice_id, story.requester_id, a.person_id, 'operator', a.account_id,
                                gen_random_uuid(), NULL)
       FROM praxis.account a WHERE a.practice_id = story.practice_id AND a.account_id = story.requester_id;
    INSERT INTO praxis.requisition (practice_id, clinic_id, requisition_id, needed_on, note)
    VALUES (story.practice_id, clinic, asked, due, story.note);
    INSERT INTO praxis.requisition_line (practice_id, clinic_id, requisition_id, line_no, catalog_item_id, packs)
    SELECT story.practice_id, clinic, asked, w.number, i.catalog_item_id, w.packs
      FROM (SELECT o AS number, split_part(part, ',', 1)::integer AS item, split_part(part, ',', 2)::integer AS packs
              FROM unnest(string_to_array(story.wanted, ' ')) WITH ORDINALITY x (part, o)) w
      JOIN praxis.catalog_item i
        ON i.practice_id = story.practice_id AND right(i.catalog_item_id::text, 5)::integer = w.item;
    CONTINUE WHEN story.stage = 'draft';
    UPDATE praxis.requisition SET status = 'submitted', version = version + 1
     WHERE practice_id = story.practice_id AND requisition_id = asked;
    CONTINUE WHEN story.stage = 'submitted';

    PERFORM praxis_private.seal(story.practice_id, story.approver_id, a.person_id, 'operator', a.account_id,
                                gen_random_uuid(), NULL)
       FROM praxis.account a WHERE a.practice_id = story.practice_id AND a.account_id = story.approver_id;
    INSERT INTO praxis.requisition_decision (practice_id, clinic_id, decision_id, requisition_id, outcome, reason)
    VALUES (story.practice_id, clinic, (story.prefix || 'd1' || lpad(story.n::text, 4, '0'))::uuid, asked,
            CASE WHEN story.stage IN ('returned', 'rejected') THEN story.stage ELSE 'approved' END,
            CASE story.stage WHEN 'returned' THEN 'Ask for two boxes first, the price went up'
                             WHEN 'rejected' THEN 'Phoenix has six in the store room' END);
    UPDATE praxis.requisition
       SET status = CASE WHEN story.stage IN ('returned', 'rejected') THEN story.stage ELSE 'approved' END,
           version = version + 1
     WHERE practice_id = story.practice_id AND requisition_id = asked;
    CONTINUE WHEN story.stage IN ('returned', 'rejected');

    FOR line IN SELECT DISTINCT l.vendor_id FROM praxis.requisition_line l
                 WHERE l.practice_id = story.practice_id AND l.requisition_id = asked ORDER BY 1
    LOOP
        bought := (left(asked::text, 30) || right(line.vendor_id::text, 1) || right(asked::text, 5))::uuid;
        INSERT INTO praxis.purchase_order (practice_id, clinic_id, order_id, vendor_id, requisition_id, needed_on, created_at)
        VALUES (story.practice_id, clinic, bought, line.vendor_id, asked, due, clock_timestamp());
    END LOOP;
    PERFORM praxis_private.reserve_orders(asked);
    -- Told at once, so that the next transaction of the story may begin.
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
    CONTINUE WHEN story.stage = 'approved';

    IF story.slug = 'cascade' THEN
        PERFORM praxis_private.seal(story.practice_id, '01900000-0000-7000-8000-0000002a0006',
                                    '01900000-0000-7000-8000-0000001a0006', 'operator', story.requester_id,
                                    gen_random_uuid(), NULL);
    END IF;
    IF story.stage = 'canceled' THEN
        UPDATE praxis.purchase_order SET status = 'canceled', version = version + 1
         WHERE practice_id = story.practice_id AND requisition_id = asked;
        PERFORM praxis_private.release_order(o.order_id)
           FROM praxis.purchase_order o WHERE o.practice_id = story.practice_id AND o.requisition_id = asked;
        CONTINUE;
    END IF;
    UPDATE praxis.purchase_order SET status = 'released', version = version + 1
     WHERE practice_id = story.practice_id AND requisition_id = asked;
    CONTINUE WHEN story.stage = 'released';

    FOR line IN SELECT o.order_id FROM praxis.purchase_order o
                 WHERE o.practice_id = story.practice_id AND o.requisition_id = asked ORDER BY o.number
    LOOP
        arrived := (left(line.order_id::text, 24) || 'ec' || right(line.order_id::text, 10))::uuid;
        INSERT INTO praxis.receipt (practice_id, clinic_id, receipt_id, order_id, received_on)
        SELECT c.practice_id, c.clinic_id, arrived, line.order_id, (now() AT TIME ZONE c.zone)::date
          FROM praxis.clinic c WHERE c.practice_id = story.practice_id AND c.clinic_id = clinic;
        INSERT INTO praxis.receipt_line (practice_id, clinic_id, receipt_id, order_id, line_no, packs)
        SELECT l.practice_id, l.clinic_id, arrived, l.order_id, l.line_no,
               CASE story.stage WHEN 'partly' THEN greatest(1, l.packs / 2) ELSE l.packs END
          FROM praxis.purchase_order_line l
         WHERE l.practice_id = story.practice_id AND l.order_id = line.order_id;
        PERFORM praxis_private.spend_receipt(arrived);
    END LOOP;
    IF story.stage = 'received' THEN
        UPDATE praxis.purchase_order SET status = 'closed', version = version + 1
         WHERE practice_id = story.practice_id AND requisition_id = asked;
    END IF;
END LOOP;

-- Denver's office supplies are nearly used up: 120.00 are left, and a requisition of 340.00 waits.
PERFORM praxis_private.seal('01900000-0000-7000-8000-00000000a000', '01900000-0000-7000-8000-0000002a0003', NULL,
                            'operator', '01900000-0000-7000-8000-0000002a0003', gen_random_uuid(), NULL);
SELECT jsonb_build_array(jsonb_build_object(
           'source', '01900000-0000-7000-8000-00000aacffff', 'number', 'Ledger to date', 'line', 0,
           'clinic', s.clinic_id, 'account', s.ledger_account_id, 'date', CURRENT_DATE, 'kind', 'actual',
           'amount', s.available - 12000))
  INTO moves
  FROM praxis.budget_summary s
  JOIN praxis.clinic c USING (practice_id, clinic_id)
 WHERE s.practice_id = '01900000-0000-7000-8000-00000000a000' AND c.slug = 'denver' AND s.code = '7310';
PERFORM praxis_private.budget_post('ledger', moves, NULL);
PERFORM set_config('praxis.ctx', '', true);
END
$$;

-- So much at once: the planner should know.
ANALYZE praxis.budget_node, praxis.budget_balance, praxis.budget_entry, praxis.budget_amount, praxis.ledger_account;
