-- Who may see how people and appointments were: whoever sees them as they are.

CALL praxis_private.fence_person('praxis.person_past', reading => 'people.person.read', self => true, unforced => true);
GRANT SELECT ON praxis.person_past TO praxis_app, praxis_jobs, praxis_readonly;

CALL praxis_private.fence_clinic(
    'praxis.appointment_past', reading => 'people.person.read', self => true, unforced => true);
GRANT SELECT ON praxis.appointment_past TO praxis_app, praxis_jobs, praxis_readonly;

-- What an undone import had brought, at the clinics for which it did.
CALL praxis_private.fence_clinic('praxis.person_withdrawn', reading => 'people.person.read', unforced => true);
CALL praxis_private.fence_clinic('praxis.appointment_withdrawn', reading => 'people.person.read', unforced => true);
GRANT SELECT ON praxis.person_withdrawn, praxis.appointment_withdrawn TO praxis_app, praxis_jobs, praxis_readonly;

GRANT SELECT ON praxis.person_known, praxis.appointment_known TO praxis_app, praxis_jobs, praxis_readonly;

REVOKE ALL ON FUNCTION
    praxis_private.known(), praxis_private.present(), praxis.know_as_of(timestamptz), praxis_private.person_past(),
    praxis_private.appointment_past()
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION praxis_private.known(), praxis_private.present(), praxis.know_as_of(timestamptz)
TO praxis_app, praxis_jobs, praxis_readonly;
