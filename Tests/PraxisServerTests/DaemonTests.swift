import Foundation
import Postgres
import PraxisServer
import TestSupport
import Testing

@Suite struct `The daemon without a database` {
    @Test func `tells every problem of its settings at once and exits 78`() async throws {
        let daemon = try DaemonProcess(
            database: nil,
            settings: ["PRAXIS_HTTP_PORT": "many", "PRAXIS_LOG_LEVEL": "loud", "PRAXIS_IDENTITY_KEY": ""])
        let end = await daemon.end()
        #expect(end.status == 78)
        for key in ["http.port", "log.level", "database.url", "identity.key"] {
            #expect(end.log.contains("praxisd: \(key) ("), "\(key) is not told")
        }
    }

    @Test func `lives, is not ready, serves nothing, and stops when told`() async throws {
        let daemon = try DaemonProcess(database: "host=/nowhere dbname=praxis user=praxis_app")
        #expect(await daemon.becomes(503))
        #expect(daemon.admin.get("/live")?.status == 200)
        #expect(daemon.admin.get("/ready")?.body.contains("the database") == true)
        #expect(daemon.site.get("/sign-in") == nil)
        daemon.signal(SIGTERM)
        #expect(await daemon.end().status == 0)
    }
}

@Suite(.database) struct `The daemon` {
    private var database: TestDatabase { .current }

    @Test func `becomes ready, serves, and shows metrics`() async throws {
        let daemon = try DaemonProcess(database: self.database.conninfo(), jobs: self.database.conninfo(.jobs))
        #expect(await daemon.becomes(200), "\(daemon.log)")
        #expect(daemon.site.get("/api/v1/openapi.json")?.status == 200)
        let metrics = daemon.admin.get("/metrics")?.body ?? ""
        #expect(metrics.contains("# TYPE praxis_pool_connections gauge"))
        #expect(metrics.contains("# TYPE http_server_request_duration_seconds histogram"))
        daemon.signal(SIGTERM)
        let end = await daemon.end()
        #expect(end.status == 0)
        #expect(end.log.contains("stopped"))
    }

    @Test(arguments: [SIGTERM, SIGINT]) func `stops in order on a signal`(signal: Int32) async throws {
        let daemon = try DaemonProcess(database: self.database.conninfo())
        #expect(await daemon.becomes(200), "\(daemon.log)")
        daemon.signal(signal)
        let end = await daemon.end(within: .seconds(10))
        #expect(end.status == 0)
        #expect(!end.log.contains("\"level\":\"error\""), "\(end.log)")
    }

    @Test func `is not ready while the database is away, and again when it is back`() async throws {
        let daemon = try DaemonProcess(database: self.database.conninfo())
        #expect(await daemon.becomes(200), "\(daemon.log)")
        try await self.letIn(false)
        #expect(await daemon.becomes(503))
        try await self.letIn(true)
        #expect(await daemon.becomes(200))
    }

    @Test func `refuses a role that could see past row-level security`() async throws {
        let end = await (try DaemonProcess(database: self.database.conninfo(.superuser))).end()
        #expect(end.status == 78)
        #expect(end.log.contains("may bypass row-level security"))
    }

    @Test func `refuses such a role also for its jobs`() async throws {
        let daemon = try DaemonProcess(
            database: self.database.conninfo(), jobs: self.database.conninfo(.superuser))
        let end = await daemon.end()
        #expect(end.status == 78)
        #expect(end.log.contains("may bypass row-level security"))
    }

    @Test func `refuses a schema that it does not know`() async throws {
        try await self.asSuperuser(
            """
            INSERT INTO praxis_private.migration (file, checksum)
            VALUES ('migrations/9999_future.sql', repeat('0', 64))
            """)
        let end = await (try DaemonProcess(database: self.database.conninfo())).end()
        #expect(end.status == 78)
        #expect(end.log.contains("9999_future.sql"))
    }

    @Test func `refuses a schema that lacks something`() async throws {
        try await self.asSuperuser("DELETE FROM praxis_private.migration WHERE file = 'migrations/0002_identity.sql'")
        let end = await (try DaemonProcess(database: self.database.conninfo())).end()
        #expect(end.status == 78)
        #expect(end.log.contains("run praxisctl migrate up"))
    }

    @Test func `refuses a database in which a fence is down`() async throws {
        try await self.asSuperuser("ALTER TABLE praxis.employment DISABLE ROW LEVEL SECURITY")
        let end = await (try DaemonProcess(database: self.database.conninfo())).end()
        #expect(end.status == 78)
        #expect(end.log.contains("row level security not enabled: praxis.employment"))
    }

    @Test func `logs neither connection strings nor keys`() async throws {
        let daemon = try DaemonProcess(
            database: self.database.conninfo() + " password=do-not-tell", settings: ["PRAXIS_LOG_LEVEL": "trace"])
        #expect(await daemon.becomes(200), "\(daemon.log)")
        daemon.signal(SIGTERM)
        let end = await daemon.end()
        #expect(!end.log.contains("do-not-tell"))
        #expect(!end.log.contains(Data(repeating: 7, count: 32).base64EncodedString()))
    }

    private func asSuperuser(_ statement: SQL) async throws {
        try await self.database.pool(.superuser).transaction(.readWrite) { transaction in
            _ = try await transaction.execute(statement)
        }
    }

    /// Closes the database's door to the daemon and throws it out, or opens it again.
    private func letIn(_ isOpen: Bool) async throws {
        guard !isOpen else {
            return try await self.asSuperuser(
                """
                DO $$ BEGIN
                    EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT -1', current_database());
                END $$
                """)
        }
        try await self.asSuperuser(
            """
            DO $$ BEGIN
                EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT 0', current_database());
                PERFORM pg_terminate_backend(a.pid)
                   FROM pg_stat_activity a
                  WHERE a.datname = current_database() AND a.usename = 'praxis_app';
            END $$
            """)
    }
}
