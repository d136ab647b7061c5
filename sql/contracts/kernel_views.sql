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

-- Nobody begins with a view that they are not shown: with the caller's own rights, so that the fences answer.
CREATE OR REPLACE FUNCTION praxis_private.first_view_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM praxis.saved_view v
                    WHERE v.practice_id = NEW.practice_id AND v.view_id = NEW.view_id AND v.screen = NEW.screen)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'view_unknown';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER first_view_guard BEFORE INSERT OR UPDATE ON praxis.first_view
FOR EACH ROW EXECUTE FUNCTION praxis_private.first_view_guard();
