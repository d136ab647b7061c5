-- The overview's views are read by those who read the tables below them.

GRANT SELECT ON praxis.credentialing_place, praxis.credentialing_waiting_file, praxis.credentialing_ahead
   TO praxis_app, praxis_jobs, praxis_readonly;
