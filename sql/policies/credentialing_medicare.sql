-- Who reads what Medicare's lists say: whoever reads enrollments with payers. Nobody changes it.

CALL praxis_private.fence_person(
    'praxis.medicare_listing', reading => 'credentialing.enrollment.read', writing => 'credentialing.provider.import',
    self => true, unforced => true);
GRANT SELECT, INSERT (listing_id, person_id, import_id, list, as_of, npi, row_number, services, starts_on, ends_on, may_refer,
                      enrollment, state, supplier, due_on, adjusted_on)
   ON praxis.medicare_listing TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.medicare_listing TO praxis_readonly;

-- Whoever may change enrollments gives them the dates of a list.
CALL praxis_private.fence_clinic(
    'praxis.medicare_due', reading => 'credentialing.enrollment.read', writing => 'credentialing.enrollment.write',
    self => true, unforced => true);
GRANT SELECT, INSERT (clinic_id, due_id, enrollment_id, person_id, import_id, due_on)
   ON praxis.medicare_due TO praxis_app, praxis_jobs;
GRANT SELECT ON praxis.medicare_due TO praxis_readonly;

GRANT SELECT ON praxis.medicare_listing_known, praxis.medicare_listing_current, praxis.medicare_opt_out
   TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION
    praxis_private.medicare_newest(text), praxis_private.pecos_import_guard(),
    praxis_private.medicare_source(uuid, uuid, text), praxis_private.medicare_listing_guard(),
    praxis_private.medicare_listing_read(), praxis_private.medicare_due_guard(), praxis_private.medicare_due_taken(),
    praxis_private.has_npi(uuid, uuid, text), praxis_private.opt_out_counts(),
    praxis_private.opt_outs_listed()
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION praxis_private.medicare_newest(text) TO praxis_app, praxis_jobs;
GRANT EXECUTE ON FUNCTION praxis_private.has_npi(uuid, uuid, text) TO praxis_app, praxis_jobs, praxis_readonly;
COMMENT ON FUNCTION praxis_private.has_npi(uuid, uuid, text)
    IS 'gate:any-practice answers for the caller''s own practice alone';
