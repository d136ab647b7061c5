import FoundationEssentials
import Ordering
import Postgres
import PraxisCore
import PraxisServer
import TestSupport
import Testing

/// The people of the demonstration who ask, decide, send and receive.
struct Desk {
    let ordering: OrderingService
    let database: Database
    private let site: TestSite

    /// - Parameter pool: another than the test's own, for races.
    init(pool: PostgresPool? = nil) throws {
        self.site = try TestSite()
        self.database = pool.map(Database.init(pool:)) ?? TestDatabase.current.database
        self.ordering = OrderingService(database: self.database, budgets: BudgetsForOrdering())
    }

    /// A fresh session of an account, at a clinic.
    func caller(_ account: DemoAccount, _ clinic: String = "denver") throws -> Caller {
        try self.site.caller(account, Slug(clinic).map(Scope.clinic) ?? .all)
    }

    func ask<Value: PostgresDecodable & Sendable>(_ sql: SQL, as type: Value.Type) async throws -> Value {
        try #require(try await TestDatabase.current.ask(sql, as: type))
    }

    /// The day that it is at a clinic of practice A.
    func today(at clinic: String = "denver") async throws -> LocalDate {
        try await self.ask(
            """
            SELECT (now() AT TIME ZONE c.zone)::date FROM praxis.clinic c
             WHERE c.practice_id = '01900000-0000-7000-8000-00000000a000' AND c.slug = \(clinic)
            """, as: LocalDate.self)
    }

    /// An item of practice A by the vendor's number.
    func item(_ sku: String) async throws -> CatalogItem.ID {
        try await self.ask(
            """
            SELECT catalog_item_id FROM praxis.catalog_item
             WHERE practice_id = '01900000-0000-7000-8000-00000000a000' AND sku = \(sku)
            """, as: CatalogItem.ID.self)
    }

    /// A requisition that was handed in.
    func requisition(
        _ lines: [(String, Int)], of account: DemoAccount = .buyer, at clinic: String = "denver"
    ) async throws -> Requisition.ID {
        var wanted: [RequisitionDraft.Line] = []
        for (sku, packs) in lines { wanted.append(.init(item: try await self.item(sku), packs: packs)) }
        return try await self.ordering.request(
            RequisitionDraft(neededOn: try await self.today(at: clinic), lines: wanted), submitting: true,
            as: try self.caller(account, clinic))
    }

    /// What is left of an account's year at a clinic of practice A.
    func available(_ account: String, at clinic: String = "denver") async throws -> Money {
        try await self.ask(
            """
            SELECT s.available FROM praxis.budget_summary s JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE s.code = \(account) AND c.slug = \(clinic)
            """, as: Money.self)
    }

    /// Spends so much that exactly this is left.
    func leave(_ amount: Int64, of account: String, at clinic: String = "denver") async throws {
        let moves: SQL = """
            SELECT jsonb_build_array(jsonb_build_object(
                     'source', gen_random_uuid(), 'line', 0, 'clinic', s.clinic_id, 'account', s.ledger_account_id,
                     'date', CURRENT_DATE, 'kind', 'actual', 'amount', s.available - \(amount)))
              FROM praxis.budget_summary s JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE s.code = \(account) AND c.slug = \(clinic)
            """
        let owner = Database(pool: TestDatabase.current.pool(.superuser))
        let _: Bool = try await owner.write(as: try self.caller(.finance)) { transaction in
            try await transaction.run("SELECT praxis_private.budget_post('ledger', (\(moves)), NULL)")
            return true
        }
    }

    /// Runs a statement as an account, past every service.
    func tell(_ sql: SQL, as account: DemoAccount) async throws {
        let caller = try self.caller(account)
        let _: Bool = try await self.database.write(as: caller) { transaction in
            try await transaction.run(sql)
            return true
        }
    }

    func discrepancies() async throws -> Int {
        try await self.ask("SELECT count(*) FROM praxis.budget_discrepancy", as: Int.self)
    }
}
