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
        let read = try await service.preview(Array(text.utf8), for: year, as: caller).file
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

    @Test func `that revises keeps every amount that it does not name`() async throws {
        let books = try Books()
        let service = BudgetService(database: books.database)
        let (finance, administrator) = (try books.caller(.finance), try books.caller(.administrator))
        let year = try await self.years().now
        let before = try await service.summary(year, as: finance)
        let old = try #require(before.accounts.first { $0.code.description == "5340" }).figures.current
        let clinic = try #require(
            try await books.ask(
                "SELECT current FROM praxis.budget_summary WHERE code = '5340' AND clinic_id = '01900000-0000-7000-8000-00000000a001'",
                as: Int64.self))
        let text = "clinic,account,annual\ndenver,5340,\(Money(minorUnits: clinic + 240_000).plain)\n"
        let preview = try await service.preview(Array(text.utf8), for: year, as: finance)
        #expect(preview.isRevision && preview.untouched > 300)
        #expect(preview.current(preview.file.lines[0]) == Money(minorUnits: clinic))
        let id = try await self.draft(text, year, service, finance)
        try await service.move(id, .submit, version: 1, as: finance)
        try await service.move(id, .approve, version: 2, as: administrator)
        let after = try await service.summary(year, as: finance)
        #expect(
            after.accounts.first { $0.code.description == "5340" }?.figures.current
                == old + Money(minorUnits: 240_000))
        #expect(after.total.current == before.total.current + Money(minorUnits: 240_000))
        #expect(try await books.discrepancies() == 0)
    }

    @Test func `needs a reason to revise, and one file waits once`() async throws {
        let books = try Books()
        let service = BudgetService(database: books.database)
        let finance = try books.caller(.finance)
        let (now, next) = try await self.years()
        let read = try await service.preview(
            Array("clinic,account,annual\ndenver,6010,1\n".utf8), for: now, as: finance)
        await #expect(throws: BudgetingError.reasonMissing) {
            try await service.enter(BudgetDraft(year: now, name: "No reason", lines: read.file.lines), as: finance)
        }
        let draft = BudgetDraft(
            year: next, name: "Once", lines: read.file.lines, fileDigest: Array(repeating: 7, count: 32))
        let id = try await service.enter(draft, as: finance)
        await #expect(throws: BudgetingError.alreadyEntered(id, name: "Once")) {
            try await service.enter(draft, as: finance)
        }
        try await service.move(id, .discard, version: 1, as: finance)
        _ = try await service.enter(draft, as: finance)
    }

    @Test func `of two first budgets the second becomes a revision of the first`() async throws {
        let books = try Books()
        let service = BudgetService(database: books.database)
        let (finance, administrator) = (try books.caller(.finance), try books.caller(.administrator))
        let next = try await self.years().next
        let first = try await self.draft("clinic,account,annual\ndenver,6010,12000\n", next, service, finance)
        let second = try await self.draft("clinic,account,annual\ndenver,6020,600\n", next, service, finance)
        for id in [first, second] {
            try await service.move(id, .submit, version: 1, as: finance)
            try await service.move(id, .approve, version: 2, as: administrator)
        }
        let kinds = try await service.versions(as: finance).filter { $0.year == next }
        #expect(kinds.first { $0.id == first }?.kind == .original)
        #expect(kinds.first { $0.id == second }?.kind == .revised)
        let summary = try await service.summary(next, as: finance)
        #expect(summary.total.original == Money(minorUnits: 1_200_000))
        #expect(summary.total.current == Money(minorUnits: 1_260_000))
        #expect(try await books.discrepancies() == 0)
    }

    @Test func `is renamed, taken back and sent back without losing its reason`() async throws {
        let books = try Books()
        let service = BudgetService(database: books.database)
        let (finance, administrator) = (try books.caller(.finance), try books.caller(.administrator))
        let id = try await self.draft(
            "clinic,account,annual\ndenver,6010,1\n", try await self.years().next, service, finance)
        try await service.edit(id, name: "Other name", reason: "Rent", version: 1, as: finance)
        try await service.move(id, .submit, version: 2, as: finance)
        await #expect(throws: BudgetingError.notEditable(.submitted)) {
            try await service.edit(id, name: "Late", reason: nil, version: 3, as: finance)
        }
        try await service.move(id, .withdraw, version: 3, as: finance)
        try await service.move(id, .submit, version: 4, as: finance)
        try await service.move(id, .return, reason: "Too low", version: 5, as: administrator)
        let version = try await service.version(id, as: finance)
        #expect(version.reason == "Rent" && version.returnReason == "Too low" && version.name == "Other name")
    }

    @Test func `that leaves less than what is consumed does not come into force`() async throws {
        let books = try Books()
        let service = BudgetService(database: books.database)
        let year = try await self.years().now
        let finance = try books.caller(.finance)
        // In January nothing is spent yet; here something always is.
        try await books.post("ledger", books.move("6010", "actual", 50_000, clinic: 3), as: .finance)
        let id = try await self.draft("clinic,account,annual\nchicago,6010,1\n", year, service, finance)
        try await service.move(id, .submit, version: 1, as: finance)
        await #expect(throws: BudgetingError.self) {
            try await service.move(id, .approve, version: 2, as: try books.caller(.administrator))
        }
        #expect(try await service.version(id, as: finance).status == .submitted)
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
            "UPDATE praxis.budget_version SET status = 'draft' WHERE version_id = \(id)",
            "UPDATE praxis.budget_version SET reason = 'Another' WHERE version_id = \(id)",
            "UPDATE praxis.budget_version SET version = 99 WHERE version_id = \(id)",
        ]
        for statement in locked { #expect(try await self.refusal(statement, books, finance) == "PX409") }
        let forbidden: [SQL] = [
            "UPDATE praxis.budget_version SET controls = false WHERE version_id = \(id)",
            "UPDATE praxis.budget_sheet SET status = 'draft' WHERE version_id = \(id)",
            "UPDATE praxis.budget_amount SET amount = 1 WHERE version_id = \(id)",
            "SELECT praxis_private.budget_enforce(\(id))",
        ]
        for statement in forbidden { #expect(try await self.refusal(statement, books, finance) == "42501") }
    }

    private func refusal(_ statement: SQL, _ books: Books, _ caller: Caller) async throws -> String? {
        do {
            let _: Bool = try await books.database.write(as: caller) { transaction in
                try await transaction.run(statement)
                return true
            }
            return nil
        } catch let error as PostgresError {
            return error.sqlState?.rawValue
        }
    }

    @Test func `cannot be entered by a site's manager, nor seen by another practice`() async throws {
        let books = try Books()
        let service = BudgetService(database: books.database)
        let year = try await self.years().now
        let read = try await service.preview(
            Array("clinic,account,annual\ndenver,6010,1\n".utf8), for: year,
            as: try books.caller(.managerOfDenver)
        ).file
        await #expect(throws: PostgresError.self) {
            try await service.enter(
                BudgetDraft(year: year, name: "Mine", reason: "Mine", lines: read.lines),
                as: try books.caller(.managerOfDenver))
        }
        let stranger = try TestSite().caller(.lakesideAdministrator, .all)
        let foreign = try await service.summary(year, as: stranger)
        #expect(Set(foreign.clinics.map(\.clinic.slug.description)) == ["evanston", "madison"])
    }
}
