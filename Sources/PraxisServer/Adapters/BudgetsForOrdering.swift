package import Ordering
package import Postgres
package import PraxisCore

/// Budgeting as ordering needs it: definers that read ordering's rows and move the books, in the transaction of the order.
package struct BudgetsForOrdering: BudgetSource {
    /// It has no state of its own: everything happens in the caller's transaction.
    package init() {}

    /// One document for all orders of the requisition, so that rows are locked in one order. What the balances had left
    /// is kept with the requisition.
    package func reserve(ordersOf requisition: Requisition.ID) -> SQL {
        "SELECT praxis_private.reserve_orders(\(requisition))"
    }

    /// Gives back what was promised and has not arrived.
    package func release(_ order: PurchaseOrder.ID) -> SQL { "SELECT praxis_private.release_order(\(order))" }

    /// Moves what arrived from promised, on the day it was promised for, to spent, on the day it came.
    package func spend(_ receipt: Receipt.ID) -> SQL { "SELECT praxis_private.spend_receipt(\(receipt))" }

    /// A row for each budget above a line that limits something, and for each account itself; an account of which the
    /// caller reads no budget has a row without figures.
    package func effects(of requisition: Requisition.ID) -> Query<BudgetEffect> {
        Query(
            """
            WITH asked AS (
              SELECT l.practice_id, l.clinic_id, l.ledger_account_id, l.code || ' ' || l.name AS account, l.needed_on,
                     sum(l.line_total)::bigint AS amount
                FROM praxis.ordering_requested l
               WHERE l.requisition_id = \(requisition)
               GROUP BY l.practice_id, l.clinic_id, l.ledger_account_id, l.code, l.name, l.needed_on
            ), touched AS (
              SELECT b.node_id, b.horizon, b.rank, b.clinic, b.account, b.span, b.ends_on, b.left_over, b.stop_limit,
                     b.warn_limit, b.committed + b.actual AS consumed, sum(a.amount)::bigint AS amount
                FROM asked a
                JOIN praxis.budget_above b
                  ON b.practice_id = a.practice_id
                 AND (b.clinic_id = a.clinic_id OR b.clinic_id IS NULL)
                 AND (b.ledger_account_id = a.ledger_account_id OR b.ledger_account_id IS NULL)
                 AND a.needed_on >= b.starts_on AND a.needed_on < b.ends_on
               GROUP BY b.node_id, b.horizon, b.rank, b.clinic, b.account, b.span, b.ends_on, b.left_over,
                        b.stop_limit, b.warn_limit, b.committed, b.actual
            )
            SELECT clinic, account, span, amount, left_over, stop_limit IS NOT NULL,
                   coalesce(consumed + amount > warn_limit, false)
              FROM (SELECT t.rank, t.horizon, t.ends_on, t.clinic, t.account, t.span, t.amount, t.left_over, t.stop_limit,
                           t.warn_limit, t.consumed
                      FROM touched t
                     UNION ALL
                    SELECT 0, NULL, NULL, NULL, a.account, NULL, a.amount, NULL, NULL, NULL, NULL
                      FROM asked a
                     WHERE NOT EXISTS (SELECT FROM touched t WHERE t.account = a.account AND t.clinic IS NOT NULL)) r
             ORDER BY rank, account, clinic, horizon, ends_on
            """)
    }

    /// The same after it happened, from the figures that were kept.
    package func taken(by requisition: Requisition.ID) -> Query<BudgetEffect> {
        Query(
            """
            SELECT b.clinic, b.account, b.span, sum(l.line_total)::bigint,
                   coalesce(k.stop_limit, k.current_amount) - k.committed - k.actual + sum(l.line_total)::bigint,
                   k.stop_limit IS NOT NULL, coalesce(k.committed + k.actual > k.warn_limit, false)
              FROM praxis.requisition_budget k
              JOIN praxis.budget_above b USING (practice_id, node_id, horizon, period_no)
              JOIN praxis.ordering_requested l
                ON l.practice_id = k.practice_id AND l.requisition_id = k.requisition_id
               AND (k.ledger_account_id IS NULL OR l.ledger_account_id = k.ledger_account_id)
             WHERE k.requisition_id = \(requisition)
             GROUP BY b.rank, b.clinic, b.account, b.span, k.horizon, k.period_no, k.stop_limit, k.warn_limit,
                      k.current_amount, k.committed, k.actual
             ORDER BY b.rank, b.account, b.clinic, k.horizon, k.period_no
            """)
    }

    /// The figures of `budget_exceeded`.
    package func shortage(_ detail: JSONText) -> BudgetShortage? {
        guard let told = try? detail.decoded(as: Refusal.self) else { return nil }
        return BudgetShortage(
            clinic: told.clinic, account: told.account, span: told.span, asked: Money(minorUnits: told.asked),
            available: told.available.map(Money.init(minorUnits:)), short: Money(minorUnits: told.short))
    }

    /// The detail of `budget_exceeded`.
    private struct Refusal: Decodable {
        let clinic: String?
        let account: String?
        let span: String
        let asked: Int64
        let available: Int64?
        let short: Int64
    }
}
