-- What every budget above an approved requisition had left, at that moment: written once by the definer that reserves,
-- and read as the balances themselves are.

CREATE TABLE praxis.requisition_budget (
    practice_id       uuid        NOT NULL DEFAULT praxis_private.practice_id(),
    -- Whose budget it is; none for one that all clinics share.
    clinic_id         uuid,
    requisition_id    uuid        NOT NULL,
    node_id           uuid        NOT NULL,
    horizon           text        NOT NULL CHECK (horizon IN ('period', 'accumulated', 'year')),
    period_no         smallint    NOT NULL,
    ledger_account_id uuid,
    current_amount    bigint      NOT NULL,
    committed         bigint      NOT NULL,
    actual            bigint      NOT NULL,
    warn_limit        bigint,
    stop_limit        bigint,
    created_by        uuid        NOT NULL DEFAULT praxis_private.account_id(),
    created_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, requisition_id, node_id, horizon, period_no),
    FOREIGN KEY (practice_id, clinic_id) REFERENCES praxis.clinic,
    CONSTRAINT requisition_budget_node FOREIGN KEY (practice_id, node_id) REFERENCES praxis.budget_node,
    FOREIGN KEY (practice_id, ledger_account_id) REFERENCES praxis.ledger_account
);
COMMENT ON CONSTRAINT requisition_budget_node ON praxis.requisition_budget IS
    'gate:cross-clinic a row carries the clinic of its node, which may be none';
COMMENT ON TABLE praxis.requisition_budget IS
    'gate:unforced,clinic-optional written by the reserving definer only, also for budgets that all clinics share';

INSERT INTO praxis.requisition_budget (
       practice_id, clinic_id, requisition_id, node_id, horizon, period_no, ledger_account_id, current_amount,
       committed, actual, warn_limit, created_by, created_at)
SELECT DISTINCT ON (o.practice_id, o.requisition_id, f.node, f.horizon, f.period)
       o.practice_id, f.clinic, o.requisition_id, f.node, f.horizon, f.period, f.account, f.current, f.committed,
       f.actual, w.limit_amount, o.created_by, o.created_at
  FROM praxis.purchase_order o
 CROSS JOIN jsonb_to_recordset(o.budget -> 'nodes') f (
           node uuid, clinic uuid, account uuid, horizon text, period smallint, current bigint, committed bigint,
           actual bigint)
  LEFT JOIN LATERAL (
       SELECT (w ->> 'limit')::bigint AS limit_amount
         FROM jsonb_array_elements(o.budget -> 'warnings') w
        WHERE w ->> 'node' = f.node::text AND w ->> 'horizon' = f.horizon AND w ->> 'period' = f.period::text
        LIMIT 1) w ON true;

ALTER TABLE praxis.purchase_order DROP COLUMN budget;
