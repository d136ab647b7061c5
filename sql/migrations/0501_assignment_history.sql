-- The history of assignments is written by their trigger alone.
COMMENT ON TABLE praxis.assignment_change IS 'gate:unforced praxis_private.assignment_history writes it, nobody else';
