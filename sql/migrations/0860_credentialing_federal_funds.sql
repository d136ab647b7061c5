-- The plans with federal funds, to which claims are held for whoever is excluded (42 CFR 1001.1901). A plan has them unless it
-- says that it is a private contract: what does not say is held.
ALTER TABLE praxis.payer_plan
    ADD COLUMN federal_funds boolean NOT NULL
        GENERATED ALWAYS AS (NOT (kind = 'commercial' AND line IN ('hmo', 'ppo', 'workers_compensation', 'other'))) STORED;
