-- What authorities ask, as dated rows: a rule changes on a day, and a decision is judged by the rule of its own day.

CREATE TABLE praxis.rule_key (
    rule_key   text  PRIMARY KEY CHECK (rule_key ~ '^[a-z0-9_]{2,16}\.[a-zA-Z0-9_]{2,40}$'),
    pack       text  NOT NULL CHECK (pack <> ''),
    authority  text  NOT NULL CHECK (authority <> ''),
    title      text  NOT NULL CHECK (title <> '')
);
COMMENT ON TABLE praxis.rule_key IS 'gate:shared what the rules of authorities are about is the same for all practices';

-- The versions that an authority set; without an end while the version is in force.
CREATE TABLE praxis.rule (
    rule_key        text     NOT NULL REFERENCES praxis.rule_key,
    effective_from  date     NOT NULL,
    effective_to    date     CHECK (effective_to > effective_from),
    citation        text     NOT NULL CHECK (citation <> ''),
    params          jsonb    NOT NULL CHECK (jsonb_typeof(params) = 'object'),
    -- Whether somebody read it at the authority itself. What is not confirmed is shown as that.
    confirmed       boolean  NOT NULL,
    PRIMARY KEY (rule_key, effective_from)
);
COMMENT ON TABLE praxis.rule IS 'gate:shared rules of authorities are public';

-- A practice's own version of a rule, from a day on; it goes before the authority's until it ends.
CREATE TABLE praxis.practice_rule (
    practice_id     uuid         NOT NULL DEFAULT praxis_private.practice_id() REFERENCES praxis.practice,
    rule_id         uuid         NOT NULL,
    rule_key        text         NOT NULL REFERENCES praxis.rule_key,
    effective_from  date         NOT NULL,
    effective_to    date         CHECK (effective_to >= effective_from),
    citation        text         NOT NULL CHECK (length(citation) BETWEEN 1 AND 300),
    params          jsonb        NOT NULL CHECK (jsonb_typeof(params) = 'object'),
    created_by      uuid         NOT NULL DEFAULT praxis_private.account_id(),
    created_at      timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, rule_id)
);
CREATE INDEX practice_rule_key ON praxis.practice_rule (rule_key);
-- One version begins on a day; one that ended before it began never was.
CREATE UNIQUE INDEX practice_rule_once ON praxis.practice_rule (practice_id, rule_key, effective_from)
 WHERE effective_to IS NULL OR effective_to > effective_from;
COMMENT ON TABLE praxis.practice_rule IS 'gate:unforced guards and praxis_private.clearance_judged apply them for everybody';
