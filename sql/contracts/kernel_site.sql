-- What the site asks before anything else: whether the caller may do this here, and what surrounds every page.

-- The grants that carry rights now; a delegated one ends with its source.
CREATE OR REPLACE FUNCTION praxis_private.rights(context text[])
RETURNS TABLE (permission text, wide boolean, clinic_id uuid)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
DECLARE
    token praxis.api_token;
BEGIN
    IF context[6] = 'token' THEN
        SELECT * INTO STRICT token
          FROM praxis.api_token t
         WHERE t.practice_id = context[3]::uuid AND t.token_id = context[7]::uuid;
    END IF;
    RETURN QUERY
    SELECT p.permission, g.scope = 'practice' AND token.clinics IS NULL, coalesce(g.clinic_id, l.clinic_id)
      FROM praxis.role_grant g
      JOIN praxis.role_permission p USING (practice_id, role_id)
      LEFT JOIN LATERAL unnest(token.clinics) l(clinic_id) ON g.scope = 'practice'
     WHERE g.practice_id = context[3]::uuid
       AND g.account_id = context[4]::uuid
       AND lower(g.valid) <= now()
       AND coalesce(upper(g.valid) > now(), true)
       AND NOT g.pending
       AND (g.kind <> 'break_glass' OR NOT starts_with(p.permission, 'identity.'))
       AND (g.source_id IS NULL
            OR EXISTS (SELECT FROM praxis.role_grant s
                        WHERE s.practice_id = g.practice_id AND s.grant_id = g.source_id AND s.valid @> now()))
       AND (token.token_id IS NULL
            OR p.permission = ANY (token.permissions || 'practice.clinic.read'::text)
               AND (token.clinics IS NULL OR g.clinic_id IS NULL OR g.clinic_id = ANY (token.clinics)));
END
$$;

-- Refuses a caller without the permission (PX403), and a clinic that does not exist for him (PX404). For one clinic a
-- grant must reach it, or the caller must work there and hold the permission for the own rows.
CREATE OR REPLACE FUNCTION praxis_private.demand(asked text, clinic_slug text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := praxis_private.context();
    clinic uuid;
    visible boolean;
    allowed boolean;
BEGIN
    IF clinic_slug IS NOT NULL THEN
        SELECT c.clinic_id INTO clinic
          FROM praxis.clinic c
         WHERE c.practice_id = context[3]::uuid AND c.slug = clinic_slug;
        clinic := coalesce(clinic, '00000000-0000-0000-0000-000000000000');
    END IF;
    SELECT coalesce(bool_or(r.wide OR r.clinic_id = clinic), false),
           coalesce(bool_or(r.permission = asked
                            AND (clinic IS NULL OR r.wide OR r.clinic_id = clinic
                                 OR clinic = ANY (praxis_private.own_clinics()))), false)
      INTO visible, allowed
      FROM praxis_private.rights(context) r;
    IF clinic = '00000000-0000-0000-0000-000000000000'
       OR NOT (clinic IS NULL OR visible OR clinic = ANY (praxis_private.own_clinics())) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX404', MESSAGE = 'clinic_unknown';
    ELSIF asked IS NOT NULL AND NOT allowed THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing';
    END IF;
END
$$;

-- Practice, caller, the clinics he may see, what he may do in the scope, the time zone (for all clinics that of most of
-- them), and until when he has emergency rights; no row for a clinic that does not exist for him.
DROP FUNCTION IF EXISTS praxis_private.site_frame(text);
CREATE FUNCTION praxis_private.site_frame(
    clinic_slug text,
    OUT practice text, OUT currency text, OUT account text, OUT slugs text[], OUT names text[], OUT permissions text[],
    OUT slug text, OUT name text, OUT zone text, OUT emergency_until timestamptz
)
RETURNS SETOF record
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := praxis_private.context();
    everywhere boolean;
    reached uuid[];
    works uuid[] := praxis_private.own_clinics();
    clinic praxis.clinic;
BEGIN
    SELECT coalesce(bool_or(r.wide), false), coalesce(array_agg(DISTINCT r.clinic_id), '{}') || works
      INTO everywhere, reached
      FROM praxis_private.rights(context) r;
    IF clinic_slug IS NOT NULL THEN
        SELECT * INTO clinic
          FROM praxis.clinic c
         WHERE c.practice_id = context[3]::uuid
           AND c.slug = clinic_slug
           AND (everywhere OR c.clinic_id = ANY (reached));
        IF clinic.clinic_id IS NULL THEN
            RETURN;
        END IF;
    END IF;
    SELECT p.name, p.currency, a.display_name INTO practice, currency, account
      FROM praxis.account a
      JOIN praxis.practice p USING (practice_id)
     WHERE a.practice_id = context[3]::uuid AND a.account_id = context[4]::uuid;
    SELECT coalesce(array_agg(c.slug ORDER BY c.name), '{}'), coalesce(array_agg(c.name ORDER BY c.name), '{}')
      INTO slugs, names
      FROM praxis.clinic c
     WHERE c.practice_id = context[3]::uuid
       AND c.closed_on IS NULL
       AND (everywhere OR c.clinic_id = ANY (reached));
    permissions := ARRAY(
        SELECT DISTINCT r.permission
          FROM praxis_private.rights(context) r
         WHERE clinic.clinic_id IS NULL OR r.wide OR r.clinic_id = clinic.clinic_id
            OR clinic.clinic_id = ANY (works));
    emergency_until := (SELECT max(upper(g.valid)) FROM praxis.role_grant g
                         WHERE g.practice_id = context[3]::uuid AND g.account_id = context[4]::uuid
                           AND g.kind = 'break_glass' AND g.valid @> now());
    slug := clinic.slug;
    name := clinic.name;
    zone := coalesce(clinic.zone, (SELECT c.zone
                                     FROM praxis.clinic c
                                    WHERE c.practice_id = context[3]::uuid
                                      AND c.closed_on IS NULL
                                      AND (everywhere OR c.clinic_id = ANY (reached))
                                    GROUP BY c.zone
                                    ORDER BY count(*) DESC, c.zone
                                    LIMIT 1));
    RETURN NEXT;
END
$$;
