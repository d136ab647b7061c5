import HTTPTypes
import Postgres
import TestSupport
import Testing

/// Its audit chain lacks what was signed, as after an old backup was restored.
@Suite(.demonstration) struct `A practice on hold` {
    private static let person = "/denver/people/01900000-0000-7000-8000-0000001a0001"
    private static let form = [("given_name", "Hana"), ("family_name", "Ashgrove"), ("version", "1")]

    private func hold() async throws -> TestSite {
        try await TestDatabase.current.tell(
            """
            INSERT INTO praxis.audit_hold (practice_id, seq, hash)
            SELECT practice_id, 1000000, sha256('lost') FROM praxis.practice WHERE slug = 'cascade'
            """)
        return try TestSite()
    }

    @Test func `is read as ever, and nothing in it is changed`() async throws {
        let site = try await self.hold()
        let manager = try site.browser(as: .managerOfDenver)
        #expect(try await manager.get("/denver/people").status == .ok)
        let answer = try await manager.post(Self.person, form: Self.form)
        #expect(answer.status == .serviceUnavailable)
        #expect(answer.text.contains("Nothing can be changed at the moment"))
        #expect(try await !manager.get(Self.person).text.contains("Ashgrove"))
    }

    @Test func `tells programs so`() async throws {
        let administrator = try await self.hold().browser(as: .administrator)
        let answer = try await administrator.json(.post, "/api/v1/all/vendors", #"{"name": "Ridge Linen"}"#)
        #expect(answer.status == .serviceUnavailable && answer.headers[.retryAfter] == "60")
        #expect(answer.text.contains(#""code":"audit_behind""#))
        #expect(try await !administrator.get("/api/v1/all/vendors?q=Ridge").text.contains("Ridge Linen"))
    }

    @Test func `leaves other practices alone`() async throws {
        let administrator = try await self.hold().browser(as: .lakesideAdministrator)
        let answer = try await administrator.json(.post, "/api/v1/all/vendors", #"{"name": "Ridge Linen"}"#)
        #expect(answer.status == .created)
    }
}
