package import Ordering
package import Postgres
package import PraxisCore

/// Budgeting as ordering needs it: the contract `praxis.budget_post`, called in the transaction of the order.
package struct BudgetsForOrdering: BudgetSource {
    /// It has no state of its own: everything happens in the caller's transaction.
    package init() {}

    /// One document for all orders of the requisition, so that rows are locked in one order. What the approver may see
    /// of the balances is kept with the orders.
    package func reserve(ordersOf requisition: Requisition.ID) -> SQL {
        """
        WITH posted AS MATERIALIZED (
          SELECT praxis.budget_post('order', jsonb_agg(jsonb_build_object(
                     'source', l.order_id, 'number', l.number, 'line', l.line_no, 'clinic', l.clinic_id,
                     'account', l.ledger_account_id, 'date', l.needed_on, 'kind', 'commitment',
                     'amount', l.ordered))) AS answer
            FROM praxis.ordering_budget_line l
           WHERE l.requisition_id = \(requisition)
        )
        UPDATE praxis.purchase_order o
           SET budget = p.answer
          FROM posted p
         WHERE o.requisition_id = \(requisition)
        """
    }

    /// Gives back what was promised and has not arrived.
    package func release(_ order: PurchaseOrder.ID) -> SQL {
        """
        SELECT praxis.budget_post('cancellation', jsonb_agg(jsonb_build_object(
                   'source', l.order_id, 'number', l.number, 'line', l.line_no, 'clinic', l.clinic_id,
                   'account', l.ledger_account_id, 'date', l.needed_on, 'kind', 'commitment',
                   'amount', l.received - l.ordered, 'origin', l.order_id)))
          FROM praxis.ordering_budget_line l
         WHERE l.order_id = \(order)
        """
    }

    /// Moves what arrived from promised, on the day it was promised for, to spent, on the day it came.
    package func spend(_ receipt: Receipt.ID) -> SQL {
        """
        SELECT praxis.budget_post('receipt', jsonb_agg(jsonb_build_object(
                   'source', l.receipt_id, 'number', l.number, 'line', l.line_no, 'clinic', l.clinic_id,
                   'account', l.ledger_account_id, 'date', m.day, 'kind', m.kind, 'amount', m.amount,
                   'origin', l.order_id)))
          FROM praxis.ordering_receipt_line l
         CROSS JOIN LATERAL (VALUES ('commitment', -l.amount, l.needed_on),
                                    ('actual', l.amount, l.received_on)) m (kind, amount, day)
         WHERE l.receipt_id = \(receipt)
        """
    }

    /// What is asked of each account, beside what is left of its year.
    package func effects(of requisition: Requisition.ID) -> Query<BudgetEffect> {
        Query(
            """
            SELECT l.code || ' ' || l.name, sum(l.line_total)::bigint, max(s.available)::bigint,
                   coalesce(bool_or(s.control = 'stop'), true)
              FROM praxis.ordering_requested l
              LEFT JOIN praxis.budget_summary s
                ON s.practice_id = l.practice_id AND s.clinic_id = l.clinic_id
               AND s.ledger_account_id = l.ledger_account_id
               AND l.needed_on >= s.starts_on AND l.needed_on < s.ends_on
             WHERE l.requisition_id = \(requisition)
             GROUP BY l.code, l.name
             ORDER BY l.code
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
