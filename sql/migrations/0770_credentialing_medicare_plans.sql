-- The plans that are Medicare's, Advantage plans included: whoever has opted out of it is paid by none of them.
ALTER TABLE praxis.payer_plan
    ADD COLUMN of_medicare boolean NOT NULL
        GENERATED ALWAYS AS (line IN ('part_b', 'dmepos', 'medicare_advantage')) STORED;
