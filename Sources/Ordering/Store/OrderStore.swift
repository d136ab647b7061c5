package import Postgres
package import PraxisCore

/// Queries about orders.
package enum OrderStore {
    /// One page of orders, newest first: at most 101, one more than it shows.
    package static func orders(
        in scope: Scope, status: OrderStatus?, after: PurchaseOrder.ID?
    ) -> Query<PurchaseOrder> {
        Query(
            """
            \(self.columns)
             WHERE \(scope.condition)
               AND (\(status)::text IS NULL OR o.status = \(status))
               AND (\(after)::uuid IS NULL
                    OR (o.created_at, o.order_id) < (SELECT l.created_at, l.order_id
                                                       FROM praxis.purchase_order l WHERE l.order_id = \(after)))
             ORDER BY o.created_at DESC, o.order_id DESC
             LIMIT 101
            """)
    }

    /// One order of the scope.
    package static func order(_ id: PurchaseOrder.ID, in scope: Scope) -> Query<PurchaseOrder> {
        Query("\(self.columns) WHERE \(scope.condition) AND o.order_id = \(id)")
    }

    /// The same for whoever changes it: nobody else does until the transaction ends.
    package static func locked(_ id: PurchaseOrder.ID, in scope: Scope) -> Query<PurchaseOrder> {
        Query("\(self.columns) WHERE \(scope.condition) AND o.order_id = \(id) FOR UPDATE OF o")
    }

    /// Some orders of the scope.
    static func orders(_ ids: [PurchaseOrder.ID], in scope: Scope) -> Query<PurchaseOrder> {
        Query("\(self.columns) WHERE \(scope.condition) AND o.order_id = ANY (\(ids)) ORDER BY o.number LIMIT 100")
    }

    /// The orders that a requisition became.
    package static func orders(from requisition: Requisition.ID) -> Query<PurchaseOrder> {
        Query("\(self.columns) WHERE o.requisition_id = \(requisition) ORDER BY o.number")
    }

    private static var columns: SQL {
        """
        SELECT o.order_id, o.number, c.clinic_id, c.slug, c.name, c.zone, o.vendor_id, coalesce(v.name, ''),
               o.requisition_id, coalesce(r.number, ''), o.status, o.needed_on,
               (SELECT coalesce(sum(l.line_total), 0)::bigint
                  FROM praxis.purchase_order_line l
                 WHERE l.practice_id = o.practice_id AND l.clinic_id = o.clinic_id AND l.order_id = o.order_id),
               o.created_at, o.released_at, o.version
          FROM praxis.purchase_order o
          JOIN praxis.clinic c USING (practice_id, clinic_id)
          LEFT JOIN praxis.vendor v USING (practice_id, vendor_id)
          LEFT JOIN praxis.requisition r USING (practice_id, clinic_id, requisition_id)
        """
    }

    /// The lines of an order, with what has arrived of each.
    package static func lines(of id: PurchaseOrder.ID) -> Query<OrderLine> {
        Query(
            """
            SELECT l.line_no, i.sku, l.description, l.packs, l.received, l.unit, l.pack_size, l.unit_price,
                   l.line_total, a.code || ' ' || a.name
              FROM praxis.purchase_order_line l
              JOIN praxis.catalog_item i USING (practice_id, catalog_item_id)
              JOIN praxis.budgeting_account a
                ON a.practice_id = l.practice_id AND a.ledger_account_id = l.ledger_account_id
             WHERE l.order_id = \(id)
             ORDER BY l.line_no
            """)
    }

    /// Makes the order of one vendor out of an approved requisition, with the lines that the vendor sells.
    package static func add(
        _ id: PurchaseOrder.ID, to vendor: Vendor.ID, from requisition: Requisition.ID
    ) -> SQL {
        """
        INSERT INTO praxis.purchase_order (clinic_id, order_id, vendor_id, requisition_id)
        SELECT r.clinic_id, \(id), \(vendor), r.requisition_id
          FROM praxis.requisition r
         WHERE r.requisition_id = \(requisition)
        """
    }

    /// Moves no row where the version is not the one that was seen.
    package static func move(_ id: PurchaseOrder.ID, to status: OrderStatus, version: Int) -> SQL {
        """
        UPDATE praxis.purchase_order o
           SET status = \(status), version = o.version + 1
         WHERE o.order_id = \(id)
           AND o.version = \(version)
        """
    }

    /// Closes a released order when nothing of it is to come.
    package static func closeIfComplete(_ id: PurchaseOrder.ID) -> SQL {
        """
        UPDATE praxis.purchase_order o
           SET status = 'closed', version = o.version + 1
         WHERE o.order_id = \(id)
           AND o.status = 'released'
           AND NOT EXISTS (SELECT FROM praxis.purchase_order_line l
                            WHERE l.practice_id = o.practice_id AND l.clinic_id = o.clinic_id
                              AND l.order_id = o.order_id AND l.received < l.packs)
        """
    }
}
