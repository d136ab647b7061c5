-- Row-level security and grants of ordering.

GRANT EXECUTE ON FUNCTION praxis_private.is_caller(uuid, uuid), praxis_private.document_number(text, uuid, uuid)
TO praxis_app, praxis_jobs;

CALL praxis_private.fence_practice('praxis.vendor', reading => 'ordering.vendor.read',
                                   writing => 'ordering.vendor.write');
GRANT SELECT, INSERT (vendor_id, name, email, phone, account_number, payment_terms, lead_time_days, note),
      UPDATE (name, status, email, phone, account_number, payment_terms, lead_time_days, note, version)
    ON praxis.vendor TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.vendor TO praxis_readonly;

CALL praxis_private.fence_practice('praxis.catalog_item', reading => 'ordering.catalog.read',
                                   writing => 'ordering.catalog.write');
GRANT SELECT,
      INSERT (catalog_item_id, vendor_id, sku, name, unit, pack_size, unit_price, ledger_account_id),
      UPDATE (name, unit, pack_size, unit_price, ledger_account_id, active, version)
    ON praxis.catalog_item TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.catalog_item TO praxis_readonly;

CALL praxis_private.fence_practice('praxis.approval_limit', reading => 'ordering.requisition.read',
                                   writing => 'budgeting.budget.approve', unforced => true);
GRANT SELECT, INSERT (permission, amount), UPDATE (amount) ON praxis.approval_limit TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.approval_limit TO praxis_readonly;

-- Who decides moves the requisition's state without being allowed to write requests.
CALL praxis_private.fence_clinic('praxis.requisition', reading => 'ordering.requisition.read',
                                 writing => 'ordering.requisition.write');
CREATE POLICY approver_update ON praxis.requisition FOR UPDATE TO praxis_app, praxis_jobs
    USING (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.requisition.approve'))::uuid[]))
    WITH CHECK (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.requisition.approve'))::uuid[]));
GRANT SELECT, INSERT (clinic_id, requisition_id, needed_on, note), UPDATE (status, needed_on, note, version)
    ON praxis.requisition TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.requisition TO praxis_readonly;

CALL praxis_private.fence_clinic('praxis.requisition_line', reading => 'ordering.requisition.read',
                                 writing => 'ordering.requisition.write',
                                 deleting => 'ordering.requisition.write');
GRANT SELECT, DELETE,
      INSERT (clinic_id, requisition_id, line_no, catalog_item_id, vendor_id, description, packs, unit, pack_size,
              unit_price, line_total, ledger_account_id)
    ON praxis.requisition_line TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.requisition_line TO praxis_readonly;

CALL praxis_private.fence_clinic('praxis.requisition_decision', reading => 'ordering.requisition.read',
                                 writing => 'ordering.requisition.approve');
GRANT SELECT, INSERT (clinic_id, decision_id, requisition_id, outcome, reason)
    ON praxis.requisition_decision TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.requisition_decision TO praxis_readonly;

-- Approving makes the order; placing, canceling and receiving move it on.
CALL praxis_private.fence('praxis.purchase_order');
CALL praxis_private.open_to('praxis.purchase_order', 'site',
    'clinic_id = ANY ((SELECT praxis_private.clinics(''ordering.order.read''))::uuid[])', reading => true);
CREATE POLICY approver_insert ON praxis.purchase_order FOR INSERT TO praxis_app, praxis_jobs
    WITH CHECK (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.requisition.approve'))::uuid[]));
CREATE POLICY approver_update ON praxis.purchase_order FOR UPDATE TO praxis_app, praxis_jobs
    USING (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.requisition.approve'))::uuid[]))
    WITH CHECK (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.requisition.approve'))::uuid[]));
CREATE POLICY buyer_update ON praxis.purchase_order FOR UPDATE TO praxis_app, praxis_jobs
    USING (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.order.place'))::uuid[]))
    WITH CHECK (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.order.place'))::uuid[]));
CREATE POLICY receiver_update ON praxis.purchase_order FOR UPDATE TO praxis_app, praxis_jobs
    USING (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.receipt.write'))::uuid[]))
    WITH CHECK (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.receipt.write'))::uuid[]));
GRANT SELECT, INSERT (clinic_id, order_id, vendor_id, requisition_id, needed_on), UPDATE (status, budget, version)
    ON praxis.purchase_order TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.purchase_order TO praxis_readonly;

CALL praxis_private.fence('praxis.purchase_order_line');
CALL praxis_private.open_to('praxis.purchase_order_line', 'site',
    'clinic_id = ANY ((SELECT praxis_private.clinics(''ordering.order.read''))::uuid[])', reading => true);
CREATE POLICY approver_insert ON praxis.purchase_order_line FOR INSERT TO praxis_app, praxis_jobs
    WITH CHECK (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.requisition.approve'))::uuid[]));
CREATE POLICY receiver_update ON praxis.purchase_order_line FOR UPDATE TO praxis_app, praxis_jobs
    USING (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.receipt.write'))::uuid[]))
    WITH CHECK (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.receipt.write'))::uuid[]));
GRANT SELECT,
      INSERT (clinic_id, order_id, line_no, catalog_item_id, description, packs, unit, pack_size, unit_price,
              line_total, ledger_account_id),
      UPDATE (received)
    ON praxis.purchase_order_line TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.purchase_order_line TO praxis_readonly;

CALL praxis_private.fence_clinic('praxis.receipt', reading => 'ordering.order.read',
                                 writing => 'ordering.receipt.write');
GRANT SELECT, INSERT (clinic_id, receipt_id, order_id, received_on, note) ON praxis.receipt TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.receipt TO praxis_readonly;

CALL praxis_private.fence_clinic('praxis.receipt_line', reading => 'ordering.order.read',
                                 writing => 'ordering.receipt.write');
GRANT SELECT, INSERT (clinic_id, receipt_id, order_id, line_no, packs) ON praxis.receipt_line TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.receipt_line TO praxis_readonly;

GRANT SELECT ON praxis.ordering_budget_line, praxis.ordering_receipt_line, praxis.ordering_requested
TO praxis_app, praxis_jobs, praxis_readonly;
