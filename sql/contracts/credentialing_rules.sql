-- Which rule applied on a day: the practice's own version before the authority's, the latest that had begun. Of the
-- practice's own those that are known at the instant of kernel_known.sql; what authorities set counts as known for ever.

CREATE OR REPLACE VIEW praxis.rule_version WITH (security_invoker = true) AS
SELECT k.rule_key, k.pack, k.authority, k.title, v.rule_id, v.effective_from, v.effective_to, v.citation, v.params,
       v.confirmed, v.own, v.practice_id,
       -- What a decision writes down as the rule it was made by.
       k.rule_key || '@' || to_char(v.effective_from, 'YYYY-MM-DD') || CASE WHEN v.own THEN ' own' ELSE '' END AS version
  FROM praxis.rule_key k
  JOIN (SELECT NULL::uuid AS practice_id, NULL::uuid AS rule_id, r.rule_key, r.effective_from, r.effective_to, r.citation,
               r.params, r.confirmed, false AS own
          FROM praxis.rule r
         UNION ALL
        SELECT p.practice_id, p.rule_id, p.rule_key, p.effective_from, n.effective_to, p.citation, p.params, true, true
          FROM praxis.practice_rule p
         CROSS JOIN LATERAL (
               SELECT CASE WHEN p.ended_at > (SELECT praxis_private.known()) THEN NULL ELSE p.effective_to END AS effective_to) n
         WHERE p.created_at <= (SELECT praxis_private.known())
           AND (n.effective_to IS NULL OR n.effective_to > p.effective_from)) v USING (rule_key);

-- The same for a definer, that reads for any practice.
CREATE OR REPLACE FUNCTION praxis_private.rule_on(practice uuid, key text, day date)
RETURNS TABLE (version text, params jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT v.version, v.params
      FROM praxis.rule_version v
     WHERE v.rule_key = key
       AND (v.practice_id IS NULL OR v.practice_id = practice)
       AND v.effective_from <= day
       AND (v.effective_to IS NULL OR v.effective_to > day)
     ORDER BY v.own DESC, v.effective_from DESC
     LIMIT 1;
END
$$;

-- What is asked today of the work before an application: whoever applies is told, without reading the rules of the practice.
CREATE OR REPLACE FUNCTION praxis_private.work_history_rule()
RETURNS TABLE (years integer, gap_months integer, written_gap_months integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice constant uuid := praxis_private.practice_id();
BEGIN
    RETURN QUERY
    SELECT (r.params ->> 'years')::integer, (r.params ->> 'gap_months')::integer, (r.params ->> 'written_gap_months')::integer
      FROM praxis_private.rule_on(practice, 'ncqa.work_history', praxis_private.practice_day(practice, now())) r;
END
$$;

-- The rule of a day; no row where there was none yet. `params` are its figures, `version` what to write down.
CREATE OR REPLACE FUNCTION praxis.rule_on(key text, day date)
RETURNS TABLE (version text, params jsonb, citation text, confirmed boolean, own boolean)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT v.version, v.params, v.citation, v.confirmed, v.own
      FROM praxis.rule_version v
     WHERE v.rule_key = key AND v.effective_from <= day AND (v.effective_to IS NULL OR v.effective_to > day)
     ORDER BY v.own DESC, v.effective_from DESC
     LIMIT 1;
END
$$;

-- The day that it is in the practice: of its clinics the one where it is still the earliest.
CREATE OR REPLACE FUNCTION praxis_private.practice_today(practice uuid) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT min((now() AT TIME ZONE c.zone)::date) FROM praxis.clinic c WHERE c.practice_id = practice),
                    CURRENT_DATE);
END
$$;

-- Whether a value can stand where a rule's figure does: one of the words that are keyed on, an amount where it is one, else of
-- the same kind. Days, months, counts and dollars are whole and never negative; a list has parts of the same kind.
CREATE OR REPLACE FUNCTION praxis_private.is_figure(value jsonb, known jsonb, choices jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF jsonb_typeof(value) IS DISTINCT FROM jsonb_typeof(known) THEN
        RETURN false;
    END IF;
    RETURN CASE jsonb_typeof(value)
        WHEN 'number' THEN value::numeric BETWEEN 0 AND 1000000000 AND value::numeric = trunc(value::numeric)
        WHEN 'string' THEN CASE
            WHEN choices IS NOT NULL THEN choices @> value
            WHEN known #>> '{}' ~ '^[0-9]+\.[0-9]+$' THEN value #>> '{}' ~ '^[0-9]{1,9}(\.[0-9]{1,6})?$'
            ELSE length(trim(value #>> '{}')) BETWEEN 1 AND 200 END
        WHEN 'array' THEN NOT EXISTS (
            SELECT FROM jsonb_array_elements(value) v
             WHERE NOT praxis_private.is_figure(v, coalesce(known -> 0, v), choices))
        ELSE true END;
END
$$;

-- What begins, begins today or later, and what ends does so once and not before today: rules never change the past.
CREATE OR REPLACE FUNCTION praxis_private.practice_rule_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today   date;
    known   jsonb;
    wrong   text;
    allowed jsonb;
BEGIN
    IF praxis_private.practice_id() IS NULL THEN
        RETURN NEW;  -- loaded by an operator; row-level security lets nobody else come here
    END IF;
    today := praxis_private.practice_today(NEW.practice_id);
    IF TG_OP = 'UPDATE' THEN
        IF OLD.effective_to IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'already_ended', DETAIL = '{}';
        ELSIF NEW.effective_to < today THEN
            RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'in_the_past', DETAIL = '{"field": "ends"}';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.effective_from < today THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'in_the_past', DETAIL = '{"field": "starts"}';
    END IF;
    -- Its figures are those of the authority's version, by name and kind.
    SELECT r.params INTO known
      FROM praxis.rule r
     WHERE r.rule_key = NEW.rule_key
     ORDER BY r.effective_from DESC
     LIMIT 1;
    IF EXISTS (SELECT
                 FROM jsonb_each(known) k
                 FULL JOIN jsonb_each(NEW.params) n USING (key)
                WHERE jsonb_typeof(k.value) IS DISTINCT FROM jsonb_typeof(n.value))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'other_figures', DETAIL = '{"field": "params"}';
    END IF;
    SELECT n.key, c.choices -> n.key INTO wrong, allowed
      FROM jsonb_each(NEW.params) n
      JOIN jsonb_each(known) k USING (key)
      JOIN praxis.rule_key c ON c.rule_key = NEW.rule_key
     WHERE NOT praxis_private.is_figure(n.value, k.value, c.choices -> n.key)
     ORDER BY n.key
     LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX422', MESSAGE = 'not_a_figure',
            DETAIL = jsonb_strip_nulls(jsonb_build_object('field', wrong, 'choices', allowed))::text;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER practice_rule_guard BEFORE INSERT OR UPDATE ON praxis.practice_rule
    FOR EACH ROW EXECUTE FUNCTION praxis_private.practice_rule_guard();
