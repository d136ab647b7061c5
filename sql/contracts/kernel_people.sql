-- Who may say that somebody works somewhere. Belonging to a clinic opens a person's file, credentials and account to it,
-- so nobody takes people in who belong elsewhere: that needs a practice-wide grant, or the task of taking providers in.

-- Whether somebody belongs or will belong to any clinic of the caller's practice.
CREATE OR REPLACE FUNCTION praxis_private.is_member(person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice uuid := praxis_private.practice_id();
BEGIN
    RETURN person = ANY (praxis_private.members(
        practice, ARRAY(SELECT c.clinic_id FROM praxis.clinic c WHERE c.practice_id = practice)));
END
$$;

-- With a grant for some clinics: people who belong there already, and those who belong nowhere and whom the caller sees,
-- because they left one of these clinics or were just added.
CREATE OR REPLACE FUNCTION praxis_private.membership_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND coalesce(NEW.ends_on, 'infinity') <= coalesce(OLD.ends_on, 'infinity')
       OR praxis_private.account_id() IS NULL
       OR praxis_private.practice_if('people.employment.write') IS NOT NULL
       OR NEW.person_id = ANY (praxis_private.local_members('people.employment.write'))
       OR NEW.clinic_id = ANY (praxis_private.clinics('credentialing.provider.import'))
    THEN
        RETURN NEW;
    ELSIF praxis_private.is_member(NEW.person_id)
       OR NOT EXISTS (SELECT FROM praxis.person p
                       WHERE p.practice_id = NEW.practice_id AND p.person_id = NEW.person_id)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'person_elsewhere';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER membership_guard BEFORE INSERT OR UPDATE OF ends_on ON praxis.employment
    FOR EACH ROW EXECUTE FUNCTION praxis_private.membership_guard();
CREATE OR REPLACE TRIGGER membership_guard BEFORE INSERT OR UPDATE OF ends_on ON praxis.appointment
    FOR EACH ROW EXECUTE FUNCTION praxis_private.membership_guard();

-- Whether somebody of the practice has this name and was born on this day, for whoever adds people and may not see everybody.
CREATE OR REPLACE FUNCTION praxis_private.has_namesake(given text, family text, birth date) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT
                     FROM praxis.person p
                    WHERE p.practice_id = praxis_private.practice_any('people.employment.write')
                      AND lower(p.family_name) = lower(family)
                      AND lower(p.given_name) = lower(given)
                      AND p.birth_date = birth);
END
$$;
