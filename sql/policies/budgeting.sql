-- Row-level security and grants of budgeting. Balances and entries are written by praxis_private.budget_post alone, which
-- no runtime role may call: it believes the moves that it is given.

REVOKE ALL ON FUNCTION praxis_private.budget_post(text, jsonb, text),
    praxis_private.budget_check_moves(uuid, text, jsonb), praxis_private.budget_held(uuid, uuid),
    praxis_private.budget_refuse(uuid, uuid, text, smallint, bigint, boolean), praxis_private.budget_enforce(uuid)
FROM PUBLIC, praxis_app, praxis_jobs;
GRANT EXECUTE ON FUNCTION praxis.default_chart(), praxis_private.ledger_account_in_use(uuid),
    praxis_private.ledger_side(text, text)
TO praxis_app, praxis_jobs;

-- Everybody in a practice may know its chart and its calendar.
CALL praxis_private.fence_practice('praxis.ledger_account', reading => 'practice.clinic.read',
                                   writing => 'budgeting.budget.write', unforced => true);
GRANT SELECT, INSERT, UPDATE (name, behavior, driver, control, budgetable, version)
    ON praxis.ledger_account TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.ledger_account TO praxis_readonly;

CALL praxis_private.fence_practice('praxis.fiscal_year', reading => 'practice.clinic.read',
                                   writing => 'budgeting.budget.write', unforced => true);
GRANT SELECT, INSERT ON praxis.fiscal_year TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.fiscal_year TO praxis_readonly;

CALL praxis_private.fence_practice('praxis.fiscal_period', reading => 'practice.clinic.read',
                                   writing => 'budgeting.budget.write', unforced => true);
GRANT SELECT, INSERT, UPDATE (status) ON praxis.fiscal_period TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.fiscal_period TO praxis_readonly;

-- Versions speak for all clinics: whoever approves them may not be able to write them, and the other way round.
CALL praxis_private.fence_practice('praxis.budget_version', reading => 'budgeting.balance.read',
                                   writing => 'budgeting.budget.write', unforced => true);
CREATE POLICY approver_update ON praxis.budget_version FOR UPDATE TO praxis_app, praxis_jobs
    USING (practice_id = (SELECT praxis_private.practice_if('budgeting.budget.approve')))
    WITH CHECK (practice_id = (SELECT praxis_private.practice_if('budgeting.budget.approve')));
REVOKE UPDATE (controls) ON praxis.budget_version FROM praxis_app, praxis_jobs;
GRANT SELECT, INSERT (version_id, fiscal_year_id, kind, name, file_sha256, reason),
      UPDATE (status, name, reason, return_reason, version)
    ON praxis.budget_version TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.budget_version TO praxis_readonly;

CALL praxis_private.fence_clinic('praxis.budget_sheet', reading => 'budgeting.balance.read',
                                 writing => 'budgeting.budget.write', unforced => true);
REVOKE UPDATE (status, version) ON praxis.budget_sheet FROM praxis_app, praxis_jobs;
GRANT SELECT, INSERT (clinic_id, version_id) ON praxis.budget_sheet TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.budget_sheet TO praxis_readonly;

CALL praxis_private.fence_clinic('praxis.budget_amount', reading => 'budgeting.balance.read',
                                 writing => 'budgeting.budget.write', unforced => true);
GRANT SELECT, INSERT ON praxis.budget_amount TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.budget_amount TO praxis_readonly;

-- Rows that all clinics share are read by those who may read all clinics.
CALL praxis_private.fence('praxis.budget_node', unforced => true);
CALL praxis_private.open_to('praxis.budget_node', 'site',
    'clinic_id = ANY ((SELECT praxis_private.clinics(''budgeting.balance.read''))::uuid[])', reading => true);
CALL praxis_private.open_to('praxis.budget_node', 'practice',
    'clinic_id IS NULL AND practice_id = (SELECT praxis_private.practice_if(''budgeting.balance.read''))',
    reading => true);
CALL praxis_private.open_to('praxis.budget_node', 'limits',
    'practice_id = (SELECT praxis_private.practice_if(''budgeting.budget.approve''))', writing => true);
COMMENT ON POLICY limits_insert ON praxis.budget_node IS 'gate:practice-wide limits are set for all clinics at once';
COMMENT ON POLICY limits_update ON praxis.budget_node IS 'gate:practice-wide limits are set for all clinics at once';
GRANT SELECT, INSERT (node_id, fiscal_year_id, clinic_id, ledger_account_id, spending, year_control,
                      accumulated_control, period_control, warn_percent, stop_percent, cap),
      UPDATE (year_control, accumulated_control, period_control, warn_percent, stop_percent, cap, version)
    ON praxis.budget_node TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.budget_node TO praxis_readonly;

CALL praxis_private.fence('praxis.budget_balance', unforced => true);
CALL praxis_private.open_to('praxis.budget_balance', 'site',
    'clinic_id = ANY ((SELECT praxis_private.clinics(''budgeting.balance.read''))::uuid[])', reading => true);
CALL praxis_private.open_to('praxis.budget_balance', 'practice',
    'clinic_id IS NULL AND practice_id = (SELECT praxis_private.practice_if(''budgeting.balance.read''))',
    reading => true);
GRANT SELECT ON praxis.budget_balance TO praxis_app, praxis_jobs, praxis_readonly;

CALL praxis_private.fence_clinic('praxis.budget_entry', reading => 'budgeting.balance.read', unforced => true);
GRANT SELECT ON praxis.budget_entry TO praxis_app, praxis_jobs, praxis_readonly;

GRANT SELECT ON praxis.budget_summary, praxis.budget_period_summary, praxis.budget_discrepancy, praxis.budget_above,
    praxis.budgeting_account
TO praxis_app, praxis_jobs, praxis_readonly;
