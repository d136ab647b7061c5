-- Row-level security and grants of accounts, roles and grants. Sessions, tokens and secrets are sealed: no runtime role
-- holds anything there.

GRANT SELECT ON praxis.builtin_role, praxis.builtin_role_permission, praxis.builtin_sod_pair
TO praxis_app, praxis_readonly, praxis_jobs;
GRANT EXECUTE ON FUNCTION
    praxis_private.may_administer(uuid), praxis_private.local_accounts(text)
TO praxis_app, praxis_readonly, praxis_jobs;
GRANT EXECUTE ON FUNCTION praxis_private.break_glass(text, uuid, text, integer) TO praxis_app;

CALL praxis_private.fence_person('praxis.account', reading => 'identity.account.read',
                                 writing => 'identity.account.write', unforced => true);
CREATE POLICY own_read ON praxis.account FOR SELECT TO praxis_app, praxis_readonly, praxis_jobs
    USING (account_id = (SELECT praxis_private.account_id()));
GRANT SELECT, INSERT (account_id, person_id, email, display_name, status),
      UPDATE (email, display_name, status, version)
    ON praxis.account TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.account TO praxis_readonly;

CALL praxis_private.fence_practice('praxis.role', reading => 'identity.grant.read', writing => 'identity.role.write',
                                   deleting => 'identity.role.write', unforced => true);
GRANT SELECT, DELETE, INSERT (role_id, code, name, second_factor, idle_limit, session_limit),
      UPDATE (name, second_factor, idle_limit, session_limit, version)
    ON praxis.role TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.role TO praxis_readonly;

CALL praxis_private.fence_practice('praxis.role_permission', reading => 'identity.grant.read',
                                   writing => 'identity.role.write', deleting => 'identity.role.write',
                                   unforced => true);
GRANT SELECT, INSERT, DELETE ON praxis.role_permission TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.role_permission TO praxis_readonly;

CALL praxis_private.fence_practice('praxis.sod_pair', reading => 'identity.grant.read',
                                   writing => 'identity.role.write', unforced => true);
GRANT SELECT, INSERT ON praxis.sod_pair TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.sod_pair TO praxis_readonly;

-- Grants of a clinic belong to the clinic; those for the own rows of a person to whoever manages that person; and
-- everybody reads the own ones and passes on what delegation allows. Emergency grants come from their function alone.
CALL praxis_private.fence_clinic('praxis.role_grant', reading => 'identity.grant.read',
                                 writing => 'identity.grant.write', unforced => true);
CREATE POLICY no_emergency ON praxis.role_grant AS RESTRICTIVE FOR INSERT TO praxis_app, praxis_readonly, praxis_jobs
    WITH CHECK (kind <> 'break_glass');
DROP POLICY practice_read ON praxis.role_grant;
CALL praxis_private.open_to('praxis.role_grant', 'practice',
    'clinic_id IS NULL AND practice_id = (SELECT praxis_private.practice_if(''identity.grant.read''))',
    reading => true);
CALL praxis_private.open_to('praxis.role_grant', 'member',
    'scope = ''self'' AND account_id = ANY ((SELECT praxis_private.local_accounts(''identity.grant.read''))::uuid[])',
    reading => true);
CALL praxis_private.open_to('praxis.role_grant', 'member',
    'scope = ''self'' AND account_id = ANY ((SELECT praxis_private.local_accounts(''identity.grant.write''))::uuid[])',
    writing => true);
CALL praxis_private.open_to('praxis.role_grant', 'own', 'account_id = (SELECT praxis_private.account_id())',
                            reading => true);
CALL praxis_private.open_to('praxis.role_grant', 'delegated',
    'kind = ''delegated'' AND granted_by = (SELECT praxis_private.account_id())', reading => true, writing => true);
GRANT SELECT,
      INSERT (grant_id, account_id, role_id, scope, clinic_id, valid, kind, source_id, reason, ticket),
      UPDATE (valid, pending)
    ON praxis.role_grant TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.role_grant TO praxis_readonly;

CALL praxis_private.fence_practice('praxis.break_glass_review', reading => 'identity.emergency.review',
                                   writing => 'identity.emergency.review', unforced => true);
GRANT SELECT, UPDATE (verdict, note) ON praxis.break_glass_review TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.break_glass_review TO praxis_readonly;
