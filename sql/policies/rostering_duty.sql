-- Who may ask who is on duty; the policies of praxis.assignment narrow it.
GRANT SELECT ON praxis.rostering_duty TO praxis_app, praxis_jobs, praxis_readonly;
