import Postgres
import PraxisServer
import TestSupport
import Testing

/// Each migration runs over the rows of every practice, whoever is bound by row-level security.
@Suite struct `An upgrade of a database with people in it` {
    /// Runs the migrations below a number, or everything.
    private func migrate(below number: String? = nil) async throws {
        let whole = try MigrationDirectory(path: TestCluster.sqlDirectory)
        let files = number.map { number in whole.migrations.filter { $0.name < number } } ?? whole.all
        _ = try await Migrator(
            conninfo: TestDatabase.current.conninfo(.migrator), directory: MigrationDirectory(files)
        ).up()
    }

    private func count(_ sql: SQL) async throws -> Int? { try await TestDatabase.current.ask(sql, as: Int.self) }

    @Test func `reaches the rows of both practices, and the gate is closed`() async throws {
        try await TestCluster.shared.withBareDatabase { database in
            try await database.run {
                try await self.migrate(below: "0450")
                try ScriptSession().run(OlderRows.beforeLimits)
                try await self.migrate(below: "0610")
                try ScriptSession().run(OlderRows.beforeFileRules)
                try await self.migrate()
                try await self.expectRows()
                let gate = CatalogueGate(directory: TestCluster.sqlDirectory)
                #expect(try await gate.findings(conninfo: database.conninfo(.migrator)) == [])
            }
        }
    }

    private func expectRows() async throws {
        #expect(
            try await self.count(
                "SELECT count(*) FROM praxis.ledger_account WHERE code = '2000' AND normal_side = 'credit'") == 2)
        #expect(try await self.count("SELECT count(*) FROM praxis.approval_limit") == 4)
        #expect(try await self.count("SELECT count(*) FROM praxis.person_busy WHERE clinical_role = 'physician'") == 2)
        #expect(try await self.count("SELECT count(*) FROM praxis.person WHERE identified_at = created_at") == 2)
        #expect(
            try await self.count(
                """
                SELECT count(*)
                  FROM praxis.verification
                 WHERE occasion = '2025-01-10 12:00Z' AND verified_on = '2025-01-10' AND element = 'license'
                   AND recorded_on = verified_on AND proven_on = verified_on
                """) == 4)
        #expect(
            try await self.count("SELECT count(*) FROM praxis.screening_run WHERE withdrawn_at = '2025-02-01'") == 2)
        #expect(try await self.count("SELECT count(*) FROM praxis.file_flag WHERE compartment = 'credential'") == 2)
        #expect(
            try await self.count("SELECT count(*) FROM praxis.flag_disposition WHERE compartment = 'credential'") == 2)
        #expect(
            try await self.count("SELECT count(*) FROM praxis.checklist_exception WHERE compartment = 'credential'")
                == 2)
        #expect(try await self.count("SELECT count(*) FROM praxis.reminder WHERE compartment = 'medical'") == 2)
        #expect(
            try await self.count(
                "SELECT count(*) FROM pg_constraint WHERE conname = 'clearance_override_shift' AND convalidated") == 1)
    }
}
