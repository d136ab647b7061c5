-- Who may see and change rosters.

CALL praxis_private.fence_clinic(
    'praxis.shift_template', reading => 'rostering.shift.read', writing => 'rostering.shift.write');
GRANT SELECT, INSERT, UPDATE (retired_on) ON praxis.shift_template TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.shift_template TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.roster', reading => 'rostering.shift.read', writing => 'rostering.shift.write');
GRANT SELECT, INSERT ON praxis.roster TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.roster TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.shift', reading => 'rostering.shift.read', writing => 'rostering.shift.write');
GRANT SELECT, INSERT, UPDATE (need, version, canceled_at, canceled_by) ON praxis.shift TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.shift TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.assignment', reading => 'rostering.shift.read', writing => 'rostering.assignment.write');
GRANT SELECT, INSERT, UPDATE (shift_id, person_id, state) ON praxis.assignment TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.assignment TO praxis_readonly;

-- History is what the trigger of assignments wrote.
CALL praxis_private.fence_clinic(
    'praxis.assignment_change', reading => 'rostering.shift.read', unforced => true);
GRANT SELECT ON praxis.assignment_change TO praxis_app, praxis_jobs, praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.publication', reading => 'rostering.shift.read', writing => 'rostering.roster.publish');
GRANT SELECT, INSERT ON praxis.publication TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.publication TO praxis_readonly;

-- People see what was published about themselves, and no drafts.
CALL praxis_private.fence_clinic(
    'praxis.publication_entry', reading => 'rostering.shift.read', writing => 'rostering.roster.publish', self => true);
GRANT SELECT, INSERT ON praxis.publication_entry TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.publication_entry TO praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.rest_rule', reading => 'rostering.shift.read', writing => 'rostering.roster.publish');
GRANT SELECT, INSERT ON praxis.rest_rule TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.rest_rule TO praxis_readonly;

-- Rates are money: those see them who see balances.
CALL praxis_private.fence_clinic(
    'praxis.pay_rate', reading => 'budgeting.balance.read', writing => 'budgeting.budget.write');
GRANT SELECT, INSERT ON praxis.pay_rate TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.pay_rate TO praxis_readonly;

GRANT SELECT ON praxis.rostering_slot, praxis.rostering_published, praxis.rostering_coverage, praxis.rostering_labor_cost
    TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION
    praxis_private.assignment_fill(), praxis_private.assignment_history(), praxis_private.assignment_busy(),
    praxis_private.assignment_cleared(), praxis_private.busy_elsewhere(uuid, tstzrange),
    praxis_private.person_turn(uuid, uuid), praxis_private.rules_turn(uuid, boolean),
    praxis_private.note_conflicts(uuid, uuid, uuid), praxis_private.clinic_changed(), praxis_private.match_opened(),
    praxis_private.matches_sighted(),
    praxis_private.clinic_moves(), praxis_private.clinic_moved(), praxis_private.approval_shortened(), praxis_private.services_known(), praxis_private.clearance_turn(), praxis_private.appointed_turn(), praxis_private.clearance_taken(), praxis_private.enrollment_taken(),
    praxis_private.rule_turn(), praxis_private.rule_changed()
FROM PUBLIC;
-- Triggers that run with the rights of whoever adds a fact take their turns by these.
GRANT EXECUTE ON FUNCTION praxis_private.person_turn(uuid, uuid), praxis_private.rules_turn(uuid, boolean)
TO praxis_app, praxis_jobs;
GRANT EXECUTE ON FUNCTION praxis_private.busy_elsewhere(uuid, tstzrange) TO praxis_app, praxis_jobs, praxis_readonly;
