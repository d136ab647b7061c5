-- Saved views of lists.

-- The screens that the caller may open somewhere: who may not read a list learns nothing from its views either.
CREATE OR REPLACE FUNCTION praxis_private.screens() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT s.screen
          FROM (VALUES ('people', 'people.person.read'), ('credentials', 'credentialing.credential.read'),
                       ('requisitions', 'ordering.requisition.read'), ('orders', 'ordering.order.read'))
               s (screen, permission)
         WHERE praxis_private.practice_any(s.permission) IS NOT NULL);
END
$$;
