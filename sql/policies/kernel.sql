-- Row-level security and grants of the kernel's tables.

GRANT EXECUTE ON FUNCTION
    praxis_private.begin_session(bytea, uuid, text), praxis_private.begin_token(bytea, uuid, text),
    praxis_private.clinics(text), praxis_private.practice_if(text), praxis_private.practice_any(text),
    praxis_private.self_if(text), praxis_private.local_persons(text), praxis_private.persons(text),
    praxis_private.local_members(text), praxis_private.is_member(uuid), praxis_private.own_clinics(),
    praxis_private.has_namesake(text, text, date),
    praxis_private.screens()
TO praxis_app, praxis_readonly, praxis_jobs;
GRANT EXECUTE ON FUNCTION praxis_private.demand(text, text), praxis_private.site_frame(text)
TO praxis_app, praxis_readonly, praxis_jobs;
GRANT EXECUTE ON FUNCTION praxis_private.begin_job(uuid) TO praxis_jobs;
GRANT EXECUTE ON FUNCTION praxis_private.topics() TO praxis_app, praxis_jobs;
REVOKE ALL ON FUNCTION praxis_private.next_number(text), praxis.next_number(text) FROM praxis_app, praxis_jobs;

-- Everybody in a practice may know its name.
CALL praxis_private.fence('praxis.practice', unforced => true);
CREATE POLICY member_read ON praxis.practice FOR SELECT TO praxis_app, praxis_readonly, praxis_jobs
    USING (practice_id = (SELECT praxis_private.practice_id()));
CREATE POLICY practice_update ON praxis.practice FOR UPDATE TO praxis_app, praxis_jobs
    USING (practice_id = (SELECT praxis_private.practice_if('practice.clinic.write')))
    WITH CHECK (practice_id = (SELECT praxis_private.practice_if('practice.clinic.write')));
GRANT SELECT, UPDATE (name, version) ON praxis.practice TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.practice TO praxis_readonly;

CALL praxis_private.fence_practice('praxis.legal_entity', reading => 'practice.clinic.read',
                                   writing => 'practice.clinic.write');
GRANT SELECT, INSERT, UPDATE (name, tax_id) ON praxis.legal_entity TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.legal_entity TO praxis_readonly;

-- A new clinic stands in nobody's set yet: opening one needs a practice-wide grant.
CALL praxis_private.fence('praxis.clinic', unforced => true);
CALL praxis_private.open_to('praxis.clinic', 'site',
    'clinic_id = ANY ((SELECT praxis_private.clinics(''practice.clinic.read''))::uuid[])', reading => true);
CALL praxis_private.open_to('praxis.clinic', 'own',
    'clinic_id = ANY ((SELECT praxis_private.own_clinics())::uuid[])', reading => true);
CALL praxis_private.open_to('praxis.clinic', 'practice',
    'practice_id = (SELECT praxis_private.practice_if(''practice.clinic.write''))', writing => true);
COMMENT ON POLICY practice_insert ON praxis.clinic IS 'gate:practice-wide the clinic is not in any set before it exists';
COMMENT ON POLICY practice_update ON praxis.clinic IS 'gate:practice-wide clinics are changed by practice-wide grants only';
GRANT SELECT, INSERT, UPDATE (entity_id, slug, name, state, zone, street, city, postal_code, closed_on, version)
    ON praxis.clinic TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.clinic TO praxis_readonly;

-- A new person belongs to no clinic yet: whoever may write people anywhere may add one, and sees it in the transaction
-- that does, and then once employed.
CALL praxis_private.fence_person('praxis.person', reading => 'people.person.read', writing => 'people.person.write',
                                 self => true);
DROP POLICY site_insert ON praxis.person;
DROP POLICY wide_insert ON praxis.person;
CREATE POLICY new_insert ON praxis.person FOR INSERT TO praxis_app, praxis_jobs
    WITH CHECK (practice_id = (SELECT praxis_private.practice_any('people.person.write')));
CREATE POLICY new_read ON praxis.person FOR SELECT TO praxis_app, praxis_jobs
    USING (created_by = (SELECT praxis_private.account_id()) AND created_at = (SELECT now()));
GRANT SELECT,
      INSERT (person_id, given_name, family_name, middle_name, suffix, birth_date, npi, email, phone),
      UPDATE (given_name, family_name, middle_name, suffix, birth_date, npi, email, phone, version)
    ON praxis.person TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.person TO praxis_readonly;

CALL praxis_private.fence_person('praxis.person_name', reading => 'people.person.read',
                                 writing => 'people.person.write', self => true);
GRANT SELECT, INSERT, UPDATE (ends_on) ON praxis.person_name TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.person_name TO praxis_readonly;

