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
