package import Postgres
import PraxisCore

/// Queries that find documents by their number.
enum NumberStore {
    /// At most ten requisitions of the scope whose number contains the words, newest first.
    static func requisitions(matching words: String, in scope: Scope) -> Query<NumberedDocument> {
        Query(
            """
            SELECT r.requisition_id, r.number, c.slug, c.name
              FROM praxis.requisition r
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND strpos(lower(r.number), \(words.lowercased())) > 0
             ORDER BY r.created_at DESC, r.requisition_id DESC
             LIMIT 10
            """)
    }

    /// At most ten orders of the scope whose number or vendor contains the words, newest first.
    static func orders(matching words: String, in scope: Scope) -> Query<NumberedDocument> {
        Query(
            """
            SELECT o.order_id, o.number, c.slug, concat_ws(', ', v.name, c.name)
              FROM praxis.purchase_order o
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              LEFT JOIN praxis.vendor v USING (practice_id, vendor_id)
             WHERE \(scope.condition)
               AND (strpos(lower(o.number), \(words.lowercased())) > 0
                    OR strpos(v.name_search, \(words.lowercased())) > 0)
             ORDER BY o.created_at DESC, o.order_id DESC
             LIMIT 10
            """)
    }
}

extension NumberedDocument: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.init(id: try row.read(), number: try row.read(), clinic: try row.read(), detail: try row.read())
    }
}
