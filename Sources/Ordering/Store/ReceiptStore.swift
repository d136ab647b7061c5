package import Postgres
package import PraxisCore

/// Queries about what arrived.
package enum ReceiptStore {
    /// What arrived of an order, oldest first.
    package static func receipts(of id: PurchaseOrder.ID) -> Query<Receipt> {
        Query(
            """
            SELECT r.receipt_id, r.received_on, nullif(r.booked_on, r.received_on), r.note, sum(l.packs)::bigint, sum(l.amount)::bigint
              FROM praxis.receipt r
              JOIN praxis.receipt_line l USING (practice_id, clinic_id, receipt_id)
             WHERE r.order_id = \(id)
             GROUP BY r.receipt_id, r.received_on, r.booked_on, r.note, r.created_at
             ORDER BY r.created_at
            """)
    }

    /// Counts the packs on the order's lines; more than is to come violates a constraint.
    package static func add(
        _ id: Receipt.ID, of order: PurchaseOrder.ID, on day: LocalDate, note: String?, _ lines: JSONText
    ) -> [SQL] {
        [
            """
            INSERT INTO praxis.receipt (clinic_id, receipt_id, order_id, received_on, note)
            SELECT o.clinic_id, \(id), o.order_id, \(day), \(note)
              FROM praxis.purchase_order o
             WHERE o.order_id = \(order)
            """,
            """
            INSERT INTO praxis.receipt_line (clinic_id, receipt_id, order_id, line_no, packs)
            SELECT r.clinic_id, r.receipt_id, r.order_id, l.number, l.packs
              FROM praxis.receipt r
             CROSS JOIN jsonb_to_recordset(\(lines)) l (number integer, packs integer)
             WHERE r.receipt_id = \(id)
             ORDER BY l.number
            """,
        ]
    }
}
