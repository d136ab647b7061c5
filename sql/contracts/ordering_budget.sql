-- What orders do to budgets. The moves are made from ordering's own rows, here and nowhere else: a caller names the
-- document, and the books believe the document.

-- Reserves what the orders of an approved requisition promise, as one document, so that rows are locked in one order.
-- What every budget above had left is kept with the requisition.
CREATE OR REPLACE FUNCTION praxis_private.reserve_orders(asked uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice constant uuid := praxis_private.practice_id();
    moves    jsonb;
BEGIN
    SELECT jsonb_agg(jsonb_build_object(
               'source', l.order_id, 'number', l.number, 'line', l.line_no, 'clinic', l.clinic_id,
               'account', l.ledger_account_id, 'date', l.needed_on, 'kind', 'commitment', 'amount', l.ordered))
      INTO moves
      FROM praxis.ordering_budget_line l
     WHERE l.practice_id = practice AND l.requisition_id = asked AND l.status = 'approved';
    IF moves IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_approved';
    END IF;
    INSERT INTO praxis.requisition_budget (
           practice_id, clinic_id, requisition_id, node_id, horizon, period_no, ledger_account_id, current_amount,
           committed, actual, warn_limit, stop_limit)
    SELECT practice, n.clinic, asked, n.node, n.horizon, n.period, n.account, n.current, n.committed, n.actual,
           n.warn_limit, n.stop_limit
      FROM jsonb_to_recordset(praxis_private.budget_post('order', moves, NULL)) n (
               node uuid, clinic uuid, account uuid, horizon text, period smallint, current bigint, committed bigint,
               actual bigint, warn_limit bigint, stop_limit bigint);
END
$$;

-- Gives back what a canceled order promised and has not received.
CREATE OR REPLACE FUNCTION praxis_private.release_order(canceled uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moves jsonb;
BEGIN
    SELECT jsonb_agg(jsonb_build_object(
               'source', l.order_id, 'number', l.number, 'line', l.line_no, 'clinic', l.clinic_id,
               'account', l.ledger_account_id, 'date', l.needed_on, 'kind', 'commitment',
               'amount', l.received - l.ordered, 'origin', l.order_id))
      INTO moves
      FROM praxis.ordering_budget_line l
     WHERE l.practice_id = praxis_private.practice_id() AND l.order_id = canceled AND l.status = 'canceled';
    IF moves IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_canceled';
    END IF;
    PERFORM praxis_private.budget_post('cancellation', moves, NULL);
END
$$;

-- Turns what arrived from promised, in the period it was promised for, to spent, in the period it came. What arrived is a
-- fact: where no budget is open on its day it is booked on the nearest day that has one, and the entries say so.
CREATE OR REPLACE FUNCTION praxis_private.spend_receipt(arrived uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    practice constant uuid := praxis_private.practice_id();
    received date;
    booked   date;
    moves    jsonb;
BEGIN
    SELECT l.received_on, praxis_private.booking_day(practice, arrived, l.received_on, l.needed_on)
      INTO received, booked
      FROM praxis.ordering_receipt_line l
     WHERE l.practice_id = practice AND l.receipt_id = arrived
     LIMIT 1;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PX409', MESSAGE = 'not_received';
    END IF;
    SELECT jsonb_agg(jsonb_build_object(
               'source', l.receipt_id, 'number', l.number, 'line', l.line_no, 'clinic', l.clinic_id,
               'account', l.ledger_account_id, 'date', m.day, 'kind', m.kind, 'amount', m.amount,
               'origin', l.order_id))
      INTO moves
      FROM praxis.ordering_receipt_line l
     CROSS JOIN LATERAL (VALUES ('commitment', -l.amount, l.needed_on), ('actual', l.amount, booked))
                m (kind, amount, day)
     WHERE l.practice_id = practice AND l.receipt_id = arrived;
    PERFORM praxis_private.budget_post(
        'receipt', moves,
        CASE WHEN booked <> received THEN format('Arrived on %s, when no budget was open', received) END);
    UPDATE praxis.receipt r SET booked_on = booked WHERE r.practice_id = practice AND r.receipt_id = arrived;
END
$$;

-- The day of arrival where its period is open; else the next open period, the one of the promise, the last open one
-- before, and at last the one of the promise though it is closed. Each has a budget for every line.
CREATE OR REPLACE FUNCTION praxis_private.booking_day(practice uuid, arrived uuid, received date, promised date)
RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT CASE WHEN received >= p.starts_on AND received < p.ends_on THEN received
                    WHEN promised >= p.starts_on AND promised < p.ends_on THEN promised
                    WHEN p.starts_on > received THEN p.starts_on
                    ELSE p.ends_on - 1 END
          FROM praxis.fiscal_period p
         CROSS JOIN LATERAL (
               SELECT CASE WHEN p.status = 'open' AND received >= p.starts_on AND received < p.ends_on THEN 1
                           WHEN p.status = 'open' AND p.starts_on > received THEN 2
                           WHEN p.status = 'open' AND promised >= p.starts_on AND promised < p.ends_on THEN 3
                           WHEN p.status = 'open' THEN 4
                           WHEN promised >= p.starts_on AND promised < p.ends_on THEN 5 END AS rank) choice
         WHERE p.practice_id = practice
           AND choice.rank IS NOT NULL
           AND NOT EXISTS (
               SELECT FROM praxis.ordering_receipt_line l
                WHERE l.practice_id = practice AND l.receipt_id = arrived
                  AND NOT EXISTS (
                      SELECT FROM praxis.budget_node n
                       WHERE n.practice_id = practice AND n.fiscal_year_id = p.fiscal_year_id
                         AND n.clinic_key = l.clinic_id AND n.account_key = l.ledger_account_id))
         ORDER BY choice.rank, abs(p.starts_on - received)
         LIMIT 1);
END
$$;
