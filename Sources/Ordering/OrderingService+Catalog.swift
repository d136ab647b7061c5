import Postgres
package import PraxisCore

extension OrderingService {
    /// One page of the catalog by name.
    package func items(
        matching words: String?, of vendor: Vendor.ID?, after: CatalogItem.ID?, as caller: Caller
    ) async throws -> Listing<CatalogItem> {
        Listing(
            try await self.database.read(
                as: caller, CatalogStore.items(matching: words, of: vendor, after: after)))
    }

    /// One item of the catalog.
    package func item(_ id: CatalogItem.ID, as caller: Caller) async throws -> CatalogItem {
        guard let item = try await self.database.read(as: caller, CatalogStore.item(id)).first else {
            throw OrderingError.notFound
        }
        return item
    }

    /// Everything that may be asked for: active items of approved vendors.
    package func available(as caller: Caller) async throws -> [CatalogItem] {
        try await self.database.read(as: caller, CatalogStore.available())
    }

    /// What the form of an item chooses from.
    package func catalogChoices(
        as caller: Caller
    ) async throws -> (vendors: [Vendor], accounts: [BuyingAccount], services: [ItemService]) {
        try await self.database.read(
            as: caller, VendorStore.choices(), CatalogStore.accounts(), ServiceStore.services())
    }

    /// Enters an item.
    package func add(_ item: CatalogItem, as caller: Caller) async throws -> CatalogItem.ID {
        try await self.write(as: caller) { transaction in
            guard try await transaction.execute(CatalogStore.add(item)) == 1 else { throw OrderingError.unknownItem }
            try await transaction.run(
                AuditEvent(
                    "ordering.item.create", "catalog_item", item.id.uuid, after: try JSONText(item.audited)
                ).append)
            return item.id
        }
    }

    /// Saves an item; its version says which one was seen.
    package func change(_ item: CatalogItem, as caller: Caller) async throws {
        let _: CatalogItem.ID = try await self.write(as: caller) { transaction in
            let now = try Self.seen(
                try await transaction.fetch(CatalogStore.locked(item.id)), version: item.version)
            guard try await transaction.execute(CatalogStore.change(item)) == 1 else {
                throw OrderingError.unknownItem
            }
            let changes = try FieldChanges(from: now.audited, to: item.audited)
            try await transaction.run(
                AuditEvent(
                    "ordering.item.change", "catalog_item", item.id.uuid, before: changes.before, after: changes.after
                ).append)
            return item.id
        }
    }
}
