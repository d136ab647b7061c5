-- What a clinic may not do, for those who buy for it: whether the certificate for a service holds on a day, and nothing of
-- the document.

-- Of the services asked about those whose certificates do not cover a day at the clinic, or are limited on it: which certificate,
-- how severe the practice's requirement makes that, and until or from when it is covered. Whoever may see the clinic's orders
-- may ask.
CREATE OR REPLACE FUNCTION praxis_private.service_lacks(clinic uuid, services text[], day date)
RETURNS TABLE (service text, service_name text, certificate text, severity text, state text, covers_until date,
               covers_from date, citation text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    home constant uuid := praxis_private.practice_id();
BEGIN
    IF (clinic = ANY (praxis_private.clinics('ordering.requisition.read') || praxis_private.clinics('ordering.order.read')
                      || praxis_private.clinics('credentialing.credential.read'))) IS NOT TRUE
    THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT r.service, s.name, t.name, CASE WHEN k.covered @> day AND r.severity = 'block' THEN 'warn' ELSE r.severity END,
           CASE WHEN k.covered @> day THEN 'restricted'
                ELSE praxis_private.failure(
                         k.days, c.credential_id, k.covered, k.claimed, coalesce(c.barred, '{}'),
                         praxis_private.clinic_barred_by(home, clinic, r.type_code, k.days)) END,
           upper(k.covered * datemultirange(daterange(NULL, day))) - 1,
           lower(k.covered * datemultirange(daterange(day, NULL))), r.citation
      FROM praxis.clinic l
      JOIN praxis.clinic_requirement r
        ON r.practice_id = l.practice_id
       AND r.service = ANY (services)
       AND (r.clinic_id IS NULL OR r.clinic_id = l.clinic_id)
       AND (r.state IS NULL OR r.state = l.state)
       AND daterange(r.starts_on, r.ends_on) @> day
      JOIN praxis.clinical_service s ON s.service = r.service
      JOIN praxis.clinic_credential_type t USING (type_code)
      LEFT JOIN praxis.clinic_credential_coverage c
        ON c.practice_id = l.practice_id AND c.clinic_id = l.clinic_id AND c.type_code = r.type_code
     CROSS JOIN LATERAL (SELECT coalesce(c.covered, '{}') AS covered, coalesce(c.claimed, '{}') AS claimed,
                                datemultirange(daterange(day, day, '[]')) AS days) k
     WHERE l.practice_id = home
       AND l.clinic_id = clinic
       AND (NOT k.covered @> day OR c.limited @> day)
     ORDER BY s.position, t.position, r.requirement_id;
END
$$;
