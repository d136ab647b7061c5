import TestSupport
import Testing

@testable import Postgres

@Suite struct `The directory of migrations` {
    @Test func `orders files by number, and others by module`() {
        let directory = MigrationDirectory([
            MigrationFile(.policy, "ordering.sql", text: ""), MigrationFile(.migration, "0100_a.sql", text: ""),
            MigrationFile(.contract, "rostering.sql", text: ""), MigrationFile(.contract, "kernel_audit.sql", text: ""),
            MigrationFile(.contract, "another.sql", text: ""), MigrationFile(.contract, "kernel.sql", text: ""),
            MigrationFile(.contract, "identity_roles.sql", text: ""), MigrationFile(.migration, "0001_b.sql", text: ""),
        ])
        #expect(
            directory.all.map(\.path) == [
                "migrations/0001_b.sql", "migrations/0100_a.sql", "contracts/kernel.sql", "contracts/kernel_audit.sql",
                "contracts/identity_roles.sql", "contracts/rostering.sql", "contracts/another.sql",
                "policies/ordering.sql",
            ])
    }

    @Test func `tells a missing directory`() {
        #expect(throws: MigratorError.noDirectory("/nonexistent")) { try MigrationDirectory(path: "/nonexistent") }
    }

    @Test func `knows a file by its text`() {
        let empty = MigrationFile(.migration, "1.sql", text: "")
        #expect(empty.checksum == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(empty.isTransactional)
        #expect(!MigrationFile(.migration, "1.sql", text: "-- no-transaction\nSELECT 1").isTransactional)
        #expect(MigrationFile(.migration, "1.sql", text: "ä\n\nSELECT x").line(ofCharacter: 11) == 3)
    }
}

/// Each adds its files to those of the template.
@Suite(.database) struct `The migrator` {
    private func migrator(
        _ files: MigrationFile..., former: [FormerFile] = [], attempts: Int = 10, lockWait: Duration = .seconds(60)
    ) throws -> Migrator {
        let landed = try MigrationDirectory(path: TestCluster.sqlDirectory)
        return Migrator(
            conninfo: TestDatabase.current.conninfo(.migrator),
            directory: MigrationDirectory(landed.all + files, former: former), lockWait: lockWait, attempts: attempts)
    }

    private static let table = MigrationFile(.migration, "9000_t.sql", text: "CREATE TABLE praxis.t (n bigint);")
    private static let view = MigrationFile(
        .contract, "zz.sql",
        text: "CREATE OR REPLACE VIEW praxis.zz WITH (security_invoker=true) AS SELECT n FROM praxis.t;")

    @Test func `finds nothing to do in a migrated database`() async throws {
        let migrator = try self.migrator()
        #expect(try await migrator.status().isCurrent)
        #expect(try await migrator.verify() == [])
        #expect(try await migrator.up() == MigrationReport())
    }

    @Test func `runs what is pending as the owner, once`() async throws {
        let migrator = try self.migrator(Self.table, Self.view)
        #expect(try await migrator.verify() == ["migrations/9000_t.sql is pending", "contracts/zz.sql is pending"])
        let report = try await migrator.up()
        #expect(report.migrations == ["migrations/9000_t.sql"])
        #expect(report.repeated.contains("contracts/zz.sql"))
        #expect(try await migrator.up() == MigrationReport())
        let owner = try await TestDatabase.current.pool(.superuser).value(
            "SELECT relowner::regrole::text FROM pg_class WHERE oid = 'praxis.t'::regclass", as: String.self)
        #expect(owner == "praxis_owner")
    }

