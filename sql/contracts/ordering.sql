-- What ordering offers: its documents as budgets see them.

-- `PO-2026-0042`: one row of numbers per practice and year, drawn by who may make such a document in the clinic.
CREATE OR REPLACE FUNCTION praxis_private.document_number(prefix text, practice uuid, clinic uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    permission constant text := CASE prefix WHEN 'RQ' THEN 'ordering.requisition.write'
                                            WHEN 'PO' THEN 'ordering.requisition.approve' END;
    year  text;
    taken text;
BEGIN
    IF (clinic = ANY (praxis_private.clinics(permission))) IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing';
    END IF;
    SELECT to_char(now() AT TIME ZONE c.zone, 'YYYY') INTO STRICT year
      FROM praxis.clinic c
     WHERE c.practice_id = praxis_private.practice_id() AND c.practice_id = practice AND c.clinic_id = clinic;
    taken := praxis_private.next_number(prefix || '-' || year)::text;
    RETURN concat_ws('-', prefix, year, lpad(taken, greatest(4, length(taken)), '0'));
END
$$;

-- Open amounts of every order line by document, for whoever reserves or releases them.
CREATE OR REPLACE VIEW praxis.ordering_budget_line WITH (security_invoker = true) AS
SELECT o.practice_id, o.clinic_id, o.requisition_id, o.order_id, o.number, o.needed_on, o.status, l.line_no,
       l.ledger_account_id, l.line_total AS ordered,
       round(l.line_total::numeric * l.received / l.packs)::bigint AS received
  FROM praxis.purchase_order o
  JOIN praxis.purchase_order_line l
    ON l.practice_id = o.practice_id AND l.clinic_id = o.clinic_id AND l.order_id = o.order_id;

-- What arrived, with the order that promised it.
CREATE OR REPLACE VIEW praxis.ordering_receipt_line WITH (security_invoker = true) AS
SELECT r.practice_id, r.clinic_id, r.receipt_id, r.received_on, o.order_id, o.number, o.needed_on, l.line_no, l.amount,
       p.ledger_account_id
  FROM praxis.receipt r
  JOIN praxis.receipt_line l
    ON l.practice_id = r.practice_id AND l.clinic_id = r.clinic_id AND l.receipt_id = r.receipt_id
  JOIN praxis.purchase_order o
    ON o.practice_id = r.practice_id AND o.clinic_id = r.clinic_id AND o.order_id = r.order_id
  JOIN praxis.purchase_order_line p
    ON p.practice_id = l.practice_id AND p.clinic_id = l.clinic_id AND p.order_id = l.order_id
   AND p.line_no = l.line_no;

-- What a requisition asks of each account.
CREATE OR REPLACE VIEW praxis.ordering_requested WITH (security_invoker = true) AS
SELECT r.practice_id, r.clinic_id, r.requisition_id, r.needed_on, l.line_no, l.ledger_account_id, a.code, a.name,
       l.line_total
  FROM praxis.requisition r
  JOIN praxis.requisition_line l
    ON l.practice_id = r.practice_id AND l.clinic_id = r.clinic_id AND l.requisition_id = r.requisition_id
  JOIN praxis.budgeting_account a
    ON a.practice_id = l.practice_id AND a.ledger_account_id = l.ledger_account_id;
