-- Every migrate gives practices without sources those that practices start with, and for that sees which have some.

ALTER TABLE praxis.psv_source NO FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE praxis.psv_source IS 'gate:unforced praxis_private.psv_setup looks for the practices that have none';
