-- Whether Praxis acts by a rule, or keeps its figures for reference alone.
ALTER TABLE praxis.rule_key ADD COLUMN is_reference boolean NOT NULL DEFAULT false;
