import TestSupport
import Testing

@Suite(.database) struct `Entering a session` {
    /// What a change by an operator does to the denver manager's next request.
    private func refusal(after change: String) throws -> String? {
        let superuser = try Demo.load()
        let app = try ScriptSession(as: .app)
        #expect(app.refusal(as: .denverManager, "SELECT 1") == nil)
        try superuser.run(change)
        return app.refusal(as: .denverManager, "SELECT 1")
    }

    private static let manager = "account_id = '\(DemoAccount.denverManager.id)'"

    @Test(arguments: [
        "UPDATE praxis.session SET ended_at = now() WHERE \(manager)",
        "UPDATE praxis.session SET expires_at = now() WHERE \(manager)",
        "UPDATE praxis.session SET last_seen_at = now() - interval '31 minutes' WHERE \(manager)",
        "UPDATE praxis.account SET status = 'disabled' WHERE \(manager)",
        "UPDATE praxis.practice SET status = 'suspended' WHERE practice_id = '\(Demo.practice)'",
        "DELETE FROM praxis.session WHERE \(manager)",
    ])
    func `is refused from the next request on`(change: String) throws {
        #expect(try self.refusal(after: change) == "PX401 session_refused")
    }

    @Test func `waits for the second factor`() throws {
        #expect(
            try self.refusal(after: "UPDATE praxis.session SET level = 'password' WHERE \(Self.manager)")
                == "PX401 second_factor_required")
    }

    @Test func `waits for a second factor to be set up`() throws {
        #expect(
            try self.refusal(after: "UPDATE praxis.session SET level = 'enrollment' WHERE \(Self.manager)")
                == "PX401 enrollment_required")
    }

    @Test func `of a token that nobody was given is refused like an ended one`() throws {
        _ = try Demo.load()
        let failure = #expect(throws: ScriptSession.Failure.self) {
            try ScriptSession(as: .app).run("SELECT praxis_private.begin_session(sha256('guess'), NULL, NULL)")
        }
        #expect(failure?.description == "PX401 session_refused")
    }

    @Test func `shows a grant's end to the very next transaction`() throws {
        let superuser = try Demo.load()
        let app = try ScriptSession(as: .app)
        try app.run("BEGIN; \(DemoAccount.denverManager.entry)")
        #expect(try app.value("SELECT count(*) FROM praxis.clinic") == "1")
        try superuser.run(
            "UPDATE praxis.role_grant SET valid = tstzrange(lower(valid), now()) WHERE \(Self.manager)")
        #expect(
            try app.value("SELECT count(*) FROM praxis.clinic") == "1", "grants are valid as of the transaction's start"
        )
        try app.run("COMMIT")
        #expect(try app.trying(as: .denverManager, "SELECT count(*) FROM praxis.clinic") == [["0"]])
    }
}

@Suite(.database) struct `An API token` {
    private func app(permissions: String, clinics: String = "NULL") throws -> ScriptSession {
        let superuser = try Demo.load()
        try superuser.run(
            """
            INSERT INTO praxis.api_token
                   (practice_id, token_id, account_id, digest, name, permissions, clinics, created_by, expires_at)
            VALUES ('\(Demo.practice)', gen_random_uuid(), '\(DemoAccount.administrator.id)', sha256('token'), 'export',
                    '{\(permissions)}', \(clinics), '\(DemoAccount.administrator.id)', now() + interval '1 day')
            """)
        let app = try ScriptSession(as: .app)
        try app.run("BEGIN; SELECT praxis_private.begin_token(sha256('token'), gen_random_uuid(), NULL)")
        return app
    }

    @Test func `carries no more than its permissions`() throws {
        let app = try self.app(permissions: "practice.clinic.read")
        #expect(try app.value("SELECT count(*) FROM praxis.clinic") == "5")
        #expect(try app.value("SELECT count(*) FROM praxis.person") == "0")
        #expect(app.refusal(of: "UPDATE praxis.clinic SET name = 'Mine'") == nil)
        #expect(try app.value("SELECT count(*) FROM praxis.clinic WHERE name = 'Mine'") == "0")
    }

    @Test func `reaches no further than its clinics`() throws {
        let app = try self.app(
            permissions: "practice.clinic.read,people.person.read", clinics: "ARRAY['\(Demo.phoenix)'::uuid]")
        #expect(try app.run("SELECT slug FROM praxis.clinic") == [["phoenix"]])
        #expect(try app.value("SELECT count(*) FROM praxis.person") == "24")
        #expect(try app.value("SELECT praxis_private.practice_if('people.person.read') IS NULL") == "t")
    }

    @Test(arguments: ["revoked_at = now()", "expires_at = now()", "digest = sha256('other')"])
    func `is refused once it is over`(change: String) throws {
        let app = try self.app(permissions: "practice.clinic.read")
        try app.run("COMMIT")
        try ScriptSession().run("UPDATE praxis.api_token SET \(change)")
        #expect(
            app.refusal(of: "SELECT praxis_private.begin_token(sha256('token'), gen_random_uuid(), NULL)") == "PX401")
    }
}