CALL praxis_private.fence_person('praxis.person_identifier', reading => 'people.person.read',
                                 writing => 'people.person.write', self => true);
GRANT SELECT, INSERT, UPDATE (ends_on) ON praxis.person_identifier TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.person_identifier TO praxis_readonly;

CALL praxis_private.fence_clinic('praxis.employment', reading => 'people.person.read',
                                 writing => 'people.employment.write', self => true, unforced => true);
GRANT SELECT, INSERT, UPDATE (position, ends_on, version) ON praxis.employment TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.employment TO praxis_readonly;

CALL praxis_private.fence_clinic('praxis.appointment', reading => 'people.person.read',
                                 writing => 'people.employment.write', self => true, unforced => true);
GRANT SELECT, INSERT, UPDATE (ends_on, version) ON praxis.appointment TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.appointment TO praxis_readonly;

-- The trail: written by its definer alone, read where its permission holds, and everybody reads the own acts. What no
-- clinic is named for is read by who reads all of it, and that about people and accounts by their clinics as well.
CALL praxis_private.fence_clinic('praxis.audit_event', reading => 'audit.event.read', unforced => true);
DROP POLICY practice_read ON praxis.audit_event;
CALL praxis_private.open_to('praxis.audit_event', 'practice',
    'clinic_id IS NULL AND practice_id = (SELECT praxis_private.practice_if(''audit.event.read''))', reading => true);
