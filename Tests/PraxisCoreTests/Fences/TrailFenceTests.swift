import TestSupport
import Testing

@Suite(.database) struct `The trail of a site manager` {
    /// Events of the administrator without a clinic: about people and accounts of Denver and Phoenix, and the practice.
    @Test func `has the own clinic's people and accounts, and nothing of the practice's`() throws {
        _ = try Demo.load()
        let app = try ScriptSession(as: .app)
        let objects = [
            ("person", Demo.id("1a0006")), ("person", Demo.id("1a0007")), ("account", DemoAccount.buyer.id),
            ("account", DemoAccount.staff.id), ("role", Demo.practice), ("session", DemoAccount.buyer.id),
        ]
        for (type, object) in objects {
            try app.doing(
                as: .administrator,
                "SELECT praxis_private.audit_append('test.object.change', '\(type)', '\(object)', NULL, NULL, NULL, NULL)"
            )
        }
        let trail =
            "SELECT object_type, object_id FROM praxis.audit_event WHERE action = 'test.object.change' ORDER BY seq"
        #expect(
            try app.trying(as: .denverManager, trail) == [
                ["person", Demo.id("1a0006")], ["account", DemoAccount.buyer.id],
            ])
        #expect(try app.trying(as: .auditor, trail).count == objects.count)
        #expect(try app.trying(as: .staff, trail).isEmpty)
    }

    /// The demonstration's staff member belongs to Phoenix alone, its buyer to Denver and Phoenix.
    @Test func `has the sign-ins of who belongs to the own clinic alone`() throws {
        let superuser = try Demo.load()
        for account in [DemoAccount.staff, .buyer, .administrator] {
            let session = try #require(
                try superuser.value("SELECT session_id FROM praxis.session WHERE account_id = '\(account.id)'"))
            try ScriptSession(as: .app).doing(
                as: account,
                "SELECT praxis_private.audit_append('test.session.change', 'session', '\(session)', NULL, NULL, NULL, NULL)"
            )
        }
        let app = try ScriptSession(as: .app)
        let trail = "SELECT account_id FROM praxis.audit_event WHERE action = 'test.session.change' ORDER BY seq"
        #expect(try app.trying(as: .phoenixManager, trail) == [[DemoAccount.staff.id]])
        #expect(try app.trying(as: .denverManager, trail).isEmpty)
        #expect(try app.trying(as: .auditor, trail).count == 3)
    }

    @Test func `cannot be told of a recovery by anybody who is signed in`() throws {
        _ = try Demo.load()
        #expect(
            try ScriptSession(as: .app).refusal(
                as: .administrator,
                "SELECT praxis_private.audit_append('audit.chain.recover', 'practice', '\(Demo.practice)', NULL, NULL, NULL, NULL)"
            ) == "42501")
    }
}
