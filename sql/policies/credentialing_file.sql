-- Who may see and add what in credentialing files. Nothing is deleted; what is history is not changed either.

GRANT SELECT ON praxis.file_element, praxis.file_transition, praxis.psv_source_template
   TO praxis_app, praxis_jobs, praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.psv_source', reading => 'credentialing.credential.read', writing => 'credentialing.requirement.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, source_id, element, name, authority, kind, jurisdiction, address, phone, agreement),
      UPDATE (retired_on)
   ON praxis.psv_source TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.psv_source TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.credentialing_file', reading => 'credentialing.file.read', writing => 'credentialing.file.write',
    unforced => true);
CALL praxis_private.open_to(
    'praxis.credentialing_file', 'self', 'person_id = (SELECT praxis_private.self_if(''credentialing.file.apply''))',
    reading => true);
-- The chair plans anew what the committee tables.
CREATE POLICY decide_update ON praxis.credentialing_file FOR UPDATE TO praxis_app, praxis_jobs
    USING (practice_id = (SELECT praxis_private.practice_if('credentialing.file.decide')))
    WITH CHECK (practice_id = (SELECT praxis_private.practice_if('credentialing.file.decide')));
GRANT SELECT, INSERT (practice_id, person_id, file_id, cycle, clinical_role, planned_on, no_npi, assigned_to, note),
      UPDATE (planned_on, no_npi, assigned_to, note, cycle, version)
   ON praxis.credentialing_file TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.credentialing_file TO praxis_readonly;

-- The guard says which step is whose.
CALL praxis_private.fence_person(
    'praxis.file_event', reading => 'credentialing.file.read', writing => 'credentialing.file.write', unforced => true);
CALL praxis_private.open_to(
    'praxis.file_event', 'self', 'person_id = (SELECT praxis_private.self_if(''credentialing.file.apply''))',
    reading => true, writing => true);
CALL praxis_private.open_to(
    'praxis.file_event', 'committee', 'practice_id = (SELECT praxis_private.practice_if(''credentialing.committee.write''))',
    writing => true);
CALL praxis_private.open_to(
    'praxis.file_event', 'decide', 'practice_id = (SELECT praxis_private.practice_if(''credentialing.file.decide''))',
    writing => true);
-- The reason is told by praxis_private.event_reason, to whom it is for.
GRANT SELECT (practice_id, person_id, file_id, version, from_state, to_state, created_by, created_at)
   ON praxis.file_event TO praxis_app, praxis_jobs, praxis_readonly;
GRANT INSERT (practice_id, person_id, file_id, version, from_state, to_state, reason) ON praxis.file_event TO praxis_app, praxis_jobs;

CALL praxis_private.fence_person('praxis.checklist_item', reading => 'credentialing.file.read', unforced => true);
GRANT SELECT ON praxis.checklist_item TO praxis_app, praxis_jobs, praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.checklist_exception', reading => 'credentialing.file.read', writing => 'credentialing.file.write',
    unforced => true);
CREATE POLICY peer_review ON praxis.checklist_exception AS RESTRICTIVE FOR SELECT TO praxis_app, praxis_readonly, praxis_jobs
    USING (compartment <> 'peer_review'
           OR (practice_id = (SELECT praxis_private.practice_if('credentialing.peer.open'))
               OR person_id = ANY ((SELECT praxis_private.local_persons('credentialing.peer.open'))::uuid[]))
              AND person_id IS DISTINCT FROM (SELECT praxis_private.person_id()));
GRANT SELECT, INSERT (practice_id, person_id, file_id, element, exception_id, stands, reason)
   ON praxis.checklist_exception TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.checklist_exception TO praxis_readonly;

-- What a peer said and what the data bank answered is for those who prepare and decide files, and nobody reads what was said
-- of themselves.
CALL praxis_private.fence_person(
    'praxis.evidence', reading => 'credentialing.file.read', writing => 'credentialing.verification.write',
    unforced => true);
CALL praxis_private.open_to(
    'praxis.evidence', 'decide', 'practice_id = (SELECT praxis_private.practice_if(''credentialing.file.decide''))',
    writing => true);
CREATE POLICY peer_review ON praxis.evidence AS RESTRICTIVE FOR SELECT TO praxis_app, praxis_readonly, praxis_jobs
    USING (compartment <> 'peer_review'
           OR (practice_id = (SELECT praxis_private.practice_if('credentialing.peer.open'))
               OR person_id = ANY ((SELECT praxis_private.local_persons('credentialing.peer.open'))::uuid[]))
              AND person_id IS DISTINCT FROM (SELECT praxis_private.person_id()));
