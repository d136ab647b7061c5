-- What budgeting offers: one function that approves a budget, and views of the balances.

-- Puts an approved version in force, within the statement that approves it: opens the nodes of its year and posts what
-- differs from the amounts that control now. Cells that the version does not name keep theirs; a 0 takes one away.
-- There is no moment without control.
DROP FUNCTION IF EXISTS praxis.budget_enforce(uuid);
CREATE OR REPLACE FUNCTION praxis_private.budget_enforce(approved uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET join_collapse_limit = 1 AS $$
DECLARE
    practice constant uuid := praxis_private.practice_id();
    chosen   praxis.budget_version;
    moves    jsonb;
BEGIN
    SELECT * INTO STRICT chosen FROM praxis.budget_version v
     WHERE v.practice_id = practice AND v.version_id = approved AND v.status = 'approved' AND NOT v.controls;
    INSERT INTO praxis.budget_node (
           practice_id, node_id, fiscal_year_id, clinic_id, ledger_account_id, spending, year_control)
    SELECT practice, gen_random_uuid(), chosen.fiscal_year_id, c.clinic_id, a.ledger_account_id,
           a.ledger_account_id IS NULL OR a.spending,
           CASE WHEN c.clinic_id IS NOT NULL AND a.ledger_account_id IS NOT NULL THEN a.control
                WHEN a.ledger_account_id IS NULL THEN 'warn'
                ELSE 'none' END
      FROM (SELECT clinic_id FROM praxis.clinic WHERE practice_id = practice AND closed_on IS NULL
             UNION ALL SELECT NULL) c
     CROSS JOIN (SELECT ledger_account_id, control, type IN ('expense', 'contra-expense', 'capex') AS spending
                   FROM praxis.ledger_account
                  WHERE practice_id = practice AND budgetable
                 UNION ALL SELECT NULL, NULL, NULL) a
        ON CONFLICT (practice_id, fiscal_year_id, clinic_key, account_key) DO NOTHING;

    SELECT jsonb_agg(jsonb_build_object(
               'source', approved, 'number', chosen.name, 'line', 0, 'clinic', n.clinic_id,
               'account', n.ledger_account_id, 'date', p.starts_on,
               'kind', CASE chosen.kind WHEN 'original' THEN 'original' ELSE 'revision' END,
               'amount', w.amount - b.original - b.revision))
      INTO moves
      FROM praxis.budget_node n
      JOIN praxis.fiscal_period p USING (practice_id, fiscal_year_id)
      JOIN praxis.budget_balance b
        ON b.practice_id = n.practice_id AND b.node_id = n.node_id AND b.horizon = 'period' AND b.period_no = p.period_no
      JOIN praxis.budget_amount w
        ON w.practice_id = n.practice_id AND w.version_id = approved AND w.clinic_id = n.clinic_id
       AND w.ledger_account_id = n.ledger_account_id AND w.period_no = p.period_no
     WHERE n.practice_id = practice
       AND n.fiscal_year_id = chosen.fiscal_year_id
       AND n.kind = 'cell'
       AND w.amount <> b.original + b.revision;
    UPDATE praxis.budget_version SET controls = false
     WHERE practice_id = practice AND fiscal_year_id = chosen.fiscal_year_id AND controls;
    UPDATE praxis.budget_version SET controls = true WHERE practice_id = practice AND version_id = approved;
    PERFORM praxis_private.budget_post('budget', coalesce(moves, '[]'), chosen.reason);
END
$$;
REVOKE ALL ON FUNCTION praxis_private.budget_enforce(uuid) FROM PUBLIC;

-- Year figures of every clinic's account; sum them for a clinic or for the practice.
CREATE OR REPLACE VIEW praxis.budget_summary WITH (security_invoker = true) AS
SELECT n.practice_id, n.fiscal_year_id, y.code AS fiscal_year, y.starts_on, y.ends_on, n.clinic_id,
       n.ledger_account_id, a.code, a.name, a.type, n.spending, n.year_control AS control,
       b.original, b.revision, b.original + b.revision AS current, b.committed, b.actual,
       b.original + b.revision - b.committed - b.actual AS available, b.warn_limit, b.stop_limit,
       a.normal_side, CASE a.normal_side WHEN 'credit' THEN -1 ELSE 1 END AS spending_sign, a.averaged
  FROM praxis.budget_node n
  JOIN praxis.budget_balance b
    ON b.practice_id = n.practice_id AND b.node_id = n.node_id AND b.horizon = 'year'
  JOIN praxis.fiscal_year y ON y.practice_id = n.practice_id AND y.fiscal_year_id = n.fiscal_year_id
  JOIN praxis.ledger_account a ON a.practice_id = n.practice_id AND a.ledger_account_id = n.ledger_account_id
 WHERE n.kind = 'cell';

-- The same by period.
CREATE OR REPLACE VIEW praxis.budget_period_summary WITH (security_invoker = true) AS
SELECT n.practice_id, n.fiscal_year_id, y.code AS fiscal_year, p.period_no, p.name AS period, n.clinic_id,
       n.ledger_account_id, n.spending, b.original, b.revision, b.committed, b.actual,
       CASE a.normal_side WHEN 'credit' THEN -1 ELSE 1 END AS spending_sign
  FROM praxis.budget_node n
  JOIN praxis.budget_balance b
    ON b.practice_id = n.practice_id AND b.node_id = n.node_id AND b.horizon = 'period'
  JOIN praxis.fiscal_period p
    ON p.practice_id = n.practice_id AND p.fiscal_year_id = n.fiscal_year_id AND p.period_no = b.period_no
  JOIN praxis.fiscal_year y ON y.practice_id = n.practice_id AND y.fiscal_year_id = n.fiscal_year_id
  JOIN praxis.ledger_account a ON a.practice_id = n.practice_id AND a.ledger_account_id = n.ledger_account_id
 WHERE n.kind = 'cell';

-- The reconciler: every balance row that is not the sum of its entries. It has no row, ever.
CREATE OR REPLACE VIEW praxis.budget_discrepancy WITH (security_invoker = true) AS
WITH entered AS (
  SELECT e.practice_id, e.fiscal_year_id, e.clinic_id, e.ledger_account_id, e.period_no,
         CASE a.type WHEN 'contra-expense' THEN -1 WHEN 'expense' THEN 1 WHEN 'capex' THEN 1 END AS spending,
         coalesce(sum(e.amount) FILTER (WHERE e.kind = 'original'), 0) AS original,
         coalesce(sum(e.amount) FILTER (WHERE e.kind IN ('revision', 'transfer')), 0) AS revision,
         coalesce(sum(e.amount) FILTER (WHERE e.kind = 'commitment'), 0) AS committed,
         coalesce(sum(e.amount) FILTER (WHERE e.kind = 'actual'), 0) AS actual
    FROM praxis.budget_entry e
    JOIN praxis.ledger_account a
      ON a.practice_id = e.practice_id AND a.ledger_account_id = e.ledger_account_id
   GROUP BY e.practice_id, e.fiscal_year_id, e.clinic_id, e.ledger_account_id, e.period_no, a.type
), spread AS MATERIALIZED (
  SELECT e.practice_id, e.fiscal_year_id, e.period_no, above.clinic, above.account, above.sign * e.original AS original,
         above.sign * e.revision AS revision, above.sign * e.committed AS committed, above.sign * e.actual AS actual
    FROM entered e
   CROSS JOIN LATERAL (VALUES
          (e.clinic_id, e.ledger_account_id, 1),
          (e.clinic_id, '00000000-0000-0000-0000-000000000000'::uuid, e.spending),
          ('00000000-0000-0000-0000-000000000000'::uuid, e.ledger_account_id, 1),
          ('00000000-0000-0000-0000-000000000000'::uuid, '00000000-0000-0000-0000-000000000000'::uuid, e.spending)
         ) above (clinic, account, sign)
   WHERE above.sign IS NOT NULL
), due AS (
  SELECT n.practice_id, n.node_id, h.horizon, h.period_no, sum(e.original) AS original, sum(e.revision) AS revision,
         sum(e.committed) AS committed, sum(e.actual) AS actual
    FROM spread e
    JOIN praxis.budget_node n
      ON n.practice_id = e.practice_id
     AND n.fiscal_year_id = e.fiscal_year_id
     AND n.clinic_key = e.clinic
     AND n.account_key = e.account
   CROSS JOIN LATERAL (
          SELECT 'year' AS horizon, 0 AS period_no
          UNION ALL
          SELECT 'period', e.period_no
          UNION ALL
          SELECT 'accumulated', later
            FROM generate_series(e.period_no, 13) later
           WHERE n.accumulated_control <> 'none') h
   GROUP BY n.practice_id, n.node_id, h.horizon, h.period_no
)
SELECT b.practice_id, b.clinic_id, b.node_id, b.horizon, b.period_no, b.original, b.revision, b.committed, b.actual,
       d.original AS entered_original, d.revision AS entered_revision, d.committed AS entered_committed,
       d.actual AS entered_actual
  FROM praxis.budget_balance b
  LEFT JOIN due d
    ON d.practice_id = b.practice_id
   AND d.node_id = b.node_id
   AND d.horizon = b.horizon
   AND d.period_no = b.period_no
 WHERE (b.original, b.revision, b.committed, b.actual) IS DISTINCT FROM
       (coalesce(d.original, 0)::bigint, coalesce(d.revision, 0)::bigint, coalesce(d.committed, 0)::bigint,
        coalesce(d.actual, 0)::bigint);

-- The chart, for whoever names an account: what may be bought on is budgeted.
CREATE OR REPLACE VIEW praxis.budgeting_account WITH (security_invoker = true) AS
SELECT a.practice_id, a.ledger_account_id, a.code, a.name, a.type, a.budgetable
  FROM praxis.ledger_account a;
