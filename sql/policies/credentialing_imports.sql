-- Who brings files of staff in, and who takes a batch back. Batches, effects and undone rows are never changed.

CALL praxis_private.fence_clinic(
    'praxis.staff_import', reading => 'credentialing.provider.import', writing => 'credentialing.provider.import');
GRANT SELECT, INSERT (import_id, clinic_id, file_name, sha256, encoding, row_count, remarks),
      UPDATE (state, version, confirmed_by, confirmed_at)
   ON praxis.staff_import TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.staff_import TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.staff_import_row', reading => 'credentialing.provider.import', writing => 'credentialing.provider.import');
GRANT SELECT, INSERT (import_id, clinic_id, row_number, outcome, preview)
   ON praxis.staff_import_row TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.staff_import_row TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.staff_import_answer', reading => 'credentialing.provider.import', writing => 'credentialing.provider.import');
GRANT SELECT, INSERT (import_id, clinic_id, row_number, answer, subject_id)
   ON praxis.staff_import_answer TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.staff_import_answer TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.import_batch', reading => 'credentialing.provider.import', writing => 'credentialing.provider.import',
    unforced => true);
GRANT SELECT, INSERT (batch_id, clinic_id, kind, file_name, sha256, row_count)
   ON praxis.import_batch TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.import_batch TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.import_effect', reading => 'credentialing.provider.import', writing => 'credentialing.provider.import',
    unforced => true);
GRANT SELECT, INSERT (batch_id, clinic_id, kind, object_id, subject_id, before)
   ON praxis.import_effect TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.import_effect TO praxis_readonly;

-- Written by praxis_private.import_undo alone.
CALL praxis_private.fence_clinic(
    'praxis.import_undo', reading => 'credentialing.provider.import', unforced => true);
CALL praxis_private.fence_clinic(
    'praxis.import_withdrawn', reading => 'credentialing.provider.import', unforced => true);
GRANT SELECT ON praxis.import_undo, praxis.import_withdrawn TO praxis_app, praxis_jobs, praxis_readonly;

-- What an undone import had said of credentials, at the clinic for which it did.
CALL praxis_private.fence_clinic(
    'praxis.credential_withdrawn', reading => 'credentialing.credential.read', unforced => true);
GRANT SELECT ON praxis.credential_withdrawn TO praxis_app, praxis_jobs, praxis_readonly;

-- The definers find people by their payroll number, and take back what an import made.
CREATE POLICY definer_read ON praxis.person_identifier FOR SELECT TO praxis_owner
    USING (practice_id = (SELECT praxis_private.practice_id()));
CREATE POLICY definer_withdraw ON praxis.person_identifier FOR DELETE TO praxis_owner
    USING (practice_id = (SELECT praxis_private.practice_id()));
CREATE POLICY definer_withdraw ON praxis.person_name FOR DELETE TO praxis_owner
    USING (practice_id = (SELECT praxis_private.practice_id()));
CREATE POLICY definer_withdraw ON praxis.person FOR DELETE TO praxis_owner
    USING (practice_id = (SELECT praxis_private.practice_id()));
CREATE POLICY definer_restore ON praxis.person FOR UPDATE TO praxis_owner
    USING (practice_id = (SELECT praxis_private.practice_id()))
    WITH CHECK (practice_id = (SELECT praxis_private.practice_id()));

-- A person whose name is restored leaves a former one behind for a moment (praxis_private.former_name).
CREATE POLICY definer_restore ON praxis.person_name FOR INSERT TO praxis_owner
    WITH CHECK (practice_id = (SELECT praxis_private.practice_id()));

REVOKE ALL ON FUNCTION
    praxis_private.import_turn(), praxis_private.import_batch_guard(), praxis_private.name_key(text),
    praxis_private.staff_candidates(jsonb), praxis_private.import_rows(), praxis_private.import_kinds(praxis.import_batch),
    praxis_private.import_take(praxis.import_batch, text, uuid[]),
    praxis_private.import_restore(praxis.import_batch, uuid[]),
    praxis_private.import_take_all(praxis.import_batch, uuid[]),
    praxis_private.import_obstacles(praxis.import_batch, uuid), praxis_private.import_remember(praxis.import_batch),
    praxis_private.import_effect_guard(),
    praxis_private.import_used_at(praxis.import_batch), praxis_private.import_undo(uuid, text)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    praxis_private.import_turn(), praxis_private.staff_candidates(jsonb), praxis_private.import_undo(uuid, text)
TO praxis_app, praxis_jobs;
