-- A run ends when it is written down, not when its transaction began.

ALTER TABLE praxis.screening_run ALTER COLUMN finished_at SET DEFAULT clock_timestamp();
