-- Who brings files of Medicare's enrollment system in.

CALL praxis_private.fence_clinic(
    'praxis.pecos_import', reading => 'credentialing.provider.import', writing => 'credentialing.provider.import');
GRANT SELECT, INSERT (import_id, clinic_id, layout, file_name, sha256, row_count, flagged, as_of, as_of_from),
      UPDATE (state, version, confirmed_by, confirmed_at)
   ON praxis.pecos_import TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.pecos_import TO praxis_readonly;
CREATE POLICY definer_read ON praxis.pecos_import FOR SELECT TO praxis_owner
    USING (practice_id = (SELECT praxis_private.practice_id()));
COMMENT ON POLICY definer_read ON praxis.pecos_import IS 'gate:practice-wide praxis_private.medicare_newest looks for the newest list of all clinics';

CALL praxis_private.fence_clinic(
    'praxis.pecos_import_row', reading => 'credentialing.provider.import', writing => 'credentialing.provider.import');
-- Of a file for several clinics each importer sees the own people.
DROP POLICY IF EXISTS of_seen ON praxis.pecos_import_row;
CREATE POLICY of_seen ON praxis.pecos_import_row AS RESTRICTIVE FOR SELECT TO praxis_app, praxis_readonly, praxis_jobs
    USING ((SELECT praxis_private.practice_if('people.person.read')) IS NOT NULL
           OR ((preview ->> 'person')::uuid
               = ANY ((SELECT praxis_private.local_persons('people.person.read'))::uuid[])) IS NOT FALSE);
GRANT SELECT, INSERT (import_id, clinic_id, row_number, outcome, preview)
   ON praxis.pecos_import_row TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.pecos_import_row TO praxis_readonly;