    @Test func `refuses a landed file that changed or is gone`() async throws {
        _ = try await self.migrator(Self.table).up()
        let changed = try self.migrator(MigrationFile(.migration, "9000_t.sql", text: "SELECT 1;"))
        await #expect(
            throws: MigratorError.landedFilesDiffer(changed: ["migrations/9000_t.sql"], missing: [])
        ) { try await changed.up() }
        let missing = try self.migrator()
        await #expect(
            throws: MigratorError.landedFilesDiffer(changed: [], missing: ["migrations/9000_t.sql"])
        ) { try await missing.up() }
        #expect(try await missing.verify() == ["migrations/9000_t.sql is missing"])
    }

    @Test func `takes a file that ran with another text or name for the one that it is now`() async throws {
        _ = try await self.migrator(Self.table).up()
        let now = MigrationFile(.migration, "9001_u.sql", text: Self.table.text + " -- the same")
        let former = FormerFile(
            path: "migrations/9000_t.sql", checksum: Self.table.checksum, now: "migrations/9001_u.sql")
        #expect(try await self.migrator(now, former: [former]).up() == MigrationReport())
        let other = FormerFile(path: former.path, checksum: now.checksum, now: former.now)
        await #expect(
            throws: MigratorError.landedFilesDiffer(changed: [], missing: ["migrations/9000_t.sql"])
        ) { try await self.migrator(now, former: [other]).up() }
    }

    @Test func `runs contracts again when one changed, and forgets one that is gone`() async throws {
        _ = try await self.migrator(Self.table, Self.view).up()
        let other = MigrationFile(.contract, "zz.sql", text: Self.view.text + "\n-- changed\n")
        let report = try await self.migrator(Self.table, other).up()
        #expect(report.migrations == [])
        #expect(report.repeated.last { $0.hasPrefix("contracts/") } == "contracts/zz.sql")
        _ = try await self.migrator(Self.table).up()
        #expect(try await self.migrator(Self.table).status().isCurrent)
    }

    @Test func `gives a view of a contract other columns`() async throws {
        _ = try await self.migrator(Self.table, Self.view).up()
        let other = MigrationFile(
            .contract, "zz.sql",
            text: "CREATE OR REPLACE VIEW praxis.zz WITH (security_invoker=true) AS SELECT n + 1 AS m FROM praxis.t;")
        _ = try await self.migrator(Self.table, other).up()
        #expect(try await TestDatabase.current.ask("SELECT count(m) FROM praxis.zz", as: Int.self) == 0)
    }

    @Test func `runs contracts again over the rows of practices, and adds nothing to them`() async throws {
        let database = TestDatabase.current
        try database.loadDemonstration()
        let counts: [SQL] = [
            "SELECT count(*) FROM praxis.psv_source", "SELECT count(*) FROM praxis.requirement",
            "SELECT count(*) FROM praxis.reminder_rule", "SELECT count(*) FROM praxis.job_schedule",
            "SELECT count(*) FROM praxis.role_permission", "SELECT count(*) FROM praxis.rest_rule",
        ]
        func rows() async throws -> [Int?] {
            var found: [Int?] = []
            for count in counts { found.append(try await database.pool(.superuser).value(count, as: Int.self)) }
            return found
        }
        let before = try await rows()
        let report = try await self.migrator(Self.table, Self.view).up()
        #expect(report.repeated.contains("contracts/credentialing_file.sql"))
        #expect(try await rows() == before)
    }

    @Test func `leaves nothing of a file that fails, and names its line`() async throws {
        let bad = MigrationFile(
            .migration, "9001_bad.sql", text: "CREATE TABLE praxis.u (n bigint);\n\nSELECT nothing FROM praxis.u;\n")
        let error = await #expect(throws: MigratorError.self) { try await self.migrator(Self.table, bad).up() }
        #expect(error?.description == #"migrations/9001_bad.sql:3: column "nothing" does not exist (42703)"#)
        let status = try await self.migrator(Self.table, bad).status()
        #expect(status.entries.filter { $0.file.hasPrefix("migrations/9") }.map(\.state) == [.applied, .pending])
        let pool = TestDatabase.current.pool(.superuser)
        #expect(try await pool.value("SELECT to_regclass('praxis.u') IS NULL") == true)
    }

    @Test func `refuses a file that ends its transaction`() async throws {
        let bad = MigrationFile(.migration, "9001_bad.sql", text: "COMMIT;")
        await #expect(throws: MigratorError.endedTransaction(file: "migrations/9001_bad.sql")) {
            try await self.migrator(bad).up()
        }
    }

    @Test func `runs a single statement outside a transaction where the file says so`() async throws {
        let index = MigrationFile(
            .migration, "9001_i.sql", text: "-- no-transaction\nCREATE INDEX CONCURRENTLY t_n ON praxis.t (n);\n")
        let report = try await self.migrator(Self.table, index).up()
        #expect(report.migrations.count == 2)
    }

    @Test func `gives up where a lock is not to be had`() async throws {
        _ = try await self.migrator(Self.table).up()
        let altering = MigrationFile(
            .migration, "9001_c.sql",
            text: "SET LOCAL lock_timeout = '20ms'; ALTER TABLE praxis.t ADD COLUMN c bigint;")
        let migrator = try self.migrator(Self.table, altering, attempts: 2)
        try await TestDatabase.current.pool(.superuser).transaction(.readWrite) { transaction in
            try await transaction.execute("LOCK TABLE praxis.t IN ACCESS SHARE MODE")
            let error = await #expect(throws: MigratorError.self) { try await migrator.up() }
            #expect(error?.description.contains("55P03") == true)
        }
        #expect(try await migrator.up().migrations == ["migrations/9001_c.sql"])
    }

    @Test func `works alone`() async throws {
        let migrator = try self.migrator(Self.table, lockWait: .zero)
        try await TestDatabase.current.pool(.superuser).transaction(.readOnly) { transaction in
            try await transaction.execute("SELECT pg_advisory_xact_lock(7077002)")
            await #expect(throws: MigratorError.busy) { try await migrator.up() }
        }
    }

    @Test func `asks for the roles first`() async throws {
        let conninfo = TestDatabase.current.conninfo(.superuser)
            .replacing("dbname=\(TestDatabase.current.name)", with: "dbname=template1")
        let migrator = Migrator(conninfo: conninfo, directory: MigrationDirectory([]))
        await #expect(throws: MigratorError.notPrepared) { try await migrator.status() }
    }
}
