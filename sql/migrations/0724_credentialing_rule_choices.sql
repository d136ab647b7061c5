-- What a figure of a rule may be where it is a word that something keys on: `{"severity": ["warn", "block"]}`.
ALTER TABLE praxis.rule_key
    ADD COLUMN choices jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(choices) = 'object');
