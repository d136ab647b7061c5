-- Who may see and change the rules of the practice. Those of authorities everybody reads.

GRANT SELECT ON praxis.rule_key, praxis.rule TO praxis_app, praxis_jobs, praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.practice_rule', reading => 'credentialing.credential.read', writing => 'credentialing.requirement.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, rule_id, rule_key, effective_from, citation, params), UPDATE (effective_to)
   ON praxis.practice_rule TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.practice_rule TO praxis_readonly;

GRANT SELECT ON praxis.rule_version TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION
    praxis_private.rule_on(uuid, text, date), praxis.rule_on(text, date), praxis_private.practice_today(uuid),
    praxis_private.practice_rule_guard(), praxis_private.is_figure(jsonb, jsonb, jsonb),
    praxis_private.work_history_rule()
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    praxis.rule_on(text, date), praxis_private.practice_today(uuid), praxis_private.is_figure(jsonb, jsonb, jsonb),
    praxis_private.work_history_rule()
TO praxis_app, praxis_jobs, praxis_readonly;
COMMENT ON FUNCTION praxis_private.practice_today(uuid) IS 'gate:any-practice a day of the calendar, which is no secret';
