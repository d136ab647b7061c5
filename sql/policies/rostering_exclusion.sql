-- praxis_private.exclusion_confirmed takes the excluded off shifts that its caller may not see.
CREATE POLICY definer_read ON praxis.shift FOR SELECT TO praxis_owner
    USING (practice_id = (SELECT praxis_private.practice_id()));
CREATE POLICY definer_read ON praxis.assignment FOR SELECT TO praxis_owner
    USING (practice_id = (SELECT praxis_private.practice_id()));
CREATE POLICY definer_update ON praxis.assignment FOR UPDATE TO praxis_owner
    USING (practice_id = (SELECT praxis_private.practice_id()))
    WITH CHECK (practice_id = (SELECT praxis_private.practice_id()));
REVOKE ALL ON FUNCTION praxis_private.exclusion_confirmed() FROM PUBLIC;
COMMENT ON POLICY definer_read ON praxis.shift IS 'gate:practice-wide an exclusion is confirmed for all clinics at once';
COMMENT ON POLICY definer_read ON praxis.assignment IS 'gate:practice-wide an exclusion is confirmed for all clinics at once';
COMMENT ON POLICY definer_update ON praxis.assignment IS 'gate:practice-wide an exclusion is confirmed for all clinics at once';
