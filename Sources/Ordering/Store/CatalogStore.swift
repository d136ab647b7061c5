package import Postgres
import PraxisCore

/// Queries about what vendors sell.
enum CatalogStore {
    /// One page of the catalog by name: at most 101, one more than it shows.
    static func items(
        matching words: String?, of vendor: Vendor.ID?, after: CatalogItem.ID?
    ) -> Query<CatalogItem> {
        Query(
            """
            \(self.columns)
             WHERE (\(words?.lowercased())::text IS NULL
                    OR strpos(i.name_search, \(words?.lowercased())) > 0
                    OR strpos(lower(i.sku), \(words?.lowercased())) > 0)
               AND (\(vendor)::uuid IS NULL OR i.vendor_id = \(vendor))
               AND (\(after)::uuid IS NULL
                    OR (i.name_search, i.catalog_item_id) > (SELECT l.name_search, l.catalog_item_id
                                                               FROM praxis.catalog_item l
                                                              WHERE l.catalog_item_id = \(after)))
             ORDER BY i.name_search, i.catalog_item_id
             LIMIT 101
            """)
    }

    /// One item.
    static func item(_ id: CatalogItem.ID) -> Query<CatalogItem> {
        Query("\(self.columns) WHERE i.catalog_item_id = \(id)")
    }

    /// The same for whoever changes it: nobody else does until the transaction ends.
    static func locked(_ id: CatalogItem.ID) -> Query<CatalogItem> {
        Query("\(self.columns) WHERE i.catalog_item_id = \(id) FOR UPDATE OF i")
    }

    /// What may be asked for: active items of approved vendors.
    static func available() -> Query<CatalogItem> {
        Query("\(self.columns) WHERE i.active AND v.status = 'approved' ORDER BY i.name_search LIMIT 2000")
    }

    /// Accounts that something may be bought on.
    static func accounts() -> Query<BuyingAccount> {
        Query(
            """
            SELECT a.code, a.name
              FROM praxis.budgeting_account a
             WHERE a.budgetable
               AND a.type IN ('expense', 'capex')
             ORDER BY a.code
            """)
    }

    private static var columns: SQL {
        """
        SELECT i.catalog_item_id, i.vendor_id, v.name, i.sku, i.name, i.unit, i.pack_size, i.unit_price, a.code,
               i.service, i.active, i.version
          FROM praxis.catalog_item i
          JOIN praxis.vendor v USING (practice_id, vendor_id)
          JOIN praxis.budgeting_account a USING (practice_id, ledger_account_id)
        """
    }

    /// Adds no row where the account is not in the chart.
    static func add(_ item: CatalogItem) -> SQL {
        """
        INSERT INTO praxis.catalog_item
               (catalog_item_id, vendor_id, sku, name, unit, pack_size, unit_price, ledger_account_id, service)
        SELECT \(item.id), \(item.vendor), \(item.sku), \(item.name), \(item.pack.unit), \(item.pack.baseUnits),
               \(item.unitPrice), a.ledger_account_id, \(item.service)
          FROM praxis.budgeting_account a
         WHERE a.code = \(item.ledgerCode)
        """
    }

    /// Changes no row where the version is not the one that was seen.
    static func change(_ item: CatalogItem) -> SQL {
        """
        UPDATE praxis.catalog_item i
           SET name = \(item.name), unit = \(item.pack.unit), pack_size = \(item.pack.baseUnits),
               unit_price = \(item.unitPrice), ledger_account_id = a.ledger_account_id, service = \(item.service),
               active = \(item.isActive),
               version = i.version + 1
          FROM praxis.budgeting_account a
         WHERE a.code = \(item.ledgerCode)
           AND i.catalog_item_id = \(item.id)
           AND i.version = \(item.version)
        """
    }
}

/// An account that something may be bought on.
package struct BuyingAccount: Equatable, PostgresRow {
    package let code: String
    package let name: String

    package init(row: inout RowReader) throws(PostgresError) {
        self.code = try row.read()
        self.name = try row.read()
    }
}

extension Pack {
    /// Two columns: unit and base units.
    init(columns row: inout RowReader) throws(PostgresError) {
        let unit: UnitOfMeasure = try row.read()
        let baseUnits: Int = try row.read()
        self = Pack(unit: unit, baseUnits: baseUnits) ?? .each
    }
}

extension CatalogItem: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.init(
            id: try row.read(), vendor: try row.read(), vendorName: try row.read(), sku: try row.read(),
            name: try row.read(), pack: try Pack(columns: &row), unitPrice: try row.read(),
            ledgerCode: try row.read(), service: try row.read(), isActive: try row.read(), version: try row.read())
    }
}
