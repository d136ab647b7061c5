import TestSupport
import Testing

@testable import Postgres

/// Row-level security binds the owner of most tables, and a migration has no practice.
@Suite(.demonstration) struct `The rows that a migration sees` {
    private func up(_ text: String, as kind: MigrationFile.Kind = .migration) async throws {
        let landed = try MigrationDirectory(path: TestCluster.sqlDirectory)
        let migrator = Migrator(
            conninfo: TestDatabase.current.conninfo(.migrator),
            directory: MigrationDirectory(landed.all + [MigrationFile(kind, "9000_rows.sql", text: text)]))
        _ = try await migrator.up()
    }

    private static let forced: SQL = "SELECT relforcerowsecurity FROM pg_class WHERE oid = 'praxis.person'::regclass"

    @Test func `are those of every practice, and its owner is bound again`() async throws {
        let database = TestDatabase.current
        try await self.up(
            "ALTER TABLE praxis.person ADD COLUMN seen boolean; UPDATE praxis.person SET seen = true;")
        #expect(try await database.ask("SELECT bool_and(seen) FROM praxis.person") == true)
        #expect(try await database.ask("SELECT count(DISTINCT practice_id) > 1 FROM praxis.person") == true)
        #expect(try await database.ask(Self.forced) == true)
    }

    @Test func `are those that a new foreign key is checked against`() async throws {
        try await self.up(
            """
            ALTER TABLE praxis.appointment ADD CONSTRAINT appointment_of_somebody
                FOREIGN KEY (practice_id, person_id) REFERENCES praxis.person;
            """)
    }

    @Test func `refuse a foreign key that does not hold`() async throws {
        let error = await #expect(throws: MigratorError.self) {
            try await self.up(
                """
                ALTER TABLE praxis.person ADD COLUMN friend_id uuid;
                UPDATE praxis.person SET friend_id = gen_random_uuid();
                ALTER TABLE praxis.person ADD FOREIGN KEY (practice_id, friend_id) REFERENCES praxis.person;
                """)
        }
        #expect(error?.description.contains("23503") == true)
        #expect(try await TestDatabase.current.ask(Self.forced) == true)
    }

    @Test func `are closed again to the owner though a file forgets it`() async throws {
        try await self.up("ALTER TABLE praxis.person NO FORCE ROW LEVEL SECURITY;")
        #expect(try await TestDatabase.current.ask(Self.forced) == true)
    }

    @Test func `are not left open by a policy that no mark excuses`() async throws {
        await #expect(throws: MigratorError.unforced(tables: ["praxis.person"])) {
            try await self.up("ALTER TABLE praxis.person NO FORCE ROW LEVEL SECURITY;", as: .policy)
        }
        #expect(try await TestDatabase.current.ask(Self.forced) == true)
    }
}
