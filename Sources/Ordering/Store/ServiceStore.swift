package import Postgres
import PraxisCore

/// Questions to credentialing: what a clinic that buys may not do.
package enum ServiceStore {
    /// What items can be used for.
    static func services() -> Query<ItemService> {
        Query("SELECT s.service, s.name FROM praxis.service_offered s ORDER BY s.position, s.name")
    }

    /// What the clinic lacks on the day on which a requisition is needed, for what its items are used for.
    static func lacks(of id: Requisition.ID) -> Query<ServiceLack> {
        Query(
            """
            SELECT k.service, k.service_name, k.certificate, k.severity, k.state, k.covers_until, k.covers_from, k.citation
              FROM praxis.requisition r
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             CROSS JOIN LATERAL (
                   SELECT array_agg(DISTINCT i.service) AS services
                     FROM praxis.requisition_line l
                     JOIN praxis.catalog_item i USING (practice_id, catalog_item_id)
                    WHERE l.practice_id = r.practice_id AND l.clinic_id = r.clinic_id
                      AND l.requisition_id = r.requisition_id AND i.service IS NOT NULL) u
             CROSS JOIN LATERAL praxis_private.service_lacks(
                        r.clinic_id, u.services, greatest(r.needed_on, (now() AT TIME ZONE c.zone)::date)) k
             WHERE r.requisition_id = \(id)
            """)
    }

    /// The same for an order.
    static func lacks(of id: PurchaseOrder.ID) -> Query<ServiceLack> {
        Query(
            """
            SELECT k.service, k.service_name, k.certificate, k.severity, k.state, k.covers_until, k.covers_from, k.citation
              FROM praxis.purchase_order o
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             CROSS JOIN LATERAL (
                   SELECT array_agg(DISTINCT i.service) AS services
                     FROM praxis.requisition_line l
                     JOIN praxis.catalog_item i USING (practice_id, catalog_item_id)
                    WHERE l.practice_id = o.practice_id AND l.clinic_id = o.clinic_id
                      AND l.requisition_id = o.requisition_id AND l.vendor_id = o.vendor_id
                      AND i.service IS NOT NULL) u
             CROSS JOIN LATERAL praxis_private.service_lacks(
                        o.clinic_id, u.services, greatest(o.needed_on, (now() AT TIME ZONE c.zone)::date)) k
             WHERE o.order_id = \(id)
               AND o.status IN ('approved', 'released')
            """)
    }

    /// What the scope's clinic lacks today of all that the catalog has something for.
    static func lacks(in scope: Scope) -> Query<ServiceLack> {
        Query(
            """
            SELECT k.service, k.service_name, k.certificate, k.severity, k.state, k.covers_until, k.covers_from, k.citation
              FROM praxis.clinic c
             CROSS JOIN LATERAL (
                   SELECT array_agg(DISTINCT i.service) AS services
                     FROM praxis.catalog_item i
                    WHERE i.practice_id = c.practice_id AND i.active AND i.service IS NOT NULL) u
             CROSS JOIN LATERAL praxis_private.service_lacks(
                        c.clinic_id, u.services, (now() AT TIME ZONE c.zone)::date) k
             WHERE \(scope.condition)
            """)
    }
}

/// A service that an item can be used for.
package struct ItemService: PostgresRow, Equatable {
    package let code: String
    package let name: String

    package init(row: inout RowReader) throws(PostgresError) {
        self.code = try row.read()
        self.name = try row.read()
    }
}
