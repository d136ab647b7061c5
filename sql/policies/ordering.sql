-- Row-level security and grants of ordering.

GRANT EXECUTE ON FUNCTION praxis_private.is_caller(uuid, uuid), praxis_private.document_number(text, uuid, uuid),
    praxis_private.is_author(uuid, uuid, uuid), praxis_private.check_vendor(uuid, uuid),
    praxis_private.reserve_orders(uuid), praxis_private.release_order(uuid), praxis_private.spend_receipt(uuid)
TO praxis_app, praxis_jobs;
COMMENT ON FUNCTION praxis_private.document_number(text, uuid, uuid)
    IS 'gate:any-practice a clinic of another practice is refused';
COMMENT ON FUNCTION praxis_private.is_author(uuid, uuid, uuid) IS 'gate:any-practice only whether the caller is the author';
COMMENT ON FUNCTION praxis_private.check_vendor(uuid, uuid)
    IS 'gate:any-practice the vendors of another practice do not exist';

CALL praxis_private.fence_practice('praxis.vendor', reading => 'ordering.vendor.read',
                                   writing => 'ordering.vendor.write', unforced => true);
GRANT SELECT, INSERT (vendor_id, name, email, phone, account_number, payment_terms, lead_time_days, note),
      UPDATE (name, status, status_reason, email, phone, account_number, payment_terms, lead_time_days, note, version)
    ON praxis.vendor TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.vendor TO praxis_readonly;

CALL praxis_private.fence_practice('praxis.catalog_item', reading => 'ordering.catalog.read',
                                   writing => 'ordering.catalog.write');
GRANT SELECT,
      INSERT (catalog_item_id, vendor_id, sku, name, unit, pack_size, unit_price, ledger_account_id, service),
      UPDATE (name, unit, pack_size, unit_price, ledger_account_id, service, active, version)
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
GRANT SELECT, INSERT (clinic_id, requisition_id, needed_on, note), UPDATE (status, needed_on, note, withdrawn_reason, version)
    ON praxis.requisition TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.requisition TO praxis_readonly;

CALL praxis_private.fence_clinic('praxis.requisition_author', reading => 'ordering.requisition.read',
                                 unforced => true);
GRANT SELECT ON praxis.requisition_author TO praxis_app, praxis_jobs, praxis_readonly;

CALL praxis_private.fence_clinic('praxis.requisition_line', reading => 'ordering.requisition.read',
                                 writing => 'ordering.requisition.write',
                                 deleting => 'ordering.requisition.write', unforced => true);
-- What it costs and who pays comes from the catalog.
REVOKE INSERT (vendor_id, description, unit, pack_size, unit_price, line_total, ledger_account_id)
    ON praxis.requisition_line FROM praxis_app, praxis_jobs;
GRANT SELECT, DELETE, INSERT (clinic_id, requisition_id, line_no, catalog_item_id, packs)
    ON praxis.requisition_line TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.requisition_line TO praxis_readonly;

CALL praxis_private.fence_clinic('praxis.requisition_decision', reading => 'ordering.requisition.read',
                                 writing => 'ordering.requisition.approve', unforced => true);
GRANT SELECT, INSERT (clinic_id, decision_id, requisition_id, outcome, reason)
    ON praxis.requisition_decision TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.requisition_decision TO praxis_readonly;

-- What the budgets had left is read like the balances: what all clinics share, by those who may read all clinics.
CALL praxis_private.fence('praxis.requisition_budget', unforced => true);
CALL praxis_private.open_to('praxis.requisition_budget', 'site',
    'clinic_id = ANY ((SELECT praxis_private.clinics(''budgeting.balance.read''))::uuid[])', reading => true);
CALL praxis_private.open_to('praxis.requisition_budget', 'practice',
    'clinic_id IS NULL AND practice_id = (SELECT praxis_private.practice_if(''budgeting.balance.read''))',
    reading => true);
GRANT SELECT ON praxis.requisition_budget TO praxis_app, praxis_jobs, praxis_readonly;

-- Approving makes the order; placing, canceling and receiving move it on: its guard asks for the permission of each step.
CALL praxis_private.fence('praxis.purchase_order', unforced => true);
CALL praxis_private.open_to('praxis.purchase_order', 'site',
    'clinic_id = ANY ((SELECT praxis_private.clinics(''ordering.order.read''))::uuid[])', reading => true);
CREATE POLICY approver_insert ON praxis.purchase_order FOR INSERT TO praxis_app, praxis_jobs
    WITH CHECK (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.requisition.approve'))::uuid[]));
CREATE POLICY buyer_update ON praxis.purchase_order FOR UPDATE TO praxis_app, praxis_jobs
    USING (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.order.place'))::uuid[]))
    WITH CHECK (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.order.place'))::uuid[]));
CREATE POLICY receiver_update ON praxis.purchase_order FOR UPDATE TO praxis_app, praxis_jobs
    USING (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.receipt.write'))::uuid[]))
    WITH CHECK (clinic_id = ANY ((SELECT praxis_private.clinics('ordering.receipt.write'))::uuid[]));
REVOKE INSERT (needed_on) ON praxis.purchase_order FROM praxis_app, praxis_jobs;
GRANT SELECT, INSERT (clinic_id, order_id, vendor_id, requisition_id), UPDATE (status, version)
    ON praxis.purchase_order TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.purchase_order TO praxis_readonly;

-- Lines are copied from the requisition and counted by receipts.
CALL praxis_private.fence('praxis.purchase_order_line', unforced => true);
CALL praxis_private.open_to('praxis.purchase_order_line', 'site',
    'clinic_id = ANY ((SELECT praxis_private.clinics(''ordering.order.read''))::uuid[])', reading => true);
REVOKE ALL ON praxis.purchase_order_line FROM praxis_app, praxis_jobs;
REVOKE INSERT (clinic_id, order_id, line_no, catalog_item_id, description, packs, unit, pack_size, unit_price, line_total,
               ledger_account_id), UPDATE (received)
    ON praxis.purchase_order_line FROM praxis_app, praxis_jobs;
GRANT SELECT ON praxis.purchase_order_line TO praxis_app, praxis_jobs, praxis_readonly;

CALL praxis_private.fence_clinic('praxis.receipt', reading => 'ordering.order.read',
                                 writing => 'ordering.receipt.write', unforced => true);
GRANT SELECT, INSERT (clinic_id, receipt_id, order_id, received_on, note) ON praxis.receipt TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.receipt TO praxis_readonly;

CALL praxis_private.fence_clinic('praxis.receipt_line', reading => 'ordering.order.read',
                                 writing => 'ordering.receipt.write', unforced => true);
GRANT SELECT, INSERT (clinic_id, receipt_id, order_id, line_no, packs) ON praxis.receipt_line TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.receipt_line TO praxis_readonly;

GRANT SELECT ON praxis.ordering_budget_line, praxis.ordering_receipt_line, praxis.ordering_requested
TO praxis_app, praxis_jobs, praxis_readonly;
