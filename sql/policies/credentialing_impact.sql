-- Who may ask what a lapse costs; the rosters and files behind it narrow the answer.
REVOKE ALL ON FUNCTION praxis.credentialing_impact(uuid[]), praxis.credentialing_clinic_impact(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION praxis.credentialing_impact(uuid[]), praxis.credentialing_clinic_impact(uuid[])
   TO praxis_app, praxis_jobs, praxis_readonly;
