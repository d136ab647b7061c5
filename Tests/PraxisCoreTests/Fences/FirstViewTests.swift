import TestSupport
import Testing

@Suite(.database) struct `The view that somebody begins with` {
    @Test func `is one that they are shown, says the database itself`() throws {
        _ = try Demo.load()
        let app = try ScriptSession(as: .app)
        let (shared, own) = (Demo.id("7a01"), Demo.id("7a02"))
        func keep(_ id: String, _ audience: String) -> String {
            """
            INSERT INTO praxis.saved_view (view_id, screen, name, query, audience)
            VALUES ('\(id)', 'people', '\(audience)', 'position=nurse', '\(audience)')
            """
        }
        func begin(with id: String) -> String {
            """
            INSERT INTO praxis.first_view AS f (screen, view_id) VALUES ('people', '\(id)')
                ON CONFLICT (practice_id, account_id, screen) DO UPDATE SET view_id = excluded.view_id
            """
        }
        try app.doing(as: .administrator, "\(keep(shared, "practice")); \(keep(own, "private"))")
        #expect(app.refusal(as: .administrator, begin(with: own)) == nil)
        #expect(app.refusal(as: .denverManager, begin(with: shared)) == nil)
        #expect(app.refusal(as: .denverManager, begin(with: own)) == "PX404 view_unknown")
        #expect(app.refusal(as: .otherAdministrator, begin(with: shared)) == "PX404 view_unknown")
    }
}