CALL praxis_private.open_to('praxis.audit_event', 'person',
    'clinic_id IS NULL AND object_type = ''person''
     AND object_id = ANY ((SELECT praxis_private.local_persons(''audit.event.read''))::uuid[])', reading => true);
CALL praxis_private.open_to('praxis.audit_event', 'account',
    'clinic_id IS NULL AND object_type = ''account''
     AND object_id = ANY ((SELECT praxis_private.local_accounts(''audit.event.read''))::uuid[])', reading => true);
CREATE POLICY own_read ON praxis.audit_event FOR SELECT TO praxis_app, praxis_readonly, praxis_jobs
    USING (account_id = (SELECT praxis_private.account_id()));
GRANT SELECT ON praxis.audit_event TO praxis_app, praxis_readonly, praxis_jobs;

CALL praxis_private.fence('praxis.audit_denial', unforced => true);
CALL praxis_private.open_to('praxis.audit_denial', 'practice',
    'practice_id = (SELECT praxis_private.practice_if(''audit.event.read''))', reading => true);
GRANT SELECT ON praxis.audit_denial TO praxis_app, praxis_readonly, praxis_jobs;

CALL praxis_private.fence('praxis.audit_checkpoint', unforced => true);
CALL praxis_private.open_to('praxis.audit_checkpoint', 'practice',
    'practice_id = (SELECT praxis_private.practice_if(''audit.chain.verify''))', reading => true);
GRANT SELECT ON praxis.audit_checkpoint TO praxis_app, praxis_readonly, praxis_jobs;

-- Events are put in by whoever causes them, under the own account; the queue functions take them out and turn them into
-- jobs, which the site's role makes in no other way.
CALL praxis_private.fence('praxis.outbox', unforced => true);
CREATE POLICY own_insert ON praxis.outbox FOR INSERT TO praxis_app, praxis_jobs
    WITH CHECK (account_id = (SELECT praxis_private.account_id())
                AND topic = ANY ((SELECT praxis_private.topics())::text[]));
GRANT INSERT (topic, object_id, payload) ON praxis.outbox TO praxis_app, praxis_jobs;

CALL praxis_private.fence('praxis.job', unforced => true);
CALL praxis_private.open_to('praxis.job', 'own', 'account_id = (SELECT praxis_private.account_id())',
                            reading => true);
CREATE POLICY own_insert ON praxis.job FOR INSERT TO praxis_app, praxis_jobs
    WITH CHECK (account_id = (SELECT praxis_private.account_id()) AND state = 'available');
GRANT INSERT (job_id, kind, payload, priority, unique_key, run_at, max_attempts) ON praxis.job TO praxis_jobs;
GRANT SELECT ON praxis.job TO praxis_app, praxis_readonly, praxis_jobs;

CALL praxis_private.fence_practice('praxis.job_schedule', reading => 'practice.clinic.write',
                                   writing => 'practice.clinic.write', unforced => true);
GRANT SELECT, INSERT (schedule_id, kind, payload, zone, at_time, every_minutes, next_at, enabled),
      UPDATE (payload, zone, at_time, every_minutes, next_at, enabled)
    ON praxis.job_schedule TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.job_schedule TO praxis_readonly;

CALL praxis_private.fence('praxis.idempotency', unforced => true);
CALL praxis_private.open_to('praxis.idempotency', 'own', 'account_id = (SELECT praxis_private.account_id())',
                            reading => true, writing => true);
GRANT SELECT, INSERT (key, request_hash), UPDATE (answer) ON praxis.idempotency TO praxis_app, praxis_jobs;

CALL praxis_private.fence('praxis.file');
CALL praxis_private.open_compartment('credentialing', reading => 'credentialing.credential.read',
                                     writing => 'credentialing.credential.write');
CALL praxis_private.open_compartment('ordering', reading => 'ordering.requisition.read',
                                     writing => 'ordering.requisition.write');
GRANT SELECT, INSERT ON praxis.file TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.file TO praxis_readonly;

-- Views of lists: the own ones; those of a clinic for whoever knows the clinic, those of the practice for everybody in
-- it, both only where the list itself may be read. Sharing takes a permission.
CALL praxis_private.fence('praxis.saved_view');
CALL praxis_private.open_to('praxis.saved_view', 'own',
    'created_by = (SELECT praxis_private.account_id()) AND audience = ''private''
     AND screen = ANY ((SELECT praxis_private.screens())::text[])', reading => true, writing => true, deleting => true);
CALL praxis_private.open_to('praxis.saved_view', 'clinic',
    'audience = ''clinic'' AND screen = ANY ((SELECT praxis_private.screens())::text[])
     AND (clinic_id = ANY ((SELECT praxis_private.clinics(''practice.clinic.read''))::uuid[])
          OR clinic_id = ANY ((SELECT praxis_private.own_clinics())::uuid[]))', reading => true);
CALL praxis_private.open_to('praxis.saved_view', 'clinic',
    'audience = ''clinic'' AND screen = ANY ((SELECT praxis_private.screens())::text[])
     AND clinic_id = ANY ((SELECT praxis_private.clinics(''practice.view.share''))::uuid[])',
    writing => true, deleting => true);
CALL praxis_private.open_to('praxis.saved_view', 'practice',
    'audience = ''practice'' AND screen = ANY ((SELECT praxis_private.screens())::text[])
     AND practice_id = (SELECT praxis_private.practice_any(''practice.clinic.read''))', reading => true);
CALL praxis_private.open_to('praxis.saved_view', 'practice',
    'audience = ''practice'' AND screen = ANY ((SELECT praxis_private.screens())::text[])
     AND practice_id = (SELECT praxis_private.practice_if(''practice.view.share''))', writing => true, deleting => true);
GRANT SELECT, DELETE, INSERT (view_id, screen, name, query, audience, clinic_id) ON praxis.saved_view
TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.saved_view TO praxis_readonly;

CALL praxis_private.fence('praxis.first_view');
CALL praxis_private.open_to('praxis.first_view', 'own', 'account_id = (SELECT praxis_private.account_id())',
                            reading => true, writing => true, deleting => true);
GRANT SELECT, DELETE, INSERT (screen, view_id), UPDATE (view_id) ON praxis.first_view TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.first_view TO praxis_readonly;

GRANT EXECUTE ON FUNCTION
    praxis_private.audit_append(text, text, uuid, uuid, jsonb, jsonb, text),
    praxis_private.denial_append(text, text, uuid, text)
TO praxis_app, praxis_jobs;
GRANT EXECUTE ON FUNCTION praxis.changes(jsonb, jsonb, text[]) TO praxis_app, praxis_jobs;
GRANT EXECUTE ON FUNCTION praxis_private.audit_end() TO praxis_app, praxis_readonly, praxis_jobs;
GRANT EXECUTE ON FUNCTION
    praxis_private.audit_ends(), praxis_private.audit_events_at(text[], bigint[]),
    praxis_private.audit_hold(text[], bigint[], text[]),
    praxis_private.checkpoint_append(uuid, bigint, bytea, timestamptz, text, bytea)
TO praxis_jobs;
COMMENT ON FUNCTION praxis_private.checkpoint_append(uuid, bigint, bytea, timestamptz, text, bytea)
    IS 'gate:any-practice the signing job adds to the trail of every practice';

GRANT EXECUTE ON FUNCTION
    praxis_private.job_take(text, text[], integer), praxis_private.job_beat(text), praxis_private.job_complete(),
    praxis_private.job_told(text[]), praxis_private.job_fail(uuid, text, text), praxis_private.job_release(text),
    praxis_private.job_rescue(),
    praxis_private.schedule_tick(), praxis_private.outbox_relay(text[], integer), praxis_private.sweep()
TO praxis_jobs;