GRANT SELECT (practice_id, person_id, evidence_id, compartment, name, media_type, sha256, size, signed_on, created_by,
              created_at)
   ON praxis.evidence TO praxis_app, praxis_jobs, praxis_readonly;
GRANT INSERT (practice_id, person_id, evidence_id, compartment, name, media_type, content, signed_on)
   ON praxis.evidence TO praxis_app, praxis_jobs;

-- Checks of terms are for whoever sees credentials; those of files for whoever sees files.
CREATE POLICY peer_review ON praxis.verification AS RESTRICTIVE FOR SELECT TO praxis_app, praxis_readonly, praxis_jobs
    USING (compartment <> 'peer_review'
           OR (practice_id = (SELECT praxis_private.practice_if('credentialing.peer.open'))
               OR person_id = ANY ((SELECT praxis_private.local_persons('credentialing.peer.open'))::uuid[]))
              AND person_id IS DISTINCT FROM (SELECT praxis_private.person_id()));
CREATE POLICY of_files ON praxis.verification AS RESTRICTIVE FOR SELECT TO praxis_app, praxis_readonly, praxis_jobs
    USING (term_id IS NOT NULL
           OR practice_id = (SELECT praxis_private.practice_if('credentialing.file.read'))
           OR person_id = ANY ((SELECT praxis_private.local_persons('credentialing.file.read'))::uuid[]));
GRANT INSERT (element, credentialing_file_id, source_id, query, requested_at, result_values, mismatches, evidence_id,
              spoken_to, fetched, reason)
   ON praxis.verification TO praxis_app, praxis_jobs;

CALL praxis_private.fence_person(
    'praxis.verification_review', reading => 'credentialing.file.read', writing => 'credentialing.verification.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, person_id, verification_id, accepted, note)
   ON praxis.verification_review TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.verification_review TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.file_flag', reading => 'credentialing.file.read', writing => 'credentialing.file.write', unforced => true);
CREATE POLICY peer_review ON praxis.file_flag AS RESTRICTIVE FOR SELECT TO praxis_app, praxis_readonly, praxis_jobs
    USING (compartment <> 'peer_review'
           OR (practice_id = (SELECT praxis_private.practice_if('credentialing.peer.open'))
               OR person_id = ANY ((SELECT praxis_private.local_persons('credentialing.peer.open'))::uuid[]))
              AND person_id IS DISTINCT FROM (SELECT praxis_private.person_id()));
GRANT SELECT, INSERT (practice_id, person_id, file_id, flag_id, color, element, summary, verification_id)
   ON praxis.file_flag TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.file_flag TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.flag_disposition', reading => 'credentialing.file.read', writing => 'credentialing.file.write',
    unforced => true);
CREATE POLICY peer_review ON praxis.flag_disposition AS RESTRICTIVE FOR SELECT TO praxis_app, praxis_readonly, praxis_jobs
    USING (compartment <> 'peer_review'
           OR (practice_id = (SELECT praxis_private.practice_if('credentialing.peer.open'))
               OR person_id = ANY ((SELECT praxis_private.local_persons('credentialing.peer.open'))::uuid[]))
              AND person_id IS DISTINCT FROM (SELECT praxis_private.person_id()));
GRANT SELECT, INSERT (practice_id, person_id, flag_id, step, outcome, note)
   ON praxis.flag_disposition TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.flag_disposition TO praxis_readonly;

-- An application is its person's to write, and others' to read once it is signed.
CALL praxis_private.fence('praxis.application_section');
CALL praxis_private.open_to(
    'praxis.application_section', 'self', 'person_id = (SELECT praxis_private.self_if(''credentialing.file.apply''))',
    reading => true, writing => true);
GRANT SELECT, INSERT (practice_id, person_id, file_id, section, answers), UPDATE (answers, version)
   ON praxis.application_section TO praxis_app, praxis_jobs;

CALL praxis_private.fence_person('praxis.attestation', reading => 'credentialing.file.read', unforced => true);
CALL praxis_private.open_to(
    'praxis.attestation', 'self', 'person_id = (SELECT praxis_private.self_if(''credentialing.file.apply''))',
    reading => true, writing => true);
GRANT SELECT (practice_id, person_id, file_id, attempt, sha256, signature, signed_on, created_by, created_at)
   ON praxis.attestation TO praxis_app, praxis_jobs, praxis_readonly;
GRANT INSERT (practice_id, person_id, file_id, attempt, content, signature, signed_on)
   ON praxis.attestation TO praxis_app, praxis_jobs;

