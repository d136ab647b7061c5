-- Who may see and add what in screening. Lists, runs, matches and decisions are added, never changed; a list alone leaves
-- force by being withdrawn.

-- Definers list the legal entities of the caller's practice (praxis_private.screening_states).
CREATE POLICY definer_read ON praxis.legal_entity FOR SELECT TO praxis_owner
    USING (practice_id = (SELECT praxis_private.practice_id()));

CALL praxis_private.fence_practice(
    'praxis.screening_import', reading => 'credentialing.screening.read', writing => 'credentialing.screening.run',
    unforced => true);
GRANT SELECT, INSERT (practice_id, import_id, list, kind, month, issued_on, file_name, sha256, state, reason, row_count,
                      flagged, unread, problems, encoding, flag_counts),
      UPDATE (state, row_count, flagged, unread, problems, encoding, flag_counts, withdrawn_at, withdrawn_by)
   ON praxis.screening_import TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.screening_import TO praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.screening_entry', reading => 'credentialing.screening.read', writing => 'credentialing.screening.run',
    unforced => true);
GRANT SELECT, INSERT ON praxis.screening_entry TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.screening_entry TO praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.screening_run', reading => 'credentialing.screening.read', writing => 'credentialing.screening.run',
    unforced => true);
GRANT SELECT, INSERT (practice_id, run_id, started_at, subjects, parties, narrowed_to, occasion, entries, tiers, suppressed,
                      lists, rule_version, code_version)
   ON praxis.screening_run TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.screening_run TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.screening_match', reading => 'credentialing.screening.read', writing => 'credentialing.screening.run',
    unforced => true);
GRANT SELECT, INSERT (practice_id, match_id, person_id, vendor_id, entity_id, follows_id, import_id, row_number, run_id, tier,
                      reasons, subject, subject_hash, record_hash)
   ON praxis.screening_match TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.screening_match TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.screening_sighting', reading => 'credentialing.screening.read', writing => 'credentialing.screening.run',
    unforced => true);
GRANT SELECT, INSERT ON praxis.screening_sighting TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.screening_sighting TO praxis_readonly;

-- Those who propose and those who review write the same rows; the guard tells them apart.
CALL praxis_private.fence_person(
    'praxis.screening_disposition', reading => 'credentialing.screening.read', writing => 'credentialing.match.propose',
    unforced => true);
CALL praxis_private.open_to(
    'praxis.screening_disposition', 'review',
    'practice_id = (SELECT praxis_private.practice_if(''credentialing.match.review''))', writing => true);
GRANT SELECT, INSERT (practice_id, person_id, match_id, step, decision, reason_code, note, compared, ended_on)
   ON praxis.screening_disposition TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.screening_disposition TO praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.screening_party', reading => 'credentialing.screening.read', writing => 'credentialing.screening.run');
GRANT SELECT, INSERT (practice_id, vendor_id, entity_id, other_names, states, npi, uei, cage),
      UPDATE (other_names, states, npi, uei, cage, version)
   ON praxis.screening_party TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.screening_party TO praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.screening_policy', reading => 'credentialing.screening.read', writing => 'credentialing.requirement.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, pending), UPDATE (pending, version)
   ON praxis.screening_policy TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.screening_policy TO praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.screening_finding', reading => 'credentialing.screening.read', unforced => true);
GRANT SELECT ON praxis.screening_finding TO praxis_app, praxis_jobs, praxis_readonly;

GRANT SELECT ON praxis.screening_review, praxis.screening_counted, praxis.screening_list_in_force, praxis.screening_entry_in_force,
      praxis.screening_party_subject, praxis.screening_state, praxis.screening_month, praxis.screening_log
   TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION
    praxis_private.screening_states(), praxis_private.screening_people(boolean), praxis_private.screening_businesses(),
    praxis_private.screening_today(), praxis_private.screening_changed(), praxis_private.screening_entry_guard(),
    praxis_private.screening_loaded(), praxis_private.screening_turn(uuid), praxis_private.screening_withdrawn(),
    praxis_private.screening_run_guard(), praxis_private.screening_match_guard(),
    praxis_private.screening_zone(uuid), praxis_private.is_current(jsonb, date), praxis_private.is_screened(uuid, uuid),
    praxis_private.screening_setup(uuid), praxis_private.practice_screening(),
    praxis_private.exclusions(uuid, uuid[]), praxis_private.excluded_days(uuid, text, uuid[]),
    praxis_private.excluded_people(uuid),
    praxis_private.exclusion_reasons(uuid, text, uuid[]), praxis_private.person_identified(),
    praxis_private.identity_changed(), praxis_private.screening_import_guard(), praxis_private.disposition_guard()
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    praxis_private.screening_states(), praxis_private.screening_people(boolean), praxis_private.screening_businesses(),
    praxis_private.screening_today(), praxis_private.screening_zone(uuid), praxis_private.is_current(jsonb, date),
    praxis_private.is_screened(uuid, uuid)
TO praxis_app, praxis_jobs, praxis_readonly;
