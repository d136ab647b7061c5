-- The budgets that a document meets, as its approver sees them.

-- Every row that limits something, and the year of every clinic's account, with the days whose documents it tests.
CREATE OR REPLACE VIEW praxis.budget_above WITH (security_invoker = true) AS
SELECT n.practice_id, n.node_id, n.rank, n.clinic_id, c.name AS clinic, n.ledger_account_id,
       a.code || ' ' || a.name AS account, b.horizon, b.period_no,
       CASE b.horizon WHEN 'year' THEN 'fiscal year ' || y.code
                      WHEN 'period' THEN p.name
                      ELSE 'fiscal year ' || y.code || ' to ' || p.name END AS span,
       coalesce(p.starts_on, y.starts_on) AS starts_on, coalesce(p.ends_on, y.ends_on) AS ends_on,
       b.original + b.revision AS current_amount, b.committed, b.actual, b.warn_limit, b.stop_limit,
       coalesce(b.stop_limit, b.original + b.revision) - b.committed - b.actual AS left_over
  FROM praxis.budget_node n
  JOIN praxis.budget_balance b ON b.practice_id = n.practice_id AND b.node_id = n.node_id
  JOIN praxis.fiscal_year y ON y.practice_id = n.practice_id AND y.fiscal_year_id = n.fiscal_year_id
  LEFT JOIN praxis.fiscal_period p
    ON p.practice_id = n.practice_id AND p.fiscal_year_id = n.fiscal_year_id AND p.period_no = b.period_no
  LEFT JOIN praxis.clinic c ON c.practice_id = n.practice_id AND c.clinic_id = n.clinic_id
  LEFT JOIN praxis.ledger_account a
    ON a.practice_id = n.practice_id AND a.ledger_account_id = n.ledger_account_id
 WHERE b.warn_limit IS NOT NULL
    OR b.stop_limit IS NOT NULL
    OR n.kind = 'cell' AND b.horizon = 'year';
