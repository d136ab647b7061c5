-- The side on which an account's amounts are positive. Totals over accounts take away what stands on the other side:
-- contra accounts are written positive and reduce. No amount of a budget is larger than a trillion.

CREATE FUNCTION praxis_private.ledger_side(type text, code text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN type IN ('liability', 'equity', 'revenue', 'contra-asset', 'contra-expense') THEN 'credit'
                WHEN type = 'non-operating' AND code IN ('8020', '8030') THEN 'credit'
                ELSE 'debit' END
$$;

-- Statistics that are a level and not a flow, such as full-time equivalents, are averaged over the months of a year.
ALTER TABLE praxis.ledger_account
    ADD COLUMN normal_side text CHECK (normal_side IN ('debit', 'credit')),
    ADD COLUMN averaged boolean NOT NULL DEFAULT false;
UPDATE praxis.ledger_account
   SET normal_side = praxis_private.ledger_side(type, code),
       averaged = type = 'statistic' AND code IN ('9030', '9040', '9050');
ALTER TABLE praxis.ledger_account ALTER COLUMN normal_side SET NOT NULL;

CREATE FUNCTION praxis_private.ledger_account_sided() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.normal_side := coalesce(NEW.normal_side, praxis_private.ledger_side(NEW.type, NEW.code));
    NEW.averaged := NEW.averaged OR NEW.type = 'statistic' AND NEW.code IN ('9030', '9040', '9050');
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_account_sided BEFORE INSERT ON praxis.ledger_account
    FOR EACH ROW EXECUTE FUNCTION praxis_private.ledger_account_sided();

ALTER TABLE praxis.budget_amount ADD CONSTRAINT budget_amount_possible
    CHECK (amount BETWEEN -100000000000000 AND 100000000000000);

-- Totals that added contra accounts until now.
WITH entered AS (
  SELECT e.practice_id, e.fiscal_year_id, e.clinic_id, e.period_no,
         2 * sum(e.amount) FILTER (WHERE e.kind = 'original') AS original,
         2 * sum(e.amount) FILTER (WHERE e.kind IN ('revision', 'transfer')) AS revision,
         2 * sum(e.amount) FILTER (WHERE e.kind = 'commitment') AS committed,
         2 * sum(e.amount) FILTER (WHERE e.kind = 'actual') AS actual
    FROM praxis.budget_entry e
    JOIN praxis.ledger_account a USING (practice_id, ledger_account_id)
   WHERE a.type = 'contra-expense'
   GROUP BY e.practice_id, e.fiscal_year_id, e.clinic_id, e.period_no
), doubled AS (
  SELECT b.practice_id, b.node_id, b.horizon, b.period_no, n.year_control, n.accumulated_control, n.period_control,
         CASE WHEN b.horizon = 'year' THEN n.cap END AS cap, n.warn_percent, n.stop_percent,
         praxis_private.budget_node_control(n, b.horizon) AS control,
         coalesce(sum(e.original), 0)::bigint AS original, coalesce(sum(e.revision), 0)::bigint AS revision,
         coalesce(sum(e.committed), 0)::bigint AS committed, coalesce(sum(e.actual), 0)::bigint AS actual
    FROM praxis.budget_node n
    JOIN praxis.budget_balance b USING (practice_id, node_id)
    JOIN entered e
      ON e.practice_id = n.practice_id AND e.fiscal_year_id = n.fiscal_year_id
     AND (n.kind = 'practice' OR e.clinic_id = n.clinic_id)
     AND (b.horizon = 'year' OR b.horizon = 'period' AND b.period_no = e.period_no
          OR b.horizon = 'accumulated' AND b.period_no >= e.period_no)
   WHERE n.kind IN ('clinic', 'practice')
   GROUP BY n.*, b.practice_id, b.node_id, b.horizon, b.period_no, n.year_control, n.accumulated_control,
            n.period_control, n.cap, n.warn_percent, n.stop_percent
)
UPDATE praxis.budget_balance b
   SET original = b.original - d.original, revision = b.revision - d.revision,
       committed = b.committed - d.committed, actual = b.actual - d.actual,
       warn_limit = praxis_private.budget_limit(d.control, 'warn', d.cap, d.warn_percent,
                                                b.original + b.revision - d.original - d.revision),
       stop_limit = praxis_private.budget_limit(d.control, 'stop', d.cap, d.stop_percent,
                                                b.original + b.revision - d.original - d.revision),
       row_version = b.row_version + 1
  FROM doubled d
 WHERE b.practice_id = d.practice_id
   AND b.node_id = d.node_id
   AND b.horizon = d.horizon
   AND b.period_no = d.period_no;
