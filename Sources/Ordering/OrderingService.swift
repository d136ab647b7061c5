import Postgres
package import PraxisCore

/// The use cases of ordering: vendors, catalog, requisitions, orders and receipts.
package struct OrderingService: Sendable {
    let database: Database
    let budgets: any BudgetSource

    /// - Parameter budgets: reserves and releases in the transactions of ordering.
    package init(database: Database, budgets: any BudgetSource) {
        self.database = database
        self.budgets = budgets
    }

    /// One page of vendors by name.
    package func vendors(
        matching words: String?, status: VendorStatus?, after: Vendor.ID?, as caller: Caller
    ) async throws -> Listing<Vendor> {
        Listing(
            try await self.database.read(
                as: caller, VendorStore.vendors(matching: words, status: status, after: after)))
    }

    /// One vendor.
    package func vendor(_ id: Vendor.ID, as caller: Caller) async throws -> Vendor {
        guard let vendor = try await self.database.read(as: caller, VendorStore.vendor(id)).first else {
            throw OrderingError.notFound
        }
        return vendor
    }

    /// A vendor with the first hundred things that it sells.
    package func vendorRecord(
        _ id: Vendor.ID, as caller: Caller
    ) async throws -> (vendor: Vendor, items: Listing<CatalogItem>, screening: VendorScreening?) {
        let (vendors, items, screening) = try await self.database.read(
            as: caller, VendorStore.vendor(id), CatalogStore.items(matching: nil, of: id, after: nil),
            VendorStore.screening(of: id))
        guard let vendor = vendors.first else { throw OrderingError.notFound }
        return (vendor, Listing(items), screening.first)
    }

    /// Enters a vendor; somebody else approves it.
    package func add(_ vendor: Vendor, as caller: Caller) async throws -> Vendor.ID {
        try await self.write(as: caller) { transaction in
            try await transaction.run(
                VendorStore.add(vendor),
                AuditEvent(
                    "ordering.vendor.create", "vendor", vendor.id.uuid, after: try JSONText(vendor.audited)
                ).append)
            return vendor.id
        }
    }

    /// Saves a vendor's record; its version says which one was seen.
    package func change(_ vendor: Vendor, as caller: Caller) async throws {
        let _: Vendor.ID = try await self.write(as: caller) { transaction in
            let now = try Self.seen(
                try await transaction.fetch(VendorStore.locked(vendor.id)), version: vendor.version)
            let changes = try FieldChanges(from: now.audited, to: vendor.audited)
            try await transaction.run(
                VendorStore.change(vendor),
                AuditEvent(
                    "ordering.vendor.change", "vendor", vendor.id.uuid, before: changes.before, after: changes.after,
                    reason: vendor.statusReason
                ).append)
            return vendor.id
        }
    }

    /// A write whose refusals by the database come back in the words of ordering.
    func write<Value: Codable & Sendable>(
        as caller: Caller, _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        try await self.database.write(as: caller, refusing: { OrderingError(refused: $0, by: self.budgets) }, body)
    }

    /// What is to be changed as it stands, where it is the version that was seen.
    static func seen<Row: Versioned>(_ rows: [Row], version: Int) throws(OrderingError) -> Row {
        guard let now = rows.first else { throw .notFound }
        guard now.version == version else { throw .stale(seen: version, now: now.version) }
        return now
    }

    /// The one clinic that a change is about; there is none in a scope of all.
    static func site(_ clinics: [OrderingClinic], of caller: Caller) throws(OrderingError) -> OrderingClinic {
        guard caller.scope != .all, let clinic = clinics.first else { throw .notFound }
        return clinic
    }
}

/// What counts its changes, so that nobody overwrites one that they have not seen.
protocol Versioned {
    var version: Int { get }
}

extension Vendor: Versioned {}
extension CatalogItem: Versioned {}
extension Requisition: Versioned {}
extension PurchaseOrder: Versioned {}

/// One page of a list, and whether there is more.
package struct Listing<Row: Sendable>: Sendable {
    package let rows: [Row]
    package let hasMore: Bool

    /// - Parameter fetched: one row more than a page shows, where there is more.
    init(_ fetched: [Row]) {
        self.rows = Array(fetched.prefix(100))
        self.hasMore = fetched.count > 100
    }
}
