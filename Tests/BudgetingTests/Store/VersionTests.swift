import Budgeting
import FoundationEssentials
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `A budget version in the books` {
    /// The year that the demonstration runs in, and the next.
    private func years() async throws -> (now: FiscalYearCode, next: FiscalYearCode) {
        let day = try #require(try await TestDatabase.current.ask("SELECT CURRENT_DATE", as: LocalDate.self))
        return (try #require(FiscalYearCode(String(day.year))), try #require(FiscalYearCode(String(day.year + 1))))
    }

    private func draft(_ text: String, _ year: FiscalYearCode, _ service: BudgetService, _ caller: Caller)
        async throws -> BudgetVersion.ID
    {
        let read = try await service.preview(Array(text.utf8), as: caller)
        #expect(read.problems.isEmpty)
        return try await service.enter(
            BudgetDraft(year: year, name: "Test", reason: "a test", lines: read.lines), as: caller)
    }

    @Test func `of a new year controls from its approval on`() async throws {
        let books = try Books()
        let service = BudgetService(database: books.database)
        let (finance, administrator) = (try books.caller(.finance), try books.caller(.administrator))
        let next = try await self.years().next
        let id = try await self.draft(
            "clinic,account,annual\ndenver,6010,12000\nphoenix,6010,6000\ndenver,4010,99\n", next, service, finance)
        try await service.move(id, .submit, version: 1, as: finance)
        await #expect(throws: BudgetingError.ownBudget) {
            try await service.move(id, .approve, version: 2, as: finance)
        }
        try await service.move(id, .approve, version: 2, as: administrator)
        let summary = try await service.summary(next, as: finance)
        #expect(summary.year.isControlled)
        #expect(summary.total.original == Money(minorUnits: 1_800_000))
        #expect(summary.clinics.count == 5)
        #expect(try await books.discrepancies() == 0)
        let manager = try await service.summary(next, as: try books.caller(.managerOfDenver))
        #expect(manager.clinics.map(\.clinic.slug.description) == ["denver"])
        #expect(manager.total.original == Money(minorUnits: 1_200_000))
    }

    @Test func `B6: revises what controls and leaves the original as it is`() async throws {
        let books = try Books()
        let service = BudgetService(database: books.database)
        let (finance, administrator) = (try books.caller(.finance), try books.caller(.administrator))
        let year = try await self.years().now
        let before = try await service.summary(year, as: finance)
        let account = try #require(before.accounts.first { $0.code.description == "5340" })
        var text = "clinic,account,annual\n"
        let denver = try await books.ask(
            """
            SELECT string_agg('denver,' || code || ',' || round(current / 100.0
                     + CASE code WHEN '5340' THEN 5000 ELSE 0 END, 2), E'\\n')
              FROM praxis.budget_summary
             WHERE clinic_id = '01900000-0000-7000-8000-00000000a001' AND current <> 0
            """, as: String.self)
        text += try #require(denver)
        let id = try await self.draft(text, year, service, finance)
        try await service.move(id, .submit, version: 1, as: finance)
        try await service.move(id, .approve, version: 2, as: administrator)
        let after = try await service.summary(year, as: finance)
        let revised = try #require(after.accounts.first { $0.code == account.code })
        #expect(revised.figures.original == account.figures.original)
        #expect(revised.figures.current == account.figures.current + Money(minorUnits: 500_000))
        #expect(after.total.current == before.total.current + Money(minorUnits: 500_000))
        #expect(try await books.discrepancies() == 0)
        let controlling = try await service.versions(as: finance).filter { $0.controls && $0.year == year }
        #expect(controlling.map(\.id) == [id])
    }

    @Test func `that leaves less than what is consumed does not come into force`() async throws {
        let books = try Books()
        let service = BudgetService(database: books.database)
        let year = try await self.years().now
        let finance = try books.caller(.finance)
        let id = try await self.draft("clinic,account,annual\nchicago,6010,1\n", year, service, finance)
        try await service.move(id, .submit, version: 1, as: finance)
        let consumed = try #require(
            try await books.ask(
                "SELECT committed + actual FROM praxis.budget_summary WHERE code = '6010' AND clinic_id = '01900000-0000-7000-8000-00000000a003'",
                as: Int64.self))
        guard consumed > 100 else { return }
        await #expect(throws: BudgetingError.self) {
            try await service.move(id, .approve, version: 2, as: try books.caller(.administrator))
        }
        #expect(try await service.version(id, as: finance).version.status == .submitted)
    }

    @Test func `goes stale, follows its states, and is locked once it is approved`() async throws {
        let books = try Books()
        let service = BudgetService(database: books.database)
        let (finance, administrator) = (try books.caller(.finance), try books.caller(.administrator))
        let id = try await self.draft(
            "clinic,account,annual\ndenver,6010,1\n", try await self.years().next, service, finance)
        await #expect(throws: BudgetingError.stale(seen: 7, now: 1)) {
            try await service.move(id, .submit, version: 7, as: finance)
        }
        await #expect(throws: BudgetingError.notAllowed(.approve, from: .draft)) {
            try await service.move(id, .approve, version: 1, as: administrator)
        }
        try await service.move(id, .submit, version: 1, as: finance)
        try await service.move(id, .return, reason: "Too low", version: 2, as: administrator)
        try await service.move(id, .submit, version: 3, as: finance)
        try await service.move(id, .approve, version: 4, as: administrator)
        let locked: [SQL] = [
            """
            INSERT INTO praxis.budget_amount (clinic_id, version_id, ledger_account_id, period_no, amount)
            SELECT w.clinic_id, w.version_id, w.ledger_account_id, 13, 1
              FROM praxis.budget_amount w WHERE w.version_id = \(id) LIMIT 1
            """,
            "UPDATE praxis.budget_version SET status = 'draft', controls = false WHERE version_id = \(id)",
        ]
        for statement in locked {
            await #expect(throws: PostgresError.self) {
                let _: Bool = try await books.database.write(as: finance) { transaction in
                    try await transaction.run(statement)
                    return true
                }
            }
        }
    }

    @Test func `cannot be entered by a site's manager, nor seen by another practice`() async throws {
        let books = try Books()
        let service = BudgetService(database: books.database)
        let year = try await self.years().now
        let read = try await service.preview(
            Array("clinic,account,annual\ndenver,6010,1\n".utf8), as: try books.caller(.managerOfDenver))
        await #expect(throws: PostgresError.self) {
            try await service.enter(
                BudgetDraft(year: year, name: "Mine", lines: read.lines), as: try books.caller(.managerOfDenver))
        }
        let stranger = try TestSite().caller(.lakesideAdministrator, .all)
        let foreign = try await service.summary(year, as: stranger)
        #expect(Set(foreign.clinics.map(\.clinic.slug.description)) == ["evanston", "madison"])
    }
}
