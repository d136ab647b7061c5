-- Kinds of credentials are shown with the practice's own; confidential compartments are closed to who may not open them.

DROP POLICY IF EXISTS shown ON praxis.credential_type;
ALTER TABLE praxis.credential_type ENABLE ROW LEVEL SECURITY;
CREATE POLICY shown ON praxis.credential_type FOR SELECT TO praxis_app, praxis_readonly, praxis_jobs
    USING (owner_id IS NULL OR owner_id = (SELECT praxis_private.practice_id()));

CALL praxis_private.close_compartments('praxis.credential', 'compartment');
CALL praxis_private.close_compartments('praxis.credential_term', 'compartment');
CALL praxis_private.close_compartments('praxis.credential_status', 'compartment');
CALL praxis_private.close_compartments('praxis.verification', 'held_in');

CALL praxis_private.open_records();
CREATE POLICY definer_read ON praxis.file FOR SELECT TO praxis_owner
    USING (practice_id = (SELECT praxis_private.practice_id()));
COMMENT ON POLICY definer_read ON praxis.file IS 'gate:practice-wide praxis_private.file_bytes looks up what was opened';
CREATE POLICY definer_insert ON praxis.file FOR INSERT TO praxis_owner
    WITH CHECK (practice_id = (SELECT praxis_private.practice_id()) AND clinic_id IS NULL
                AND person_id = (SELECT praxis_private.person_id()));
COMMENT ON POLICY definer_insert ON praxis.file IS 'gate:practice-wide praxis_private.renewal_claim files what a holder sent';

CALL praxis_private.fence_person(
    'praxis.credential_document', reading => 'credentialing.credential.read', writing => 'credentialing.credential.write',
    self => true);
CALL praxis_private.close_compartments('praxis.credential_document', 'compartment');
CREATE POLICY definer_insert ON praxis.credential_document FOR INSERT TO praxis_owner
    WITH CHECK (practice_id = (SELECT praxis_private.practice_id())
                AND person_id = (SELECT praxis_private.person_id()));
GRANT SELECT, INSERT (practice_id, person_id, credential_id, file_id, term_id)
   ON praxis.credential_document TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.credential_document TO praxis_readonly;

-- Openings are written by whoever sees people, themselves included, and read by who reads the trail.
CALL praxis_private.fence_person('praxis.file_opening', reading => 'audit.event.read', unforced => true);
CREATE POLICY site_insert ON praxis.file_opening FOR INSERT TO praxis_app, praxis_jobs
    WITH CHECK (person_id = ANY ((SELECT praxis_private.local_members('people.person.read'))::uuid[]));
CREATE POLICY wide_insert ON praxis.file_opening FOR INSERT TO praxis_app, praxis_jobs
    WITH CHECK (practice_id = (SELECT praxis_private.practice_if('people.person.read')));
CREATE POLICY self_insert ON praxis.file_opening FOR INSERT TO praxis_app, praxis_jobs
    WITH CHECK (person_id = (SELECT praxis_private.self_if('people.person.read')));
GRANT SELECT, INSERT (practice_id, opening_id, person_id, file_id, purpose) ON praxis.file_opening TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.file_opening TO praxis_readonly;

REVOKE ALL ON FUNCTION
    praxis_private.credential_type_add(text, text, boolean, text), praxis_private.credential_compartment(),
    praxis_private.report_compartment(),
    praxis_private.file_take(bytea), praxis_private.file_keep(bytea), praxis_private.file_received(),
    praxis_private.file_opened(), praxis_private.file_bytes(uuid), praxis_private.former_name(),
    praxis_private.closed_types(), praxis_private.confidential_types(), praxis_private.reasons_shown(jsonb, text[])
FROM PUBLIC;
REVOKE ALL ON PROCEDURE praxis_private.close_compartments(regclass, text), praxis_private.open_records() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    praxis_private.credential_type_add(text, text, boolean, text), praxis_private.file_keep(bytea),
    praxis_private.file_bytes(uuid)
TO praxis_app, praxis_jobs;
-- A policy asks for it.
GRANT EXECUTE ON FUNCTION praxis_private.closed_types() TO praxis_app, praxis_jobs, praxis_readonly;
