-- What may be told to the outbox, and by whom. Reactions run as the practice's own account, so an event counts only from
-- who may cause it. Events of definers, such as an emergency, are theirs alone.

CREATE OR REPLACE FUNCTION praxis_private.topics() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held constant text[] := ARRAY(
        SELECT r.permission FROM praxis_private.rights(praxis_private.context()) r);
BEGIN
    RETURN ARRAY(
        SELECT t.topic
          FROM (VALUES
            ('identity.account.invited',         'identity.account.write'),
            ('credentialing.clearance.changed',  'credentialing.credential.write'),
            ('credentialing.clearance.changed',  'credentialing.verification.write'),
            ('credentialing.clearance.changed',  'credentialing.match.review'),
            ('rostering.roster.published',       'rostering.roster.publish')
          ) t (topic, permission)
         WHERE t.permission = ANY (held));
END
$$;

-- Topics whose events make one job, however many there are: what reacts to them looks at all there is.
CREATE OR REPLACE FUNCTION praxis_private.gathered_topics() RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY['rostering.assignment.conflicted'];
END
$$;
