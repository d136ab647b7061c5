-- The one function that moves money, and what documents hold. No runtime role calls it: definers make its moves from rows
-- that their own guards keep, and answer for them.

-- Posts the moves of one document to every balance row above their cells, or refuses as a whole.
--
-- moves: [{source, number, origin, line, clinic, account, date, kind, amount}], amounts in minor units.
-- Row by row in ascending (rank, node, horizon, period): an UPDATE that waits for the row sees its newest figures before
-- it tests its limit, so two racers for the last amount cannot both pass, and one order for all avoids deadlocks.
-- Runs as the owner, because whoever approves for one clinic moves the rows that all clinics share; what the caller may
-- do at each clinic is asked first. The answer has the figures of every row that a document was tested by,
-- for the definer that called: who may read them is for it to say.
-- Joins are made in the order in which they are written, each through a unique key, whatever the statistics say.
CREATE OR REPLACE FUNCTION praxis_private.budget_post(source_kind text, moves jsonb, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET join_collapse_limit = 1 AS $$
DECLARE
    practice   constant uuid := praxis_private.practice_id();
    readable   constant uuid[] := praxis_private.clinics('budgeting.balance.read');
    reads_all  constant boolean := praxis_private.practice_if('budgeting.balance.read') IS NOT NULL;
    every      constant uuid := '00000000-0000-0000-0000-000000000000';
    plans      constant boolean := source_kind IN ('budget', 'transfer');
    step       record;
    row_after  record;
    nodes      jsonb := '[]';
BEGIN
    PERFORM praxis_private.budget_check_moves(practice, source_kind, moves);
    IF plans THEN
        PERFORM FROM praxis.budget_node n
          WHERE n.practice_id = practice
            AND n.fiscal_year_id IN (SELECT p.fiscal_year_id
                                       FROM jsonb_to_recordset(moves) m (date date)
                                       JOIN praxis.fiscal_period p
                                         ON p.practice_id = practice AND m.date >= p.starts_on AND m.date < p.ends_on)
            FOR SHARE;
    END IF;
    FOR step IN
        SELECT n.node_id, n.kind, n.clinic_id, n.ledger_account_id, b.horizon, b.period_no, p.fiscal_year_id,
               praxis_private.budget_node_control(n, b.horizon) AS control, n.warn_percent, n.stop_percent,
               CASE WHEN b.horizon = 'year' THEN n.cap END AS cap,
               -- What the ledger says was spent and what arrived are facts; they are never refused.
               source_kind NOT IN ('ledger', 'receipt') AND bool_or(b.horizon = 'year' OR b.period_no = p.period_no) AS tested,
               coalesce(sum(above.sign * m.amount) FILTER (WHERE m.kind = 'original'), 0)::bigint AS original,
               coalesce(sum(above.sign * m.amount) FILTER (WHERE m.kind IN ('revision', 'transfer')), 0)::bigint AS revision,
               coalesce(sum(above.sign * m.amount) FILTER (WHERE m.kind = 'commitment'), 0)::bigint AS committed,
               coalesce(sum(above.sign * m.amount) FILTER (WHERE m.kind = 'actual'), 0)::bigint AS actual
          FROM jsonb_to_recordset(moves) m (clinic uuid, account uuid, date date, kind text, amount bigint)
          JOIN praxis.fiscal_period p
            ON p.practice_id = practice AND m.date >= p.starts_on AND m.date < p.ends_on
          JOIN praxis.budget_node c
            ON c.practice_id = practice
           AND c.fiscal_year_id = p.fiscal_year_id
           AND c.clinic_key = m.clinic
           AND c.account_key = m.account
          JOIN praxis.ledger_account a
            ON a.practice_id = practice
           AND a.ledger_account_id = m.account
         -- Totals over accounts take away what stands on a contra account.
         CROSS JOIN LATERAL (SELECT CASE WHEN NOT c.spending THEN NULL WHEN a.normal_side = 'credit' THEN -1 ELSE 1 END
                            ) total (sign)
         CROSS JOIN LATERAL (VALUES (c.clinic_key, c.account_key, 1), (c.clinic_key, every, total.sign),
                                    (every, c.account_key, 1), (every, every, total.sign)) above (clinic, account, sign)
          JOIN praxis.budget_node n
            ON n.practice_id = practice
           AND n.fiscal_year_id = p.fiscal_year_id
           AND n.clinic_key = above.clinic
           AND n.account_key = above.account
           AND above.sign IS NOT NULL
          JOIN praxis.budget_balance b
            ON b.practice_id = practice
           AND b.node_id = n.node_id
           AND (b.horizon = 'year'
                OR b.horizon = 'period' AND b.period_no = p.period_no
                OR b.horizon = 'accumulated' AND b.period_no >= p.period_no)
         GROUP BY n.practice_id, n.node_id, b.horizon, b.period_no, p.fiscal_year_id
        HAVING count(*) FILTER (WHERE m.amount <> 0) > 0
         ORDER BY n.rank, n.node_id, b.horizon, b.period_no
    LOOP
        UPDATE praxis.budget_balance b
           SET original = b.original + step.original,
               revision = b.revision + step.revision,
               committed = b.committed + step.committed,
               actual = b.actual + step.actual,
               warn_limit = CASE WHEN plans THEN praxis_private.budget_limit(
                                step.control, 'warn', step.cap, step.warn_percent,
                                b.original + b.revision + step.original + step.revision)
                            ELSE b.warn_limit END,
               stop_limit = CASE WHEN plans THEN praxis_private.budget_limit(
                                step.control, 'stop', step.cap, step.stop_percent,
                                b.original + b.revision + step.original + step.revision)
                            ELSE b.stop_limit END,
               row_version = b.row_version + 1
         WHERE b.practice_id = practice
           AND b.node_id = step.node_id
           AND b.horizon = step.horizon
           AND b.period_no = step.period_no
           AND (NOT step.tested
                OR step.committed + step.actual <= 0 AND step.original + step.revision >= 0
                OR b.stop_limit IS NULL AND NOT plans
                OR b.committed + b.actual + step.committed + step.actual
                   <= coalesce(CASE WHEN plans THEN praxis_private.budget_limit(
                                        step.control, 'stop', step.cap, step.stop_percent,
                                        b.original + b.revision + step.original + step.revision)
                                    ELSE b.stop_limit END, 9223372036854775807))
        RETURNING b.* INTO row_after;
        IF NOT FOUND THEN
            PERFORM praxis_private.budget_refuse(
                practice, step.node_id, step.horizon, step.period_no,
                step.committed + step.actual - step.original - step.revision,
                CASE WHEN step.clinic_id IS NULL THEN reads_all ELSE step.clinic_id = ANY (readable) END);
        END IF;
        IF step.tested AND NOT plans THEN
            nodes := nodes || jsonb_build_object(
                'node', step.node_id, 'clinic', step.clinic_id, 'account', step.ledger_account_id,
                'horizon', step.horizon, 'period', step.period_no,
                'current', row_after.original + row_after.revision, 'committed', row_after.committed,
                'actual', row_after.actual, 'warn_limit', row_after.warn_limit, 'stop_limit', row_after.stop_limit);
        END IF;
    END LOOP;

    INSERT INTO praxis.budget_entry (
           practice_id, clinic_id, fiscal_year_id, period_no, ledger_account_id, kind, amount,
           source_type, source_id, source_line, source_number, origin_id, budget_date, reason)
    SELECT practice, m.clinic, p.fiscal_year_id, p.period_no, m.account, m.kind, m.amount,
           source_kind, m.source, m.line, m.number, coalesce(m.origin, m.source), m.date, why
      FROM jsonb_to_recordset(moves) m (
               source uuid, number text, origin uuid, line integer, clinic uuid, account uuid, date date, kind text,
               amount bigint)
      JOIN praxis.fiscal_period p
        ON p.practice_id = practice AND m.date >= p.starts_on AND m.date < p.ends_on
     WHERE m.amount <> 0;

    -- Nobody gives back what was not promised.
    IF EXISTS (SELECT FROM praxis.budget_entry e
                WHERE e.practice_id = practice
                  AND e.kind = 'commitment'
                  AND e.origin_id IN (SELECT coalesce(m.origin, m.source)
                                        FROM jsonb_to_recordset(moves) m (source uuid, origin uuid, amount bigint)
                                       WHERE m.amount < 0)
                GROUP BY e.origin_id, e.clinic_id, e.ledger_account_id, e.fiscal_year_id, e.period_no
               HAVING sum(e.amount) < 0) THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'already_released';
    END IF;
    RETURN nodes;
END
$$;

-- Whether the caller may post such a document at these clinics, and whether the books have a place for every move.
CREATE OR REPLACE FUNCTION praxis_private.budget_check_moves(practice uuid, source_kind text, moves jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    permission constant text := CASE source_kind
        WHEN 'order' THEN 'ordering.requisition.approve'
        WHEN 'cancellation' THEN 'ordering.order.place'
        WHEN 'receipt' THEN 'ordering.receipt.write'
        WHEN 'budget' THEN 'budgeting.budget.approve'
        WHEN 'transfer' THEN 'budgeting.budget.approve'
        WHEN 'ledger' THEN 'budgeting.budget.write' END;
    allowed constant uuid[] := praxis_private.clinics(permission);
    stray record;
BEGIN
    IF practice IS NULL OR permission IS NULL
       OR EXISTS (SELECT FROM jsonb_to_recordset(moves) m (clinic uuid) WHERE m.clinic <> ALL (allowed))
       OR source_kind IN ('budget', 'transfer') AND praxis_private.practice_if(permission) IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX403', MESSAGE = 'permission_missing',
                              DETAIL = jsonb_build_object('permission', permission)::text;
    END IF;
    IF EXISTS (SELECT FROM jsonb_to_recordset(moves) m (source uuid, line integer, kind text, amount bigint)
                WHERE num_nulls(m.source, m.line, m.kind, m.amount) > 0
                   OR NOT CASE source_kind
                          WHEN 'order' THEN m.kind = 'commitment' AND m.amount >= 0
                          WHEN 'cancellation' THEN m.kind = 'commitment' AND m.amount <= 0
                          WHEN 'receipt' THEN m.kind = 'commitment' AND m.amount <= 0
                                           OR m.kind = 'actual' AND m.amount >= 0
                          WHEN 'budget' THEN m.kind IN ('original', 'revision')
                          WHEN 'ledger' THEN m.kind = 'actual'
                          ELSE m.kind = 'transfer' END)
       OR source_kind = 'transfer' AND (SELECT sum(m.amount) FROM jsonb_to_recordset(moves) m (amount bigint)) <> 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'moves_malformed';
    END IF;
    SELECT c.name AS clinic, concat_ws(' ', a.code, a.name) AS account, m.date, p.status, p.name AS period
      INTO stray
      FROM jsonb_to_recordset(moves) m (clinic uuid, account uuid, date date)
      LEFT JOIN praxis.clinic c ON c.practice_id = practice AND c.clinic_id = m.clinic
      LEFT JOIN praxis.ledger_account a ON a.practice_id = practice AND a.ledger_account_id = m.account
      LEFT JOIN praxis.fiscal_period p ON p.practice_id = practice AND m.date >= p.starts_on AND m.date < p.ends_on
      LEFT JOIN praxis.budget_node n
        ON n.practice_id = practice
       AND n.fiscal_year_id = p.fiscal_year_id
       AND n.clinic_key = m.clinic
       AND n.account_key = m.account
     WHERE n.node_id IS NULL
        -- A closed period takes nothing new; it gives back, and has the arrivals that no open one has a budget for.
        OR p.status = 'closed' AND source_kind NOT IN ('cancellation', 'receipt')
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'PX422',
            MESSAGE = CASE stray.status WHEN 'closed' THEN 'period_closed' ELSE 'budget_missing' END,
            DETAIL = jsonb_build_object('clinic', stray.clinic, 'account', stray.account, 'date', stray.date,
                                        'period', stray.period)::text;
    END IF;
END
$$;

-- Says which node is short and by how much; what is left only to those who may read the node.
CREATE OR REPLACE FUNCTION praxis_private.budget_refuse(
    practice uuid, short_node uuid, at_horizon text, at_period smallint, asked bigint, visible boolean
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told jsonb;
BEGIN
    SELECT jsonb_build_object(
               'node', n.node_id, 'kind', n.kind, 'horizon', b.horizon,
               'clinic', c.name, 'account', CASE WHEN a.code IS NOT NULL THEN a.code || ' ' || a.name END,
               'span', CASE b.horizon WHEN 'year' THEN 'fiscal year ' || y.code
                                      WHEN 'period' THEN p.name
                                      ELSE 'fiscal year ' || y.code || ' to ' || p.name END,
               'asked', asked, 'short', asked - left_over.amount,
               'available', CASE WHEN visible THEN left_over.amount END)
      INTO STRICT told
      FROM praxis.budget_balance b
      JOIN praxis.budget_node n USING (practice_id, node_id)
      JOIN praxis.fiscal_year y USING (practice_id, fiscal_year_id)
      LEFT JOIN praxis.fiscal_period p
        ON p.practice_id = b.practice_id AND p.fiscal_year_id = n.fiscal_year_id AND p.period_no = b.period_no
      LEFT JOIN praxis.clinic c ON c.practice_id = b.practice_id AND c.clinic_id = n.clinic_id
      LEFT JOIN praxis.ledger_account a
        ON a.practice_id = b.practice_id AND a.ledger_account_id = n.ledger_account_id
     CROSS JOIN LATERAL (SELECT coalesce(b.stop_limit, b.original + b.revision) - b.committed - b.actual) left_over (amount)
     WHERE b.practice_id = practice
       AND b.node_id = short_node
       AND b.horizon = at_horizon
       AND b.period_no = at_period;
    RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'budget_exceeded', DETAIL = told::text;
END
$$;

-- What a document holds of the budget, and what was spent on it.
CREATE OR REPLACE FUNCTION praxis_private.budget_held(
    practice uuid, origin uuid, OUT committed bigint, OUT spent bigint
)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT coalesce(sum(e.amount) FILTER (WHERE e.kind = 'commitment'), 0),
           coalesce(sum(e.amount) FILTER (WHERE e.kind = 'actual'), 0)
      INTO committed, spent
      FROM praxis.budget_entry e
     WHERE e.practice_id = practice
       AND e.origin_id = origin;
END
$$;

DROP FUNCTION IF EXISTS praxis.budget_post(text, jsonb, text);
DROP FUNCTION IF EXISTS praxis_private.budget_committed(uuid);