CALL praxis_private.fence_person(
    'praxis.committee_member', reading => 'credentialing.file.read', writing => 'credentialing.committee.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, member_id, person_id, is_chair, starts_on), UPDATE (ends_on)
   ON praxis.committee_member TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.committee_member TO praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.committee_meeting', reading => 'credentialing.file.read', writing => 'credentialing.committee.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, meeting_id, meets_on, quorum) ON praxis.committee_meeting TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.committee_meeting TO praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.committee_attendance', reading => 'credentialing.file.read', writing => 'credentialing.committee.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, meeting_id, member_id) ON praxis.committee_attendance TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.committee_attendance TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.committee_item', reading => 'credentialing.file.read', writing => 'credentialing.committee.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, meeting_id, person_id, file_id) ON praxis.committee_item TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.committee_item TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.committee_vote', reading => 'credentialing.peer.open', writing => 'credentialing.committee.write',
    unforced => true);
CREATE POLICY of_others ON praxis.committee_vote AS RESTRICTIVE FOR SELECT TO praxis_app, praxis_readonly, praxis_jobs
    USING (person_id IS DISTINCT FROM (SELECT praxis_private.person_id()));
GRANT SELECT, INSERT (practice_id, meeting_id, person_id, file_id, member_id, vote, reason, paper_id)
   ON praxis.committee_vote TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.committee_vote TO praxis_readonly;

CALL praxis_private.fence_practice(
    'praxis.committee_paper', reading => 'credentialing.peer.open', writing => 'credentialing.committee.write',
    unforced => true);
GRANT SELECT (practice_id, meeting_id, paper_id, name, media_type, sha256, created_by, created_at)
   ON praxis.committee_paper TO praxis_app, praxis_jobs, praxis_readonly;
GRANT INSERT (practice_id, meeting_id, paper_id, name, media_type, content) ON praxis.committee_paper TO praxis_app, praxis_jobs;

CALL praxis_private.fence_practice(
    'praxis.committee_minutes', reading => 'credentialing.peer.open', writing => 'credentialing.file.decide',
    unforced => true);
GRANT SELECT, INSERT (practice_id, meeting_id, content) ON praxis.committee_minutes TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.committee_minutes TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.file_decision', reading => 'credentialing.file.read', unforced => true);
CALL praxis_private.open_to(
    'praxis.file_decision', 'decide', 'practice_id = (SELECT praxis_private.practice_if(''credentialing.file.decide''))',
    writing => true);
CALL praxis_private.open_to(
    'praxis.file_decision', 'self', 'person_id = (SELECT praxis_private.self_if(''credentialing.file.apply''))',
    reading => true);
-- Conditions and reason are told by praxis_private.decision_words, to whom they are for.
GRANT SELECT (practice_id, person_id, file_id, decision_id, version, outcome, meeting_id, decided_on, recorded_on,
              recorded_late, evidence_id, appointed_from, provisional_until, recred_due_on, notice_due_on, days_late,
              rule_version, created_by, created_at)
   ON praxis.file_decision TO praxis_app, praxis_jobs, praxis_readonly;
GRANT INSERT (practice_id, person_id, file_id, decision_id, version, outcome, meeting_id, decided_on, conditions, reason,
              evidence_id, appointed_from)
   ON praxis.file_decision TO praxis_app, praxis_jobs;

CALL praxis_private.fence_person(
    'praxis.file_notice', reading => 'credentialing.file.read', writing => 'credentialing.file.write',
    unforced => true);
GRANT SELECT, INSERT (practice_id, person_id, decision_id, sent_on, method) ON praxis.file_notice TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.file_notice TO praxis_readonly;

CALL praxis_private.fence_person(
    'praxis.credentialing_ending', reading => 'credentialing.file.read', writing => 'credentialing.file.decide',
    unforced => true);
GRANT SELECT, INSERT (practice_id, person_id, ending_id, kind, effective_on, reason)
   ON praxis.credentialing_ending TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.credentialing_ending TO praxis_readonly;

GRANT SELECT ON praxis.credentialing_checklist, praxis.credentialing_flag, praxis.credentialing_decision,
    praxis.credentialing_queue, praxis.file_completeness
TO praxis_app, praxis_jobs, praxis_readonly;

