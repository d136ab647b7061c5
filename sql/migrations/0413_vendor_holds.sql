-- A vendor that somebody put on hold or blocked comes back by somebody else, who says why.

ALTER TABLE praxis.vendor
    -- Why it has the status that it has, and who gave it.
    ADD COLUMN status_reason text CHECK (length(status_reason) <= 500),
    ADD COLUMN status_person uuid,
    ADD COLUMN status_by     uuid,
    ADD CONSTRAINT vendor_status_person FOREIGN KEY (practice_id, status_person) REFERENCES praxis.person;

-- Nobody approves the vendor that they entered, nor lifts what they imposed.
CREATE OR REPLACE FUNCTION praxis_private.vendor_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    lifts constant boolean := OLD.status IN ('on_hold', 'blocked') AND NEW.status NOT IN ('on_hold', 'blocked')
                           OR OLD.status = 'blocked' AND NEW.status = 'on_hold';
BEGIN
    IF NEW.status = OLD.status THEN
        NEW.status_reason := OLD.status_reason;
        RETURN NEW;
    END IF;
    IF NEW.status = 'approved' AND praxis_private.is_caller(OLD.created_by, OLD.created_person) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation',
                              DETAIL = jsonb_build_object('rule', 'own_vendor')::text;
    END IF;
    IF lifts AND praxis_private.is_caller(OLD.status_by, OLD.status_person) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'sod_violation',
                              DETAIL = jsonb_build_object('rule', 'own_hold')::text;
    END IF;
    -- The reason of the status before is none for this one.
    IF NEW.status_reason IS NOT DISTINCT FROM OLD.status_reason THEN
        NEW.status_reason := NULL;
    END IF;
    IF coalesce(NEW.status_reason, '') = '' AND (lifts OR NEW.status IN ('on_hold', 'blocked')) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'reason_missing';
    END IF;
    NEW.status_by := praxis_private.account_id();
    NEW.status_person := praxis_private.person_id();
    RETURN NEW;
END
$$;
