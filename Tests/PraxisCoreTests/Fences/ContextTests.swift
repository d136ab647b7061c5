import TestSupport
import Testing

@Suite(.database) struct `A signed context` {
    private let count = "SELECT count(*) FROM praxis.person"

    @Test func `lets a site's manager see the own clinic and no other`() throws {
        _ = try Demo.load()
        let app = try ScriptSession(as: .app)
        let slugs = try app.trying(as: .denverManager, "SELECT slug FROM praxis.clinic")
        #expect(slugs == [["denver"]])
        let all = try app.trying(as: .administrator, "SELECT count(*) FROM praxis.clinic")
        #expect(all == [["5"]])
    }

    @Test func `that is absent means no rows, never an error`() throws {
        _ = try Demo.load()
        let app = try ScriptSession(as: .app)
        #expect(try app.value(self.count) == "0")
        // After a context has been, the setting is empty and not null.
        try app.trying(as: .administrator, self.count)
        #expect(try app.value(self.count) == "0")
    }

    @Test func `of an earlier transaction is refused`() throws {
        _ = try Demo.load()
        let app = try ScriptSession(as: .app)
        let old = try #require(try app.trying(as: .administrator, "SELECT current_setting('praxis.ctx')")[0][0])
        try app.run("BEGIN; SELECT set_config('praxis.ctx', '\(old)', true)")
        #expect(app.refusal(of: self.count) == "42501")
        try app.run("ROLLBACK")
    }

    @Test func `of another connection is refused`() throws {
        _ = try Demo.load()
        let (one, other) = (try ScriptSession(as: .app), try ScriptSession(as: .app))
        try one.run("BEGIN; \(DemoAccount.administrator.entry)")
        let context = try #require(try one.value("SELECT current_setting('praxis.ctx')"))
        #expect(
            other.refusal(of: "BEGIN; SELECT set_config('praxis.ctx', '\(context)', true); \(self.count)") == "42501")
    }

    @Test func `with any field or digit changed is refused`() throws {
        _ = try Demo.load()
        let app = try ScriptSession(as: .app)
        for field in 1...11 {
            let refused = app.refusal(
                of: """
                    BEGIN;
                    \(DemoAccount.denverManager.entry);
                    SELECT set_config('praxis.ctx', array_to_string(
                      (p)[1:\(field) - 1] || (translate((p)[\(field)], '0123456789', '1234567890') || 'x') || (p)[\(field) + 1:],
                      '|'), true)
                      FROM string_to_array(current_setting('praxis.ctx'), '|') p;
                    \(self.count)
                    """)
            #expect(refused == "42501", "field \(field)")
            try app.run("ROLLBACK")
        }
        for malformed in ["x", "|", "||||||||||", "0|1|2", "\(String(repeating: "0", count: 64))|1"] {
            #expect(
                app.refusal(of: "BEGIN; SELECT set_config('praxis.ctx', '\(malformed)', true); \(self.count)")
                    == "42501")
            try app.run("ROLLBACK")
        }
    }

    @Test func `cannot be made by the roles that live on it`() throws {
        _ = try Demo.load()
        for role in [TestDatabase.Role.app, .jobs, .readonly] {
            let session = try ScriptSession(as: role)
            for attempt in [
                "SELECT * FROM praxis_private.signing_key", "SELECT * FROM praxis.session",
                "SELECT praxis_private.context()",
                "SELECT praxis_private.seal(NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
                "SELECT praxis_private.begin_operator('\(Demo.practice)', NULL)",
                "SELECT praxis_private.rotate_signing_key()", "SET ROLE praxis_owner", "SET ROLE praxis_migrator",
                "SET SESSION AUTHORIZATION postgres", "CREATE TABLE praxis.mine ()", "CREATE TEMPORARY TABLE mine ()",
                "ALTER TABLE praxis.person DISABLE ROW LEVEL SECURITY", "SELECT lo_create(0)",
                "SET row_security = off; \(self.count)",
            ] {
                // The reading role is stopped even earlier, because it writes nothing.
                #expect(["42501", "25006"].contains(session.refusal(of: attempt)), "\(role): \(attempt)")
            }
        }
        #expect(
            try ScriptSession(as: .app).refusal(of: "SELECT praxis_private.begin_job(gen_random_uuid())") == "42501")
    }

    @Test func `outlives a change of its key, and the old key goes after an hour`() throws {
        let superuser = try Demo.load()
        let app = try ScriptSession(as: .app)
        try app.run("BEGIN; \(DemoAccount.administrator.entry)")
        try superuser.run("SELECT praxis_private.rotate_signing_key()")
        #expect(try app.value(self.count) == "120")
        try app.run("COMMIT")
        try superuser.run("UPDATE praxis_private.signing_key SET created_at = created_at - interval '2 hours'")
        try superuser.run("SELECT praxis_private.rotate_signing_key()")
        #expect(try superuser.value("SELECT count(*) FROM praxis_private.signing_key") == "1")
        #expect(try app.trying(as: .administrator, self.count) == [["120"]])
    }
}
