package import Postgres
import PraxisCore

/// Queries about vendors.
enum VendorStore {
    /// One page of vendors by name: at most 101, one more than it shows.
    static func vendors(
        matching words: String?, status: VendorStatus?, after: Vendor.ID?
    ) -> Query<Vendor> {
        Query(
            """
            \(self.columns)
             WHERE (\(words?.lowercased())::text IS NULL OR strpos(v.name_search, \(words?.lowercased())) > 0)
               AND (\(status)::text IS NULL OR v.status = \(status))
               AND (\(after)::uuid IS NULL
                    OR (v.name_search, v.vendor_id) > (SELECT l.name_search, l.vendor_id
                                                         FROM praxis.vendor l WHERE l.vendor_id = \(after)))
             ORDER BY v.name_search, v.vendor_id
             LIMIT 101
            """)
    }

    /// One vendor.
    static func vendor(_ id: Vendor.ID) -> Query<Vendor> {
        Query("\(self.columns) WHERE v.vendor_id = \(id)")
    }

    /// Where screening against exclusion lists stands with a vendor; credentialing's contract says it to buyers.
    static func screening(of id: Vendor.ID) -> Query<VendorScreening> {
        Query(
            """
            SELECT s.state, lower(s.excluded)
              FROM praxis.screening_state s
             WHERE s.subject_kind = 'vendor'
               AND s.subject_id = \(id)
            """)
    }

    /// The vendor of an order.
    static func vendor(of order: PurchaseOrder.ID) -> Query<Vendor> {
        Query("\(self.columns) JOIN praxis.purchase_order o USING (practice_id, vendor_id) WHERE o.order_id = \(order)")
    }

    /// The same for whoever changes it: nobody else does until the transaction ends.
    static func locked(_ id: Vendor.ID) -> Query<Vendor> {
        Query("\(self.columns) WHERE v.vendor_id = \(id) FOR UPDATE OF v")
    }

    /// What the form of an item chooses from.
    static func choices() -> Query<Vendor> {
        Query("\(self.columns) WHERE v.status NOT IN ('blocked', 'inactive') ORDER BY v.name_search LIMIT 2000")
    }

    private static var columns: SQL {
        """
        SELECT v.vendor_id, v.name, v.status, v.email, v.phone, v.account_number, v.payment_terms, v.lead_time_days,
               v.note, v.status_reason, v.version
          FROM praxis.vendor v
        """
    }

    /// Enters a vendor, who is then to be reviewed.
    static func add(_ vendor: Vendor) -> SQL {
        """
        INSERT INTO praxis.vendor (vendor_id, name, email, phone, account_number, payment_terms, lead_time_days, note)
        VALUES (\(vendor.id), \(vendor.name), \(vendor.email), \(vendor.phone), \(vendor.accountNumber),
                \(vendor.paymentTerms), \(vendor.leadTimeDays), \(vendor.note))
        """
    }

    /// Changes no row where the version is not the one that was seen.
    static func change(_ vendor: Vendor) -> SQL {
        """
        UPDATE praxis.vendor v
           SET name = \(vendor.name), email = \(vendor.email), phone = \(vendor.phone),
               account_number = \(vendor.accountNumber), payment_terms = \(vendor.paymentTerms),
               lead_time_days = \(vendor.leadTimeDays), note = \(vendor.note), status = \(vendor.status),
               status_reason = \(vendor.statusReason),
               version = v.version + 1
         WHERE v.vendor_id = \(vendor.id)
           AND v.version = \(vendor.version)
        """
    }
}

extension Vendor: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.init(
            id: try row.read(), name: try row.read(), status: try row.read(), email: try row.read(),
            phone: try row.read(), accountNumber: try row.read(), paymentTerms: try row.read(),
            leadTimeDays: try row.read(), note: try row.read(), statusReason: try row.read(),
            version: try row.read())
    }
}
