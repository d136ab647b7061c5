-- What ordering offers: its documents as budgets see them.

-- Open amounts of every order line by document, for whoever reserves or releases them.
CREATE OR REPLACE VIEW praxis.ordering_budget_line WITH (security_invoker = true) AS
SELECT o.practice_id, o.clinic_id, o.requisition_id, o.order_id, o.number, o.needed_on, o.status, l.line_no,
       l.ledger_account_id, l.line_total AS ordered,
       round(l.line_total::numeric * l.received / l.packs)::bigint AS received
  FROM praxis.purchase_order o
  JOIN praxis.purchase_order_line l
    ON l.practice_id = o.practice_id AND l.clinic_id = o.clinic_id AND l.order_id = o.order_id;
