import TestSupport
import Testing

/// What an API token that may read clinics, and belongs to an administrator, tries beyond that.
@Suite(.database) struct `A token that may read clinics` {
    private func program(_ superuser: ScriptSession) throws -> ScriptSession {
        try superuser.run(
            """
            INSERT INTO praxis.api_token (practice_id, token_id, account_id, digest, name, permissions, created_by, expires_at)
            VALUES ('\(Demo.practice)', '\(Demo.id("70"))', '\(DemoAccount.administrator.id)', sha256('token'), 'Board',
                    '{practice.clinic.read}', '\(DemoAccount.administrator.id)', now() + interval '1 day')
            """)
        return try ScriptSession(as: .app)
    }

    private func refusal(_ program: ScriptSession, _ script: String) -> String? {
        defer { _ = try? program.run("ROLLBACK") }
        do {
            try program.run("BEGIN; SELECT praxis_private.begin_token(sha256('token'), gen_random_uuid(), '192.0.2.1')")
            try program.run(script)
        } catch let failure as ScriptSession.Failure {
            return failure.sqlState.hasPrefix("PX") ? failure.description : failure.sqlState
        } catch { return "?" }
        return nil
    }

    @Test func `reads clinics`() throws {
        let program = try self.program(try Demo.load())
        #expect(self.refusal(program, "SELECT 1 / (SELECT count(*) FROM praxis.clinic)") == nil)
    }

    @Test func `passes no role on and ends none`() throws {
        let superuser = try Demo.load()
        let program = try self.program(superuser)
        let role = try #require(
            try superuser.value(
                "SELECT role_id FROM praxis.role WHERE code = 'practice_administrator' AND practice_id = '\(Demo.practice)'"
            ))
        let delegation = """
            INSERT INTO praxis.role_grant (grant_id, account_id, role_id, scope, valid, kind, source_id, reason)
            VALUES ('\(Demo.id("71"))', '\(DemoAccount.staff.id)', '\(role)', 'practice',
                    tstzrange(now(), now() + interval '1 day'), 'delegated', '\(Demo.id("7a0001"))', 'while away')
            """
        #expect(self.refusal(program, delegation) == "PX403 reauthentication_required")
        try ScriptSession(as: .app).doing(as: .administrator, delegation)
        let end =
            "UPDATE praxis.role_grant SET valid = tstzrange(lower(valid), now() + interval '1 hour') WHERE kind = 'delegated'"
        #expect(self.refusal(program, end) == "PX403 permission_missing")
    }

    @Test func `leaves its owner's sessions and tokens alone`() throws {
        let program = try self.program(try Demo.load())
        let owner = DemoAccount.administrator.id
        for call in [
            "session_end('\(owner)', NULL)", "sessions('\(owner)')", "tokens('\(owner)')",
            "account_security('\(owner)')",
        ] {
            #expect(
                self.refusal(program, "SELECT * FROM praxis_private.\(call)") == "PX403 permission_missing", "\(call)")
        }
        #expect(
            self.refusal(program, "SELECT 1 / praxis_private.token_revoke('\(Demo.id("70"))')::integer") == "22012")
    }

    @Test func `puts nothing into queues`() throws {
        let program = try self.program(try Demo.load())
        let topic =
            "INSERT INTO praxis.outbox (topic, object_id) VALUES ('identity.account.invited', gen_random_uuid())"
        #expect(self.refusal(program, topic) == "42501")
        #expect(self.refusal(program, "INSERT INTO praxis.job (kind) VALUES ('identity.account.invited')") == "42501")
    }
}