-- What guards and definers alone call: they judge for any practice, whatever the caller may see.
REVOKE ALL ON FUNCTION
    praxis_private.psv_setup(uuid), praxis_private.practice_sources(), praxis_private.verification_limit(uuid, date),
    praxis_private.file_items(uuid, uuid, date), praxis_private.file_preparers(uuid, uuid),
    praxis_private.file_deciders(uuid, uuid), praxis_private.file_is_clean(uuid, uuid, date),
    praxis_private.file_obstacles(uuid, uuid, date), praxis_private.cycle_opened(), praxis_private.file_edited(),
    praxis_private.file_replanned(), praxis_private.file_event_guard(), praxis_private.file_event_done(),
    praxis_private.file_attempt(uuid, uuid), praxis_private.open_file(uuid, uuid), praxis_private.verification_psv(),
    praxis_private.differences(jsonb, text, text, date, date), praxis_private.printed_differences(praxis.verification),
    praxis_private.verification_flag(), praxis_private.verification_review_guard(), praxis_private.file_record_guard(),
    praxis_private.flag_disposition_guard(), praxis_private.application_guard(), praxis_private.attestation_disclosed(),
    praxis_private.file_has_decision(uuid, uuid, integer), praxis_private.file_outcome(uuid, uuid),
    praxis_private.needs_initial(uuid, text, date, date), praxis_private.recred_due(uuid, uuid, date),
    praxis_private.has_shorter_law(uuid, uuid),
    praxis_private.reappointment_due(uuid, uuid, date),
    praxis_private.cycle_due(uuid, uuid, date), praxis_private.file_opening_guard(),
    praxis_private.committee_outcome(uuid, uuid, uuid), praxis_private.file_decision_days(),
    praxis_private.check_decider(praxis.credentialing_file),
    praxis_private.check_forum(praxis.credentialing_file, praxis.file_decision),
    praxis_private.check_basis(praxis.credentialing_file, praxis.file_decision), praxis_private.file_decision_guard(),
    praxis_private.work_states(uuid, uuid, text, date, timestamptz), praxis_private.role_license(text),
    praxis_private.element_states(praxis.checklist_item, text, date, timestamptz),
    praxis_private.credential_fits(praxis.checklist_item, text, uuid, text, date, timestamptz),
    praxis_private.element_checks(praxis.checklist_item, text, date, timestamptz),
    praxis_private.meeting_is_late(uuid, uuid, uuid),
    praxis_private.check_signed(praxis.file_decision), praxis_private.must_recuse(uuid, uuid, uuid),
    praxis_private.vote_given(praxis.committee_vote),
    praxis_private.file_decided(), praxis_private.file_notice_guard(), praxis_private.committee_guard(),
    praxis_private.check_agenda(uuid, uuid, text, date), praxis_private.file_reader(uuid),
    praxis_private.opens_peer_review(uuid)
FROM PUBLIC, praxis_app, praxis_jobs, praxis_readonly;
REVOKE ALL ON FUNCTION
    praxis_private.practice_day(uuid, timestamptz), praxis_private.practice_instant(date),
    praxis_private.file_credential_fits(uuid, text, uuid),
    praxis_private.file_items(uuid, date),
    praxis_private.file_standing(uuid, date), praxis_private.file_attempt(uuid), praxis_private.cycle_due(uuid),
    praxis_private.committee_outcome(uuid, uuid), praxis_private.decision_words(uuid),
    praxis_private.event_reason(uuid, integer), praxis_private.evidence_open(uuid, text),
    praxis_private.application_open(uuid, integer, text), praxis_private.own_seats(), praxis_private.own_ballots(),
    praxis_private.committee_paper_open(uuid, text), praxis_private.approved_until(uuid, date)
FROM PUBLIC;
COMMENT ON FUNCTION praxis_private.practice_day(uuid, timestamptz)
    IS 'gate:any-practice a day of the calendar, which is no secret';
GRANT EXECUTE ON FUNCTION
    praxis_private.practice_day(uuid, timestamptz), praxis_private.practice_instant(date), praxis_private.file_items(uuid, date),
    praxis_private.file_credential_fits(uuid, text, uuid), praxis_private.file_standing(uuid, date), praxis_private.file_attempt(uuid), praxis_private.cycle_due(uuid),
    praxis_private.committee_outcome(uuid, uuid), praxis_private.decision_words(uuid),
    praxis_private.event_reason(uuid, integer), praxis_private.approved_until(uuid, date)
TO praxis_app, praxis_jobs, praxis_readonly;
GRANT EXECUTE ON FUNCTION
    praxis_private.evidence_open(uuid, text), praxis_private.application_open(uuid, integer, text),
    praxis_private.own_ballots(), praxis_private.cast_vote(uuid, uuid, text, text),
    praxis_private.committee_paper_open(uuid, text)
TO praxis_app, praxis_jobs;
COMMENT ON FUNCTION praxis_private.approved_until(uuid, date) IS 'gate:any-practice answers for the caller''s own practice alone';
COMMENT ON FUNCTION praxis_private.is_accepted(uuid, uuid) IS 'gate:any-practice answers for the caller''s own practice alone';
COMMENT ON FUNCTION praxis_private.review_of(uuid, uuid) IS 'gate:any-practice answers for the caller''s own practice alone';
