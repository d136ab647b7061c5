import TestSupport
import Testing

@Suite(.database) struct `Breaking the glass` {
    private let open = Self.emergency("credentialing_specialist", Demo.phoenix)

    private static func emergency(
        _ role: String, _ clinic: String?, _ reason: String = "nobody else is in reach", minutes: Int = 30
    ) -> String {
        let clinic = clinic.map { "'\($0)'" } ?? "NULL"
        return "SELECT praxis_private.break_glass('\(role)', \(clinic), '\(reason)', \(minutes))"
    }

    private let people = "SELECT count(*) FROM praxis.person"

    @Test func `gives a role at once, marks what is done, and asks for a review by another`() throws {
        let superuser = try Demo.load()
        let app = try ScriptSession(as: .app)
        let before = try app.trying(as: .denverManager, self.people)
        let grant = try #require(try app.doing(as: .denverManager, self.open)[0][0])
        #expect(try app.trying(as: .denverManager, self.people) != before)
        try app.doing(
            as: .denverManager,
            "SELECT praxis_private.audit_append('practice.clinic.change', 'clinic', '\(Demo.denver)', NULL, NULL, NULL, NULL)"
        )
        #expect(try superuser.value("SELECT emergency FROM praxis.audit_event ORDER BY seq DESC LIMIT 1") == "t")
        #expect(app.refusal(as: .denverManager, self.open) == "PX409 emergency_unreviewed")
        let review = "UPDATE praxis.break_glass_review SET verdict = 'justified' WHERE grant_id = '\(grant)'"
        try app.doing(as: .administrator, review)
        #expect(
            try superuser.value("SELECT reviewed_by FROM praxis.break_glass_review") == DemoAccount.administrator.id)
        #expect(app.refusal(as: .administrator, review) == "PX409 already_reviewed")
    }

    @Test func `ends by itself, also in the middle of a session`() throws {
        let superuser = try Demo.load()
        let app = try ScriptSession(as: .app)
        let before = try app.trying(as: .denverManager, self.people)
        try app.doing(as: .denverManager, self.open)
        // As if the half hour were over.
        try superuser.run(
            """
            UPDATE praxis.role_grant SET valid = tstzrange(now() - interval '31 minutes', now() - interval '1 minute')
             WHERE kind = 'break_glass'
            """)
        #expect(try app.trying(as: .denverManager, self.people) == before)
    }

    @Test func `needs the permission, a clinic, a reason, a bound and a fresh sign-in`() throws {
        let superuser = try Demo.load()
        let app = try ScriptSession(as: .app)
        #expect(app.refusal(as: .buyer, self.open) == "PX403 permission_missing")
        let refusals = [
            (Self.emergency("buyer", nil), "PX422 clinic_required"),
            (Self.emergency("buyer", Demo.phoenix, "because"), "PX422 reason_too_short"),
            (Self.emergency("buyer", Demo.phoenix, minutes: 61), "PX422 emergency_too_long"),
        ]
        for (script, refusal) in refusals { #expect(app.refusal(as: .denverManager, script) == refusal) }
        try superuser.run("UPDATE praxis.session SET authenticated_at = now() - interval '6 minutes'")
        #expect(app.refusal(as: .denverManager, self.open) == "PX403 reauthentication_required")
    }

    @Test(arguments: ["practice_administrator", "finance", "medical_director", "auditor", "staff", "system"])
    func `opens no role that rules the practice or decides`(role: String) throws {
        _ = try Demo.load()
        let app = try ScriptSession(as: .app)
        #expect(app.refusal(as: .denverManager, Self.emergency(role, Demo.denver)) == "PX422 role_unknown")
    }

    @Test func `opens no custom role`() throws {
        _ = try Demo.load()
        let app = try ScriptSession(as: .app)
        let role = "INSERT INTO praxis.role (role_id, code, name) VALUES (gen_random_uuid(), 'locum', 'Locum')"
        try app.doing(as: .administrator, role)
        #expect(app.refusal(as: .denverManager, Self.emergency("locum", Demo.denver)) == "PX422 role_unknown")
        #expect(
            app.refusal(
                as: .administrator,
                role.replacing("code, name)", with: "code, name, emergency)")
                    .replacing("'Locum')", with: "'Locum', true)")) == "42501")
    }

    /// What would outlast the emergency, tried by somebody whose own rights do not reach it.
    @Test func `leaves no right behind`() throws {
        let superuser = try Demo.load()
        let app = try ScriptSession(as: .app)
        try app.doing(as: .finance, Self.emergency("site_manager", Demo.phoenix))
        let staff = DemoAccount.staff.id
        let link = "SELECT praxis_private.link_issue('\(staff)', sha256('link'))"
        #expect(app.refusal(as: .finance, link) == "PX403 permission_missing")
        let reset = "SELECT praxis_private.factor_reset('\(staff)')"
        #expect(app.refusal(as: .finance, reset) == "PX403 permission_missing")
        let sessions = "SELECT praxis_private.session_end('\(staff)', NULL)"
        #expect(app.refusal(as: .finance, sessions) == "PX403 permission_missing")
        let address = """
            WITH changed AS (UPDATE praxis.account SET email = 'mine@cascade.example' WHERE account_id = '\(staff)' RETURNING 1)
            SELECT count(*) FROM changed
            """
        #expect(try app.trying(as: .finance, address) == [["0"]])
        let role = try #require(
            try superuser.value(
                "SELECT role_id FROM praxis.role WHERE code = 'buyer' AND practice_id = '\(Demo.practice)'"))
        let grant = """
            INSERT INTO praxis.role_grant (grant_id, account_id, role_id, scope, clinic_id)
            VALUES (gen_random_uuid(), '\(staff)', '\(role)', 'clinic', '\(Demo.phoenix)')
            """
        #expect(app.refusal(as: .finance, grant) == "PX403 emergency_active")
    }

    @Test func `gives no way into an account that may do more`() throws {
        let superuser = try Demo.load()
        let app = try ScriptSession(as: .app)
        // The buyer works in Denver, and buys there only.
        try superuser.run(
            "UPDATE praxis.role_grant SET valid = tstzrange(lower(valid), now()) WHERE grant_id = '\(Demo.id("7a0010"))'"
        )
        let link = "SELECT praxis_private.link_issue('\(DemoAccount.buyer.id)', sha256('link'))"
        #expect(app.refusal(as: .denverManager, link) == "PX403 permission_missing")
        try app.doing(as: .denverManager, Self.emergency("buyer", Demo.denver))
        #expect(app.refusal(as: .denverManager, link) == "PX403 permission_missing")
        let grant = """
            INSERT INTO praxis.role_grant (grant_id, account_id, role_id, scope, clinic_id)
            SELECT gen_random_uuid(), '\(DemoAccount.specialist.id)', role_id, 'clinic', '\(Demo.denver)'
              FROM praxis.role WHERE code = 'buyer'
            """
        #expect(app.refusal(as: .denverManager, grant) == "PX403 emergency_active")
    }
}
